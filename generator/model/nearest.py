"""The nearest right answer to a misspelt word, as a hint."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

MEANT: dict[str, str] = {
    "on": "date", "when": "date", "day": "date", "type": "channel", "via": "channel",
    "result": "outcome", "mail": "email", "e-mail": "email", "telephone": "phone", "tel": "phone",
    "mobile": "phone", "comment": "note", "remark": "note", "firm": "company",
    "organisation": "company", "organization": "company", "job": "role", "status": "stage",
    "birthday": "notes", "website": "links", "url": "links", "optout": "opt_out",
}  # fmt: skip
"""Words that people write for a key, too far from it in letters."""

_SHORT_LIST = 13
_TELLING = 3
"""Fewer letters than this are near to anything."""


def nearest(word: str, known: Collection[str]) -> str | None:
    """Find the known word that was most likely meant."""
    meant = MEANT.get(word.lower())
    if meant in known:
        return meant
    if len(word) < _TELLING:
        return None
    spelt = {one.lower(): one for one in sorted(known)}
    found = get_close_matches(word.lower()[:80], spelt, n=1, cutoff=0.6)
    return spelt[found[0]] if found else None


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Give a hint: the word that was meant, else all of them where they are few, else nothing."""
    meant = nearest(word, known)
    if meant:
        return f"Did you mean '{meant}'?"
    return f"One of: {', '.join(known)}." if 0 < len(known) <= _SHORT_LIST else ""
