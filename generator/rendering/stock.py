"""The library and the shelf beside the people: what is for nobody, and what is missing for whom.

Warnings of `check`. What is missing in the same way for many scripts is told once, at the first of
them, so that a young playbook is not buried under its own starter library.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from jinja2 import nodes

from generator.model.history import History
from generator.model.problem import Problem
from generator.model.prospect import Prospect
from generator.model.script import Script
from generator.model.shelf import Item
from generator.model.text import STAGES
from generator.model.workspace import Workspace
from generator.rendering import speech
from generator.rendering.grammar import parse_words
from generator.rendering.reaching import CLOSED, NEEDED, reaches
from generator.rendering.suiting import folded, is_gone
from generator.rendering.words import slot_of

SHELF = "playbook/shelf.yml"
MOST_NAMES = 3
OPEN = frozenset(STAGES) - CLOSED

_ALL = frozenset({"thanks", "value", "ask", "movement", "status", "answer", "breakup", "closing"})
_CHASED = frozenset({"lead", "proposal", "almost", "deferred"})
_DEFERRED = frozenset({"deferred"})
_DATED = frozenset({"movement", "value"})
MOMENTS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        # moment: the purposes and the stages that it comes up for
        "after-meeting": (frozenset({"thanks"}), OPEN),
        "after-pitch": (frozenset({"status", "value", "movement"}), frozenset({"proposal"})),
        "after-hours": (frozenset({"breakup"}), _CHASED),
        "after-delivery": (frozenset({"value", "movement", "status", "ask"}), OPEN),
        "after-a-gap": (_ALL - {"thanks", "answer", "breakup", "closing"}, _CHASED),
        "before-event": (frozenset({"status", "value", "answer"}), OPEN),
        "after-no": (frozenset({"thanks", "closing"}), frozenset({"declined"})),
        "callback": (_ALL - {"breakup", "closing"}, OPEN),
        "return": (frozenset({"value"}), _CHASED),
        "money-found": (_DATED, _DEFERRED),
        "half-way": (_DATED, _DEFERRED),
        "year-end": (_DATED, _DEFERRED),
        "new-budget": (_DATED, _DEFERRED),
    }
)
"""When a moment comes up at all: words of another purpose or for another stage are never sent."""


# --- scripts for nobody -----------------------------------------------------------------------


def never_sent(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find scripts whose head allows no occasion at all."""
    for script in workspace.scripts:
        found = _no_occasion(script)
        if found:
            key, why, hint = found
            message = f"this script is never sent: {why}"
            yield Problem(script.path, script.line_of(key), 1, message, hint, "for-nobody")


Obstacle = tuple[str, str, str]
"""The key that stands in the way, why, and the remedy."""


def _no_occasion(script: Script) -> Obstacle | None:
    stages = frozenset[str](script.stages or STAGES)
    return _no_stage(script, stages) or (_no_moment(script, stages) if script.when else None)


def _no_stage(script: Script, stages: frozenset[str]) -> Obstacle | None:
    said = _stages(stages)
    if stages <= {"won", "unfit"}:
        return "stages", f"nobody in {said} is contacted", "Give it another stage."
    if stages <= CLOSED and script.purpose not in {"thanks", "closing"}:
        return "stages", "after a no there is one thank-you and nothing else", "Make it thanks."
    if script.purpose == "breakup" and not stages & _CHASED:
        return "stages", f"nobody in {said} gets a goodbye", "Give it another stage."
    return None


def _no_moment(script: Script, stages: frozenset[str]) -> Obstacle | None:
    purposes, for_stages = MOMENTS[script.when or ""]
    if script.purpose not in purposes:
        fitting = speech.say_list(sorted(purposes), last="or")
        return "when", f"'{script.when}' is a moment for {fitting}", "Leave out `when`."
    if not stages & for_stages:
        why = f"'{script.when}' comes up in {_stages(for_stages)} only"
        return "when", why, "Add that stage, or leave out `when`."
    return None


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
    lack = f"nobody here has {_a(words)} that you may use" if needs else "nobody here wants it"
    keys = speech.say_list([f"`{NEEDED[need][0]}`" for need in needs])
    hint = f"Add {keys} to somebody's file." if needs else ""
    message = f"{lack}, so {this} for nobody"
    return Problem(script.path, script.line_of("channel"), 1, message, hint, "for-nobody")


# --- the shelf --------------------------------------------------------------------------------


def gives_what_is_not_there(workspace: Workspace, today: date) -> Iterator[Problem]:
    """Find scripts that give what the shelf does not have; an empty one is said once."""
    giving = [script for script in workspace.scripts if script.gives != "none"]
    if len(giving) > 1 and not workspace.shelf:
        message = f"the shelf is empty, and {len(giving)} scripts wait for something to give"
        yield Problem(SHELF, 0, 0, message, f"Put things of value on {SHELF}, one by one.", "gives")
        return
    for script in giving:
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
        message = f"this script gives {_a(script.gives)}, and {lack}"
        hint = f"Put one on {SHELF}."
        yield Problem(script.path, script.line_of(key), 1, message, hint, "gives")


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


@lru_cache(maxsize=2048)
def _printed(body: str) -> frozenset[str]:
    """Give the slots that words always print: outside every `{% if %}` and `{% for %}`."""
    parts = [
        part
        for node in parse_words(body).body
        if isinstance(node, nodes.Output)
        for part in node.nodes
        if not isinstance(part, nodes.TemplateData)
    ]
    return frozenset(slot_of(part) for part in parts if not _has_other_words(part))


def _has_other_words(node: nodes.Node) -> bool:
    """Whether something stands in where a slot is empty: `or`, or the filter `default`."""
    while isinstance(node, nodes.Filter) and node.node is not None:
        if node.name == "default":
            return True
        node = node.node
    return isinstance(node, nodes.Or)


def required_slots(script: Script) -> frozenset[str]:
    """Give the slots without which a script is not whole: its needs, and what it always prints."""
    return frozenset(script.needs) | _printed(script.body)


# --- saying it --------------------------------------------------------------------------------


def _open(workspace: Workspace) -> list[Prospect]:
    return [p for p in workspace.prospects if p.stage in OPEN and "all" not in p.opt_out]


def _count_others(scripts: list[Script]) -> str:
    others = len(scripts) - 1
    return f"{others} other script{'s' if others > 1 else ''}"


def _few(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    return speech.say_list(names if more <= 0 else [*names[:MOST_NAMES], f"{more} more"])


def _a(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


WARNERS: tuple[Callable[[Workspace, date], Iterable[Problem]], ...] = (
    never_sent,
    out_of_reach,
    gives_what_is_not_there,
    fits_nobody,
    missing_facts,
)
"""What the library and the shelf are warned of. Add a warning as one function, named here."""
