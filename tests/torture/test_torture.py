"""The long tests: a taste of each in `make test`, all of it in `make torture`.

What they have shown is in README.md, from real runs only.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from random import Random

import pytest
import yaml

from tests.shells.test_writing_verbs import undo_everything
from tests.shells.writing import Typist, a_copy
from tests.torture.at_once import log_many
from tests.torture.kills import kill_writers
from tests.writing.test_edits import (
    test_a_hand_styled_file_shows_no_foreign_line_in_the_diff as edit_a_file,
)

WHOLE = bool(os.environ.get("TORTURE"))
KILLS = 1000 if WHOLE else 40
LOGS = 500 if WHOLE else 25
SEQUENCES = 25 if WHOLE else 1
COMMANDS = 40 if WHOLE else 10
FILES = 4000 if WHOLE else 250

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills are sent on Unix")


def tell(capsys: pytest.CaptureFixture[str], sentence: str) -> None:
    """Say a figure, where the whole of it was run."""
    if WHOLE:
        with capsys.disabled():
            print(f"\n  {sentence}")  # noqa: T201 — the figures are what one runs it for


def test_a_killed_writer_leaves_old_bytes_or_new_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = time.perf_counter()
    tally = kill_writers(tmp_path, KILLS, seed=5)
    took = time.perf_counter() - begun
    tell(
        capsys,
        f"{tally.kills} kills during {tally.writes} finished writes of two files in {took:.0f} s:"
        f" {tally.unfinished} left a record pending, {tally.split} left one file new and one old;"
        f" {len(tally.faults)} left anything else.",
    )
    assert tally.faults == []
    assert tally.kills == KILLS


def test_two_who_log_at_once_lose_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_copy(tmp_path)
    begun = time.perf_counter()
    log_many(root, "bo-winter", times=LOGS, writers=2)
    took = time.perf_counter() - begun
    text = (root / "prospects/bo-winter.yml").read_text(encoding="utf-8")
    touches = yaml.load(text, yaml.BaseLoader)["touches"]  # noqa: S506 — text only
    ids = {touch["id"] for touch in touches}
    tell(capsys, f"2 x {LOGS} logs at once in {took:.0f} s: {len(ids) - 2} touches.")
    assert len(touches) == len(ids) == 2 + 2 * LOGS


def test_any_commands_then_undo_give_the_same_bytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    levels = 0
    for seed in range(100, 100 + SEQUENCES):
        folder = tmp_path / str(seed)
        folder.mkdir()
        dice = Random(seed)  # noqa: S311 — a test's dice
        levels += undo_everything(Typist(a_copy(folder)), dice, COMMANDS)
    tell(capsys, f"{SEQUENCES} sequences of {COMMANDS} commands: {levels} changes taken back.")
    assert levels


def test_hand_styled_files_show_no_foreign_line(capsys: pytest.CaptureFixture[str]) -> None:
    for seed in range(200, FILES):
        edit_a_file(seed)
    tell(capsys, f"{FILES - 200} more hand-styled files, eight edits each: no foreign line.")
