"""A spoken text in phrases of one breath each: about seven words, split where one would pause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.rendering.prose import WORDS_A_MINUTE

BREATH = 7
"""The words that one says easily in one breath, slowly."""
LONGEST = 9
"""A phrase is not split for a word or two more."""
LEAST = 3
"""Fewer words are no breath of their own in the middle of a sentence."""

_ENDS_SENTENCE = re.compile(r"[.!?\u2026:][\"'\u201d\u2019)]*$")
_ENDS_CLAUSE = re.compile(r"[,;:\u2013\u2014][\"'\u201d\u2019)]*$|[.!?\u2026][\"'\u201d\u2019)]*$")
_JOINING = frozenset({
    "and", "or", "but", "so", "that", "because", "if", "when", "while", "who", "which", "where",
    "as", "than", "unless", "until", "whether",
})  # fmt: skip
"""Words with which a new thought begins: the best places to breathe before."""
_LEADING = frozenset({
    "to", "for", "with", "at", "on", "in", "into", "about", "from", "before", "after", "by",
    "through", "without",
})  # fmt: skip
"""Words before which one may breathe where nothing better is near."""
_HOLDING = _LEADING | _JOINING - {"that"} | frozenset({
    "a", "an", "the", "my", "your", "his", "her", "its", "our", "their", "this", "these", "those",
    "any", "no", "every", "of", "i", "we", "they", "am", "is", "are", "was", "were", "be", "been",
    "have", "has", "had", "do", "does", "did", "will", "would", "can", "could", "may", "might",
    "must", "shall", "should", "not", "im", "ive", "dont", "wont", "cant",
})  # fmt: skip
"""Words that hold on to the next one: a breath after them tears a sentence."""
_AIMED_AT = frozenset({"it", "me", "you", "him", "her", "us", "them"})
"""Words that a small word before them belongs to: `in it`, as to `get on with`, `side by side`."""

GOOD, FAIR, TIED, TORN = -3, -1, 2, 3
"""What a place is worth, in words by which it may lie off the middle."""


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
    places = range(LEAST, min(LONGEST, len(words) - LEAST) + 1)
    costs = {n: (_worth(words, n), abs(n - middle)) for n in places}
    at = min(places, key=lambda n: (sum(costs[n]), costs[n][0], n))
    return [words[:at], *_parted(words[at:])]


def _worth(words: list[str], at: int) -> int:
    """Say how well a breath before this word would sound, the best least.

    Before a new thought it is good; after an article, a preposition or half a verb, and within a
    title, it tears what belongs together. A number is never torn apart.
    """
    before, after, then = (words[n] for n in (at - 1, at, at + 1))
    if before[-1:].isdigit() and after[:1].isdigit():
        return len(words)
    word, tears = _bare(after), 0
    if _is_inside_quotes(words, at) or (before[:1].isupper() and after[:1].isupper()):
        tears += TORN
    if _bare(before) in _HOLDING or word == "of":
        tears += TORN
    if word in _LEADING and _bare(then) in {*_AIMED_AT, *_LEADING, _bare(before)}:
        tears += TORN
    if word in _JOINING:
        return GOOD + tears
    return (FAIR if word in _LEADING or after[:1] in _OPENING else TIED) + tears


_OPENING = '\u201c"'


def _is_inside_quotes(words: list[str], at: int) -> bool:
    """Whether a word stands within quotation marks that were opened before it, and close again."""
    before, after = " ".join(words[:at]), " ".join(words[at:])
    curly = before.count("\u201c") > before.count("\u201d") and "\u201d" in after
    return curly or (before.count('"') % 2 == 1 and '"' in after)


def _bare(word: str) -> str:
    return re.sub(r"\W", "", word).lower()
