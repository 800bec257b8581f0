"""The guides for calls: every part that a shy caller holds on to is there, or is left out by name.

The two questions that qualify: do they understand exactly what we do? Would they choose us?
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from generator.model.history import History
from generator.model.policy import Me, Policy
from generator.model.prospect import Prospect
from generator.model.script import Script
from generator.reading.workspace import read_workspace
from generator.rendering.grammar import check_scripts
from generator.rendering.starting import STARTERS
from generator.rendering.words import Occasion, fill

ROOT = Path(__file__).parents[2]
WORKSPACE = read_workspace(ROOT, date(2026, 11, 23))
USABLE, _ = check_scripts(WORKSPACE.scripts, WORKSPACE.policy, WORKSPACE.channels)
GUIDES = [script for script in USABLE if script.channel == "call"]
BY_KEY = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.key)

WITHOUT_THE_TWO_QUESTIONS = {
    "calls/after-a-gap": "who was silent himself asks nothing for himself",
    "calls/after-the-parcel": "a present that asks to be chosen was none",
    "calls/an-answer-you-are-waiting-for": "they asked, so it is their talk",
    "calls/before-the-event": "they are coming, and that is all it is about",
    "calls/find-the-right-person": "at the front desk nobody could know",
}
KNOWN = frozenset({"met", "proposal", "almost", "deferred"})
"""Stages of people who have told us something."""

_OPEN_WORDS = ("what", "which", "who", "how", "where", "why")
_ABOUT_US = re.compile(r"\b(?:we|us|our|ours)\b", re.IGNORECASE)
_CHOOSES = re.compile(
    r"choo?se|pick\b|turn to|speaks? for|and what against|who would you want|give ours"
    r"|somebody else|decide",
    re.IGNORECASE,
)


_PART = re.compile(
    r"^([A-Z][^:\n]*?)(?: \([^)]*\)|, [^:\n]*)?:\s(.*?)(?=\n\n|\n[A-Z][a-z ]+: |\Z)",
    re.MULTILINE | re.DOTALL,
)


def parts_of(words: str) -> dict[str, str]:
    """Give what stands after each label to the end of its paragraph, without its tags."""
    told = re.sub(r"\{#.*?#\}|^\{%[^}]*%\}\n|\{%.*?%\}", "", words, flags=re.DOTALL | re.MULTILINE)
    told = re.sub(r"\{\{.*?\}\}", "it", told)
    return {part[1]: part[2] for part in _PART.finditer(told)}


def questions_in(words: str) -> list[str]:
    return re.findall(r"[^.?!]+\?", words)


@BY_KEY
def test_a_guide_opens_asks_once_and_knows_what_to_say_next(guide: Script) -> None:
    parts = parts_of(guide.body)
    answers = [label for label in parts if label.startswith("If ")]
    assert parts["Open"].startswith("Hello")
    assert len(answers) > 1
    assert answers[0].startswith("If they say")
    assert ("Give" in parts) == (guide.gives != "none") or "Why" in parts


@BY_KEY
def test_a_guide_ends_with_what_they_may_answer(guide: Script) -> None:
    """What is said in any case is not looked for below an answer that ends the talk."""
    labels = [*parts_of(guide.body)]
    first = next(n for n, label in enumerate(labels) if label.startswith("If "))
    assert [label for label in labels[first:] if not label.startswith("If ")] == []


@BY_KEY
def test_a_guide_has_one_ask_and_says_so_where_it_has_none(guide: Script) -> None:
    ask = parts_of(guide.body)["Ask"]
    assert guide.body.count("\nAsk: ") == 1
    if guide.ask == "none":
        assert ask.startswith("(nothing")
    else:
        assert len(questions_in(ask)) == 1


@BY_KEY
def test_a_guide_brings_back_what_they_told_you(guide: Script) -> None:
    if {*guide.stages} & KNOWN:
        assert re.search(
            r"^They (?:told you|said): “\{\{ (?:meeting|last)\.said", guide.body, re.MULTILINE
        )


@BY_KEY
def test_a_guide_holds_the_two_questions_where_the_talk_can_bear_them(guide: Script) -> None:
    asked = asked_of(guide, "unknown", "unknown")
    if guide.key in WITHOUT_THE_TWO_QUESTIONS:
        assert not any(map(_CHOOSES.search, asked))
    else:
        assert_the_two(asked)
        assert asked_of(guide, "no", "no") == asked


@pytest.mark.parametrize(
    "guide", [g for g in GUIDES if g.key not in WITHOUT_THE_TWO_QUESTIONS], ids=lambda g: g.key
)
def test_a_guide_asks_only_what_is_not_known_yet(guide: Script) -> None:
    """Somebody who said that they would choose me is not asked what would make them."""
    understands, chooses = asked_of(guide, "unknown", "unknown")
    assert asked_of(guide, "yes", "no") == [chooses]
    assert asked_of(guide, "unknown", "yes") == [understands]
    (other,) = asked_of(guide, "yes", "yes")
    assert not _ABOUT_US.search(other.replace("since we", ""))
    assert not _CHOOSES.search(other)
    assert_open(other)


def asked_of(guide: Script, understands: str, chooses: str) -> list[str]:
    """Give what the guide of a call finds out from somebody of whom so much is known."""
    known = {"understands_us": understands, "would_choose_us": chooses}
    dana = Prospect.model_validate({"slug": "dana", "name": "Dana", "company": "Acme", **known})
    policy, history = Policy(me=Me(name="Ludo Marsh")), History((), {})
    words = fill(guide, Occasion(dana, policy, history, None, date(2026, 11, 23), 1))
    found = questions_in(parts_of(words.text).get("Find out", ""))
    return [" ".join(question.split()) for question in found]


def test_a_guide_of_ones_own_begins_with_all_parts() -> None:
    parts = parts_of(STARTERS["calls"].words)
    assert {"Open", "Give", "They told you", "Find out", "Ask"} <= {*parts}
    assert_the_two(questions_in(parts["Find out"])[:2])


def assert_the_two(asked: list[str]) -> None:
    """Both, in that order, and neither to be answered by yes or no."""
    understands, chooses = asked
    assert _ABOUT_US.search(understands)
    assert _CHOOSES.search(chooses)
    for question in asked:
        assert_open(question)


def assert_open(question: str) -> None:
    """Not to be answered by yes or no, and to be asked without any other before it."""
    words = re.sub(r"^\W*(?:If [^,]*, )?", "", question)
    assert words.lower().startswith(_OPEN_WORDS), question
