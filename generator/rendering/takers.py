"""Who could use a thing from the shelf: the site's page and `playbook shelf` both ask here.

It fits those whose interests or challenges are among its topics, in the same words, as the planner
counts them: what troubles somebody weighs twice what they like.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.model.channel import Channel
from generator.model.plan import Action
from generator.model.prospect import Prospect
from generator.model.script import Script
from generator.model.shelf import Item
from generator.rendering import speech
from generator.rendering.agenda import Agenda
from generator.rendering.reaching import CLOSED, NEEDED, lacking, reaches, refuses
from generator.rendering.suiting import is_gone

OPT_OUT, NO_WAY, NO_WORDS = "opt-out", "reach", "words"


@dataclass(frozen=True, slots=True)
class Fit:
    """Someone who could use it; `through` are the topics they share, what troubles them first."""

    who: Prospect
    through: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Barred:
    """Someone whom it would fit and who cannot get it; `rule` is `opt-out`, `reach` or `words`."""

    who: Prospect
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Takers:
    """A thing, who could use it (the closest first), and who had it, gets it or must not.

    Of a thing that is gone by nobody could use it any more.
    """

    item: Item
    is_gone: bool
    fits: tuple[Fit, ...]
    given: tuple[tuple[Prospect, date], ...]
    planned: tuple[tuple[Prospect, Action], ...]
    barred: tuple[Barred, ...]


class Shelf:
    """The things to give, with those who care about each topic found once for all of them."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._ways: dict[tuple[str, str, bool], tuple[str, ...]] = {}

    def takers(self, item: Item) -> Takers:
        """Say who could use a thing."""
        gone = is_gone(item, self._agenda.today)
        given, planned = self._given.get(item.id, ()), self._planned.get(item.id, ())
        have = {who.slug for who, _ in (*given, *planned)}
        fits = () if gone else self._fitting(item, have)
        barred = [found for fit in fits if (found := self._barred(fit.who, item))]
        kept_from = {found.who.slug for found in barred}
        return Takers(
            item=item,
            is_gone=gone,
            fits=tuple(fit for fit in fits if fit.who.slug not in kept_from),
            given=tuple(given),
            planned=tuple(planned),
            barred=tuple(barred),
        )

    def _fitting(self, item: Item, have: set[str]) -> tuple[Fit, ...]:
        shared: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for topic in item.topics:
            for slug, weight in self._caring.get(_fold(topic), {}).items():
                if slug not in have:
                    shared[slug].append((-weight, topic))
        fits = [self._fit(slug, sorted(topics)) for slug, topics in shared.items()]
        return tuple(sorted(fits, key=lambda f: (-f.weight, f.who.title.casefold(), f.who.slug)))

    def _fit(self, slug: str, topics: list[tuple[int, str]]) -> Fit:
        through = tuple(topic for _, topic in topics)
        return Fit(self._agenda.prospects[slug], through, -sum(weight for weight, _ in topics))

    @cached_property
    def _caring(self) -> Mapping[str, Mapping[str, int]]:
        """By topic, those who care about it and how much."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for prospect in self._agenda.workspace.prospects:
            if prospect.stage in CLOSED:
                continue
            for words, weight in ((prospect.interests, 1), (prospect.challenges, 2)):
                for word in map(_fold, words):
                    found[word][prospect.slug] = found[word].get(prospect.slug, 0) + weight
        return found

    @cached_property
    def _given(self) -> Mapping[str, list[tuple[Prospect, date]]]:
        found: dict[str, list[tuple[Prospect, date]]] = defaultdict(list)
        for prospect in _by_name(self._agenda.workspace.prospects):
            for touch in self._agenda.history(prospect).real:
                if touch.item and touch.direction == "out":
                    found[touch.item].append((prospect, touch.date))
        return found

    @cached_property
    def _planned(self) -> Mapping[str, list[tuple[Prospect, Action]]]:
        """By thing, who gets it and when first: a ring in vain gives nothing and is repeated."""
        found: dict[str, dict[str, tuple[Prospect, Action]]] = defaultdict(dict)
        for action in self._agenda.plan.actions:
            who = self._agenda.prospects.get(action.prospect)
            if action.do == "touch" and action.item and who:
                found[action.item].setdefault(who.slug, (who, action))
        return {item: list(first.values()) for item, first in found.items()}

    @cached_property
    def _carriers(self) -> Mapping[str, list[Script]]:
        """By kind, the scripts with which the library gives it."""
        found: dict[str, list[Script]] = defaultdict(list)
        for script in self._agenda.workspace.scripts:
            if script.channel in self._agenda.channels:
                found[script.gives].append(script)
        return found

    def _channels_for(self, who: Prospect, item: Item) -> tuple[str, ...]:
        """Give the channels for which there are words that give a thing to somebody like them."""
        key = (item.id, self._agenda.stage_of(who), bool(who.name))
        if key not in self._ways:
            about = {_fold(topic) for topic in item.topics}
            fitting = (
                script.channel
                for script in self._carriers.get(item.kind, ())
                if _speaks_to(script, *key[1:])
                and (not script.topics or about & {_fold(topic) for topic in script.topics})
            )
            self._ways[key] = tuple(dict.fromkeys(fitting))
        return self._ways[key]

    def _barred(self, who: Prospect, item: Item) -> Barred | None:
        """Say why a thing cannot get to someone, where none of its channels reaches them."""
        channels = self._agenda.channels
        names = self._channels_for(who, item)
        if "all" in who.opt_out:
            return Barred(who, OPT_OUT, "asked not to be contacted")
        home = self._agenda.policy.me.country if self._agenda.policy else ""
        if item.kind == "event" and not item.is_within_reach(who.country, home):
            return Barred(who, NO_WAY, "lives in another country")
        if not names and self._carriers.get(item.kind):
            return Barred(who, NO_WORDS, f"no words for {_somebody(self._agenda.stage_of(who))}")
        if not names or any(reaches(who, name, channels) for name in names):
            return None
        if all(refuses(who, name, channels) for name in names):
            return Barred(
                who, OPT_OUT, f"asked not to be contacted by {_closed(who, names, channels)}"
            )
        keys = {key for name in names for key in lacking(who, channels[name])}
        lack = [noun for key, noun in NEEDED.values() if key in keys]
        return Barred(who, NO_WAY, f"no {speech.say_list(lack, last='or')}")


def _closed(who: Prospect, names: Iterable[str], channels: Mapping[str, Channel]) -> str:
    """Say what they asked for, in their own words: `e-mail, which invitations go by`."""
    named = [name for name in names if name in who.opt_out]
    others = [name for name in names if name not in who.opt_out]
    lines = dict.fromkeys(line for name in others for line in channels[name].opt_out_with)
    lines = {line: None for line in lines if line in who.opt_out and line not in named}
    asked = speech.say_list([speech.say_channel(n, channels) for n in (*named, *lines)], last="or")
    if named:
        return asked
    things = speech.say_list([f"{speech.say_channel(name, channels)}s" for name in others])
    return f"{asked}, which {things} go by"


def _speaks_to(script: Script, stage: str, is_named: bool) -> bool:  # noqa: FBT001 — a cache key
    """Whether words are for this stage, and for somebody who has a name or has none.

    Somebody met becomes an almost-client with time, so that words for those will do.
    """
    stages = {stage, "almost"} if stage == "met" else {stage}
    fits = script.to != "firm" if is_named else not script.is_personal
    return fits and (not script.stages or bool(stages & set(script.stages)))


def _somebody(stage: str) -> str:
    return {"lead": "a lead", "met": "somebody just met"}.get(stage, f"somebody in {stage}")


def _fold(word: str) -> str:
    return word.casefold().strip()


def _by_name(people: Iterable[Prospect]) -> list[Prospect]:
    return sorted(people, key=lambda who: (who.title.casefold(), who.slug))
