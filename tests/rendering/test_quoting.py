"""One sentence of somebody is quoted twice within a year, and then another takes its turn."""

from __future__ import annotations

from datetime import timedelta

import pytest

from generator import pipeline
from generator.model.plan import Plan
from generator.model.policy import Me, Policy, Tact
from generator.rendering.agenda import Agenda
from generator.rendering.words import Words
from tests.rendering.written import POLICY, TODAY, head, written

QUOTE = "Hello.{% if meeting.said %} You told me: {{ meeting.said | first_line }}{% endif %}"
SCRIPTS = {
    "e/quote": head(QUOTE),
    "e/dated": head("{{ meeting.date | date }}: {{ meeting.said | first_line }}"),
    "e/needs": head("You told me: {{ meeting.said }}", needs="[meeting.said]"),
    "e/first": head("You told me: {{ meeting.said }}", purpose="thanks", when="after-meeting"),
    "e/last": head("You told me: {{ last.said }}"),
    "e/none": head("Hello."),
    "calls/guide": head("They told you: {{ meeting.said | first_line }}", channel="call"),
}
FIRST, SECOND, CALLED = "Boats leak.", "Every boat leaks.", "Ring me in March."
MET = (
    f"  - {{date: 2026-05-04, channel: meeting, outcome: held, said: {FIRST}}}\n"
    f"  - {{date: 2026-06-01, channel: meeting, outcome: held, said: {SECOND}}}\n"
)
CALL = f"  - {{date: 2026-08-03, channel: call, outcome: connected, said: {CALLED}}}\n"


def person(*touches: str) -> str:
    return "name: Dana Reyes\nstage: almost\nemail: d@x.example\ntouches:\n" + "".join(touches)


def sent(script: str, on: str) -> str:
    return f"  - {{date: {on}, channel: email, script: {script}}}\n"


def quoted(text: str, script: str, policy: Policy = POLICY) -> Words:
    """Fill in a script by hand for Dana, whose file is `text`."""
    workspace = written(SCRIPTS, {"dana": text}, policy=policy)
    agenda = Agenda(workspace, Plan(TODAY, 1, (), ()))
    words = agenda.fill(agenda.scripts[script], workspace.prospects[0])
    assert words
    return words


QUOTES = [sent("e/quote", f"2026-09-{day:02}") for day in range(1, 9)]


@pytest.mark.parametrize(
    ("letters", "said"),
    [(0, SECOND), (1, SECOND), (2, FIRST), (3, FIRST), (4, ""), (8, "")],
)
def test_each_sentence_takes_its_turn_twice(letters: int, said: str) -> None:
    words = quoted(person(MET, CALL, *QUOTES[:letters]), "e/quote")
    assert words.text == (f"Hello. You told me: {said}" if said else "Hello.")
    assert words.missing == ()


def test_why_another_sentence_is_quoted_or_none_is_said_to_the_sender() -> None:
    assert quoted(person(MET), "e/quote").aside == ""
    assert quoted(person(MET, *QUOTES[:2]), "e/quote").aside == (
        "“Every boat leaks.” was quoted twice within a year; so these words quote what was said on"
        " 4 May 2026."
    )
    assert quoted(person(MET, *QUOTES[:4]), "e/quote").aside == (
        "“Every boat leaks.” was quoted twice within a year, and nothing else is left; so these"
        " words do without."
    )


def test_how_often_is_too_often_is_a_number_of_the_policy() -> None:
    policy = Policy(me=Me(name="Ludo"), tact=Tact(quotes_per_year=1))
    words = quoted(person(MET, QUOTES[0]), "e/quote", policy)
    assert words.text.endswith(FIRST)
    assert "was quoted once within a year" in words.aside


def test_words_that_need_a_sentence_get_the_one_quoted_least() -> None:
    worn = person(MET, *QUOTES[:4], sent("e/needs", "2026-10-01"))
    assert quoted(worn, "e/needs").text.endswith(FIRST)
    assert quoted(worn, "e/needs").missing == ()


def test_a_letter_that_names_the_day_keeps_to_that_meeting() -> None:
    assert quoted(person(MET, *QUOTES[:1]), "e/dated").text == f"1 June: {SECOND}"
    assert "said when you met" in quoted(person(MET, *QUOTES[:2]), "e/dated").text


def test_thanks_for_a_meeting_quote_that_meeting_whatever_went_before() -> None:
    assert quoted(person(MET, *QUOTES), "e/first").text.endswith(SECOND)


def test_the_guide_of_a_call_reminds_me_each_time_and_is_not_counted() -> None:
    guides = [sent("calls/guide", f"2026-09-{day:02}") for day in range(1, 9)]
    rung = [g.replace("channel: email", "channel: call, outcome: voicemail") for g in guides]
    assert quoted(person(MET, *rung), "e/quote").text.endswith(SECOND)
    assert quoted(person(MET, *QUOTES), "calls/guide").text.endswith(SECOND)


def test_what_is_more_than_a_year_ago_is_forgotten() -> None:
    old = MET.replace("2026-05-04", "2025-05-04").replace("2026-06-01", "2025-06-01")
    year_ago, day = TODAY - timedelta(days=365), timedelta(days=1)
    for last, said in ((year_ago, SECOND), (year_ago + day, FIRST)):
        letters = [sent("e/quote", str(last)), sent("e/quote", str(year_ago + day + day))]
        letters.append(sent("e/none", "2026-09-01"))
        assert quoted(person(old, *letters), "e/quote").text.endswith(said)


def test_their_words_in_an_answer_count_too_and_only_once_in_a_letter() -> None:
    answers = [sent("e/last", "2026-06-02"), sent("e/none", "2026-07-01")]
    assert quoted(person(MET, *answers, QUOTES[0]), "e/quote").text.endswith(FIRST)
    assert quoted(person(MET, *answers), "e/quote").text.endswith(SECOND)


def test_a_meeting_of_which_nothing_is_written_down_is_still_asked_for() -> None:
    bare = person(MET, "  - {date: 2026-08-01, channel: meeting, outcome: held}\n")
    assert quoted(bare, "e/needs").missing == ("meeting.said",)


def test_letters_that_are_planned_before_this_one_count_as_well() -> None:
    workspace = written({"e/quote": SCRIPTS["e/quote"]}, {"dana": person(MET, CALL)})
    agenda = Agenda(workspace, pipeline.plan(workspace, TODAY, 40))
    letters = [agenda.words(a) for a in agenda.plan.actions if a.do == "touch"]
    texts = [words.text for words in letters if words]
    expected = [SECOND, SECOND, FIRST, FIRST]
    assert [t.rpartition("me: ")[2] for t in texts[: len(expected)]] == expected[: len(texts)]
    assert len(texts) > 3
    by_hand = agenda.fill(agenda.scripts["e/quote"], workspace.prospects[0])
    assert by_hand
    assert by_hand.text.endswith(SECOND)  # what is planned comes after today
