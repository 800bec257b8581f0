"""Names of people as other programs hold them, made into what one would write on an envelope.

`Zoë, MBA` and `Ünal` is Zoë Ünal; `Ann` and `Bee (She/Her)` is Ann Bee; `Anderson, Mary` is Mary
Anderson. A title stays, as the post uses it: Dr. Ann Bee, whose letter begins "Dear Ann".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import dropwhile

from generator.model.countries import plain_words
from generator.model.prospect import TITLES
from generator.reading.countries import bag

_LAST_FIRST = re.compile(r"([^\W\d_][\w'\N{RIGHT SINGLE QUOTATION MARK}. -]+), ([^\W\d_][\w'. -]*)")
_BEHIND_NAMES = bag(
    "phd|md|mba|msc|ma|bsc|ba|cpa|esq|llm|pmp|cfa|acca|cissp|dr|prof|mrics|obe|mbe|ph|d|m|b|sc|a",
    "aca|acma|beng|ceng|cima|cipd|cisa|dba|dds|dphil|edd|emba|fca|fcca|fcipd|frcs|frics|frsa|llb",
    "mcim|mcipd|meng|mfa|mpa|mph|mphil|psyd|riba|shrm|sphr",
)
_PART_OF_NAMES = bag("jr|sr|ii|iii|iv|inc|ltd|llc|llp|gmbh|plc|co|ag|sa|bv|limited")
_PRONOUN = "she|he|they|ze|xe|hers?|his|him|theirs?|them|ella|[eé]l|elle|ell[eo]s?|iel|ils?|sie|er"
_PRONOUNS = re.compile(
    rf"\s*[(\[]\s*(?:any pronouns|(?:{_PRONOUN})(?:\s*[/,|]\s*\w+)+)\s*[)\]]"
    rf"|\s+(?:{_PRONOUN})/(?:{_PRONOUN})(?:/\w+)?$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


def whole_name(text: str) -> str:
    """Turn `Anderson, Mary` round, and take from `Mary Anderson, MBA` what is behind her name."""
    name = _without(text, _is_behind)
    found = _LAST_FIRST.fullmatch(name)
    if not found or _PART_OF_NAMES.intersection(plain_words(found[2]).split()):
        return name
    return f"{found[2]} {found[1]}"


def pieced_name(parts: Sequence[str]) -> str:
    """Make a name of its parts, the first names first; what is one part only may be all of it.

    In a column of its own what is behind a comma is never another name, so that letters that stand
    for a degree need not be known; `Tom, Jr.` and `Hill` is Tom Hill, Jr.
    """
    filled = [part for part in parts if part]
    if len(filled) < 2:  # noqa: PLR2004 — one cell with the whole of a name
        return whole_name("".join(filled))
    cells = [_without(part, _is_no_name).split(", ") for part in filled]
    last = [cells[-1].pop(0)]
    suffixes = [each for cell in cells for each in cell if _is_of_the_name(each)]
    names = [each for cell in cells[:-1] for each in cell if not _is_of_the_name(each)]
    odd = [each for each in cells[-1] if not _is_of_the_name(each)]
    return ", ".join((" ".join(filter(None, (*names, *last))), *odd, *suffixes))


def letter_name(given: str) -> str:
    """Give how a letter begins from a column of first names: no title, degree or bracket."""
    name = _BRACKETED.sub("", _without(given, _is_no_name)).partition(", ")[0]
    return without_titles(name)


def without_titles(name: str) -> str:
    """Give a name without the titles before it."""
    return " ".join(dropwhile(lambda word: plain_words(word) in TITLES, name.split()))


def _without(text: str, goes: Callable[[str, str], bool]) -> str:
    """Take pronouns away, and from the end what stands behind commas and `goes`."""
    pieces = [" ".join(piece.split()) for piece in _PRONOUNS.sub("", text).split(",")]
    head, *behind = pieces
    kept = [head, *(piece for piece in behind if piece and not goes(head, piece))]
    return ", ".join(kept)


def _is_behind(_head: str, piece: str) -> bool:
    """Whether all of it are degrees and the like, which stand behind a name."""
    return _BEHIND_NAMES.issuperset(plain_words(piece).split())


def _is_no_name(head: str, piece: str) -> bool:
    """Whether it is a degree, known here or written in capitals behind a name that is not."""
    capitals = piece.isupper() and not head.isupper() and len(piece) > 1
    return _is_behind(head, piece) or (capitals and not _is_of_the_name(piece))


def _is_of_the_name(piece: str) -> bool:
    return bool(_PART_OF_NAMES.intersection(plain_words(piece).split()))
