"""The call sheet of a week: one HTML document that prints the same wherever it is printed.

Days first, each on its own page, what has an hour by the hour; then what is copied by hand,
what is ordered, the invitations, and labels for what goes by post.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.model.channel import Channel
from generator.model.countries import COUNTRIES, is_named_in
from generator.model.days import Week
from generator.model.firm import firm_key
from generator.model.plan import Action, Plan
from generator.model.prospect import Prospect, Touch
from generator.model.workspace import Workspace
from generator.rendering import speech
from generator.rendering.agenda import Agenda
from generator.rendering.environment import environment
from generator.rendering.outcomes import Box, boxes_of
from generator.rendering.words import Words

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = ("a4", "letter")

_PAGE_SIZES: dict[str, str] = {"a4": "A4", "letter": "letter"}
# What is said is printed as far as it fits beside a telephone; what is written is written at a
# desk, where the whole words are: its beginning is enough to know it again.
_WORDS_IN_A_ROW = 170
_WORDS_OF_A_LETTER = 25
_WORDS_OF_A_MEMORY = 45
_MEMORIES = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One action, ready to print: every value is a text, empty where there is nothing to say.

    What is `spoken` has two lines for notes below its boxes, the rest has one beside them.
    """

    code: str
    doing: str
    person: str
    role: str
    reach: str
    hours: str
    my_hours: str
    tags: tuple[str, ...]
    facts: str
    facts_label: str
    told: tuple[str, ...]
    why: str
    say: tuple[str, ...]
    say_label: str
    see: str
    give: str
    give_label: str
    ask: str
    questions: tuple[str, ...]
    boxes: tuple[Box, ...]
    spoken: bool
    projected: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One working day: `name` for CSS, `title` for the reader, codes to `type_back` at night."""

    name: str
    title: str
    count: str
    rows: tuple[Row, ...]
    type_back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A text to copy by hand, with the day it is posted and what is still missing in it."""

    code: str
    person: str
    posted: str
    paragraphs: tuple[str, ...]
    questions: tuple[str, ...]
    projected: bool


@dataclass(frozen=True, slots=True)
class Parcel:
    """Something to order, where it goes, and by when it must be there."""

    code: str
    thing: str
    person: str
    order_on: str
    arrives: str
    cost: str
    address: tuple[str, ...]
    card: tuple[str, ...]
    projected: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation of the week: who, to what, and by when they must answer."""

    code: str
    person: str
    to: str
    event: str
    on: str
    projected: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that a layout prints."""

    title: str
    days_said: str
    week_said: str
    printed: str
    size: str
    overview: tuple[tuple[str, str], ...]
    days: tuple[Day, ...]
    nobody: str
    letters: tuple[Letter, ...]
    parcels: tuple[Parcel, ...]
    invitations: tuple[Invitation, ...]
    labels: tuple[tuple[str, ...], ...]
    sender: str


def render_sheet(workspace: Workspace, plan: Plan, week: Week, paper: Paper | None = None) -> str:
    """Give the call sheet of `week` as a stand-alone HTML document.

    Without `paper` it fits whatever lies in the reader's printer, A4 or Letter. The last line of
    each day is the command with which what was filled in is typed back.
    """
    return render_sheet_of(Agenda(workspace, plan), week, paper)


def render_sheet_of(agenda: Agenda, week: Week, paper: Paper | None = None) -> str:
    """Give the same from an agenda, which the sheets of all weeks can share."""
    sheet = _sheet(agenda, week, paper)
    return environment().get_template("sheet.html.j2").render(sheet=sheet)


def _sheet(agenda: Agenda, week: Week, paper: Paper | None) -> Sheet:
    actions = _on_paper(agenda, week)
    touches = [a for a in actions if a.do == "touch"]
    return Sheet(
        title=f"Call sheet, {speech.say_week(week)}",
        week_said=speech.say_week(week),
        days_said=f"{speech.say_week_days(week)} {week.days[-1].year}",
        printed=f"printed {speech.say_date(agenda.today)} {agenda.today.year}",
        size=_PAGE_SIZES[paper] if paper else "",
        overview=tuple(_overview(agenda, week)),
        days=tuple(_day(agenda, day) for day in week.days if _rows_of(agenda, day)),
        nobody=_say_nobody(agenda, week),
        letters=tuple(_letter(agenda, a) for a in touches if agenda.is_letter(a)),
        parcels=tuple(_parcel(agenda, a) for a in actions if _is_order(agenda, a)),
        invitations=tuple(_invitation(agenda, a) for a in touches if _is_invitation(agenda, a)),
        labels=tuple(_labels(agenda, actions)),
        sender=_sender(agenda),
    )


def _on_paper(agenda: Agenda, week: Week) -> tuple[Action, ...]:
    return tuple(a for day in week.days for a in _rows_of(agenda, day))


def _rows_of(agenda: Agenda, day: date) -> tuple[Action, ...]:
    """Give what is still to do on `day`: what lies behind today is done or has moved."""
    known = (a for a in agenda.on(day) if a.prospect in agenda.prospects)
    return tuple(known) if day >= agenda.today else ()


def _say_nobody(agenda: Agenda, week: Week) -> str:
    """Say what an empty sheet means: it is not the same before, in and after a week."""
    now = Week.of(agenda.today)
    if week < now:
        return "This week has gone by. What slipped has moved to a later day."
    rest = "the rest of " if week == now else ""
    return f"Nobody to contact in {rest}this week."


def _overview(agenda: Agenda, week: Week) -> list[tuple[str, str]]:
    return [(speech.say_short_day(day), _load(agenda, day)) for day in agenda.days_of(week)]


def _load(agenda: Agenda, day: date) -> str:
    if day < agenda.today:
        return "gone by"
    actions = _rows_of(agenda, day)
    if not actions:
        return agenda.day_off(day) or "nobody"
    calls = sum(1 for a in actions if a.time and a.do == "touch")
    rest = len(actions) - calls
    parts = [
        speech.say_count(calls, "call") if calls else "",
        f"{rest} other{'s' if rest > 1 else ''}" if rest and calls else "",
        speech.say_count(rest, "thing") if rest and not calls else "",
    ]
    return ", ".join(part for part in parts if part)


# --- a row ------------------------------------------------------------------------------------


def _day(agenda: Agenda, day: date) -> Day:
    actions = _rows_of(agenda, day)
    return Day(
        name=f"d{day:%Y%m%d}",
        title=speech.say_full_day(day),
        count=agenda.size_of(day),
        rows=tuple(_row(agenda, a) for a in actions),
        type_back=tuple(a.code for a in actions if a.do == "touch"),
    )


def _row(agenda: Agenda, action: Action) -> Row:
    prospect = agenda.prospects[action.prospect]
    if action.do == "prepare":
        return _preparation(agenda, action, prospect)
    channel = agenda.channel(action)
    script = agenda.script_of(action)
    on_its_way = agenda.is_on_its_way(action)
    say, label, see = ((), "", "") if on_its_way else _say(agenda, action, channel)
    return Row(
        code=action.code,
        doing=agenda.verb(action),
        person=prospect.title,
        role=", ".join(p for p in (prospect.role, agenda.firm(prospect.slug)) if p),
        reach=_reach(agenda, prospect, channel),
        hours=_their_hours(action),
        my_hours=_my_hours(agenda, action),
        tags=_tags(agenda, action),
        facts=_facts(agenda, action, prospect),
        facts_label="So far",
        told=_told(agenda, prospect),
        why=agenda.why(action),
        say=say,
        say_label=label,
        see=see,
        give=agenda.underway(action, on_paper=True) if on_its_way else _item_said(agenda, action),
        give_label="On its way" if on_its_way else "Give",
        ask="" if not script or script.ask == "none" else script.ask,
        questions=agenda.questions(action),
        boxes=boxes_of(action, channel),
        spoken=channel.by in {"phone", "person"},
        projected=agenda.is_assumed(action),
    )


def _preparation(agenda: Agenda, action: Action, prospect: Prospect) -> Row:
    touch = agenda.touch_of(action)
    return Row(
        code=action.code,
        doing=f"{agenda.preparing(action)} for",
        person=prospect.title,
        role=agenda.firm(prospect.slug),
        reach="",
        hours="",
        my_hours="",
        tags=_tags(agenda, action),
        facts=f"must be there on {speech.say_day(touch.date)}" if touch else "",
        facts_label="By when",
        told=(),
        why="" if touch else agenda.why(action),
        say=(),
        say_label="",
        see="",
        give=_item_said(agenda, action),
        give_label="That is",
        ask="",
        questions=(),
        boxes=(Box("ready", f"playbook done {action.code}"),),
        spoken=False,
        projected=agenda.is_assumed(action),
    )


def _reach(agenda: Agenda, prospect: Prospect, channel: Channel) -> str:
    """Give the number, address or handle that this line uses."""
    by_line = {
        "phone": agenda.phone(prospect),
        "email": prospect.email or "",
        "post": "",
        "web": ", ".join(prospect.links),
        "person": agenda.phone(prospect),
    }
    return by_line[channel.by]


def _their_hours(action: Action) -> str:
    return speech.say_slot(action.time) if action.time else ""


def _my_hours(agenda: Agenda, action: Action) -> str:
    mine = agenda.my_hours(action)
    return f"{agenda.there(action)}; {mine} for you" if mine else ""


def _tags(agenda: Agenda, action: Action) -> tuple[str, ...]:
    tags = []
    if action.status == "overdue":
        since = speech.say_date(action.window.latest, agenda.today)
        tags.append(f"slipped, since {since}")
        tags.append(agenda.away(agenda.prospects[action.prospect]))
    if agenda.is_assumed(action):
        tags.append("only if nothing comes back before then")
    if agenda.made_ready(action) and not agenda.is_on_its_way(action):
        tags.append(agenda.underway(action, on_paper=True))
    if agenda.arrives(action) and not agenda.is_on_its_way(action):
        tags.append("meant to arrive today")
    if action.moment == "after-hours":
        tags.append("outside office hours, so that the machine answers")
    if action.live_only and action.do == "touch":
        tags.append("leave no voicemail")
    if action.channel == "voicemail" and "phone" in agenda.prospects[action.prospect].shared:
        tags.append("others hear it, too: the number is shared")
    return tuple(tag for tag in tags if tag)


def _facts(agenda: Agenda, action: Action, prospect: Prospect) -> str:
    history = agenda.history(prospect)
    rung = history.attempts
    # Before what is only projected stands what the plan assumes: not nothing.
    nothing = "" if action.status == "projected" else "nothing yet"
    parts = [
        prospect.stage,
        f"touch {action.touch_number}",
        f"last: {_last(agenda, history.last)}" if history.last else nothing,
        f"rung {speech.say_list([_short(agenda, t.date) for t in rung])}" if rung else "",
    ]
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def _last(agenda: Agenda, touch: Touch) -> str:
    item = agenda.items.get(touch.item or "")
    told = touch.direction == "in" or touch.outcome != "sent"
    parts = [
        f"{speech.say_channel(touch.channel, agenda.channels)} {_short(agenda, touch.date)}",
        item.title if item else "",
        speech.say_outcome(touch) if told else "",
        "" if touch.is_response else "no answer since",
    ]
    return ", ".join(part for part in parts if part)


def _short(agenda: Agenda, day: date) -> str:
    return speech.say_short_date(day, agenda.today)


def _told(agenda: Agenda, prospect: Prospect) -> tuple[str, ...]:
    said = agenda.history(prospect).said[:_MEMORIES]
    return tuple(
        f"{_shortened(words, _WORDS_OF_A_MEMORY)} ({_short(agenda, day)})" for day, words in said
    )


def _say(agenda: Agenda, action: Action, channel: Channel) -> tuple[tuple[str, ...], str, str]:
    """Give the paragraphs to say, what to call them, and where the rest stands."""
    words = agenda.words(action)
    if not words:
        return (), "", ""
    if agenda.is_letter(action):
        return (), "", "to copy by hand: they stand behind the days"
    if channel.by in {"phone", "person"}:
        return _spoken(words, channel)
    brief = _shortened(words.text, _WORDS_OF_A_LETTER)
    subject = f"\N{LEFT DOUBLE QUOTATION MARK}{words.subject}\N{RIGHT DOUBLE QUOTATION MARK}: "
    return (f"{subject if words.subject else ''}{brief}",), "Write", ""


def _spoken(words: Words, channel: Channel) -> tuple[tuple[str, ...], str, str]:
    count = len(words.text.split())
    said = _first_words(words.paragraphs, _WORDS_IN_A_ROW)
    see = "" if count <= _WORDS_IN_A_ROW else "The rest stands on this week's page."
    if not channel.live:
        see = f"{speech.say_sentence(speech.say_reading_time(count))} Practise it aloud first."
    return said, "Say", see


def _first_words(paragraphs: tuple[str, ...], most: int) -> tuple[str, ...]:
    kept: list[str] = []
    for paragraph in paragraphs:
        room = most - sum(len(p.split()) for p in kept)
        if room <= 0:
            break
        kept.append(_shortened(paragraph, room))
    return tuple(kept)


def _shortened(text: str, most: int) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= most else f"{' '.join(words[:most])} …"


def _item_said(agenda: Agenda, action: Action) -> str:
    item = agenda.item_of(action)
    if not item:
        return ""
    when = speech.say_day(item.date, agenda.today) if item.date else ""
    said = ", ".join(part for part in (item.title, when, item.place or "") if part)
    return f"{said} (a guess)" if agenda.is_guess(action) else said


# --- what stands behind the days --------------------------------------------------------------


def _is_order(agenda: Agenda, action: Action) -> bool:
    return action.do == "prepare" and agenda.channel(action).by == "post"


def _is_invitation(agenda: Agenda, action: Action) -> bool:
    item = agenda.item_of(action)
    return bool(item and item.kind == "event")


def _letter(agenda: Agenda, action: Action) -> Letter:
    words = agenda.words(action)
    return Letter(
        code=action.code,
        person=agenda.name(action.prospect),
        posted=f"to post on {speech.say_day(action.date)}",
        paragraphs=words.paragraphs if words else (),
        questions=agenda.questions(action),
        projected=agenda.is_assumed(action),
    )


def _parcel(agenda: Agenda, action: Action) -> Parcel:
    touch = agenda.touch_of(action)
    item = agenda.item_of(action)
    words = agenda.words(action)
    currency = agenda.policy.budget.currency if agenda.policy else ""
    return Parcel(
        code=action.code,
        thing=item.title if item else agenda.channel(action).label,
        person=agenda.name(action.prospect),
        order_on=speech.say_day(action.date),
        arrives=speech.say_day(touch.date) if touch else "",
        cost=speech.say_money(item.cost, currency) if item and item.cost else "",
        address=address_lines(agenda.prospects[action.prospect], _home(agenda)),
        card=words.paragraphs if words else (),
        projected=agenda.is_assumed(action),
    )


def _invitation(agenda: Agenda, action: Action) -> Invitation:
    prospect = agenda.prospects[action.prospect]
    item = agenda.item_of(action)
    answer_by = item.rsvp_by if item else None
    return Invitation(
        code=action.code,
        person=speech.say_person(prospect),
        to=_reach(agenda, prospect, agenda.channel(action)),
        event=_item_said(agenda, action)
        + (f"; answer by {speech.say_date(answer_by, agenda.today)}" if answer_by else ""),
        on=speech.say_day(action.date),
        projected=agenda.is_assumed(action),
    )


def _labels(agenda: Agenda, actions: tuple[Action, ...]) -> list[tuple[str, ...]]:
    """Give an address for each letter to post and each parcel to order in the week."""
    needed = [
        a for a in actions if _is_order(agenda, a) or (a.do == "touch" and agenda.is_letter(a))
    ]
    home = _home(agenda)
    lines = [address_lines(agenda.prospects[a.prospect], home) for a in needed]
    return [found for found in lines if len(found) > 1]


def _home(agenda: Agenda) -> str:
    return agenda.policy.me.country if agenda.policy else ""


def address_lines(prospect: Prospect, home: str = "") -> tuple[str, ...]:
    """Give what stands on an envelope: the name, the firm, the address, each once.

    Posted in `home`, an envelope for another country ends with that country's name.
    """
    address = [line.strip() for line in (prospect.address or "").splitlines() if line.strip()]
    before = [n for n in (prospect.name, prospect.company) if n and not _stands_in(n, address)]
    return (*before, *address, *_abroad(prospect, home)) if address else ()


def _abroad(prospect: Prospect, home: str) -> tuple[str, ...]:
    country = prospect.country or home
    name = COUNTRIES.get(country)
    if not name or country == home or is_named_in(country, prospect.address or ""):
        return ()
    return (name,)


def _stands_in(name: str, lines: list[str]) -> bool:
    """Say whether a line is this whole name already, with or without "Ltd" after it."""
    return firm_key(name) in {firm_key(line) for line in lines}


def _sender(agenda: Agenda) -> str:
    if not agenda.policy or not agenda.policy.me.address:
        return ""
    me = agenda.policy.me
    lines = [line.strip() for line in (me.address or "").splitlines() if line.strip()]
    return ", ".join([me.name, *(line for line in lines if line != me.name)])
