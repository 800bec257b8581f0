"""Taste: what somebody's interests and challenges make of topics, and of what there is to give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from generator.model.shelf import Item

Topics = frozenset[str]
Shelf = dict[str, list[tuple[Item, Topics]]]
"""What there is to give, by kind, with its topics."""


class Taste:
    """What a person cares about. Answers are remembered: those who care alike share one."""

    def __init__(self, challenges: Topics, interests: Topics, shelf: Shelf) -> None:
        self._challenges, self._interests, self._shelf = challenges, interests, shelf
        self.cares = challenges | interests
        """What a thing of value may be about."""
        self.fit: Callable[[Topics], int] = cache(self._fit)
        """Counts the topics shared; what troubles them weighs twice what they like."""
        self.best_first: Callable[[str, bool], list[Item]] = cache(self._best_first)
        """Gives things of a kind, those that fit best first; what fits not at all if it is owed."""

    def _fit(self, topics: Topics) -> int:
        return 2 * len(topics & self._challenges) + len(topics & self._interests)

    def _best_first(self, kind: str, is_owed: bool) -> list[Item]:  # noqa: FBT001 — a cache key
        found = sorted(self._shelf.get(kind, ()), key=self._place)
        return [item for item, topics in found if is_owed or self._suits(topics)]

    def _suits(self, topics: Topics) -> bool:
        """Whether something is about what they care for, or for anybody."""
        return not topics or not self.cares or not topics.isdisjoint(self.cares)

    def _place(self, thing: tuple[Item, Topics]) -> tuple[int, date, float, str]:
        item, topics = thing
        return (-self.fit(topics), item.date or date.max, item.cost, item.id)


def topics_of(words: Iterable[str]) -> Topics:
    """Fold words for comparison."""
    return frozenset(word.casefold().strip() for word in words)
