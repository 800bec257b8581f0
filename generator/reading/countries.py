"""What a file says of a country: the code that it wants, and how addresses are written there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.countries import country_code
from generator.reading.sentences import shown
from generator.yamltree import Mapping, Mark, Node, Scalar

_CODE = re.compile(r"[A-Z]{2}")
CODE_FIRST = frozenset(
    {"AT", "BE", "BG", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "IL", "IS", "IT"}
    | {"LT", "LU", "MX", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "TR"}
)
"""Where the postcode stands before the town."""


def bag(*words: str) -> frozenset[str]:
    """Give a vocabulary, written as people write one: phrases between bars."""
    return frozenset(phrase for line in words for phrase in line.split("|"))


def not_a_code(node: Node | None) -> Iterator[tuple[Mark, str, str]]:
    """Refuse what is no country code, and say which was meant: "UK" is GB."""
    if not isinstance(node, Scalar) or not node.text:
        return
    meant = country_code(node.text)
    if _CODE.fullmatch(node.text) and meant in {None, node.text}:
        return
    hint = f"Did you mean '{meant}'?" if meant else "Write it with two capital letters, such as GB."
    yield node.start, f"country: '{shown(node.text)}' is no country code", hint


PLACED = ("country", "subdivision")
"""The keys of which a warning may speak later, so that where they stand is kept."""

Places = dict[tuple[str, str], tuple[int, int]]
"""By path and key: line and column."""


def places_in(node: Node | None, path: str) -> Places:
    """Give where a mapping names its country and the part of it."""
    found = {key: node.get(key) for key in PLACED} if isinstance(node, Mapping) else {}
    return {
        (path, key): (value.start.line, value.start.column) for key, value in found.items() if value
    }
