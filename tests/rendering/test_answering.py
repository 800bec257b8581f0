"""What `last` means in words that answer: the question or the promise, whatever came since."""

from __future__ import annotations

import pytest

from generator import pipeline
from generator.model.plan import Plan
from generator.model.workspace import Workspace
from generator.rendering.agenda import Agenda
from generator.rendering.words import Words
from tests.rendering.written import TODAY, head, written

PROMISED = """\
name: Dana Reyes
email: dana@acme.example
touches:
  - date: 2026-11-18
    channel: call
    outcome: connected
    said: We need figures.
    promised: {what: send the figures, by: 2026-11-27}
  - {date: 2026-11-20, channel: note, purpose: thanks}
"""
ASKED = """\
name: Dana Reyes
email: dana@acme.example
touches:
  - {date: 2026-11-18, channel: email, direction: in, outcome: replied, said: What does it cost?}
  - {date: 2026-11-20, channel: note, purpose: thanks}
"""
NAMED = """\
name: Dana Reyes
email: dana@acme.example
callback: 2026-12-01
touches:
  - {date: 2026-11-18, channel: call, outcome: connected, said: Later., callback: 2026-12-01}
  - {date: 2026-11-20, channel: email, direction: in, outcome: replied, said: Nice article!}
"""
SAYS = "{{ last.date | day }}: {{ last.said }}"
ON_THE_18TH = "Wednesday 18 November"


def filled(text: str, words: str = SAYS, **keys: object) -> str:
    """Fill in a script for Dana, whose file is `text`."""
    workspace = written({"x/x": head(words, **keys)}, {"dana": text})
    agenda = Agenda(workspace, Plan(TODAY, 1, (), ()))
    found = agenda.fill(workspace.scripts[0], workspace.prospects[0])
    assert found
    return found.text


@pytest.mark.parametrize("purpose", ["answer", "value"])
def test_a_promise_bears_the_day_on_which_it_was_made(purpose: str) -> None:
    words = "On {{ last.date | day }} I promised to {{ last.promised }}."
    said = f"On {ON_THE_18TH} I promised to send the figures."
    assert filled(PROMISED, words, purpose=purpose) == said


def test_an_answer_quotes_the_question_and_not_my_thanks_for_something_else() -> None:
    assert filled(ASKED, purpose="answer") == f"{ON_THE_18TH}: What does it cost?"
    assert filled(PROMISED, purpose="answer") == f"{ON_THE_18TH}: We need figures."


def test_at_a_named_date_the_words_are_those_with_which_it_was_named() -> None:
    assert filled(NAMED, when="callback") == f"{ON_THE_18TH}: Later."
    assert filled(NAMED) == "Friday 20 November: Nice article!"


def test_a_date_that_no_touch_names_leaves_the_last_one() -> None:
    elsewhere = NAMED.replace(", callback: 2026-12-01}", "}")
    assert filled(elsewhere, when="callback") == "Friday 20 November: Nice article!"


def test_all_other_words_speak_of_the_last_contact() -> None:
    assert filled(ASKED, "{{ last.date | day }}") == "Friday 20 November"


NOTED = ASKED.replace(", purpose: thanks}", "}") + "  - {date: 2026-11-21, channel: email}\n"


@pytest.mark.parametrize("purpose", ["answer", "value", "thanks"])
def test_after_a_touch_of_mine_the_words_quote_what_they_said_before_it(purpose: str) -> None:
    said = f"{ON_THE_18TH}: What does it cost?"
    assert filled(NOTED, purpose=purpose, needs="[last.said]") == said
    may = "{{ last.date | day }}{% if last.said %}!{% endif %}"
    assert filled(NOTED, may, purpose=purpose) == "Saturday 21 November"


def test_after_a_touch_of_mine_their_words_are_asked_for_at_a_touch_of_theirs() -> None:
    text = NOTED.replace(", said: What does it cost?", "")
    workspace = written({"x/x": head(SAYS, needs="[last.said]")}, {"dana": text})
    agenda = Agenda(workspace, Plan(TODAY, 1, (), ()))
    (question,) = agenda.asks_of(["last.said"], "dana", workspace.scripts[0])
    assert question.command == 'playbook said dana --on 2026-11-18 "…"'


def test_a_promise_in_a_letter_of_mine_keeps_its_day_beside_a_quotation() -> None:
    words = (
        "On {{ last.date | day }} I promised to {{ last.promised }}.{% if last.said %}!{% endif %}"
    )
    letter = "  - {date: 2026-11-20, channel: email, promised: {what: ring, by: 2026-11-26}}\n"
    text = "".join(ASKED.splitlines(keepends=True)[:-1]) + letter
    assert filled(text, words, needs="[last.said]") == "On Friday 20 November I promised to ring."


def test_the_question_is_asked_for_at_its_own_day() -> None:
    text = ASKED.replace(", said: What does it cost?", "")
    workspace = written({"x/x": head(SAYS, purpose="answer")}, {"dana": text})
    agenda = Agenda(workspace, Plan(TODAY, 1, (), ()))
    (question,) = agenda.asks_of(["last.said"], "dana", workspace.scripts[0])
    assert question.command == 'playbook said dana --on 2026-11-18 "…"'


def test_the_planner_knows_that_the_question_is_there() -> None:
    workspace = written({"x/x": head(SAYS, purpose="answer", needs="[last.said]")}, {"dana": ASKED})
    assert [a.missing for a in _plan(workspace).actions] == [()]
    unsaid = ASKED.replace(", said: What does it cost?", "")
    workspace = written(
        {"x/x": head(SAYS, purpose="answer", needs="[last.said]")}, {"dana": unsaid}
    )
    assert [a.missing for a in _plan(workspace).actions] == [("last.said",)]


def _plan(workspace: Workspace) -> Plan:
    return pipeline.plan(workspace, TODAY, 1)


LATE = "The day they named has gone by: say so in your first sentence."
KEPT = {
    "x/email": head("Is this still a good time?", purpose="status", when="callback"),
    "x/call": head("Hello.", channel="call", purpose="status", when="callback"),
}
TELLING = "Here I am{% if late %}, late, I know{% endif %}."


def on_the_date(named: str, scripts: dict[str, str], line: str) -> Words:
    """Give the words with which a date that Dana named is kept."""
    touch = f"{{date: 2026-10-01, channel: call, outcome: connected, callback: {named}}}"
    text = f"name: Dana Reyes\nstage: almost\n{line}\ncallback: {named}\ntouches:\n  - {touch}\n"
    workspace = written(scripts, {"dana": text})
    agenda = Agenda(workspace, pipeline.plan(workspace, TODAY))
    kept = next(a for a in agenda.plan.actions if a.moment == "callback")
    words = agenda.words(kept)
    assert words
    return words


@pytest.mark.parametrize("line", ["email: dana@acme.example", "phone: 020 7946 0181"])
@pytest.mark.parametrize(("named", "aside"), [("2026-11-10", LATE), ("2026-12-01", "")])
def test_whoever_keeps_a_named_date_too_late_is_told_to_say_so(
    named: str, line: str, aside: str
) -> None:
    assert on_the_date(named, KEPT, line).aside == aside


@pytest.mark.parametrize(
    ("named", "said"), [("2026-11-10", "Here I am, late, I know."), ("2026-12-01", "Here I am.")]
)
def test_words_that_say_it_themselves_say_it_only_when_it_is_so(named: str, said: str) -> None:
    keys = {"purpose": "status", "when": "callback"}
    words = on_the_date(named, {"x/x": head(TELLING, **keys)}, "email: dana@acme.example")
    assert (words.text, words.aside) == (said, "")


def test_a_date_on_which_nobody_is_there_is_kept_on_the_day_after() -> None:
    """They named the Sunday before they are back; on Monday nobody is late."""
    touch = "{date: 2026-10-30, channel: call, outcome: connected, callback: 2026-11-22}"
    text = (
        "name: Dana Reyes\nstage: almost\nemail: dana@acme.example\ncallback: 2026-11-22\n"
        f"away: [2026-11-09..2026-11-22]\ntouches: [{touch}]\n"
    )
    script = head(TELLING, purpose="status", when="callback")
    workspace = written({"x/x": script}, {"dana": text})
    agenda = Agenda(workspace, pipeline.plan(workspace, TODAY, 1))
    (kept,) = agenda.plan.actions
    words = agenda.words(kept)
    assert words
    assert (kept.date, words.text) == (TODAY, "Here I am.")


OWED = "{% if late %}Late, by {{ due | day }}.{% else %}In time.{% endif %}"


def answered(text: str, words: str = OWED) -> str:
    """Give the answer that the plan has for Dana, and the same words where nobody planned them."""
    keys = {"purpose": "answer"}
    scripts = {"x/x": head(words, **keys), "y/y": head(words, title="Other", **keys)}
    workspace = written(scripts, {"dana": text})
    agenda = Agenda(workspace, pipeline.plan(workspace, TODAY, 1))
    planned = agenda.words(agenda.plan.actions[0])
    assert planned
    found = {agenda.fill(s, workspace.prospects[0]) for s in workspace.scripts}
    assert found == {planned}
    return planned.text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2026-11-18", "Late, by Thursday 19 November."),
        ("2026-11-19", "Late, by Friday 20 November."),
        ("2026-11-20", "In time."),  # one business day: over the weekend
    ],
)
def test_an_answer_is_late_after_one_business_day(asked: str, said: str) -> None:
    touch = f"{{date: {asked}, channel: email, direction: in, said: What does it cost?}}"
    text = f"name: Dana Reyes\nemail: dana@acme.example\ntouches: [{touch}]\n"
    assert answered(text) == said


PROMISE = (
    "{% if late %}I promised to {{ last.promised }} by {{ due | day }}.{% else %}Here.{% endif %}"
)


@pytest.mark.parametrize("words", [OWED, PROMISE])
@pytest.mark.parametrize(("by", "is_late"), [("2026-11-20", True), ("2026-11-23", False)])
def test_a_promise_is_late_after_its_day(by: str, words: str, *, is_late: bool) -> None:
    text = PROMISED.replace("2026-11-27", by)
    assert ("Friday 20 November" in answered(text, words)) == is_late


def test_what_nobody_planned_and_nobody_owes_is_not_late() -> None:
    kept = NAMED.replace("2026-12-01", "2026-11-19")
    assert filled(kept, TELLING, when="callback") == "Here I am."
    assert filled(kept, TELLING) == "Here I am."


def test_an_answer_that_says_nothing_of_its_lateness_is_told_to() -> None:
    text = PROMISED.replace("2026-11-27", "2026-11-20")
    workspace = written({"x/x": head("Here it is.", purpose="answer")}, {"dana": text})
    agenda = Agenda(workspace, pipeline.plan(workspace, TODAY, 1))
    words = agenda.words(agenda.plan.actions[0])
    assert words
    assert words.aside == "This was due by Friday 20 November: say so in your first sentence."
