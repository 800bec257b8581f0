"""A voicemail practised before it is left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator import pipeline
from generator.model.workspace import Workspace
from generator.rendering.agenda import Agenda
from generator.rendering.breath import BREATH, LONGEST, breathe
from generator.rendering.desk import Desk
from generator.rendering.prose import reading_seconds
from generator.rendering.rehearsal import (
    planned_voicemails,
    prepare,
    render_rehearsal,
    render_rehearsals,
)
from tests.rendering.written import TODAY, head, written

TEXT = (
    "Hello Dana, this is Ludo Marsh of Marsh Digital.\n\n"
    "I have one thought for you and it takes a minute to say if you do not mind the noise."
    " Ring me on +44 20 7946 0000, please.\n"
)


def lines(text: str) -> list[str]:
    return [phrase.words for phrase in breathe(text)]


def test_a_breath_ends_where_one_would_pause() -> None:
    assert lines(TEXT) == [
        "Hello Dana,",
        "this is Ludo Marsh of Marsh Digital.",
        "I have one thought for you",
        "and it takes a minute to say",
        "if you do not mind the noise.",
        "Ring me on +44 20 7946 0000,",
        "please.",
    ]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("One, two, three.", ["One, two, three."]),
        ("Thank you. Bye.", ["Thank you.", "Bye."]),
        ("So, one question: shall I stay, or shall I go?",
         ["So, one question:", "shall I stay, or shall I go?"]),
        ("“Stay” or “go”, as you like.", ["“Stay” or “go”, as you like."]),
        ("", []),
    ],
)  # fmt: skip
def test_short_clauses_share_a_breath_and_sentences_do_not(text: str, phrases: list[str]) -> None:
    assert lines(text) == phrases


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("I\u2019m ringing out of hours so that you don\u2019t have to answer.",
         ["I\u2019m ringing out of hours", "so that you don\u2019t have to answer."]),
        ("I do think we could help Orchard Street Clinics with booking systems,",
         ["I do think we could help Orchard Street Clinics", "with booking systems,"]),
        ("I\u2019ll send you “Why people do not turn up” as well,",
         ["I\u2019ll send you", "“Why people do not turn up” as well,"]),
        ("I have marked “Who reads the page that nobody opens” for you with a pencil.",
         ["I have marked", "“Who reads the page that nobody opens” for you", "with a pencil."]),
        ("and one thing in it made me think of ACME Logistics.",
         ["and one thing in it", "made me think of ACME Logistics."]),
        ("We may run both systems side by side through the move.",
         ["We may run both systems side by side", "through the move."]),
        ("to hear how you get on with booking systems at Hollins Park Schools.",
         ["to hear how you get on with booking systems", "at Hollins Park Schools."]),
        ("The table by size of warehouse is on page 14.",
         ["The table by size of warehouse", "is on page 14."]),
    ],
)  # fmt: skip
def test_a_long_sentence_is_not_torn_where_its_words_hold_together(
    text: str, phrases: list[str]
) -> None:
    assert lines(text) == phrases


def test_nothing_is_lost_and_no_breath_is_too_long() -> None:
    words = "word " * 40 + "and " * 3
    for text in (TEXT, words, "ring 0 1 2 3 4 5 6 7 8 9 10 11 12"):
        assert " ".join(lines(text)) == " ".join(text.split())
    assert max(len(line.split()) for line in lines(words)) <= LONGEST
    assert BREATH < LONGEST


def test_a_telephone_number_is_not_torn_apart() -> None:
    text = "If another time is better text me when on +44 20 7946 0000 and I will ring then"
    assert any("+44 20 7946 0000" in line for line in lines(text))


def test_the_seconds_run_down_to_the_end() -> None:
    phrases = breathe(TEXT)
    assert round(phrases[0].left) == reading_seconds(TEXT)
    assert phrases[-1].left == pytest.approx(phrases[-1].seconds)
    assert [phrase.ends for phrase in phrases].count(True) == 2


VOICEMAIL = {
    "v/x": head("Hello {{ prospect.first_name }}. You said: {{ last.said }}", channel="voicemail")
}
DANA = (
    "name: Dana Reyes\nphone: 020 7946 0111\nstage: almost\ntouches:\n"
    "  - {date: 2026-10-13, channel: call, outcome: connected%s}\n"
)


def rehearsed(workspace: Workspace) -> str:
    agenda = Agenda(workspace, pipeline.plan(workspace, TODAY))
    (action, *_) = planned_voicemails(agenda, "dana")
    script = agenda.scripts[action.script or ""]
    rehearsal = prepare(agenda, script, agenda.prospects["dana"], action)
    assert rehearsal
    return render_rehearsal(rehearsal, TODAY)


def test_the_terminal_shows_a_breath_a_line_with_what_is_left() -> None:
    assert rehearsed(written(VOICEMAIL, {"dana": DANA % ", said: It moves."})) == (
        "T \N{MIDDLE DOT} for Dana Reyes\n"
        "Planned today, 10:00\N{EN DASH}12:00. About 5 seconds. A line is a breath; stop after\n"
        "each.\n"
        "\n"
        "   0:02  Hello Dana.\n"
        "   0:02  You said:\n"
        "   0:01  It moves.\n"
        "\n"
        "Practised? playbook rehearse dana v/x --done\n"
    )


def test_what_is_missing_is_asked_for_first() -> None:
    text = rehearsed(written(VOICEMAIL, {"dana": DANA % ""}))
    assert "First: What did Dana say the last time?" in text
    assert '  playbook said dana --on 2026-10-13 "…"' in text


def test_a_rehearsal_done_is_told_until_the_words_are_used() -> None:
    done = "  - {date: 2026-11-22, channel: voicemail, outcome: practised, script: v/x}\n"
    used = "  - {date: 2026-11-22, channel: voicemail, outcome: voicemail, script: v/x}\n"
    dana = DANA % ", said: It moves."
    assert "You practised it yesterday." in rehearsed(written(VOICEMAIL, {"dana": dana + done}))
    assert "Practised? playbook" in rehearsed(written(VOICEMAIL, {"dana": dana + done + used}))


def test_every_planned_voicemail_has_a_page_and_is_linked_from_the_person_and_the_script() -> None:
    workspace = written(VOICEMAIL, {"dana": DANA % ", said: <b>It moves.</b>"})
    plan = pipeline.plan(workspace, TODAY)
    made = {page.path: page.html for page in pipeline.pages(workspace, plan)}
    pages = {path for path in made if path.startswith("rehearse/")}
    voicemails = [a for a in plan.actions if a.channel == "voicemail"]
    assert pages == {f"rehearse/dana-{action.code}.html" for action in voicemails}
    assert voicemails
    for path in pages:
        assert "&lt;b&gt;It moves." in made[path]
        assert "<script" not in made[path]
        assert f'href="../{path}"' in made["prospects/dana.html"]
        assert f'href="../../{path}"' in made["scripts/v/x.html"]


def test_without_a_policy_there_is_nothing_to_practise() -> None:
    workspace = written(VOICEMAIL, {"dana": DANA % ", said: It moves."})
    plan = pipeline.plan(workspace, TODAY)
    assert render_rehearsals(Desk(replace(workspace, policy=None), plan)) == ()
