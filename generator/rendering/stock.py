"""The library and the shelf beside the people: what is for nobody, and what is missing for whom.

Warnings of `check`. What is missing in the same way for many scripts is told once, at the first of
them, so that a young playbook is not buried under its own starter library.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from generator.model.channel import Channel
from generator.model.history import History
from generator.model.occasions import (
    CHASED,
    CONTACT_FOR,
    EXACT_MOMENTS,
    MOMENTS,
    OPEN,
    SPOKEN_TO,
    is_for_any_time,
    moments_for,
    purposes_at,
)
from generator.model.policy import Tact
from generator.model.problem import Problem
from generator.model.prospect import Prospect
from generator.model.script import Script
from generator.model.shelf import Item
from generator.model.text import STAGES
from generator.model.workspace import Workspace
from generator.rendering import speech
from generator.rendering.grammar import find_banned
from generator.rendering.needing import required_slots, unsaid
from generator.rendering.prose import find_requests
from generator.rendering.reaching import CLOSED, NEEDED, reaches
from generator.rendering.suiting import folded, is_gone

SHELF = "playbook/shelf.yml"
MOST_NAMES = 3


# --- scripts for nobody -----------------------------------------------------------------------


def never_sent(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find scripts whose head allows no occasion at all, or only one that it does not name."""
    for script in workspace.scripts:
        found = _no_occasion(script, workspace.channels.get(script.channel))
        if found:
            message = f"this script is {found.sent} sent: {found.why}"
            line = script.line_of(found.key)
            yield Problem(script.path, line, 1, message, found.hint, "for-nobody")


class Obstacle(NamedTuple):
    """The key that stands in the way, why, and the remedy; and whether nothing gets past it."""

    key: str
    why: str
    hint: str
    sent: str = "never"


def _no_occasion(script: Script, channel: Channel | None) -> Obstacle | None:
    stages = frozenset[str](script.stages or STAGES)
    found = _no_stage(script, stages)
    found = found or (_no_moment if script.when else _no_time)(script, stages)
    return found or (_no_way(script, stages, channel) if channel else None)


def _no_stage(script: Script, stages: frozenset[str]) -> Obstacle | None:
    said = _stages(stages)
    if stages <= {"won", "unfit"}:
        return Obstacle("stages", f"nobody in {said} is contacted", "Give it another stage.")
    if stages <= CLOSED and script.purpose not in {"thanks", "closing"}:
        why = "after a no there is one thank-you and nothing else"
        return Obstacle("stages", why, "Make it thanks.")
    if script.purpose == "breakup" and not stages & CHASED:
        return Obstacle("stages", f"nobody in {said} gets a goodbye", "Give it another stage.")
    return None


def _no_moment(script: Script, stages: frozenset[str]) -> Obstacle | None:
    purposes, for_stages = MOMENTS[script.when or ""]
    if script.purpose not in purposes.union(*(_at(script, stage) for stage in STAGES)):
        why = f"'{script.when}' is a moment for {_either(purposes)}"
        return Obstacle("when", why, "Leave out `when`.")
    if not stages & for_stages:
        why = f"'{script.when}' comes up in {_stages(for_stages)} only"
        return Obstacle("when", why, "Add that stage, or leave out `when`.")
    fitting = frozenset[str]().union(*(_at(script, stage) for stage in stages))
    if script.purpose not in fitting:
        why = f"in {_stages(stages)} '{script.when}' is a moment for {_either(fitting)}"
        return Obstacle("purpose", why, _other_stage(script.purpose))
    return None


def _at(script: Script, stage: str) -> frozenset[str]:
    return purposes_at(script.when or "", stage)


def _no_time(script: Script, stages: frozenset[str]) -> Obstacle | None:
    """Say what keeps words without a moment from being chosen; thanks wait for the user's hand."""
    purpose = script.purpose
    if purpose == "thanks" or any(is_for_any_time(purpose, stage) for stage in stages):
        return None
    if purpose == "closing":
        why = "a closing word is for somebody who said no, and only right after it"
        return Obstacle("purpose", why, "Add `when: after-no`, for the stage declined.")
    meant = {p for stage in stages for p in CONTACT_FOR.get(stage, ())}
    at = [moment for moment in moments_for(purpose, stages) if moment not in EXACT_MOMENTS]
    names = speech.say_list([f"`when: {moment}`" for moment in at], last="or")
    why = (
        f"in {_stages(stages & OPEN)} contact is for {_either(meant)}; '{purpose}' comes up only"
        f" {_said(at)}"
    )
    return Obstacle("purpose", why, f"Add {names}. {_other_stage(purpose)}", "hardly ever")


_SAID: Mapping[str, str] = MappingProxyType(
    {"callback": "when they named a date", "after-a-gap": "when you were silent too long"}
)


def _said(moments: Iterable[str]) -> str:
    return speech.say_list([_SAID.get(moment, f"'{moment}'") for moment in moments], last="or")


def _other_stage(purpose: str) -> str:
    there = frozenset(stage for stage in STAGES if is_for_any_time(purpose, stage))
    return f"Or give it the stage {_stages(there)}." if there else ""


def _no_way(script: Script, stages: frozenset[str], channel: Channel) -> Obstacle | None:
    """Say what keeps words from going by their channel, whoever they are for."""
    spoken = channel.by == "phone"
    if spoken and not channel.live and stages & SPOKEN_TO and stages & OPEN <= SPOKEN_TO:
        why = f"nobody in {_stages(stages & OPEN)} is left a message: a call is a live talk there"
        return Obstacle("channel", why, "Make it a call, or give it another stage.")
    if script.purpose == "breakup" and (channel.live or channel.lead_days):
        why = f"a goodbye is no {channel.label}: it is a message that can be answered in peace"
        return Obstacle("channel", why, "Make it an e-mail, a note or a voicemail.")
    if script.purpose == "thanks" and script.when in _THANKED and (spoken or channel.lead_days):
        why = f"a thank-you is a few written lines, not {speech.say_a(channel.label)}"
        return Obstacle("channel", why, "Make it a note or an e-mail.")
    return None


_THANKED = frozenset({"after-meeting", "after-no"})


def _either(purposes: Iterable[str]) -> str:
    return speech.say_list(sorted(purposes), last="or")


def _stages(stages: frozenset[str]) -> str:
    return speech.say_list([stage for stage in STAGES if stage in stages], last="or")


def out_of_reach(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find channels with scripts by which nobody here can be reached."""
    people = [p for p in workspace.prospects if p.stage in OPEN and "all" not in p.opt_out]
    by_channel: dict[str, list[Script]] = defaultdict(list)
    for script in workspace.scripts:
        by_channel[script.channel].append(script)
    waiting: dict[tuple[str, ...], list[Script]] = defaultdict(list)
    for name, scripts in by_channel.items():
        if people and not any(reaches(p, name, workspace.channels) for p in people):
            waiting[workspace.channels[name].needs] += scripts
    for needs, scripts in waiting.items():
        yield _for_nobody(needs, sorted(scripts, key=lambda s: s.key))


def _for_nobody(needs: tuple[str, ...], scripts: list[Script]) -> Problem:
    script = scripts[0]
    this = f"this and {_count_others(scripts)} are" if len(scripts) > 1 else "this is"
    words = speech.say_list([NEEDED[need][1] for need in needs])
    lack = (
        f"nobody here has {speech.say_a(words)} that you may use"
        if needs
        else "nobody here wants it"
    )
    keys = speech.say_list([f"`{NEEDED[need][0]}`" for need in needs])
    hint = f"Add {keys} to somebody's file." if needs else ""
    message = f"{lack}, so {this} for nobody"
    return Problem(script.path, script.line_of("channel"), 1, message, hint, "for-nobody")


# --- the shelf --------------------------------------------------------------------------------


def gives_what_is_not_there(workspace: Workspace, today: date) -> Iterator[Problem]:
    """Find scripts that give what the shelf does not have; what several lack is said once."""
    giving = [script for script in workspace.scripts if script.gives != "none"]
    if len(giving) > 1 and not workspace.shelf:
        message = f"the shelf is empty, and {len(giving)} scripts wait for something to give"
        yield Problem(SHELF, 1, 1, message, f"Put things of value on {SHELF}, one by one.", "gives")
        return
    waiting: dict[tuple[str, str, str], list[Script]] = defaultdict(list)
    for script in sorted(giving, key=lambda s: s.key):
        of_kind = [item for item in workspace.shelf if item.kind == script.gives]
        fresh = [item for item in of_kind if not is_gone(item, today)]
        if any(_is_about(script, item) for item in fresh):
            continue
        key, lack = "gives", "there is none on the shelf"
        if fresh:
            topics = speech.say_list(script.topics, last="or")
            key, lack = "topics", f"none on the shelf is about {topics}"
        elif of_kind:
            lack = "those on the shelf are gone by"
        waiting[script.gives, key, lack].append(script)
    for (kind, key, lack), scripts in waiting.items():
        some = len(scripts) > 1
        this = f"this and {_count_others(scripts)} give" if some else "this script gives"
        what = kind if kind == "advice" else speech.say_a(kind)
        message = f"{this} {what}, and {lack}"
        hint = f"Put one on {SHELF}."
        yield Problem(scripts[0].path, scripts[0].line_of(key), 1, message, hint, "gives")


def fits_nobody(workspace: Workspace, today: date) -> Iterator[Problem]:
    """Find things on the shelf that nobody here could use."""
    cares = [folded((*p.interests, *p.challenges)) for p in _open(workspace)]
    given = {script.gives for script in workspace.scripts}
    items = [item for item in workspace.shelf if not is_gone(item, today)]
    no_words = [item for item in items if item.kind not in given]
    no_takers = [
        item
        for item in items
        if item.kind in given
        and item.topics
        and cares
        and not any(not theirs or theirs & folded(item.topics) for theirs in cares)
    ]
    if no_words and workspace.scripts:
        kinds = speech.say_list(sorted({item.kind for item in no_words}), last="or")
        yield _on_the_shelf(
            no_words, f"no script gives {kinds}", f"Write one: `gives: {no_words[0].kind}`."
        )
    if no_takers:
        why = "nobody here has an interest or a challenge among its topics"
        yield _on_the_shelf(no_takers, why, "Write down what people care about, in the same words.")


def _on_the_shelf(items: list[Item], why: str, hint: str) -> Problem:
    first = min(items, key=lambda item: item.line)
    more = [f"'{item.id}'" for item in sorted(items, key=lambda i: i.line) if item is not first]
    also = f"; the same is true of {_few(more)}" if more else ""
    message = f"'{first.id}' can be given to nobody: {why}{also}"
    return Problem(SHELF, first.line, 1, message, hint, "for-nobody")


def notes_to_mend(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find notes on the shelf that would spoil the words they stand in: they are sent as they are.

    Advice may say what to do; of all else a request would be a second one in each touch.
    """
    most = (workspace.policy.tact if workspace.policy else Tact()).note_words
    for item in workspace.shelf:
        note = item.note or ""
        for _, says, instead in find_banned(f"{item.title}\n{note}"):
            yield _of_item(item, says, instead, "no-checking-in")
        asked = find_requests(note) if item.kind != "advice" else []
        if asked:
            says = f"its note asks for something, beside what the letter asks: {asked[0]}"
            yield _of_item(
                item, says, "Say what it is, and leave the asking to the script.", "one-ask"
            )
        words = len(note.split())
        if words > most:
            says = f"its note has {words} words, and a whole handwritten note has {most} at most"
            yield _of_item(item, says, "One to three sentences are enough.", "one-ask")


def nothing_to_say(workspace: Workspace, today: date) -> Iterator[Problem]:
    """Find things of which the shelf does not say what words print: a note, a link (told once)."""
    giving = [script for script in workspace.scripts if script.gives != "none"]
    lacking: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(workspace.shelf, key=lambda item: item.line):
        keys = {key for s in giving if _goes_with(s, item, today) for key in unsaid(s, item)}
        for key in keys:
            lacking[key].append(item)
    for key, items in sorted(lacking.items()):
        first, *others = items
        waiting = [s for s in giving if _goes_with(s, first, today) and key in unsaid(s, first)]
        names = _few([f"'{item.id}'" for item in others])
        more = f"; the same is true of {names}" if others else ""
        says = f"it has no {key}, and {waiting[0].path} prints it{more}"
        hint = f"Add `{key}: \u2026` to it, or it goes out after all that have one."
        yield _of_item(first, says, hint, "missing-facts")


def _goes_with(script: Script, item: Item, today: date) -> bool:
    return item.kind == script.gives and _is_about(script, item) and not is_gone(item, today)


def _of_item(item: Item, says: str, hint: str, rule: str) -> Problem:
    return Problem(SHELF, item.line, 1, f"'{item.id}': {says}", hint, rule)


def _is_about(script: Script, item: Item) -> bool:
    """Words with topics of their own go with such things only."""
    topics = folded(script.topics)
    return not topics or bool(topics & folded(item.topics))


# --- facts ------------------------------------------------------------------------------------


def missing_facts(workspace: Workspace, today: date) -> Iterator[Problem]:
    """Find facts without which scripts cannot be sent to people whom they are meant for."""
    purposes = {script.key: script.purpose for script in workspace.scripts}
    blanks = {p.slug: _blanks(p, History.of(p, today, purposes)) for p in _open(workspace)}
    groups: dict[tuple[str, tuple[str, ...]], list[Script]] = defaultdict(list)
    for script in workspace.scripts:
        wanted = required_slots(script) & ASKED_FOR
        meant = [p for p in _open(workspace) if _is_meant(script, p, workspace)] if wanted else []
        for slot in sorted(wanted):
            without = tuple(p.slug for p in meant if slot in blanks[p.slug])
            if without:
                groups[slot, without].append(script)
    names = {p.slug: p.title for p in workspace.prospects}
    for (slot, slugs), scripts in groups.items():
        yield _missing_fact(slot, [names[slug] for slug in slugs], scripts)
    yield from _missing_of_mine(workspace)


def _missing_fact(slot: str, names: list[str], scripts: list[Script]) -> Problem:
    script, (fact, hint) = scripts[0], ASKED[slot]
    nor = f", nor {_count_others(scripts)}" if len(scripts) > 1 else ""
    people = speech.say_count(len(names), "prospect")
    message = f"{people} could not get this{nor}: {fact} ({_few(names)})"
    return Problem(script.path, script.line_of("needs"), 1, message, hint, "missing-facts")


ASKED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "prospect.name": ("no name", "Add `name`: a firm alone gets no personal words."),
        "prospect.first_name": ("no name", "Add `name`: a firm alone gets no personal words."),
        "prospect.company": ("no company", "Add `company` to their files."),
        "prospect.role": ("no role", "Add `role` to their files."),
        "prospect.challenges": ("no challenges", "Add `challenges`: what is hard for them?"),
        "prospect.interests": ("no interests", "Add `interests`: what do they like?"),
        "prospect.objections": ("no objections", "Add `objections`: what speaks against you?"),
        "prospect.year_end": ("no year_end", "Add `year_end`: when does their budget year end?"),
        "meeting.said": (
            "nothing written down of what was said when you met",
            "Add `said` to the meeting: one sentence, in their words.",
        ),
    }
)
"""The facts that a user can look up or ask for; what belongs to an occasion is no missing fact."""
ASKED_FOR = frozenset(ASKED)


def _blanks(prospect: Prospect, history: History) -> frozenset[str]:
    """Name what is not known of a person; of a meeting only where there was one."""
    meeting = history.meetings[-1] if history.meetings else None
    values = {
        "prospect.name": prospect.name,
        "prospect.first_name": prospect.given_name,
        "prospect.company": prospect.company,
        "prospect.role": prospect.role,
        "prospect.challenges": prospect.challenges,
        "prospect.interests": prospect.interests,
        "prospect.objections": prospect.objections,
        "prospect.year_end": prospect.year_end,
        "meeting.said": meeting.said if meeting else "there was none",
    }
    return frozenset(slot for slot, value in values.items() if not value)


def _is_meant(script: Script, prospect: Prospect, workspace: Workspace) -> bool:
    fits = not script.stages or prospect.stage in script.stages
    return fits and reaches(prospect, script.channel, workspace.channels)


def _missing_of_mine(workspace: Workspace) -> Iterator[Problem]:
    """Find scripts that need something of mine which `playbook.yml` does not say."""
    me = workspace.policy.me if workspace.policy else None
    waiting: dict[str, list[Script]] = defaultdict(list)
    for script in workspace.scripts if me else ():
        for slot in sorted(required_slots(script)):
            thing, _, key = slot.partition(".")
            if thing == "me" and not getattr(me, key, None):
                waiting[key].append(script)
    for key, scripts in waiting.items():
        nor = f", nor {_count_others(scripts)}" if len(scripts) > 1 else ""
        message = f"nobody could get this{nor}: you have not said your {key}"
        hint = f"Add `{key}` to `me` in playbook/playbook.yml."
        script = scripts[0]
        yield Problem(script.path, script.line_of("needs"), 1, message, hint, "missing-facts")


# --- saying it --------------------------------------------------------------------------------


def _open(workspace: Workspace) -> list[Prospect]:
    return [p for p in workspace.prospects if p.stage in OPEN and "all" not in p.opt_out]


def _count_others(scripts: list[Script]) -> str:
    others = len(scripts) - 1
    return f"{others} other script{'s' if others > 1 else ''}"


def _few(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    return speech.say_list(names if more <= 0 else [*names[:MOST_NAMES], f"{more} more"])


WARNERS: tuple[Callable[[Workspace, date], Iterable[Problem]], ...] = (
    never_sent,
    out_of_reach,
    gives_what_is_not_there,
    notes_to_mend,
    nothing_to_say,
    fits_nobody,
    missing_facts,
)
"""What the library and the shelf are warned of. Add a warning as one function, named here."""
