"""Rows and cards before they are understood: what stood there, said in one set of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.problem import Problem

FIRST = 1
"""The preference of what another program puts first."""

UNSAID = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a row or card. `what` is a word of `headers.py`, `group` ties parts together.

    `label` says which one ("work"); `preference` is 1 for what the other program puts first, and
    larger for what it puts behind.
    """

    what: str
    text: str
    label: str = ""
    group: str = ""
    preference: int = UNSAID


@dataclass(frozen=True, slots=True)
class Card:
    """All that one row or card says; it begins on `line` of the file."""

    line: int
    entries: tuple[Entry, ...]

    def all(self, what: str) -> Iterator[Entry]:
        """Give the entries of a kind, in the file's order."""
        return (entry for entry in self.entries if entry.what == what)

    def first(self, what: str) -> str:
        """Give the first text of a kind; empty where there is none."""
        return next((entry.text for entry in self.all(what)), "")


@dataclass(frozen=True, slots=True)
class Cards:
    """A file of contacts as it was taken apart. `aside` are the columns that are not ours."""

    cards: tuple[Card, ...] = ()
    problems: tuple[Problem, ...] = ()
    aside: tuple[str, ...] = ()
    kind: str = "CSV"
