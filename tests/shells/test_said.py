"""`said`, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import playbook

DANA = """\
# She likes short messages.
name: Dana Reyes
touches:
  - date: 2026-11-18            # at the bench
    channel: meeting
    outcome: held
    asked: nothing yet
  - {id: t-7k3m9q2a, date: 2026-11-20, channel: email}
  - {date: 2026-11-20, channel: call, outcome: connected}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "playbook").mkdir()
    (tmp_path / "prospects").mkdir()
    (tmp_path / "playbook" / "playbook.yml").write_text("me: {name: Ludo}\n")
    (tmp_path / "prospects" / "dana-reyes.yml").write_text(DANA)
    return tmp_path


def said(root: Path, *words: str) -> Result:
    ask = ["-C", str(root), "--today", "2026-11-23", "said", *words]
    return CliRunner().invoke(playbook, ask)


def file(root: Path) -> str:
    return (root / "prospects" / "dana-reyes.yml").read_text()


def test_the_words_go_to_the_meeting_and_nothing_else_changes(root: Path) -> None:
    result = said(root, "dana", "It moves in March.", "--on", "2026-11-18")
    assert result.exit_code == 0, result.stderr
    assert "Dana Reyes, meeting, you met, 18 November. They said: It moves in March." in (
        result.stdout
    )
    assert file(root) == DANA.replace(
        "    asked: nothing yet\n", "    said: It moves in March.\n    asked: nothing yet\n"
    )


def test_of_one_day_what_they_did_comes_before_what_i_sent(root: Path) -> None:
    assert said(root, "dana", "Ring me in May.").exit_code == 0
    assert "{date: 2026-11-20, channel: call, outcome: connected, said: Ring me in May.}" in (
        file(root)
    )


def test_words_that_are_there_are_not_overwritten(root: Path) -> None:
    said(root, "dana", "Ring me in May.")
    before = file(root)
    result = said(root, "dana", "Something else.")
    assert result.exit_code == 2
    assert "written down already: “Ring me in May.” (prospects/dana-reyes.yml, line 9)" in (
        result.stderr
    )
    assert file(root) == before


@pytest.mark.parametrize("touch", ["channel: note", "channel: call, outcome: voicemail"])
def test_what_i_sent_takes_no_words_of_theirs(root: Path, touch: str) -> None:
    mine = f"{DANA}  - {{date: 2026-11-21, {touch}}}\n"
    (root / "prospects" / "dana-reyes.yml").write_text(mine)
    result = said(root, "dana", "Ring me in May.", "--on", "2026-11-21")
    assert result.exit_code == 2
    assert "of 2026-11-21 was yours, so nothing of theirs goes to it: name the day" in result.stderr
    assert "(--on 2026-11-20), or log their answer (playbook log dana-reyes" in result.stderr
    assert file(root) == mine
    assert said(root, "dana", "Ring me in May.").exit_code == 0
    assert "{date: 2026-11-20, channel: call, outcome: connected, said: Ring" in file(root)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("dana", "x", "--on", "2026-11-19"), "no contact on 2026-11-19 that is written down"),
        (("dana", "  "), "say what they told you"),
        (("zork", "x"), "nobody here is called 'zork'"),
        (("dana", "x", "--on", "1/2/2026"), "--on:"),
    ],
)
def test_misuse_changes_nothing(root: Path, words: tuple[str, ...], told: str) -> None:
    result = said(root, *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert file(root) == DANA


def test_a_dry_run_shows_the_line_and_keeps_the_file(root: Path) -> None:
    result = said(root, "dana", "It moves.", "--on", "2026-11-18", "--dry-run")
    assert "+    said: It moves." in result.stdout
    assert file(root) == DANA
