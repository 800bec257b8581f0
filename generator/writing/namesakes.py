"""People of one name, found again by that name alone where nothing known of them speaks against it.

A name is not enough where an e-mail address, a telephone number or a postal address differs: John
Smith in London and John Smith in Leeds are two. They lie in drawers by what is known of them, so
that the thousandth of a name is found as quickly as the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from generator.model.contact import name_words

Name = tuple[str, ...]
"""The words of a name in their order: Wei Li is not Li Wei."""

_Drawer = tuple[Name, bool, bool, str | None]
"""A name, whether an address and a number are known, and the place: empty unknown, None any."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells namesakes apart: whether they have an address and a number, and where they are."""

    email: bool = False
    phone: bool = False
    place: str = ""

    def with_more(self, more: Facts) -> Facts:
        """Give all that is known now; where they are stays as it was said first."""
        email, phone = self.email or more.email, self.phone or more.phone
        return Facts(email, phone, self.place or more.place)


@dataclass(slots=True)
class Namesakes:
    """Everybody by name. Whoever shares an address or a number is found by that before."""

    _drawers: dict[_Drawer, dict[str, None]] = field(default_factory=dict)
    _known: dict[str, tuple[frozenset[Name], Facts]] = field(default_factory=dict)

    def put(self, slug: str, name: str, facts: Facts) -> None:
        """Take in what is known of somebody, beside what was known already."""
        names, before = self._known.get(slug, (frozenset[Name](), Facts()))
        now = names | {in_order(name)}, before.with_more(facts)
        if now == (names, before):
            return
        for drawer in (d for each in names for d in _drawers(each, before)):
            self._drawers[drawer].pop(slug, None)
        for drawer in (d for each in now[0] for d in _drawers(each, now[1])):
            self._drawers.setdefault(drawer, {})[slug] = None
        self._known[slug] = now

    def find(self, name: str, facts: Facts) -> str | None:
        """Give somebody of that name of whom nothing differs; None where something does."""
        emails = (False,) if facts.email else (True, False)
        phones = (False,) if facts.phone else (True, False)
        places = (facts.place, "") if facts.place else (None,)
        for place, email, phone in product(places, emails, phones):
            found = self._drawers.get((in_order(name), email, phone, place))
            if found:
                return next(iter(found))
        return None


def in_order(name: str) -> Name:
    """Give the words of a name as it is compared, in their order."""
    return name_words(name) or (name,)


def place_key(address: str | None) -> str:
    """Compare addresses without case, line ends and commas."""
    return " ".join(re.findall(r"\w+", (address or "").casefold()))


def _drawers(name: Name, facts: Facts) -> Iterator[_Drawer]:
    yield name, facts.email, facts.phone, facts.place
    yield name, facts.email, facts.phone, None
