"""Slugs: the name of a prospect's file, made from a person's name and never changed once used."""

# ruff: noqa: RUF001 — letters of other alphabets are what this is about

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import count

RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
"""The list of all prospects has the first; the rest are devices to Windows, whatever the ending."""

_LONGEST = 60
_OTHER = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile("['`´\u2018\u2019\u02bc]")

# Letters that no decomposition turns into a to z, in lower case. Cyrillic as in passports
# (ICAO 9303), Greek as in ELOT 743, both without their rarer rules.
_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
    "ŋ": "ng", "ħ": "h", "ŧ": "t", "ĸ": "k", "ə": "a", "&": " and ", "@": " at ", "+": " plus ",
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie",
    "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia", "є": "ie", "і": "i", "ґ": "g", "ђ": "dj",
    "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip


def slug_of(text: str) -> str:
    """Write a name with a to z, 0 to 9 and hyphens; empty where no letter of it is known here."""
    lower = _APOSTROPHES.sub("", text.casefold().replace("ß", "ss"))
    letters = (_LETTERS.get(letter, letter) for letter in unicodedata.normalize("NFKC", lower))
    bare = "".join(
        _LETTERS.get(letter, letter)
        for letter in unicodedata.normalize("NFKD", "".join(letters))
        if not unicodedata.combining(letter)
    )
    return _OTHER.sub("-", bare)[:_LONGEST].strip("-")


def fresh_slug(names: Collection[str], taken: Collection[str]) -> str:
    """Give the slug of the first name that has one, numbered where it is taken."""
    base = next((slug for name in names if (slug := slug_of(name))), "prospect")
    used = {*taken, *RESERVED}
    if base not in used:
        return base
    return next(f"{base}-{n}" for n in count(2) if f"{base}-{n}" not in used)
