"""Missing facts as questions, with the way to write the answer down."""

from __future__ import annotations

import pytest

from generator import pipeline
from generator.model.history import History
from generator.rendering.agenda import Agenda
from generator.rendering.asking import ask
from tests.rendering.written import TODAY, head, written

DANA = """\
name: Dana Reyes
touches:
  - {date: 2026-11-18, channel: meeting, outcome: held}
  - {date: 2026-11-20, channel: email, direction: in, outcome: replied}
"""


def asked(slot: str, text: str = DANA) -> tuple[str, str, str]:
    (prospect,) = written(people={"dana-reyes": text}).prospects
    question = ask(slot, prospect, History.of(prospect, TODAY, {}))
    return question.says, question.command, question.place


@pytest.mark.parametrize(
    ("slot", "says", "command"),
    [
        ("meeting.said", "What did Dana say that you want to remember?",
         'playbook said dana-reyes --on 2026-11-18 "…"'),
        ("last.said", "What did Dana say the last time?",
         'playbook said dana-reyes --on 2026-11-20 "…"'),
    ],
)  # fmt: skip
def test_their_words_are_asked_for_with_the_command(slot: str, says: str, command: str) -> None:
    assert asked(slot) == (says, command, "")


@pytest.mark.parametrize(
    ("slot", "place"),
    [
        ("prospect.company", "Write it as `company` into prospects/dana-reyes.yml."),
        ("prospect.first_name", "Write it as `name` into prospects/dana-reyes.yml."),
        ("me.phone", "Write it as `phone` under `me` in playbook/playbook.yml."),
        ("item", "Put it on playbook/shelf.yml."),
        ("event.date", "Put it on playbook/shelf.yml."),
        ("last.promised",
         "Write it as `promised` under the contact on line 4 of prospects/dana-reyes.yml."),
        ("meeting.promised",
         "Write it as `promised` under the contact on line 3 of prospects/dana-reyes.yml."),
        ("touch_number", ""),
    ],
)  # fmt: skip
def test_what_takes_more_than_a_line_is_told_its_place(slot: str, place: str) -> None:
    says, command, where = asked(slot)
    assert says.endswith(("?", "fits."))
    assert (command, where) == ("", place)


ON_THE_SHELF = """\
- {id: tip, kind: advice, title: Reef early, topics: [sailing]}
- {id: talk, kind: event, title: A talk, date: 2027-02-02}
"""
ONE_OF_NO_USE = "- {id: pen, kind: article, title: Pens, topics: [paper], expires: 2026-01-01}\n"


def asked_for(words: str, gives: str, shelf: str = ON_THE_SHELF) -> list[tuple[str, str]]:
    """Give what is asked before a script can go to Dana, and where the answers belong."""
    workspace = written({"x/x": head(words, gives=gives)}, {"dana": DANA}, shelf)
    agenda = Agenda(workspace, pipeline.plan(workspace, TODAY, 1))
    script = workspace.scripts[0]
    words_of = agenda.fill(script, workspace.prospects[0])
    assert words_of
    return [(q.says, q.place) for q in agenda.asks_of(words_of.missing, "dana", script)]


@pytest.mark.parametrize(
    ("slot", "gives", "says", "place"),
    [
        ("item.note", "advice", "What would you say about “Reef early”?",
         "Add `note:` to it in playbook/shelf.yml."),
        ("item.url", "advice", "Where can Dana find “Reef early”?",
         "Add `url:` to it in playbook/shelf.yml."),
        ("event.place", "event", "Where does “A talk” take place?",
         "Add `place:` to it in playbook/shelf.yml."),
        ("item.about", "advice", "What does “Reef early” have to do with Dana?",
         ("Put one of its `topics` in playbook/shelf.yml, in the same words, among the `interests`"
          " or `challenges` of prospects/dana.yml.")),
    ],
)  # fmt: skip
def test_of_a_thing_that_fits_only_what_is_not_said_is_asked_for(
    slot: str, gives: str, says: str, place: str
) -> None:
    assert asked_for(f"{{{{ {slot} }}}}", gives) == [(says, place)]


@pytest.mark.parametrize(
    ("gives", "says"),
    [
        ("book", "What could you give Dana? No book on your shelf fits."),
        ("lead", "What work could you pass on to Dana? No lead on your shelf fits."),
        ("event", "Which event could you invite Dana to? None on your shelf fits."),
        ("none", "What could you give Dana? Nothing on your shelf fits."),
    ],
)
def test_where_nothing_fits_a_thing_of_the_kind_that_the_words_give_is_asked_for(
    gives: str, says: str
) -> None:
    asked = asked_for("{{ item.note }} {{ item.title }}", gives, ONE_OF_NO_USE)
    assert asked == [(says, "Put it on playbook/shelf.yml.")]


def test_who_never_said_a_word_is_not_quoted_from_a_letter_of_mine() -> None:
    mine = "name: Dana Reyes\ntouches: [{date: 2026-11-20, channel: note}]\n"
    command = 'playbook log dana-reyes CHANNEL --in --on DATE --said "…"'
    assert asked("last.said", mine)[1] == command


def test_without_a_meeting_the_meeting_itself_is_asked_for() -> None:
    command = 'playbook log dana-reyes meeting held --on DATE --said "…"'
    assert asked("meeting.said", "name: Dana Reyes\n")[1] == command
    assert asked("meeting", "name: Dana Reyes\n")[1] == command
    assert asked("last", "name: Dana Reyes\n")[1] == "playbook log dana-reyes CHANNEL --on DATE"
