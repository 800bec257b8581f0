"""A script filled in for somebody whom it fits: so that nobody must read it through its tags.

Whoever the plan has it for comes first, then somebody who may get it; words with all their facts
before words with gaps. Where nothing is planned, what would have to be said or given before it has
not been: that stays a gap, for another sentence in its place would be a lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from generator.model.history import History
from generator.model.plan import Action
from generator.model.prospect import Prospect
from generator.model.script import Script
from generator.rendering.desk import Desk
from generator.rendering.reaching import CLOSED, NEEDED, lacking, refuses
from generator.rendering.words import Words

_MOST_TRIED = 8
"""After so many people with gaps the first of them must do."""
_CHASED = 2
"""A goodbye speaks of having tried more than once."""

_JUST_NOW = frozenset({"last.said", "last.item", "last.promised"})
"""Slots of a contact that calls for these words."""

_NOUNS = dict(NEEDED.values())


@dataclass(frozen=True, slots=True)
class Example:
    """The words as `who` would get them; `action` where the plan has them for that person.

    `lacks` is what they could not be sent without: `profile link`.
    """

    who: Prospect
    words: Words
    action: Action | None = None
    lacks: str = ""


def example_of(desk: Desk, script: Script, planned: Iterable[Action]) -> Example | None:
    """Fill a script in for one person; None where there is nobody whom it fits."""
    first: Example | None = None
    for example in islice(_examples(desk, script, planned), _MOST_TRIED):
        if not example.words.missing:
            return example
        first = first or example
    return first


def _examples(desk: Desk, script: Script, planned: Iterable[Action]) -> Iterator[Example]:
    for action in planned:
        words = desk.words(action)
        if words:
            yield Example(desk.prospects[action.prospect], words, action)
    for who in _fitting(desk, script):
        words = desk.fill(script, who, history=_imagined(desk, script, who))
        if words:
            lacks = lacking(who, desk.channel_named(script.channel))
            yield Example(who, words, lacks=_NOUNS.get(lacks[0], "") if lacks else "")


def _fitting(desk: Desk, script: Script) -> Iterator[Prospect]:
    """Give those who may get it: whose moment it is, the rest, and whom it cannot reach yet."""
    people = map(_as_a_firm, desk.people) if script.to == "firm" else desk.people
    later: list[Prospect] = []
    unreached: list[Prospect] = []
    for who in people:
        if not _may_get(desk, script, who):
            continue
        if lacking(who, desk.channel_named(script.channel)):
            unreached.append(who)
        elif _is_the_moment(desk, script, who):
            yield who
        else:
            later.append(who)
    yield from (*later, *unreached)


def _as_a_firm(who: Prospect) -> Prospect:
    """Give somebody as they were known before they had a name, if there was a firm."""
    return who.model_copy(update={"name": None}) if who.company else who


def _imagined(desk: Desk, script: Script, who: Prospect) -> History:
    """Give their history with a last contact of which nothing is known but its day."""
    history = desk.history(who)
    if not history.last or not script.slots & _JUST_NOW:
        return history
    channel = "call" if history.last in history.meetings else history.last.channel
    unknown = {"said": None, "item": None, "promised": None, "channel": channel}
    return replace(history, touches=(*history.touches, history.last.model_copy(update=unknown)))


def _may_get(desk: Desk, script: Script, who: Prospect) -> bool:
    stage = desk.stage_of(who)
    if (stage in CLOSED and script.when != "after-no") or (script.to == "firm" and who.name):
        return False
    fits = not script.stages or stage in script.stages
    personal = bool(who.name) or not script.is_personal
    return fits and personal and not refuses(who, script.channel, desk.channels)


def _is_the_moment(desk: Desk, script: Script, who: Prospect) -> bool:
    """Whether what came last is what the words speak of: a parcel, an event, silence."""
    history = desk.history(who)
    last = history.last
    if script.when == "before-event":
        return desk.suggest(script, who) is not None
    if script.when == "after-delivery":
        return last is not None and last.channel == "gift"
    if script.purpose == "breakup":
        return history.streak >= _CHASED
    return True
