"""The reading verbs, as they are typed."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import playbook
from generator.commands._browser import find_browser
from generator.rendering.ink import seen_width

REPOSITORY = Path(__file__).parent.parent.parent
PRIVATE = "the-secret-that-stays-in-the-file"
TODAY = "2026-11-23"

POLICY = """\
me: {name: Ludo Marsh, company: Marsh Digital, email: ludo@marsh.example, phone: "+44 20 7946 0000"}
"""
DANA = f"""\
name: Dana Reyes
company: Acme Logistics
role: Head of Digital
stage: almost
email: dana@acme.example
phone: "+44 20 7946 0123"
interests: [logistics]
notes: |
  Thinks in pallets. {{{{ 7*7 }}}} <b>bold</b>
private: {PRIVATE}
touches:
  - {{date: 2026-08-11, channel: call, outcome: connected, said: We drown in returns.}}
  - {{date: 2026-10-20, channel: email, purpose: value}}
"""
ROSA = """\
name: Rosa Quiet
stage: almost
email: rosa@quiet.example
opt_out: all
"""
BROKEN = "name: Kit Lawson\nstage: almots\n"
CALL = """\
---
title: Something I read
channel: call
purpose: value
gives: article
---
Hello {{ prospect.first_name }}, I read “{{ item.title }}” and thought of you.
"""
EMAIL = """\
---
title: Worth your time
channel: email
purpose: value
gives: article
---
Subject: {{ item.title }}

Hello {{ prospect.first_name }},

“{{ item.title }}” is worth ten minutes. You told me: {{ last.said }}

{{ me.first_name }}
"""
SHELF = """\
- {id: returns, kind: article, title: Returns without tears, topics: [logistics]}
- {id: pallets, kind: article, title: Pallets, topics: [logistics]}
"""
FILES = {
    "playbook/playbook.yml": POLICY,
    "playbook/shelf.yml": SHELF,
    "playbook/calls/something-i-read.md.j2": CALL,
    "playbook/emails/worth-your-time.md.j2": EMAIL,
    "prospects/dana-reyes.yml": DANA,
    "prospects/rosa-quiet.yml": ROSA,
    "prospects/kit-lawson.yml": BROKEN,
}


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("playbook")
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def run(root: Path, *words: str, today: str = TODAY) -> Said:
    result = CliRunner().invoke(playbook, ["-C", str(root), "--today", today, *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return Said(result.exit_code, result.stdout, result.stderr)


def every_output(root: Path) -> Iterator[tuple[str, str]]:
    """Give what each reading verb prints."""
    for words in (
        ("today",), ("today", "--json"), ("week",), ("week", "next"), ("week", "--json"), ("plan",),
        ("plan", "--json"), ("why", "dana"), ("why", "rosa"), ("why", "kit"), ("show", "dana"),
        ("show", "rosa"), ("show", "kit"), ("script", "dana"), ("sheet",), ("sheet", "next"),
    ):  # fmt: skip
        said = run(root, *words)
        assert said.code == 0, (words, said.err)
        yield " ".join(words), said.out


def test_every_verb_does_its_work_and_counts_the_problems_on_stderr(root: Path) -> None:
    outputs = dict(every_output(root))
    assert all(outputs.values())
    assert run(root, "today").err == (
        "There is 1 problem in your files; `playbook check` names them.\n"
    )


@pytest.mark.parametrize(
    ("today", "says"),
    [
        ("2026-10-19", "1 touch lies after 2026-10-19, so the plan leaves it out; `playbook"),
        ("2026-08-10", "2 touches lie after 2026-08-10, so the plan leaves them out;"),
    ],
)
def test_what_lies_after_the_day_asked_for_is_left_out_and_that_is_said(
    root: Path, today: str, says: str
) -> None:
    for words in (["plan", "--json"], ["today"], ["why", "dana"]):
        assert says in run(root, *words, today=today).err
        assert "after" not in run(root, *words).err


def test_what_is_private_is_printed_by_no_verb(root: Path) -> None:
    assert [words for words, out in every_output(root) if PRIVATE in out] == []


def test_no_line_is_wider_than_80_columns(root: Path) -> None:
    texts = {w: o for w, o in every_output(root) if "json" not in w and "sheet" not in w}
    texts.pop("script dana")  # words go out as they are: the mail program breaks its lines itself
    wide = [(w, line) for w, out in texts.items() for line in out.splitlines() if len(line) > 80]
    assert wide == []


def test_nothing_is_coloured_in_a_pipe(root: Path) -> None:
    assert [words for words, out in every_output(root) if "\x1b" in out] == []


def test_today_says_whom_and_how(root: Path) -> None:
    out = run(root, "today").out
    assert out.startswith("Monday 23 November · week 48\n\nTODAY")
    assert "Dana Reyes · Acme Logistics" in out


def test_a_free_day_says_who_is_next(root: Path) -> None:
    out = run(root, "today", today="2026-10-21").out
    assert re.search(r"Nobody to contact today\. Next: Dana on \w+ \d+ \w+\.", out)


def test_the_plan_for_machines_has_the_promised_keys(root: Path) -> None:
    plan = json.loads(run(root, "plan", "--json").out)
    assert list(plan) == ["schema", "today", "weeks", "actions", "unplanned", "problems"]
    assert (plan["schema"], plan["today"], plan["weeks"]) == (1, TODAY, 8)
    assert {a["prospect"] for a in plan["actions"]} == {"dana-reyes"}
    assert {u["prospect"] for u in plan["unplanned"]} == {"kit-lawson", "rosa-quiet"}
    assert plan["problems"][0]["path"] == "prospects/kit-lawson.yml"


def test_a_longer_plan_reaches_further(root: Path) -> None:
    assert json.loads(run(root, "plan", "--weeks", "20", "--json").out)["weeks"] == 20
    assert run(root, "plan", "--weeks", "0").code == 2


def test_day_and_week_for_machines_are_parts_of_the_plan(root: Path) -> None:
    actions = json.loads(run(root, "plan", "--json").out)["actions"]
    today = json.loads(run(root, "today", "--json").out)
    week = json.loads(run(root, "week", "--json").out)
    assert today["actions"] == [a for a in actions if a["date"] == TODAY]
    assert week["week"] == "2026-W48"
    assert week["actions"] == [a for a in actions if a["week"] == "2026-W48"]


@pytest.mark.parametrize("week", ["2026-W49", "next", "next week", "2026-12-02"])
def test_a_week_is_named_in_several_ways(root: Path, week: str) -> None:
    assert run(root, "week", week).out == run(root, "week", "2026-W49").out


def test_a_week_beyond_the_usual_plan_is_planned_too(root: Path) -> None:
    out = run(root, "week", "2027-W10").out
    assert "The plan reaches" not in out
    assert run(root, "week", "2032-W01").code == 2


def test_why_gives_rules_with_their_source(root: Path) -> None:
    out = run(root, "why", "dana").out
    assert "34 days after your last e-mail" in out
    assert "rule rhythm: " in out
    assert "(article 004)" in out


def test_why_gives_machines_the_plan_of_one_and_what_was_refused(root: Path) -> None:
    document = json.loads(run(root, "why", "dana", "--json").out)
    assert list(document) == [
        "schema", "today", "prospect", "actions", "unplanned", "problems", "refused",
    ]  # fmt: skip
    plan = json.loads(run(root, "plan", "--json").out)
    assert document["prospect"] == "dana-reyes"
    assert document["actions"] == [a for a in plan["actions"] if a["prospect"] == "dana-reyes"]
    assert document["actions"]
    assert document["unplanned"] == []
    assert all(set(reason) == {"rule", "says"} for reason in document["refused"])


def test_machines_are_told_of_a_faulty_file_under_the_same_keys(root: Path) -> None:
    for verb in ("why", "show"):
        said = run(root, verb, "kit", "--json")
        document = json.loads(said.out)
        assert (said.code, document["actions"]) == (0, [])
        assert [u["prospect"] for u in document["unplanned"]] == ["kit-lawson"]
        assert document["problems"][0]["line"] == 2
        assert document.get("touches", []) == []


def test_show_gives_machines_who_it_is_and_what_happened_but_nothing_private(root: Path) -> None:
    said = run(root, "show", "dana", "--json")
    document = json.loads(said.out)
    assert list(document) == [
        "schema", "today", "prospect", "actions", "unplanned", "problems",
        "name", "company", "stage", "standing", "touches",
    ]  # fmt: skip
    assert (document["name"], document["stage"]) == ("Dana Reyes", "almost")
    assert document["standing"] == "active"
    assert [touch["date"] for touch in document["touches"]] == sorted(
        touch["date"] for touch in document["touches"]
    )
    assert {"id", "date", "channel", "direction", "outcome", "said", "promised"} <= set(
        document["touches"][0]
    )
    assert "line" not in document["touches"][0]
    assert PRIVATE not in said.out


def test_why_of_a_faulty_file_names_the_fault(root: Path) -> None:
    out = run(root, "why", "kit").out
    assert "prospects/kit-lawson.yml:2:8: unknown stage 'almots'" in out
    assert "Did you mean 'almost'?" in out


def test_show_prints_a_users_text_as_it_was_written(root: Path) -> None:
    out = run(root, "show", "Dana Reyes").out
    assert "  Thinks in pallets. {{ 7*7 }} <b>bold</b>\n" in out
    assert "020 7946 0123" in out


def test_somebody_unknown_is_misuse(root: Path) -> None:
    for verb in ("why", "show", "script"):
        said = run(root, verb, "nobody-at-all")
        assert (said.code, said.out) == (2, "")
        assert "nobody here is called 'nobody-at-all'" in said.err


# --- words ------------------------------------------------------------------------------------


def test_script_prints_the_words_of_the_next_action(root: Path) -> None:
    said = run(root, "script", "dana")
    assert "Dana" in said.out
    assert "Returns without tears" in said.out or "Pallets" in said.out


def test_a_script_is_named_by_its_path_or_its_last_part(root: Path) -> None:
    for name in (
        "emails/worth-your-time", "worth-your-time", "playbook/emails/worth-your-time.md.j2",
    ):  # fmt: skip
        said = run(root, "script", "dana", name)
        assert said.out.startswith("Subject: ")
        assert "Hello Dana," in said.out
        assert said.out.endswith("Ludo\n")


def test_a_sentence_that_is_worn_out_is_told_on_stderr() -> None:
    said = run(REPOSITORY, "script", "ben", "emails/planning-my-next-month")
    assert "drive in" not in said.out
    assert said.err.startswith("“If the barcode server stops, I drive in. On Sundays too.” was")
    assert said.err.endswith("nothing else is left; so these words do without.\n")


def test_what_is_missing_is_asked_for_on_stderr(root: Path) -> None:
    said = run(root, "script", "dana", "worth-your-time")
    assert "Still to fill in: What did Dana say the last time?" in said.err
    assert "Still to fill in" not in said.out


def test_what_is_left_to_the_hand_is_counted_on_stderr() -> None:
    said = run(REPOSITORY, "script", "dana", "emails/what-you-asked")
    assert "Still to fill in: what stands in square brackets, in 2 places.\n" in said.err
    assert "[two or three sentences]" in said.out


def test_a_misspelt_script_is_misuse_and_names_the_nearest(root: Path) -> None:
    said = run(root, "script", "dana", "worth-your-tme")
    assert said.code == 2
    assert "Did you mean 'emails/worth-your-time'?" in said.err


def test_an_opt_out_holds_for_words_too(root: Path) -> None:
    said = run(root, "script", "rosa", "worth-your-time")
    assert (said.code, said.out) == (2, "")
    assert "Rosa Quiet asked not to be contacted by e-mail" in said.err


def test_where_nothing_is_planned_a_script_must_be_named(root: Path) -> None:
    said = run(root, "script", "rosa")
    assert (said.code, said.out) == (2, "")
    assert "playbook why rosa-quiet" in said.err


def test_no_words_are_taken_from_a_faulty_file(root: Path) -> None:
    for words in (["kit"], ["kit", "worth-your-time"]):
        said = run(root, "script", *words)
        assert (said.code, said.out) == (0, "")
        assert said.err.startswith(
            "Nothing is planned from prospects/kit-lawson.yml, so there are no words:\n"
            "  prospects/kit-lawson.yml:2:8: unknown stage 'almots'\n"
            "    Did you mean 'almost'?\n"
        )
        assert "There is 1 problem in your files" in said.err


def test_without_a_policy_there_are_no_words_and_that_is_no_misuse(
    root: Path, tmp_path: Path
) -> None:
    mine = Path(shutil.copytree(root, tmp_path / "mine"))
    (mine / "playbook" / "playbook.yml").write_text("me: {nam: Ludo}\n", encoding="utf-8")
    said = run(mine, "script", "dana")
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("Nothing is planned from playbook/playbook.yml, so there are no")


def test_copy_fills_the_clipboard_through_a_program_that_is_there(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake, held = tmp_path / "pbcopy", tmp_path / "held"
    fake.write_text(f"#!/bin/sh\n/bin/cat > '{held}'\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    said = run(root, "script", "dana", "--copy")
    assert "Copied." in said.err
    assert held.read_text(encoding="utf-8") == said.out


def test_without_a_clipboard_program_copy_says_so(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = run(root, "script", "dana", "--copy")
    assert said.code == 0
    assert "Nothing was copied: no clipboard program works here" in said.err


# --- the sheet --------------------------------------------------------------------------------


def test_the_sheet_goes_to_stdout_or_to_a_file(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "sheet.html"
    said = run(root, "sheet", "2026-W48", "-o", str(file))
    assert (said.code, said.out) == (0, "")
    assert f"Saved {file}" in said.err
    assert file.read_text(encoding="utf-8") == run(root, "sheet").out
    assert stat.S_IMODE(file.stat().st_mode) & 0o600 == 0o600


def test_the_sheet_knows_its_paper(root: Path) -> None:
    assert "size: A4;" in run(root, "sheet").out
    assert "size: letter;" in run(root, "sheet", "--paper", "letter").out
    assert run(root, "sheet", "--paper", "a5").code == 2


def test_a_sheet_that_cannot_be_saved_ends_with_3(root: Path, tmp_path: Path) -> None:
    said = run(root, "sheet", "-o", str(tmp_path / "no-folder" / "sheet.html"))
    assert said.code == 3
    assert "was not saved: No such file or directory" in said.err


@pytest.mark.parametrize(
    "command", [("sheet",), ("ics",), ("export", "--csv"), ("export", "--vcf")], ids=" ".join
)
@pytest.mark.parametrize("path", ["prospects/dana-reyes.yml", "playbook/playbook.yml"])
def test_no_output_takes_the_place_of_a_file_of_the_playbook(
    root: Path, command: tuple[str, ...], path: str
) -> None:
    said = run(root, *command, "-o", str(root / path))
    assert said.code == 2
    assert f"{path} belongs to the playbook, so it was left as it is." in said.err
    assert "Name a file outside of playbook/ and prospects/." in said.err
    assert (root / path).read_text(encoding="utf-8") == FILES[path]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are not of this system")
def test_a_sheet_goes_through_a_pipe_or_a_link_and_takes_the_place_of_neither(
    root: Path, tmp_path: Path
) -> None:
    pipe, link, file = tmp_path / "pipe", tmp_path / "link.html", tmp_path / "sheet.html"
    os.mkfifo(pipe)
    link.symlink_to(file)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True) as reader:
        try:
            assert run(root, "sheet", "-o", str(pipe)).code == 0
            assert reader.communicate(timeout=10)[0] == run(root, "sheet").out
        finally:
            reader.kill()
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert run(root, "sheet", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == run(root, "sheet").out


def test_an_export_that_cannot_begin_ends_with_3(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    said = run(root, "export", str(tmp_path / "pages"))
    assert said.code == 3
    assert "Nothing was exported:" in said.err


def test_without_a_browser_the_pdf_is_made_by_hand(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_BROWSER", str(tmp_path / "none"))
    said = run(root, "sheet", "--pdf", "-o", str(tmp_path / "sheet.pdf"))
    assert said.code == 2
    assert "By hand: playbook sheet 2026-W48 -o call-sheet.html" in said.err
    assert not (tmp_path / "sheet.pdf").exists()


def test_a_browser_that_fails_leaves_the_old_pdf_whole(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, old = tmp_path / "browser", tmp_path / "sheet.pdf"
    broken.write_text("#!/bin/sh\necho 'no display' >&2\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    old.write_bytes(b"%PDF-old")
    monkeypatch.setenv("PLAYBOOK_BROWSER", str(broken))
    said = run(root, "sheet", "--pdf", "-o", str(old))
    assert said.code == 2
    assert "made no PDF: no display" in said.err
    assert old.read_bytes() == b"%PDF-old"


@pytest.mark.browser
def test_the_pdf_is_a_pdf(root: Path, tmp_path: Path) -> None:
    if not find_browser():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no browser that prints")
    file = tmp_path / "sheet.pdf"
    assert run(root, "sheet", "--pdf", "-o", str(file)).code == 0
    assert file.read_bytes().startswith(b"%PDF-")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["sheet.pdf"]


# --- the terminal -----------------------------------------------------------------------------


START = "from generator.cli import main; main()"


def in_a_terminal(root: Path, **environ: str) -> str:
    """Give what `playbook today` prints where stdout is a terminal."""
    pty = pytest.importorskip("pty", reason="no terminals to make on this system")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", START, "-C", str(root), "--today", TODAY, "today"]
    kept = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    environment = kept | {"TERM": "xterm", "PYTHONPATH": str(REPOSITORY)} | environ
    with subprocess.Popen(
        command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment, cwd=root
    ):
        os.close(theirs)
        text = b""
        try:
            while part := os.read(ours, 4096):
                text += part
        except OSError:  # Linux ends a terminal so
            pass
    os.close(ours)
    return text.decode()


def test_colour_shows_in_a_terminal_only_and_never_with_no_color(root: Path) -> None:
    coloured, bare = in_a_terminal(root), in_a_terminal(root, NO_COLOR="1")
    assert "\x1b[1m" in coloured
    assert "\x1b" not in bare
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == bare
    assert max(seen_width(line) for line in bare.splitlines()) <= 80
