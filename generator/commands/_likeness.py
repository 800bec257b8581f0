"""How like a typed name is to somebody's: the same, the same with a slip of the finger, or another.

`Danna Reyes` and `dana reys` are Dana Reyes with a slip. `Dan Reyes`, `Diana Reyes` and `Dana
Smith` are other people, who only happen not to be here: nothing is written into Dana's file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum

from generator.commands._people import Known

_TELLING = 5
"""Fewer letters than this are alike by chance."""

_ONE_SLIP = 80
"""How alike (of 100) two words are that differ by one slip of the finger."""

_TWICE = re.compile(r"(.)\1+")


class Likeness(IntEnum):
    """How like a typed name is to somebody's."""

    OTHER = 0
    ALIKE = 1
    SAME = 2


def likeness(text: str, known: Known) -> Likeness:
    """Say how like all that was typed is to what somebody goes by: its least like word decides."""
    said = _words_of(text)
    if not said:
        return Likeness.OTHER
    theirs = {word for name in (known.slug, *known.names) for word in _words_of(name)}
    if theirs.issuperset(said):
        return Likeness.SAME
    given = _given(known)
    certain = not theirs.isdisjoint(said)
    return min(_of_word(word, theirs - given, given, certain=certain) for word in said)


def _given(known: Known) -> set[str]:
    """Give their first name: by that alone many people of one family or firm differ.

    A word that is also in their surname or in the name of their firm is no such word.
    """
    each = [_words_of(name) for name in (known.slug, *known.names[:1])]
    others = {word for name in (*each, *map(_words_of, known.names[1:])) for word in name[1:]}
    return {name[0] for name in each if name} - others


def _of_word(said: str, others: Iterable[str], given: Iterable[str], *, certain: bool) -> Likeness:
    if said in others or said in given:
        return Likeness.SAME
    alike = any(_is_other_word(said, word, certain=certain) for word in others) or any(
        (certain or min(len(said), len(word)) >= _TELLING) and _is_first_name(said, word)
        for word in given
    )
    return Likeness.ALIKE if alike else Likeness.OTHER


def _is_other_word(said: str, word: str, *, certain: bool) -> bool:
    """Whether a surname or a firm's word was begun, or typed with a slip.

    A short one bears no slip unless another word is `certain`, and there a letter that was left out
    or put in, not one for another: Reed and Reid are two families.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 — heavy

    if word.startswith(said):
        return True
    if min(len(said), len(word)) >= _TELLING:
        return fuzz.ratio(said, word) >= _ONE_SLIP
    return certain and len(said) != len(word) and _is_slip(said, word)


def _is_first_name(said: str, word: str) -> bool:
    """Whether a first name is an initial, or has a letter doubled or two letters swapped.

    Any other letter makes another person of it: Dan, Dina, Diana.
    """
    if said == word[:1]:
        return True
    doubled = _TWICE.sub(r"\1", said) == _TWICE.sub(r"\1", word)
    return _is_slip(said, word) and (doubled or sorted(said) == sorted(word))


def _is_slip(said: str, word: str) -> bool:
    """Whether one letter is too many, missing or swapped with its neighbour, not at either end."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 — heavy

    same_ends = (said[0], said[-1]) == (word[0], word[-1])
    return same_ends and OSA.distance(said, word) == 1 and min(len(said), len(word)) > 2  # noqa: PLR2004 — one letter between the ends


def _words_of(text: str) -> list[str]:
    from generator.writing.slugs import slug_of  # noqa: PLC0415 — small

    return slug_of(text).split("-") if slug_of(text) else text.casefold().split()
