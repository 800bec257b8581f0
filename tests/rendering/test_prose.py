"""Prose measured."""

from __future__ import annotations

import pytest

from generator.rendering.prose import (
    count_syllables,
    find_requests,
    reading_ease,
    reading_seconds,
    split_sentences,
)


def test_reading_time_is_that_of_a_calm_voice() -> None:
    assert reading_seconds("word " * 75) == 30


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("a", 1), ("the", 1), ("tea", 1), ("table", 2), ("asked", 1), ("wanted", 2), ("rhythm", 1),
        ("boxes", 2), ("times", 1), ("people", 2), ("isn\u2019t", 1), ("useful", 2),
        ("something", 2), ("documentation", 5), ("organisation", 5), ("x", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_a_person_would(word: str, count: int) -> None:
    assert count_syllables(word) == count


def test_plain_words_are_easier_than_grand_ones() -> None:
    plain = "I read this last night. You came to mind. It is short, and the end is good."
    grand = (
        "Notwithstanding organisational considerations, comprehensive digitalisation initiatives"
        " necessitate unprecedented collaboration between multidisciplinary constituencies."
    )
    assert reading_ease(plain) > 90
    assert reading_ease(grand) < 0
    assert reading_ease("") == reading_ease("— …") == 100.0


def test_a_link_is_no_hard_word() -> None:
    text = "I read this last night. "
    assert reading_ease(text + "https://example.com/an/extraordinarily-complicated-address") == (
        reading_ease(text)
    )


def test_sentences_end_at_their_stops_and_at_blank_lines() -> None:
    text = "One, two. Three! (Four?) Five\n\nsix … seven"
    assert split_sentences(text) == ["One, two.", "Three!", "(Four?", "Five", "six …", "seven"]


@pytest.mark.parametrize(
    "text",
    [
        "Could we meet on Tuesday? Would you bring your budget?",
        "Call me. Let's connect. Coffee?",
        "Could we meet? Also, tell me your budget.",
        "Please send me your org chart. And book a slot below.",
        "Would you have ten minutes?\n\nPlease also forward this to your boss.",
        "I thought of you. Just reply to this, and click here for more. Join us on Friday.",
        "Ask: May I send it?\n\nAsk: May I ring on Monday?",
        "Let\u2019s have coffee. Have a look at our page.",
    ],
)
def test_two_requests_are_found(text: str) -> None:
    assert len(find_requests(text)) > 1


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("Here is what I read. No answer needed.", 0),
        ("If you get stuck, ring me. If not, forget it.", 0),
        ("You asked: “Could you send it? And call me.” So here it is.", 0),
        ("(Ask what they see.) [Call the desk first?]", 0),
        ("Shall I stay or go? Text me one word.", 1),
        ("Shall I stay or go? I do mean it. Just tell me yes or no.", 1),
        ("Can you come? Please tell me by Friday, and what you don\u2019t eat.", 1),
        ("Would it help? It takes an hour.", 1),
        ("Why do invoices go missing? Because nobody owns them.", 0),
        ("Can you guess who told me? My mother.", 0),
        ("Could you be right? I think so.", 0),
        ("Why do invoices go missing?\n\nBecause nobody owns them.", 1),
        ("Could we meet? No need to hurry.", 1),
        ("Could we meet? Perhaps on Tuesday.", 1),
        ("Could we meet? Yes or no will do.", 1),
        ("How about Tuesday? Ten o\u2019clock.", 1),
        ("What is your budget? Rough figures.", 1),
        ("Why did you choose them? Because I would like to learn.", 1),
        ("Open: Hello, do you have a minute?\n\nAsk: May I send it?\n\nFind out: who reads?", 1),
        ("Open: Hello.\n\nFind out: would they?\n\nIf they say “no”: Why not?", 0),
        ("If they say “yes”: (send it.) When?\n\nIf nobody answers: Ring again?", 0),
    ],
)
def test_what_asks_for_nothing_or_for_one_thing_passes(text: str, requests: int) -> None:
    assert len(find_requests(text)) == requests
