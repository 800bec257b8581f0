"""A spoken text in phrases of one breath each: about seven words, split where one would pause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.rendering.prose import WORDS_A_MINUTE

BREATH = 7
"""The words that one says easily in one breath, slowly."""
LONGEST = 9
"""A phrase is not split for a word or two more."""

_ENDS_SENTENCE = re.compile(r"[.!?\u2026:][\"'\u201d\u2019)]*$")
_ENDS_CLAUSE = re.compile(r"[,;:\u2013\u2014][\"'\u201d\u2019)]*$|[.!?\u2026][\"'\u201d\u2019)]*$")
_BEFORE = frozenset({
    "and", "or", "but", "so", "that", "because", "if", "when", "while", "who", "which", "where",
    "as", "than", "unless", "until", "to", "for", "with", "of", "at", "on", "in", "about", "from",
    "before", "after", "by", "without", "whether",
})  # fmt: skip
"""Words before which one may breathe."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is said in one breath. `left` are the seconds to the end when it begins.

    `ends` says that a paragraph ends with it: a longer pause.
    """

    words: str
    seconds: float
    left: float
    ends: bool = False


def breathe(text: str) -> tuple[Phrase, ...]:
    """Split a text into phrases, with the time that each takes at 150 words a minute."""
    said = [
        (phrase, at == len(phrases) - 1)
        for phrases in map(_phrases, re.split(r"\n\s*\n", text.strip()))
        for at, phrase in enumerate(phrases)
    ]
    left = sum(_seconds(phrase) for phrase, _ in said)
    found = []
    for phrase, ends in said:
        found.append(Phrase(phrase, _seconds(phrase), left, ends))
        left -= _seconds(phrase)
    return tuple(found)


def _seconds(phrase: str) -> float:
    return len(phrase.split()) * 60 / WORDS_A_MINUTE


def _phrases(paragraph: str) -> list[str]:
    """Split a paragraph at its punctuation; join what is short, part what is long."""
    joined: list[list[str]] = []
    for clause in _clauses(paragraph.split()):
        before = joined[-1] if joined else None
        fits = before is not None and len(before) + len(clause) <= BREATH
        if before and fits and not _ENDS_SENTENCE.search(before[-1]):
            before += clause
        else:
            joined.append(clause)
    return [" ".join(part) for words in joined for part in _parted(words)]


def _clauses(words: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for word in words:
        found[-1].append(word)
        if _ENDS_CLAUSE.search(word):
            found.append([])
    return [clause for clause in found if clause]


def _parted(words: list[str]) -> list[list[str]]:
    """Part a phrase that is too long for one breath, before a small word near its middle."""
    if len(words) <= LONGEST:
        return [words]
    middle = len(words) / (-(-len(words) // BREATH))
    places = range(3, len(words) - 2)
    at = min(places, key=lambda n: (abs(n - middle) + _unwillingness(words, n), n))
    return [words[:at], *_parted(words[at:])]


def _unwillingness(words: list[str], at: int) -> int:
    """Say how ill a breath before this word would sound; a number is never torn apart."""
    if words[at - 1][-1:].isdigit() and words[at][:1].isdigit():
        return len(words)
    return -2 if _bare(words[at]) in _BEFORE else 0


def _bare(word: str) -> str:
    return re.sub(r"\W", "", word).lower()
