"""Prose measured: sentences, reading ease, reading time, and what a text asks for.

Plain functions of plain text. They guess, as every count of syllables or of requests does; so what
is made of them is a warning, never a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

WORDS_A_MINUTE = 150
"""How fast somebody speaks who is in no hurry."""

_END = re.compile(r"(?<=[.!?\u2026])[\"'\u201d\u2019)\]]*\s+|\n\s*\n")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouyl]|[aeiouy]l)e$|[^aeiouytd]ed$|[^aeiouyscxz]es$")
_SILENT_INSIDE = re.compile(r"e(?=(?:ful|fully|less|ly|thing|times|where|body)$)")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+")


# --- reading ----------------------------------------------------------------------------------


def split_sentences(text: str) -> list[str]:
    """Split a text at its full stops, question marks, exclamation marks and blank lines."""
    return [part.strip() for part in _END.split(text) if part.strip()]


def reading_seconds(text: str) -> int:
    """Say how long a text takes to read aloud, at 150 words a minute, in whole seconds."""
    return round(len(text.split()) * 60 / WORDS_A_MINUTE)


def reading_ease(text: str) -> float:
    """Give the reading ease of an English text: 100 is easy, below 50 is hard (R. Flesch, 1948).

    206.835 - 1.015 times the words of a sentence - 84.6 times the syllables of a word.
    """
    plain = _LINK.sub("", text)
    sentences = [sentence for sentence in split_sentences(plain) if _WORD.search(sentence)]
    words = _WORD.findall(plain)
    if not words:
        return 100.0
    syllables = sum(count_syllables(word) for word in words)
    return 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * syllables / len(words)


def count_syllables(word: str) -> int:
    """Guess the syllables of an English word: its groups of vowels, less one that is not spoken."""
    plain = word.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").partition("'")[0]
    spoken = _SILENT_INSIDE.sub("", plain)
    return max(1, len(_VOWELS.findall(spoken)) - bool(_SILENT.search(spoken)))


# --- asking -----------------------------------------------------------------------------------

_QUOTED = re.compile('\u201c[^\u201d]*\u201d|"[^"\n]*"')
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LABEL = re.compile(r"(?:open|give|say|why|ask|find out|listen)\b[^:.?!]*:\s*", re.IGNORECASE)
_ASK = re.compile(r"ask\b[^:.?!]*:", re.IGNORECASE)
_NOT_ASKED = re.compile(r"(?:find out|if (?:they|you|nobody|somebody))\b[^:.?!]*:", re.IGNORECASE)
_CASE = re.compile(
    r"(?:(?:and|or|but|so) )?(?:if|whenever|should|when|unless|in case)\b", re.IGNORECASE
)
_BEFORE = r"(?:(?:and|or|so|also|then|now|next|just|simply|but|first|please|do|kindly),? )*"
_ANSWERING = r"(?:tell|let) (?:me|us)|reply|answer|text|drop (?:me|us)|say"
_DOING = (
    r"call|ring|phone|write|e-?mail|book|click|tap|sign up|register|download|visit|schedule|meet"
    r"|choose|pick|join|come|confirm|connect|introduce|forward"
    r"|(?:give|send|show|ask|shoot) (?:me|us)"
    "|let['\u2019]s|get (?:in touch|back)|have a look|take a look|check out"
)
_REQUEST = re.compile(rf"{_BEFORE}(?:{_ANSWERING}|{_DOING})\b", re.IGNORECASE)
_PLEASE = re.compile(rf"\bplease,? (?:also |just |do )?(?:{_ANSWERING}|{_DOING})\b", re.IGNORECASE)
_HOW_TO_ANSWER = re.compile(rf"(?:please,? |just |simply |so )*(?:{_ANSWERING})\b", re.IGNORECASE)
_IN_A_WORD = re.compile(
    r"\b(?:(?:one|a|a single) (?:word|line|letter)|yes or no|yes or a no)\b", re.IGNORECASE
)
_ANSWERED = re.compile(
    "(?:yes|no)[,.;:!]|i (?:think|believe|suspect|guess) (?:so|you)\\b"
    "|i(?: am|['\u2019]m) (?:afraid so|sure of it)|you (?:are|were|may be|might be|could be) right",
    re.IGNORECASE,
)
_BECAUSE = re.compile(r"because\b", re.IGNORECASE)
_NOT_FOR_THEM = re.compile(
    r"(?:and |but |so )?(?:can you guess\b|(?:guess|why|who|what|how|which|where)\b"
    r"(?!.*\b(?:you|your|yours|we|us|i|about)\b))",
    re.IGNORECASE | re.DOTALL,
)
"""A question that is put to nobody: what is asked of the reader says `you`, `we` or `I`."""
_LEFT_TO_THEM = re.compile(r"\b(?:any|either|one|best|regards|yours|thanks)\b", re.IGNORECASE)
MOST_BARE = 4
"""The words of an answer that is no whole sentence: `My mother.`"""


def find_requests(text: str) -> list[str]:
    """Find the sentences that want something of the reader: questions, and requests by verb.

    Left out are quotations and what stands in brackets; what holds only in a case ("if you get
    stuck, ring me" is an offer, and takes nothing from anybody who leaves it); and the way to
    answer a question ("Shall I stay or go? Text me one word."). A question that its own paragraph
    answers at once ("Why do invoices go missing? Because …") asks nobody. Of the guide to a call
    only what comes under "Ask:" counts, or all but "Find out:" and "If they say …:" where no
    paragraph begins so.
    """
    found: list[str] = []
    before = ""
    for sentence, after in _asking_sentences(text):
        wants = _wants(sentence) and not _is_the_answer(sentence, found, before)
        if wants or (_is_question(sentence) and not _answers_itself(sentence, after)):
            found.append(sentence)
        before = sentence
    return found


def _is_question(sentence: str) -> bool:
    return sentence.rstrip("\"'\u201d\u2019").endswith("?")


def _answers_itself(question: str, after: str) -> bool:
    """Whether the sentence after a question is its answer: a reason, or a few bare words."""
    if _is_question(after) or _IN_A_WORD.search(after) or _wants(after):
        return False
    if _ANSWERED.match(after):
        return True
    bare = 0 < len(after.split()) <= MOST_BARE and not _LEFT_TO_THEM.search(after)
    return bool((bare or _BECAUSE.match(after)) and _NOT_FOR_THEM.match(question))


def _is_the_answer(sentence: str, found: list[str], before: str) -> bool:
    """Whether a request says only how the question before it may be answered."""
    if not found or not _HOW_TO_ANSWER.match(sentence):
        return False
    return _is_question(before) or bool(_IN_A_WORD.search(sentence))


def _asking_sentences(text: str) -> Iterator[tuple[str, str]]:
    """Give what may ask, each with the sentence that follows in its paragraph."""
    plain = _BRACKETS.sub("", _QUOTED.sub("\u2026\u2060", text))
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", plain) if part.strip()]
    asks = [part for part in paragraphs if _ASK.match(part)]
    for part in asks or [part for part in paragraphs if not _NOT_ASKED.match(part)]:
        sentences = split_sentences(_LABEL.sub("", part))
        yield from zip_longest(sentences, sentences[1:], fillvalue="")


def _wants(sentence: str) -> bool:
    if _CASE.match(sentence):
        return False
    return bool(_REQUEST.match(sentence) or _PLEASE.search(sentence))
