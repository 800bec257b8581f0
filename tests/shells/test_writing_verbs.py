"""`add`, `done`, `skip`, `snooze`, `stage`, `optout`, `undo`, and what all writing verbs share."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from random import Random

import pytest

from generator.writing import door as doors
from generator.writing.disk import Disk
from generator.writing.git import run_git
from tests.shells.writing import Typist, a_copy

ADA, BO, CY = "ada-quill", "bo-winter", "cy-marlow"


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    return Typist(a_copy(tmp_path))


# --- add --------------------------------------------------------------------------------------


def test_somebody_is_put_in_with_the_meeting_that_began_it(typist: Typist) -> None:
    said = typist.does(
        "add", "Zoë Łukasz", "--company", "Keel: Shipping", "--met", "friday",
        "--said", "We lose a day a week", "--phone", "020 7946 0999", "--interest", "sailing",
        "--address", "1 Dock Road\nLondon", "--email", "zoe@keel.example",
    )  # fmt: skip
    assert "Zoë Łukasz · Keel: Shipping: met, met on Friday 20 November" in said
    data = typist.data("zoe-lukasz")
    assert list(data)[:5] == ["name", "company", "stage", "since", "email"]
    assert (data["stage"], data["since"], data["added"]) == ("met", "2026-11-20", "2026-11-24")
    assert data["address"] == "1 Dock Road\nLondon\n"
    assert data["touches"][0]["outcome"] == "held"
    assert "# interests" not in typist.text("zoe-lukasz")
    assert "# challenges: " in typist.text("zoe-lukasz")
    assert "Next: a handwritten note " in said
    assert typist.types("check").code == 0


def test_the_first_touch_of_a_newcomer_is_logged_into_the_same_file(typist: Typist) -> None:
    typist.does("add", "Jo Field", "--email", "jo@field.example")
    typist.does("log", "jo", "email")
    assert typist.text("jo-field").count("touches:") == 1
    assert typist.last("jo-field")["to"] == "jo@field.example"


def test_somebody_of_whom_no_way_is_known_asks_for_one(typist: Typist) -> None:
    said = typist.does("add", "Jo Field", "--company", "Field & Co")
    way = "prospects/jo-field.yml says how to reach Jo: email, phone, address or links"
    assert f"Next: nothing, until {way}." in said


def test_a_firm_alone_is_put_in_by_its_name(typist: Typist) -> None:
    typist.does("add", "--company", "Straße & Co")
    assert typist.data("strasse-and-co")["stage"] == "lead"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["add"], "say who it is: playbook add 'Jo Field'"),
        (["add", "Bo Winter"], "there is a Bo Winter already (prospects/bo-winter.yml)"),
        (["add", "Jo", "--email", "BO@winter.example"], "has that email already"),
        (["add", "Jo", "--phone", "+44 161 496 0302"], "has that phone already"),
        (["add", "Jo", "--said", "x"], "say --met DATE too"),
        (["add", "Jo", "--stage", "almots"], "Did you mean 'almost'?"),
        (["add", "Jo", "--first-contact", "cal"], "Did you mean 'call'?"),
        (["add", "Jo", "--email", "jo at field"], "'jo at field' is no e-mail address"),
        (["add", "Jo", "--timezone", "Europe/Londn"], "Europe/London"),
    ],
)
def test_what_cannot_be_put_in_is_said_why(typist: Typist, words: list[str], says: str) -> None:
    before = typist.files()
    said = typist.types(*words)
    assert said.code in {2, 3}
    assert says in said.err
    assert typist.files() == before


def test_somebody_else_of_the_same_name_gets_a_number(typist: Typist) -> None:
    typist.does("add", "Bo Winter", "--another")
    assert typist.data("bo-winter-2")["name"] == "Bo Winter"
    typist.does("add", "Ada Quill", "--company", "Elsewhere")
    assert typist.data("ada-quill-2")["company"] == "Elsewhere"


# --- done, skip -------------------------------------------------------------------------------


def test_a_planned_touch_is_done(typist: Typist) -> None:
    typist.does("done", typist.code(ADA))
    touch = typist.last(ADA)
    assert touch["channel"] == "note"
    assert touch["script"] == "handwritten-notes/after-first-meeting"


def test_what_is_planned_for_a_later_week_is_done_early_by_its_code(typist: Typist) -> None:
    written = ("note", "email", "gift", "invite", "mailshot")
    later = next(
        a for a in typist.actions()
        if a["do"] == "touch" and a["channel"] in written and a["date"] > "2026-12-08"
    )  # fmt: skip
    assert typist.types("log", f"{later['code']}:st").code == 2
    said = typist.types("done", later["code"])
    assert said.code == 0, said.err
    assert typist.last(later["prospect"])["channel"] == later["channel"]


def test_all_that_is_wrong_with_a_done_is_said_at_once(typist: Typist) -> None:
    before = typist.files()
    said = typist.types(
        "done", "zzz", "--instead", "fone", "--outcome", "conected", "--on", "2027-01-01"
    )
    assert said.code == 2
    assert "4 things are wrong, so nothing was written:" in said.err
    for fault in (
        "there is no 'zzz' in the plan",
        "there is no channel 'fone'.",
        "there is no outcome 'conected'. Did you mean 'connected'?",
        "--on: 2027-01-01 has not come yet",
    ):
        assert fault in said.err
    assert typist.files() == before


def test_what_was_done_otherwise_keeps_its_purpose_only(typist: Typist) -> None:
    typist.does("done", typist.code(ADA), "--instead", "e-mail")
    touch = typist.last(ADA)
    assert (touch["channel"], touch["purpose"]) == ("email", "thanks")
    assert "script" not in touch


def test_a_call_must_say_how_it_went(typist: Typist) -> None:
    code = typist.code(CY)
    said = typist.types("done", code, "--instead", "call")
    assert said.code == 2
    remedy = f"playbook done {code} --instead call --outcome connected"
    assert f"say how the call went: {remedy} (voicemail, no_answer or declined)" in said.err
    typist.does(*remedy.split()[1:])
    assert typist.last(CY)["outcome"] == "connected"
    typist.does("undo")
    typist.does("done", code, "--instead", "call", "--outcome", "na")
    assert typist.last(CY)["outcome"] == "no_answer"
    planned = next(a["code"] for a in typist.actions() if a["channel"] == "call")
    assert f"went: playbook log {planned}:tk (talked), na" in typist.types("done", planned).err


def test_without_a_code_the_choice_is_listed(typist: Typist) -> None:
    said = typist.types("done")
    assert said.code == 2
    assert f"{typist.code(ADA)}  Write a note to Ada Quill" in said.err
    typist.does("done", typist.code(ADA))
    assert "Cy Marlow" in typist.does("done")


GIFT = """\
name: Di Bell
stage: lead
address: |
  4 Ink Street
  Leeds
added: 2026-11-02
"""
BOOK = "- {id: lean, kind: book, title: The Lean Warehouse, cost: 12, lead_days: 3}\n"
PARCEL = """\
---
title: A book for you
channel: gift
purpose: value
gives: book
---
Dear {{ prospect.first_name }}, page 40 made me think of you.
"""


def test_a_preparation_goes_to_prepared_and_the_parcel_is_delivered(typist: Typist) -> None:
    typist.put("prospects/di-bell.yml", GIFT)
    typist.put("playbook/shelf.yml", BOOK)
    typist.put("playbook/courier-gifts/a-book.md.j2", PARCEL)
    said = typist.does("done", typist.code("di-bell", "prepare"))
    assert "Order the book for Di Bell" in said
    assert typist.data("di-bell")["prepared"] == [
        {"date": "2026-11-24", "channel": "gift", "item": "lean"}
    ]
    assert next(a for a in typist.actions() if a["prospect"] == "di-bell")["do"] == "touch"
    later = Typist(typist.root, "2026-11-30")
    later.does("done", later.code("di-bell"))
    assert later.last("di-bell")["outcome"] == "delivered"


PROMISE = """\
name: Di Bell
email: di@bell.example
stage: almost
touches:
  - date: 2026-11-18
    channel: call
    outcome: connected
    promised: {what: send the figures, by: 2026-11-26}   # she asked twice
"""
ANSWER = """\
---
title: What you asked
channel: email
purpose: answer
---
Hello {{ prospect.first_name }}, here it is.
"""


def test_a_promise_that_is_done_says_that_it_was_kept(typist: Typist) -> None:
    typist.put("prospects/di-bell.yml", PROMISE)
    typist.put("playbook/emails/what-you-asked.md.j2", ANSWER)
    said = typist.does("done", typist.code("di-bell"))
    assert "promise kept: send the figures" in said
    assert (
        "    promised: {what: send the figures, by: 2026-11-26, kept: 2026-11-24}   # she asked"
        in typist.text("di-bell")
    )
    assert typist.last("di-bell")["purpose"] == "answer"


def test_a_promise_is_told_from_another_touch_of_its_day(typist: Typist) -> None:
    note = "  - {date: 2026-11-18, channel: call, outcome: no_answer}\n"
    typist.put("prospects/di-bell.yml", PROMISE + note)
    typist.put("playbook/emails/what-you-asked.md.j2", ANSWER)
    assert "promise kept: send the figures" in typist.does("done", typist.code("di-bell"))
    assert "kept: 2026-11-24" in typist.text("di-bell")


def test_an_action_is_put_off_by_its_code(typist: Typist) -> None:
    said = typist.does("skip", typist.code(CY))
    assert typist.data(CY)["snooze_until"] == "2026-12-01"
    assert "Cy Marlow: left alone until Tuesday 1 December." in said
    typist.does("undo")
    typist.does("skip", typist.code(CY), "2026-12-14")
    assert typist.data(CY)["snooze_until"] == "2026-12-14"
    assert all(a["date"] >= "2026-12-14" for a in typist.actions() if a["prospect"] == CY)


def test_a_note_that_would_come_too_late_is_said_to_lapse(typist: Typist) -> None:
    said = typist.does("skip", typist.code(ADA)).splitlines()
    assert said[0] == "Ada Quill: left alone until Tuesday 1 December."
    assert said[1] == (
        "The note after your meeting is due by Monday 23 November; more than 4 days late it"
        " lapses, so it is not asked for any more. To keep it: playbook snooze ada-quill"
        " 2026-11-27"
    )
    assert said[3].startswith("Next: a call on Tuesday 1 December (until now: a handwritten note")
    typist.does("undo")
    kept = typist.does("snooze", "ada", "2026-11-27")
    assert "lapses" not in kept
    assert "Next: a handwritten note on Friday" in kept


def test_an_answer_is_said_not_to_be_put_off(typist: Typist) -> None:
    typist.put("playbook/emails/what-you-asked.md.j2", ANSWER)
    typist.does("log", "bo", "email", "--in", "--said", "Can you send me the figures?")
    for words in (("snooze", "bo", "2026-12-01"), ("skip", typist.code(BO))):
        said = typist.does(*words).splitlines()
        assert said[0] == (
            "Bo Winter: left alone until Tuesday 1 December, but for the answer they wait for since"
            " Tuesday 24 November: an answer is not put off."
        )
        assert said[1] == "If you have answered: playbook log bo-winter email"
        assert said[2] == (
            "If it needs no answer, write `outcome: accepted` (a yes, or a thank you) or `outcome:"
            " declined` (a no) at their e-mail of Tuesday 24 November in prospects/bo-winter.yml."
        )
        assert said[4] == "Next: an e-mail today."
        assert typist.data(BO)["snooze_until"] == "2026-12-01"
        typist.does("undo")


@pytest.mark.parametrize("by", ["log", "accepted", "declined"])
def test_what_is_said_to_end_an_answer_does(typist: Typist, by: str) -> None:
    typist.put("playbook/emails/what-you-asked.md.j2", ANSWER)
    typist.does("log", "bo", "email", "--in", "--said", "Thank you, that helps.")
    typist.does("snooze", "bo", "2026-12-01")
    if by == "log":
        typist.does("log", "bo-winter", "email")
    else:
        typist.put("prospects/bo-winter.yml", f"{typist.text(BO).rstrip()}\n    outcome: {by}\n")
    assert all(a["date"] >= "2026-12-01" for a in typist.actions() if a["prospect"] == BO)


@pytest.mark.parametrize("by", ["log", "kept"])
def test_a_promise_is_said_not_to_be_put_off_and_how_it_ends(typist: Typist, by: str) -> None:
    typist.put("playbook/emails/what-you-asked.md.j2", ANSWER)
    typist.put("prospects/di-bell.yml", PROMISE)
    said = typist.does("snooze", "di", "2026-12-01").splitlines()
    assert said[0] == (
        "Di Bell: left alone until Tuesday 1 December, but for what you promised (send the figures,"
        " by Thursday 26 November): a promise is not put off."
    )
    assert said[1] == "If it is done: playbook log di-bell email --purpose answer"
    assert said[2] == (
        "If it is not wanted any more, write `kept: 2026-11-24` into the promise at your call of"
        " Wednesday 18 November in prospects/di-bell.yml."
    )
    assert any(a["date"] < "2026-12-01" for a in typist.actions() if a["prospect"] == "di-bell")
    if by == "log":
        typist.does("log", "di-bell", "email", "--purpose", "answer")
    else:
        kept = typist.text("di-bell").replace("2026-11-26}", "2026-11-26, kept: 2026-11-24}")
        typist.put("prospects/di-bell.yml", kept)
    assert all(a["date"] >= "2026-12-01" for a in typist.actions() if a["prospect"] == "di-bell")


# --- snooze, stage, optout --------------------------------------------------------------------


def test_only_its_own_key_is_changed(typist: Typist) -> None:
    for words, keys in (
        (("snooze", "bo", "2027-02-01"), {"snooze_until"}),
        (("stage", "bo", "deferred"), {"stage", "since"}),
        (("optout", "bo", "email"), {"opt_out"}),
    ):
        before = typist.data(BO)
        typist.does(*words)
        after = typist.data(BO)
        assert {key for key in after if after[key] != before.get(key)} == keys
    assert (after["stage"], after["since"]) == ("deferred", "2026-11-24")


def test_a_snooze_is_taken_back(typist: Typist) -> None:
    before = typist.text(BO)
    typist.does("snooze", "bo", "6w")
    assert "snooze_until: 2027-01-05\n" in typist.text(BO)
    typist.does("snooze", "bo", "off")
    assert typist.text(BO) == before
    assert "nothing was changed" in typist.does("snooze", "bo", "off")


def test_an_opt_out_of_everything_leaves_nothing_planned(typist: Typist) -> None:
    said = typist.does("optout", "cy")
    assert typist.data(CY)["opt_out"] == ["all"]
    assert "Cy Marlow: not to be contacted by any channel again." in said
    assert "Next: nothing." in said
    assert CY not in {a["prospect"] for a in typist.actions()}
    assert "nothing was changed" in typist.does("optout", "cy")


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_nothing_is_announced_that_is_not_saved(typist: Typist, dry: tuple[str, ...]) -> None:
    typist.put(
        "prospects/bea.yml",
        "name: Bea Lund\nemail: bea@lund.example\ntouches:\n<<<<<<< ours\n"
        "  - {date: 2026-11-18, channel: call, outcome: connected}\n=======\n"
        "  - {date: 2026-11-19, channel: email}\n>>>>>>> theirs\n",
    )
    said = typist.types("optout", "bea", "email", *dry)
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("Nothing was saved: prospects/bea.yml has a fault")
    assert "both touches where each side logged one" in said.err


def test_an_opt_out_can_be_written_even_into_a_file_with_a_fault(typist: Typist) -> None:
    typist.put("prospects/kit.yml", "name: Kit\nstage: almots\nopt_out: email\n")
    typist.does("optout", "kit", "call")
    assert typist.data("kit")["opt_out"] == ["email", "call"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["stage", "bo", "almots"], "Did you mean 'almost'?"),
        (["snooze", "bo", "yesterday"], "is not ahead"),
        (["optout", "bo", "cal"], "Did you mean 'call'?"),
        (["skip", "zzz"], "there is no 'zzz' in the plan"),
        (["done", "zzz"], "there is no 'zzz' in the plan"),
        (["stage", "xyzzy", "won"], "nobody here is called 'xyzzy'"),
    ],
)
def test_what_cannot_be_meant_is_refused(typist: Typist, words: list[str], says: str) -> None:
    before = typist.files()
    said = typist.types(*words)
    assert said.code == 2
    assert says in said.err
    assert typist.files() == before


# --- undo -------------------------------------------------------------------------------------


def test_undo_takes_back_one_change_after_the_other(typist: Typist) -> None:
    before = typist.files()
    typist.does("stage", "bo", "won")
    typist.does("log", "ada", "cy", "call", "na")
    assert typist.does("undo", "--list").splitlines() == [
        "call: Quill Stationers (Ada Quill), no answer, and 1 more",
        "stage: Bo Winter, almost to won",
    ]
    assert "Taken back: call: Quill Stationers (Ada Quill)" in typist.does("undo")
    assert "Next: " in typist.does("undo")
    assert typist.files() == before
    said = typist.types("undo")
    assert (said.code, said.err) == (3, "Nothing was saved: there is nothing to take back.\n")


def test_undo_leaves_what_was_changed_by_hand_since(typist: Typist) -> None:
    typist.does("stage", "bo", "won")
    typist.put("prospects/bo-winter.yml", typist.text(BO) + "# mine\n")
    before = typist.files()
    said = typist.types("undo")
    assert said.code == 3
    assert "prospects/bo-winter.yml changed since" in said.err
    assert typist.files() == before


def test_a_dry_undo_shows_what_it_would_take_back(typist: Typist) -> None:
    typist.does("stage", "bo", "won")
    before = typist.files()
    said = typist.does("undo", "--dry-run")
    assert "Would take back: stage: Bo Winter" in said
    assert "-stage: won\n" in said
    assert typist.files() == before


def commands(dice: Random) -> list[str]:
    """Draw a command at random; many of them cannot be meant, as in life."""
    who = dice.choice(["ada", "bo", "cy", "jo"])
    return dice.choice(
        [
            ["log", who, "call", dice.choice(["na", "tk", "vm", "nt"]), "--said", "a: b\nc #d"],
            ["log", "ada", "bo", "meeting", "held", "--callback", "+60d"],
            ["log", who, "email", "--promise", "it", "--by", "friday"],
            ["stage", who, dice.choice(["won", "almost", "met", "lead"])],
            ["snooze", who, dice.choice(["3w", "off", "2027-03-01"])],
            ["optout", who, dice.choice(["email", "call", "all"])],
            ["add", "Jo Field", "--phone", "020 7946 0970"],
            ["add", f"Jo {dice.randrange(9)}", "--met", "yesterday"],
            ["done"],
            ["undo"],
        ]
    )


@pytest.mark.parametrize("seed", range(4))
def test_any_commands_are_undone_to_the_same_bytes(typist: Typist, seed: int) -> None:
    undo_everything(typist, Random(seed), count=12)  # noqa: S311 — a test's dice


def undo_everything(typist: Typist, dice: Random, count: int) -> int:
    """Type so many commands, then undo them all; say how many changed something."""
    before = typist.files()
    for _ in range(count):
        said = typist.types(*commands(dice))
        assert said.code in {0, 2, 3}, said
    assert typist.types("check").code == 0
    levels = len(typist.does("undo", "--list").splitlines())
    for _ in range(levels):
        typist.does("undo")
    assert typist.files() == before
    return levels


# --- git --------------------------------------------------------------------------------------


def begin_git(root: Path) -> None:
    for words in (
        ("init", "-q"),
        ("config", "user.name", "Nell"),
        ("config", "user.email", "nell@harker.example"),
        ("config", "commit.gpgsign", "false"),
        ("add", "."),
        ("commit", "-qm", "begin"),
    ):
        assert run_git(root, *words).code == 0, words


def test_a_change_is_committed_with_its_sentence(typist: Typist) -> None:
    begin_git(typist.root)
    typist.put("prospects/kim.yml", "name: Kim\n")
    said = typist.does("log", "bo", "call", "vm", "--commit")
    assert "Committed: call: Winter & Daughters (Bo Winter), voicemail" in said
    shown = run_git(typist.root, "show", "--format=%s", "--name-only").out.split("\n")
    assert shown[0] == "call: Winter & Daughters (Bo Winter), voicemail"
    assert shown[2] == "prospects/bo-winter.yml"
    assert run_git(typist.root, "status", "--porcelain").out == "?? prospects/kim.yml\n"


def test_a_setting_commits_everything_undo_too(typist: Typist) -> None:
    policy = typist.root / "playbook/playbook.yml"
    policy.write_text(policy.read_text() + "git: {commit: true}\n")
    begin_git(typist.root)
    typist.does("add", "Jo Field")
    typist.does("undo")
    typist.does("stage", "bo", "won", "--no-commit")
    subjects = run_git(typist.root, "log", "--format=%s").out.splitlines()
    assert subjects == ["undo: add: Jo Field", "add: Jo Field", "begin"]


def test_what_git_refuses_is_saved_all_the_same_and_said(typist: Typist) -> None:
    begin_git(typist.root)
    hook = typist.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'not today' >&2; exit 1\n")
    hook.chmod(0o755)
    said = typist.types("stage", "bo", "won", "--commit")
    assert said.code == 0
    assert "Not committed: not today" in said.err
    assert typist.data(BO)["stage"] == "won"


# --- what goes wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--email", "nope", "email: 'nope' is no e-mail address"),
        ("--phone", "abc", "phone: 'abc' is no telephone number"),
        ("--country", "Narnia", "country: 'Narnia' is no country code"),
        ("--timezone", "X/Y", "timezone: there is no time zone 'X/Y'"),
        ("--stage", "foo", "there is no stage 'foo'"),
    ],
)
def test_who_is_put_in_with_a_value_that_is_none_is_not_put_in(
    typist: Typist, option: str, value: str, says: str
) -> None:
    before = typist.files()
    for dry in ((), ("--dry-run",)):
        said = typist.types("add", "Di Nash", option, value, *dry)
        assert (said.code, said.out) == (2, "")
        assert says in said.err
    assert typist.files() == before


def test_a_full_disk_saves_nothing_and_exits_with_3(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Disk, "write", full)
    before = typist.files()
    said = typist.types("stage", "bo", "won")
    assert said.code == 3
    assert "Nothing was saved" in said.err
    assert "No space left on device" in said.err
    assert typist.files() == before


def test_what_may_not_last_is_said_and_exits_with_4(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = Disk.sync_folder

    def doubtful(self: Disk, folder: Path) -> None:
        if folder.name == "prospects":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        sound(self, folder)

    monkeypatch.setattr(Disk, "sync_folder", doubtful)
    said = typist.types("stage", "bo", "won")
    assert said.code == 4
    assert "saved, but the system did not confirm" in said.err
    assert typist.data(BO)["stage"] == "won"
    assert typist.does("undo", "--list") == "stage: Bo Winter, almost to won\n"


def test_a_change_that_was_cut_short_is_told_of(typist: Typist) -> None:
    door = doors.Door(typist.root)
    door.save({"prospects/x.yml": lambda _: b"name: X\n", "prospects/y.yml": lambda _: b"name: Y\n"}, "two")  # fmt: skip  # noqa: E501 — as one line
    log = typist.root / ".playbook/undo"
    (log / "000001.json").rename(log / "000001.pending")
    (typist.root / "prospects/y.yml").unlink()
    said = typist.types("stage", "bo", "won")
    assert said.code == 0
    assert "An earlier change was cut short and was taken back: two" in said.err
    assert not (typist.root / "prospects/x.yml").exists()


def test_lines_to_paste_are_given_where_a_style_is_too_strange(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.writing.edits.append_to_block", lambda *_: iter(()))
    said = typist.types("log", "bo", "call", "na")
    assert said.code == 3
    assert "You can write it in yourself:\n  touches:\n    - id: t-" in said.err
    assert re.search(r"^ {6}outcome: no_answer$", said.err, re.MULTILINE)


def test_words_that_are_no_text_are_refused(typist: Typist) -> None:
    said = typist.types("log", "bo", "call", "na", "--said", os.fsdecode(b"caf\xe9"))
    assert said.code == 2
    assert "is not UTF-8 text" in said.err


def test_a_touch_on_a_closed_line_is_written_down_and_said(typist: Typist) -> None:
    typist.does("optout", "bo", "call")
    said = typist.types("log", "bo", "call", "na")
    assert said.code == 0
    assert "Bo Winter asked not to be contacted by call" in said.err


def test_a_file_that_would_grow_too_large_is_left(typist: Typist) -> None:
    said = typist.types("log", "bo", "call", "na", "--note", "word " * 200_000)
    assert said.code == 3
    assert "would have more than a million bytes" in said.err


def test_every_writing_verb_has_a_dry_run_and_a_commit(typist: Typist) -> None:
    for verb in ("add", "log", "done", "skip", "snooze", "stage", "optout", "undo"):
        shown = typist.does(verb, "--help")
        assert "--dry-run" in shown, verb
        assert "--commit / --no-commit" in shown, verb
