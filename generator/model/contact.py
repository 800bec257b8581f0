"""A contact: somebody as another program knows them, before there is a file of ours."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

EVERYTHING = "all"
"""The opt-out that leaves nothing."""


def name_words(name: str) -> tuple[str, ...]:
    """Give the words of a name without case, accents and points."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return tuple(re.findall(r"[^\W_]+", bare))


def is_alike(one: str | None, other: str | None) -> bool:
    """Whether two names may be one person's: "M. Anderson" and "Mary Anderson".

    A missing name may be anybody's.
    """
    mine, theirs = name_words(one or ""), name_words(other or "")
    if not mine or not theirs:
        return True
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    return mine[-1] == theirs[-1] and mine[0][0] == theirs[0][0]


@dataclass(frozen=True, slots=True)
class Trace:
    """What a prospect's file that has a fault still says of who it is about."""

    slug: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """One row or card of an import, cleaned: every value is one that a prospect's file may hold.

    `line` is where it begins in the imported file. `emails` and `phones` hold every address and
    number by which the person may be known, the one for the file first; numbers as from abroad.
    `opt_out` are words of the contract (a channel, or `all`) or the lines that channels use
    (`phone`, `email`, `post`, `web`). `stage` is given only where the other program was plain.
    """

    line: int
    name: str | None = None
    first_name: str | None = None
    company: str | None = None
    role: str | None = None
    stage: str | None = None
    source: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    country: str | None = None
    timezone: str | None = None
    language: str | None = None
    opt_out: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str | None = None
    private: str | None = None

    @property
    def title(self) -> str:
        """What a report calls them."""
        return self.name or self.company or (self.emails + self.phones + ("somebody",))[0]

    @property
    def email(self) -> str | None:
        """The address for the file."""
        return self.emails[0] if self.emails else None

    @property
    def phone(self) -> str | None:
        """The number for the file."""
        return self.phones[0] if self.phones else None
