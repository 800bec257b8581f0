"""Practising a voicemail before it is left (003): its breaths, its time, and whether that was done.

The terminal and the site's page of each planned voicemail both show what is made here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.channel import Channel
from generator.model.page import Page
from generator.model.plan import Action
from generator.model.prospect import Prospect
from generator.model.script import Script
from generator.rendering import speech
from generator.rendering.agenda import Agenda
from generator.rendering.asking import Question
from generator.rendering.breath import Phrase, breathe
from generator.rendering.desk import Desk
from generator.rendering.environment import render_page
from generator.rendering.ink import Ink, plain, wrap
from generator.rendering.prose import reading_seconds

PLAIN = Ink()
DOT = " \N{MIDDLE DOT} "


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A voicemail to practise: for whom, when it is left, and its words in breaths.

    `when` is empty where none is planned; `practised` is the last day on which it was, and `done`
    the command that writes it down.
    """

    who: Prospect
    script: Script
    when: str
    seconds: int
    phrases: tuple[Phrase, ...]
    asks: tuple[Question, ...]
    practised: date | None
    done: str

    @property
    def takes(self) -> str:
        """Say how long it takes: `about 30 seconds`."""
        return speech.say_reading_time(sum(len(p.words.split()) for p in self.phrases))


def is_rehearsed(channel: Channel) -> bool:
    """Whether what goes by this channel is spoken to nobody's face, and so can be practised."""
    return channel.by == "phone" and not channel.live


def planned_voicemails(agenda: Agenda, slug: str) -> tuple[Action, ...]:
    """Give the voicemails that are planned for somebody, by date."""
    return tuple(action for action in agenda.plan.of(slug) if _is_voicemail(agenda, action))


def _is_voicemail(agenda: Agenda, action: Action) -> bool:
    spoken = action.do == "touch" and is_rehearsed(agenda.channel(action))
    return spoken and agenda.script_of(action) is not None and agenda.policy is not None


def prepare(
    agenda: Agenda, script: Script, prospect: Prospect, action: Action | None = None
) -> Rehearsal | None:
    """Make the rehearsal of a script for somebody; None where there is nobody to sign it."""
    words = agenda.fill(script, prospect, action)
    if not words:
        return None
    day = speech.say_on(action.date, agenda.today) if action else ""
    return Rehearsal(
        who=prospect,
        script=script,
        when=", ".join(part for part in (day, agenda.hours(action) if action else "") if part),
        seconds=reading_seconds(words.text),
        phrases=breathe(words.text),
        asks=agenda.asks_of(words.missing, prospect.slug, script, action),
        practised=_practised(agenda, prospect, script),
        done=_done(agenda, prospect, script),
    )


def _done(agenda: Agenda, prospect: Prospect, script: Script) -> str:
    """Give the command for it; where a sample stops the clock, nothing is dated without its day."""
    is_pinned = agenda.policy is not None and agenda.policy.today is not None
    day = f" --on {agenda.today}" if is_pinned else ""
    return f"playbook rehearse {prospect.slug} {script.key} --done{day}"


def _practised(agenda: Agenda, prospect: Prospect, script: Script) -> date | None:
    """Give the last day on which these words were practised since they were last used."""
    for touch in reversed(agenda.history(prospect).touches):
        if touch.script == script.key:
            return touch.date if touch.outcome == "practised" else None
    return None


# --- the terminal -----------------------------------------------------------------------------


def render_rehearsal(rehearsal: Rehearsal, today: date, ink: Ink = PLAIN) -> str:
    """Give the voicemail as text: a line a breath, each with the seconds that are left."""
    lines = [*heading(rehearsal, ink), *(breath_line(p, ink) for p in rehearsal.phrases)]
    return "\n".join([*lines, "", *closing(rehearsal, today)]) + "\n"


def heading(rehearsal: Rehearsal, ink: Ink = PLAIN) -> list[str]:
    """Say what this is, for whom and for when, and how to read it."""
    title = f"{ink.strong(plain(rehearsal.script.title))}{DOT}for {plain(rehearsal.who.title)}"
    planned = f"Planned {rehearsal.when}. " if rehearsal.when else ""
    takes = speech.say_sentence(rehearsal.takes)
    asked = [
        line
        for ask in rehearsal.asks
        for line in (*wrap(f"First: {plain(ask.says)}"), f"  {plain(ask.command or ask.place)}")
    ]
    told = wrap(f"{planned}{takes} A line is a breath; stop after each.")
    return [*wrap(title), *told, *asked, ""]


def breath_line(phrase: Phrase, ink: Ink = PLAIN, left: float | None = None) -> str:
    """Give a breath with the seconds that are left when it begins."""
    clock = speech.say_countdown(phrase.left if left is None else left)
    return f"  {ink.faint(f'{clock:>5}')}  {plain(phrase.words)}"


def closing(rehearsal: Rehearsal, today: date) -> list[str]:
    """Say when it was practised, or how that is written down."""
    if rehearsal.practised:
        return [f"You practised it {speech.say_ago(rehearsal.practised, today)}."]
    return [f"Practised? {rehearsal.done}"]


# --- the site ---------------------------------------------------------------------------------


def rehearsal_of(desk: Desk, action: Action) -> str:
    """Give the page of a planned voicemail, from the root of the site; empty for other things."""
    there = _is_voicemail(desk, action) and action.prospect in desk.prospects
    return f"rehearse/{action.prospect}-{action.code}.html" if there else ""


def render_rehearsals(desk: Desk) -> tuple[Page, ...]:
    """Make a page for each planned voicemail, to be read aloud from."""
    return tuple(
        page
        for action in desk.plan.actions
        if rehearsal_of(desk, action) and (page := _page(desk, action))
    )


def _page(desk: Desk, action: Action) -> Page | None:
    script, who = desk.script_of(action), desk.prospects[action.prospect]
    rehearsal = prepare(desk, script, who, action) if script else None
    if not rehearsal or not script:
        return None
    return render_page(
        "rehearse.html.j2",
        rehearsal_of(desk, action),
        f"Practise: {script.title}, for {who.title}",
        search=False,
        desk=desk,
        action=action,
        r=rehearsal,
        paragraphs=_paragraphs(rehearsal.phrases),
    )


def _paragraphs(phrases: tuple[Phrase, ...]) -> list[list[Phrase]]:
    found: list[list[Phrase]] = [[]]
    for phrase in phrases:
        found[-1].append(phrase)
        if phrase.ends:
            found.append([])
    return [part for part in found if part]
