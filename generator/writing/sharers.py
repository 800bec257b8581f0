"""Who has an address or a number, and which of them a name may be: asked once, not of each in turn.

Of four thousand rows with one switchboard each would otherwise be held against all before it. So
whoever has a way of contact stands in drawers by what `is_alike` looks at: the words of their name,
every choice of them, and their last word with the initial.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from generator.model.contact import is_alike, name_words

_FEW = 16
"""So many owners of one way are asked in turn; only where there are more, drawers are worth it."""

_MOST_WORDS = 8
"""Of a longer name only the first words and the last are looked at."""

_Words = frozenset[str]


@dataclass(slots=True)
class Sharers:
    """The owners of each way of contact, in the order in which they came."""

    owners: dict[str, dict[str, int]] = field(default_factory=dict)
    ways: dict[str, dict[str, None]] = field(default_factory=dict)
    """Slug to the addresses and numbers by which they are known."""

    _names: dict[str, str] = field(default_factory=dict)
    _nameless: dict[str, dict[str, None]] = field(default_factory=dict)
    _drawers: dict[tuple[str, str, _Words], str] = field(default_factory=dict)

    def add(self, slug: str, way: str) -> None:
        """Take in that somebody has an address or a number."""
        owners = self.owners.setdefault(way, {})
        if slug in owners:
            return
        owners[slug] = len(owners)
        self.ways.setdefault(slug, {})[way] = None
        if len(owners) > _FEW:
            for each in owners if len(owners) == _FEW + 1 else (slug,):
                self._put(each, way)

    def call(self, slug: str, name: str | None) -> None:
        """Take in what somebody is called; the first name stays."""
        if slug in self._names or not name or not name_words(name):
            return
        self._names[slug] = name
        for way in self.ways.get(slug, ()):
            if len(self.owners[way]) > _FEW:
                self._nameless[way].pop(slug, None)
                self._put(slug, way)

    def first(self, way: str, but: str = "") -> str | None:
        """Give the first who has it, but for one."""
        return next((slug for slug in self.owners.get(way, ()) if slug != but), None)

    def alike(self, way: str, name: str | None) -> str | None:
        """Give the first who has it and may be called so; a missing name may be anybody's."""
        words, owners = name_words(name or ""), self.owners.get(way, {})
        if len(owners) <= _FEW or not words:
            return next((s for s in owners if is_alike(self._names.get(s), name)), None)
        found = [self._drawers.get((way, *drawer)) for drawer in _sought(words)]
        found.append(next(iter(self._nameless.get(way, ())), None))
        return min((slug for slug in found if slug), key=owners.__getitem__, default=None)

    def _put(self, slug: str, way: str) -> None:
        words = name_words(self._names.get(slug, ""))
        if not words:
            self._nameless.setdefault(way, {})[slug] = None
        for drawer in _kept(words):
            key = (way, *drawer)
            before = self._drawers.get(key, slug)
            self._drawers[key] = min(before, slug, key=self.owners[way].__getitem__)


def _kept(words: tuple[str, ...]) -> Iterator[tuple[str, _Words]]:
    """Give the drawers in which a name is found by the names that it is like."""
    if words:
        yield "whole", frozenset(words)
        yield from (("part", part) for part in _choices(words))
        yield _end(words)


def _sought(words: tuple[str, ...]) -> Iterator[tuple[str, _Words]]:
    """Give the drawers in which names lie that a name is like."""
    yield "part", frozenset(words)
    yield from (("whole", part) for part in _choices(words))
    yield _end(words)


def _end(words: tuple[str, ...]) -> tuple[str, _Words]:
    return f"end {words[0][0]}", frozenset(words[-1:])


def _choices(words: tuple[str, ...]) -> Iterator[_Words]:
    """Give every choice of the words of a name, itself too."""
    few = sorted(set(words[: _MOST_WORDS - 1]) | {words[-1]})
    if len(set(words)) > len(few):
        yield frozenset(words)
    for size in range(1, len(few) + 1):
        yield from map(frozenset, combinations(few, size))
