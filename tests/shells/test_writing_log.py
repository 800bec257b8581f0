"""`log`: what happened, told by name or typed back from the sheet."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generator.commands import _writing
from generator.commands._codes import OUTCOMES_TYPED, parse_spec, went
from generator.model.channel import CHANNELS
from tests.shells.writing import Typist, a_copy

ADA, BO, CY = "ada-quill", "bo-winter", "cy-marlow"


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    return Typist(a_copy(tmp_path))


# --- by name ----------------------------------------------------------------------------------


def test_a_touch_is_appended_and_nothing_else_changes(typist: Typist) -> None:
    before = typist.text(BO)
    said = typist.does("log", "bo", "call", "connected", "--said", "Budget: in January, #1")
    after = typist.text(BO)
    assert after.startswith(before)
    added = after[len(before) :]
    assert re.fullmatch(
        r"  - id: t-[2-9a-hjkmnp-z]{8}\n"
        r"    date: 2026-11-24\n"
        r"    channel: call\n"
        r"    to: 0161 496 0302\n"
        r"    outcome: connected\n"
        r'    said: "Budget: in January, #1"\n',
        added,
    )
    assert said.splitlines()[0] == (
        "Bo Winter · Winter & Daughters: call, you talked, Tuesday 24 November;"
        " they said: Budget: in January, #1."
    )
    assert said.splitlines()[1] == "Saved prospects/bo-winter.yml."
    assert re.match(r"Next: an? .* (on|today|tomorrow).*\.", said.splitlines()[2])


def test_what_was_planned_brings_its_script_item_and_purpose(typist: Typist) -> None:
    planned = next(a for a in typist.actions() if a["prospect"] == BO)
    typist.does("log", "bo", planned["channel"])
    touch = typist.last(BO)
    assert touch["to"] == "bo@winter.example"
    assert {key: touch.get(key) for key in ("script", "item", "purpose")} == {
        key: planned[key] for key in ("script", "item", "purpose")
    }


def test_a_touch_of_another_time_is_not_taken_for_the_planned_one(typist: Typist) -> None:
    planned = next(a for a in typist.actions() if a["prospect"] == BO)
    assert (planned["channel"], planned["window"]["earliest"]) == ("email", "2026-11-19")
    typist.does("log", "bo", "email", "--on", "2026-11-16")
    assert not {"script", "item", "purpose"} & typist.data(BO)["touches"][-1].keys()
    typist.does("undo")
    typist.does("log", "bo", "email", "--on", "2026-11-17")  # two days early: as one felt like it
    assert any(t.get("script") == planned["script"] for t in typist.data(BO)["touches"])


def test_a_second_touch_of_a_day_has_not_the_words_of_the_next_one(typist: Typist) -> None:
    policy = (typist.root / "playbook" / "playbook.yml").read_text(encoding="utf-8")
    typist.put("playbook/playbook.yml", f"{policy}cadences: {{lead: {{gap_bd: [2, 7]}}}}\n")
    typist.does("log", "cy", "email")
    planned = next(a for a in typist.actions() if a["prospect"] == CY)
    assert (planned["channel"], planned["status"]) == ("email", "planned")
    assert planned["window"]["earliest"] == "2026-11-26"
    typist.does("log", "cy", "email")
    assert not {"script", "item", "purpose"} & typist.last(CY).keys()


def test_a_note_on_the_evening_of_the_meeting_is_the_planned_one(typist: Typist) -> None:
    typist.does("log", "ada", "meeting", "held", "--said", "The barn is let.")
    planned = next(a for a in typist.actions() if a["prospect"] == ADA)
    assert (planned["purpose"], planned["window"]["earliest"]) == ("thanks", "2026-11-25")
    typist.does("log", "ada", planned["channel"])
    assert typist.last(ADA)["script"] == planned["script"]


def test_a_second_ring_of_a_day_is_the_planned_call(typist: Typist) -> None:
    typist.does("log", "ada", "note")
    later = Typist(typist.root, "2026-12-01")
    later.does("log", "ada", "call", "na")
    planned = next(a for a in later.actions() if a["prospect"] == ADA)
    assert (planned["channel"], planned["window"]["earliest"]) == ("call", "2026-12-03")
    later.does("log", "ada", "call", "connected")
    assert later.last(ADA)["script"] == planned["script"]


def test_an_attempt_uses_up_neither_script_nor_item(typist: Typist) -> None:
    typist.does("log", "bo", "email", "bounced")
    assert not {"script", "item"} & typist.last(BO).keys()


def test_words_of_ones_own_are_not_mixed_with_the_plans(typist: Typist) -> None:
    typist.does("log", "bo", "email", "--script", "close-the-file")
    touch = typist.last(BO)
    assert touch["script"] == "breakup-messages/close-the-file"
    assert "item" not in touch


def test_a_callback_is_written_on_the_person_and_on_the_touch(typist: Typist) -> None:
    typist.does("log", "bo", "call", "connected", "--callback", "in 6 weeks")
    assert typist.data(BO)["callback"] == "2027-01-05"
    assert typist.last(BO)["callback"] == "2027-01-05"


def test_a_promise_takes_its_date(typist: Typist) -> None:
    typist.does("log", "bo", "call", "tk", "--promise", "send the figures", "--by", "friday")
    assert typist.last(BO)["promised"] == {"what": "send the figures", "by": "2026-11-27"}
    refused = typist.types("log", "bo", "call", "tk", "--promise", "send the figures")
    assert refused.code == 2
    assert "--by" in refused.err


def test_several_people_get_one_touch_each(typist: Typist) -> None:
    said = typist.does("log", "ada", "bo", "meeting", "held", "--said", "One.\nTwo.")
    assert "Saved prospects/ada-quill.yml, prospects/bo-winter.yml." in said
    for slug in (ADA, BO):
        touch = typist.last(slug)
        assert (touch["channel"], touch["outcome"], touch["said"]) == (
            "meeting", "held", "One.\nTwo.\n",
        )  # fmt: skip
    assert typist.last(ADA)["id"] != typist.last(BO)["id"]


def test_a_name_of_several_words_is_one_person(typist: Typist) -> None:
    typist.does("log", "Bo", "Winter", "call", "na")
    assert typist.last(BO)["outcome"] == "no_answer"


def test_what_they_wrote_comes_in(typist: Typist) -> None:
    typist.does("log", "bo", "email", "replied", "--said", "Tell me more")
    touch = typist.last(BO)
    assert (touch["direction"], touch["outcome"]) == ("in", "replied")
    assert "to" not in touch
    typist.does("log", "bo", "call", "connected", "--in")
    assert typist.last(BO)["direction"] == "in"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("email", "--in"), "email: Winter & Daughters (Bo Winter), from them"),
        (("voicemail", "--in"), "voicemail: Winter & Daughters (Bo Winter), from them"),
        (("email", "replied"), "email: Winter & Daughters (Bo Winter), replied"),
        (("email",), "email: Winter & Daughters (Bo Winter), sent"),
    ],
)
def test_what_came_in_is_not_called_sent(typist: Typist, words: tuple[str, ...], says: str) -> None:
    typist.does("log", "bo", *words)
    assert typist.does("undo", "--list").splitlines()[0] == says
    assert typist.does("undo").splitlines()[0] == f"Taken back: {says}"


@pytest.mark.parametrize("word", ["text", "SMS", "whatsapp"])
def test_a_short_message_is_told_its_channel(typist: Typist, word: str) -> None:
    before = typist.files()
    said = typist.types("log", "bo", word, "--in")
    assert said.code == 2
    assert (
        f"no channel is named in 'bo {word}'. There is no channel for '{word.lower()}': write a"
        " short message down as 'social', or put an entry of its own into playbook/channels.yml."
    ) in said.err
    assert typist.files() == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["bo"], "say by which channel: playbook log bo call connected"),
        (["bo", "cal", "na"], "Did you mean 'call'?"),
        (["bo", "signal", "cal"], "Did you mean 'call'?"),
        (["bo", "pigeon"], "no channel is named in 'bo pigeon'. One of: call, voicemail, email,"),
        (["bo", "call"], "say how the call went: connected, voicemail, no_answer or declined"),
        (["bo", "call", "no"], "'no' is ambiguous: it may be no answer (na) or no, thank you (nt)"),
        (["bo", "call", "conected"], "there is no outcome 'conected'. Did you mean 'connected'?"),
        (["xyzzy", "call", "na"], "nobody here is called 'xyzzy'. Put them in first: playbook add"),
        (["bo", "email", "--script", "nix"], "there is no script 'nix'."),
        (["bo", "email", "--item", "report-old"], "Did you mean 'report-old-systems'?"),
        (["bo", "email", "--on", "1/2/2027"], "--on: '1/2/2027' is ambiguous"),
        (["bo", "email", "--on", "2026-12-24"], "--on: 2026-12-24 has not come yet"),
        (["bo", "email", "--on", "tomorrow"], "--on: 2026-11-25 has not come yet"),
        (["bo", "email", "--purpose", "nagging"], "Nothing was saved: prospects/bo-winter.yml"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(
    typist: Typist, words: list[str], says: str
) -> None:
    before = typist.files()
    said = typist.types("log", *words)
    assert said.code == 2
    assert says in said.err
    assert typist.files() == before


@pytest.mark.parametrize(
    ("callback", "says"),
    [
        ("2026-02-01", "2026-02-01 lies before the touch at which they named it (2026-11-24)."),
        ("2026-02-01", "Did you mean 2027-02-01?"),
        ("2025-12-05", "Did you mean 2026-12-05?"),
        ("1 august", "Did you mean 2027-08-01?"),
        ("yesterday", "Name 2026-11-24 or a later day."),
        ("2024-02-29", "Name 2026-11-24 or a later day."),
    ],
)
def test_a_callback_before_its_touch_is_refused(typist: Typist, callback: str, says: str) -> None:
    before = typist.files()
    for words in (
        ("bo", "call", "connected", "--callback", callback),
        (f"{typist.code(CY)}:cb={callback}",),
    ):
        said = typist.types("log", *words)
        assert said.code == 2
        assert says in said.err
    assert typist.files() == before


def test_a_callback_on_the_day_of_its_touch_or_after_it_is_kept(typist: Typist) -> None:
    for on, callback in (
        ("2026-11-24", "today"),
        ("2026-11-24", "2026-11-25"),
        ("2026-09-01", "2026-10-01"),
    ):
        typist.does("log", "bo", "call", "connected", "--on", on, "--callback", callback)
    assert [touch["callback"] for touch in typist.data(BO)["touches"][-3:]] == [
        "2026-11-24", "2026-11-25", "2026-10-01",
    ]  # fmt: skip
    old = typist.types("log", "bo", "call", "na", "--on", "2026-09-01", "--callback", "2026-08-31")
    assert (old.code, "Did you mean 2027-08-31?" in old.err) == (2, True)
    typist.does("log", f"{typist.code(CY)}:st,cb=2026-11-23,on=2026-11-20")
    assert typist.data(CY)["callback"] == "2026-11-23"


def test_a_day_that_is_none_is_told_once_whatever_callback_goes_with_it(typist: Typist) -> None:
    said = typist.types(
        "log", "bo", "call", "na", "--on", "2026-11-31", "--callback", "2026-02-01"
    )  # fmt: skip
    assert said.code == 2
    assert said.err.splitlines()[-1] == "Error: --on: there is no day 2026-11-31"


def test_all_that_is_wrong_is_said_at_once(typist: Typist) -> None:
    before = typist.files()
    said = typist.types(
        "log", "xyzzy", "call", "conected", "--item", "report-old", "--callback", "soon",
        "--promise", "figures",
    )  # fmt: skip
    assert said.code == 2
    assert "5 things are wrong, so nothing was written:" in said.err
    for fault in (
        "there is no outcome 'conected'. Did you mean 'connected'?",
        "Did you mean 'report-old-systems'?",
        "--callback: 'soon' is no date.",
        "a promise needs both: --promise 'send the figures' --by friday",
        "nobody here is called 'xyzzy'. Put them in first: playbook add xyzzy",
    ):
        assert fault in said.err
    assert typist.files() == before


def test_what_may_not_stand_in_a_file_is_misuse(typist: Typist) -> None:
    before = typist.files()
    for words, says in (
        (("--purpose", "nope"), "unknown purpose 'nope'"),
        (("--note", "a\x01b"), "note has the control character U+0001"),
    ):
        said = typist.types("log", "bo", "email", *words)
        assert (said.code, said.out) == (2, "")
        assert says in said.err
    assert typist.files() == before


def test_several_who_may_be_meant_are_listed_and_nothing_is_done(typist: Typist) -> None:
    typist.put("prospects/bo-summer.yml", "name: Bo Summer\n")
    before = typist.files()
    said = typist.types("log", "bo", "call", "na")
    assert said.code == 2
    assert "'bo' may be several people, so nothing was done:" in said.err
    assert "bo-summer (Bo Summer)" in said.err
    assert typist.files() == before


def test_who_is_merely_alike_is_not_written_into(typist: Typist) -> None:
    before = typist.files()
    for words in (["log", "dada", "call", "na"], ["optout", "dada"], ["stage", "boat", "won"]):
        said = typist.types(*words)
        assert said.code == 2, said
        assert "nobody here is called" in said.err
    assert typist.files() == before


def test_a_name_with_a_slip_of_the_finger_is_taken_and_that_is_said(typist: Typist) -> None:
    typist.put("prospects/dana-reyes.yml", "name: Dana Reyes\nphone: 020 7946 0305\n")
    taken = "taking 'Danna Reyes' for Dana Reyes (dana-reyes)"
    said = typist.types("log", "Danna Reyes", "call", "na", "--dry-run")
    assert (said.code, said.err.splitlines()[0]) == (0, taken)
    for words in (["Danna Reyes"], ["Danna", "Reyes"]):
        said = typist.types("log", *words, "call", "na")
        assert said.code == 0, said
        assert said.err == f"{taken}; `playbook undo` takes it back\n"
    for verb in (["snooze", "dana reys", "6w"], ["optout", "dana reys", "call"]):
        said = typist.types(*verb)
        assert said.code == 0, said
        assert "taking 'dana reys' for Dana Reyes (dana-reyes); `playbook undo`" in said.err


def test_two_words_that_each_name_somebody_name_both(typist: Typist) -> None:
    typist.put("prospects/ana-tomlin.yml", "name: Ana Tomlin\nemail: ana@tomlin.example\n")
    typist.put("prospects/tom-hill.yml", "name: Tom Hill\nemail: tom@hill.example\n")
    typist.does("log", "tom", "ana", "email")
    for slug in ("ana-tomlin", "tom-hill"):
        assert typist.last(slug)["channel"] == "email"


def test_another_first_name_is_not_taken_for_theirs(typist: Typist) -> None:
    typist.put("prospects/dana-reyes.yml", "name: Dana Reyes\nphone: 020 7946 0305\n")
    before = typist.files()
    for name in ("Dan Reyes", "Diana Reyes", "Dana Smith"):
        said = typist.types("snooze", name, "6w")
        assert said.code == 2, said
        assert f"nobody here is called '{name}'." in said.err
    assert typist.files() == before


def test_nobody_is_forgotten_by_a_slip_of_the_finger(typist: Typist) -> None:
    before = typist.files()
    said = typist.types("forget", "Bo Wintre", "--yes")
    assert said.code == 2, said
    assert "say bo-winter" in said.err
    assert typist.files() == before


@pytest.mark.parametrize("name", ["bo-winter", "Bo W", "winter", "Wintre", "WINTER & daughters"])
def test_a_name_from_memory_is_found(typist: Typist, name: str) -> None:
    typist.does("log", name, "call", "na")
    assert typist.last(BO)["outcome"] == "no_answer"


def test_a_day_of_the_week_is_the_one_gone_by(typist: Typist) -> None:
    typist.does("log", "bo", "call", "na", "--on", "friday")
    assert typist.last(BO)["date"] == "2026-11-20"


def test_a_file_with_a_fault_is_not_written_into(typist: Typist) -> None:
    typist.put("prospects/kit.yml", "name: Kit\nstage: almots\n")
    said = typist.types("log", "kit", "call", "na")
    assert said.code == 3
    assert "prospects/kit.yml has a fault, so nothing is written into it" in said.err
    assert "Did you mean 'almost'?" in said.err


def test_a_dry_run_shows_the_diff_and_writes_nothing(typist: Typist) -> None:
    before = typist.files()
    said = typist.types("log", "bo", "call", "na", "--dry-run")
    assert said.code == 0
    assert "--- a/prospects/bo-winter.yml\n+++ b/prospects/bo-winter.yml\n" in said.out
    assert "+    outcome: no_answer\n" in said.out
    assert typist.files() == before
    assert not (typist.root / ".playbook").exists()


def test_somebody_unknown_is_put_in_at_a_terminal(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.commands.log.is_asked", lambda: True)
    answers = iter([True])
    texts = iter(["Jo Field", "Keel"])
    monkeypatch.setattr("click.confirm", lambda *_, **__: next(answers))
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(texts))
    typist.does("log", "Jo Field", "call", "connected")
    assert typist.data("jo-field")["company"] == "Keel"
    assert typist.last("jo-field")["outcome"] == "connected"


def test_a_call_asks_how_it_went_at_a_terminal(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.commands.log.is_asked", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_, **__: "vm")
    typist.does("log", "bo", "call")
    assert typist.last(BO)["outcome"] == "voicemail"


def test_a_call_that_ended_on_the_machine_is_a_call_and_no_name(typist: Typist) -> None:
    typist.does("log", "bo", "call", "voicemail")
    assert (typist.last(BO)["channel"], typist.last(BO)["outcome"]) == ("call", "voicemail")


# --- a pinned day -----------------------------------------------------------------------------


def pinned(typist: Typist) -> Typist:
    policy = typist.root / "playbook/playbook.yml"
    policy.write_text(policy.read_text() + "today: 2026-11-24\n")
    return Typist(typist.root, today=None)


@pytest.mark.parametrize(
    "words",
    [
        ["log", "bo", "call", "na"],
        ["log", "bo", "call", "na", "--on", "yesterday"],
        ["stage", "bo", "won"],
        ["add", "Jo Field"],
        ["snooze", "bo", "6w"],
    ],
)
def test_nothing_is_dated_by_a_pinned_day(typist: Typist, words: list[str]) -> None:
    sample = pinned(typist)
    before = sample.files()
    said = sample.types(*words)
    assert said.code == 2
    assert "nothing is dated by that" in said.err
    by_day = f"playbook --today 2026-11-24 {words[0]}"
    assert by_day in said.err or "such as 2026-11-24" in said.err
    assert sample.files() == before


def test_a_day_in_full_needs_no_clock(typist: Typist) -> None:
    sample = pinned(typist)
    sample.does("log", "bo", "call", "na", "--on", "2026-11-23")
    assert sample.last(BO)["date"] == "2026-11-23"
    sample.does("snooze", "bo", "2027-02-01")
    sample.does("stage", "bo", "won", "--on", "2026-11-20")
    assert sample.data(BO)["since"] == "2026-11-20"
    code = sample.code(CY)
    assert sample.types("log", f"{code}:st").code == 2
    sample.does("log", f"{code}:st", "--on", "2026-11-24")
    assert sample.last(CY)["date"] == "2026-11-24"


# --- typed back -------------------------------------------------------------------------------


def test_a_sheet_is_typed_back_each_line_shown_first(typist: Typist) -> None:
    ada, bo, cy = typist.code(ADA), typist.code(BO), typist.code(CY)
    said = typist.does("log", f"{ada}:st", f"{bo}:st", f"{cy}:st,said=moves, in March")
    lines = said.splitlines()
    assert lines[0].startswith("Ada Quill · Quill Stationers: handwritten note, sent,")
    assert lines[2].startswith("Cy Marlow · Marlow Maps: e-mail, sent,")
    assert lines[3].startswith("Saved ")
    assert typist.last(ADA)["script"] == "handwritten-notes/after-first-meeting"
    assert typist.last(CY)["said"] == "moves, in March"


def test_all_or_nothing(typist: Typist) -> None:
    before = typist.files()
    for second in ("zzz:na", f"{typist.code(BO)}:no", f"{typist.code(BO)}:na", "bo"):
        said = typist.types("log", f"{typist.code(ADA)}:st", second)
        assert said.code == 2, second
        assert typist.files() == before


def test_a_sheet_with_several_faults_is_told_all_of_them(typist: Typist) -> None:
    code, other = typist.code(ADA), typist.code(CY)
    said = typist.types("log", f"{code}:xx", "zzz:na", "yyy:na", f"{other}:st", f"{other[:2]}:st")
    assert said.code == 2
    lines = said.err.splitlines()
    assert lines[lines.index("Error: 4 things are wrong, so nothing was written:") + 1 :] == [
        f"  {code}: 'xx' is no outcome.",
        "  there is no 'zzz' in this week, in the last, nor among what slipped.",
        "  there is no 'yyy' in this week, in the last, nor among what slipped.",
        f"  '{other[:2]}' and '{other}' stand for the same thing",
        f"  {OUTCOMES_TYPED}",
        "  Was it typed back already? `playbook week` prints the codes.",
    ]


def test_a_beginning_is_enough_where_it_is_clear(typist: Typist) -> None:
    code = typist.code(CY)
    others = [a["code"] for a in typist.actions() if a["code"] != code]
    begun = next(code[:n] for n in (2, 3) if not any(o.startswith(code[:n]) for o in others))
    typist.does("log", f"{begun.upper()}:st")
    assert typist.last(CY)["channel"] == "email"


def test_what_was_typed_back_already_is_not_there_any_more(typist: Typist) -> None:
    code = typist.code(ADA)
    typist.does("log", f"{code}:st")
    again = typist.types("log", f"{code}:st")
    assert again.code == 2
    assert "Was it typed back already?" in again.err


def test_what_they_said_may_stand_as_a_word_of_its_own_behind_the_code(typist: Typist) -> None:
    code = typist.code(BO)
    typist.does("log", f"{code}:st", "said=Call in May, not before", "note=warm")
    assert typist.last(BO)["said"] == "Call in May, not before"
    assert typist.last(BO)["note"] == "warm"
    typist.does("undo")
    said = typist.types("log", f"{code}:", "cb=2027-01-15", f"{typist.code(CY)}:")
    assert said.code == 0, said
    assert typist.data(BO)["callback"] == "2027-01-15"
    assert f"Still to be done, as nothing stood behind it: {typist.code(CY)}" in said.err


def test_what_they_said_before_any_code_is_refused_with_the_remedy(typist: Typist) -> None:
    before = typist.files()
    said = typist.types("log", "said=hi", f"{typist.code(BO)}:st")
    assert said.code == 2
    assert "put it behind its own: k7f:said=hi" in said.err
    assert typist.files() == before


def test_no_is_refused_as_ambiguous(typist: Typist) -> None:
    said = typist.types("log", f"{typist.code(BO)}:no")
    assert said.code == 2
    assert "'no' is ambiguous: it may be no answer (na) or no, thank you (nt)" in said.err


def test_a_code_behind_which_nothing_stands_is_still_to_be_done(typist: Typist) -> None:
    code, other = typist.code(ADA), typist.code(CY)
    before = typist.text(CY)
    said = typist.types("log", f"{code}:st", f"{other}:", "--sheet-days")
    assert said.code == 0
    assert said.err.splitlines()[-1] == f"Still to be done, as nothing stood behind it: {other}"
    assert typist.text(CY) == before
    nothing = typist.types("log", f"{code}: ", f"{other}:")
    assert nothing.code == 2
    assert f"nothing stands behind {code}, {other}; say how it went: tk talked" in nothing.err


def test_it_is_dated_today_or_by_the_sheet(typist: Typist) -> None:
    code = typist.code(ADA)  # stood on Monday, and is overdue on Tuesday
    assert "Monday 23 November" in typist.does("log", f"{code}:st", "--sheet-days")
    typist.does("undo")
    assert "Tuesday 24 November" in typist.does("log", f"{code}:st")
    typist.does("undo")
    assert "Sunday 22 November" in typist.does("log", f"{code}:st,on=2026-11-22")


def test_a_code_of_last_week_is_still_known(typist: Typist) -> None:
    code = Typist(typist.root, "2026-11-20").code(CY)
    later = Typist(typist.root, "2026-11-26")
    later.does("log", f"{code}:st", "--sheet-days")
    assert later.last(CY)["date"] <= "2026-11-26"


def test_the_same_line_typed_on_two_machines_is_the_same_touch(
    typist: Typist, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = Typist(a_copy(tmp_path / "other"))
    code = typist.code(ADA)
    typist.does("log", f"{code}:st")
    other.does("log", f"{code}:st")
    assert typist.files() == other.files()


def test_a_no_by_name_says_how_a_no_for_good_is_written_down(typist: Typist) -> None:
    hint = "If that was a no for good: playbook stage bo-winter declined"
    assert hint in typist.does("log", "bo", "call", "declined", "--said", "We took somebody else.")
    assert hint not in typist.does("log", "bo", "invite", "declined")
    assert hint not in typist.does("log", "bo", "call", "connected")
    typist.does("stage", "bo", "declined")
    assert hint not in typist.does("log", "bo", "call", "declined")


def test_the_weekday_of_tomorrow_is_the_one_gone_by(typist: Typist) -> None:
    assert "Wednesday 18 November" in typist.does("log", "bo", "email", "--on", "wednesday")


def test_a_date_in_figures_may_be_tomorrow_for_who_travels(typist: Typist) -> None:
    assert "Wednesday 25 November" in typist.does("log", "bo", "email", "--on", "2026-11-25")


def test_a_no_closes_the_file_and_says_so(typist: Typist) -> None:
    typist.put(
        "prospects/di-bell.yml",
        "name: Di Bell\nphone: '0161 496 0305'\nstage: almost\nsince: 2026-09-01\n"
        "touches:\n  - {date: 2026-10-19, channel: call, outcome: connected}\n",
    )
    code = typist.code("di-bell")
    said = typist.does("log", f"{code}:nt")
    assert "they said no" in said
    assert "stage declined" in said
    data = typist.data("di-bell")
    assert (data["stage"], data["since"]) == ("declined", "2026-11-24")


@pytest.mark.parametrize(
    ("text", "outcome", "values"),
    [
        ("vm", "voicemail", {}),
        ("cb=2027-05-04", None, {"cb": "2027-05-04"}),
        ("tk,cb=2027-05-04", "connected", {"cb": "2027-05-04"}),
        ('said="moves in March"', None, {"said": "moves in March"}),
        ("tk,said=a, b: c=d", "connected", {"said": "a, b: c=d"}),
        ("said=\u201cyes\u201d", None, {"said": "yes"}),
        ("vm,", "voicemail", {}),
        (
            "tk,said=Not yet, ask me,cb=2027-01-11",
            "connected",
            {"said": "Not yet, ask me", "cb": "2027-01-11"},
        ),
        ("said=Not yet, cb=10 January", None, {"said": "Not yet", "cb": "10 January"}),
        ("said=yes,cb=March 3, 2027,tk", "connected", {"said": "yes", "cb": "March 3, 2027"}),
        ("said=Not yet, ask me,tk", "connected", {"said": "Not yet, ask me"}),
        ("said=Hm,cb=+6w,vm", "voicemail", {"said": "Hm", "cb": "+6w"}),
        ("said=Hm,na,on=2026-11-20", "no_answer", {"said": "Hm", "on": "2026-11-20"}),
        ("tk,said=a, b,note=c, d", "connected", {"said": "a, b", "note": "c, d"}),
        ("said=Yes, tk, and no", None, {"said": "Yes, tk, and no"}),
        ("said=We sell in EU, NA", None, {"said": "We sell in EU, NA"}),
        ("said=Not now, no", None, {"said": "Not now, no"}),
        ('said="Not yet, tk",nt', "declined", {"said": "Not yet, tk"}),
        ('tk,said="a, cb=2027-01-11"', "connected", {"said": "a, cb=2027-01-11"}),
        ("connected", "connected", {}),
    ],
)
def test_what_stands_behind_a_code(text: str, outcome: str | None, values: dict[str, str]) -> None:
    spec = parse_spec(text, "k7f")
    assert (spec.outcome, spec.values) == (outcome, values)


def test_a_day_named_behind_a_sentence_is_kept(typist: Typist) -> None:
    code = typist.code(CY)
    typist.does("log", f"{code}:st,said=Not yet, ask me after Christmas,cb=2027-01-11")
    touch = typist.last(CY)
    assert (touch["said"], touch["callback"]) == ("Not yet, ask me after Christmas", "2027-01-11")
    assert typist.data(CY)["callback"] == "2027-01-11"


def test_a_day_behind_a_sentence_that_is_none_is_no_part_of_the_sentence(typist: Typist) -> None:
    before, code = typist.files(), typist.code(CY)
    said = typist.types("log", f"{code}:st,said=Not yet, later,cb=2027-13-11")
    assert said.code == 2
    assert f"{code}:cb: there is no day 2027-13-11" in said.err
    assert typist.files() == before


@pytest.mark.parametrize(
    ("channel", "outcome", "written"),
    [
        ("call", "connected", ("call", "connected")),
        ("call", None, ("call", "connected")),
        ("call", "voicemail", ("call", "voicemail")),
        ("voicemail", "voicemail", ("call", "voicemail")),
        ("voicemail", "connected", ("call", "connected")),
        ("voicemail", "no_answer", ("call", "no_answer")),
        ("meeting", "connected", ("meeting", "held")),
        ("email", "sent", ("email", "sent")),
        ("email", None, ("email", "replied")),
        ("gift", "sent", ("gift", "delivered")),
        ("note", "sent", ("note", "sent")),
        ("invite", "declined", ("invite", "declined")),
    ],
)
def test_a_tick_becomes_channel_and_outcome(
    channel: str, outcome: str | None, written: tuple[str, str]
) -> None:
    assert went(channel, outcome, CHANNELS) == written


@pytest.mark.parametrize(
    ("channel", "outcome", "says"),
    [
        ("email", "connected", "nobody is talked to by e-mail"),
        ("email", "no_answer", "nobody is rung by e-mail"),
        ("meeting", "voicemail", "nobody is rung by meeting"),
        ("call", "sent", "a call is not sent"),
    ],
)
def test_a_tick_that_cannot_be_is_refused(channel: str, outcome: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        went(channel, outcome, CHANNELS)


# --- two at once ------------------------------------------------------------------------------


def test_two_who_write_at_once_both_keep_their_words(typist: Typist) -> None:
    from tests.torture.at_once import log_many  # noqa: PLC0415 — a process of its own

    log_many(typist.root, BO, times=20, writers=2)
    assert len(typist.data(BO)["touches"]) == 2 + 2 * 20
    ids = [touch["id"] for touch in typist.data(BO)["touches"]]
    assert len(set(ids)) == len(ids)


def test_a_lock_held_by_another_is_named_and_nothing_is_saved(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.writing import door  # noqa: PLC0415 — for its wait
    from generator.writing.disk import Disk  # noqa: PLC0415 — as above
    from generator.writing.lock import locked  # noqa: PLC0415 — as above

    monkeypatch.setattr(door.Door.__init__, "__defaults__", (None, 2))
    (typist.root / ".playbook").mkdir()
    before = typist.files()
    with locked(typist.root / ".playbook", "log ada", Disk()):
        said = typist.types("log", "bo", "call", "na")
    assert said.code == 3
    assert "another playbook is writing here: process" in said.err
    assert typist.files() == before


def test_nobody_is_asked_where_no_terminal_is() -> None:
    assert not _writing.is_asked()
    assert threading.active_count() >= 1


def test_what_was_typed_is_saved_although_nobody_reads_what_is_said(typist: Typist) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-c", "from generator.cli import main; main()"]
    words = ["--root", str(typist.root), "--today", "2026-11-24", "log", "bo", "email"]
    done = subprocess.run([*command, *words], stdout=writing, check=False)
    os.close(writing)
    assert done.returncode == 0
    assert typist.last(BO)["channel"] == "email"
