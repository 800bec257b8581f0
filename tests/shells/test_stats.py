"""`stats`, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli import playbook

SMALL = Path(__file__).parent.parent / "workspaces" / "small"


def run(*words: str) -> Result:
    return CliRunner().invoke(playbook, ["-C", str(SMALL), "--today", "2026-11-23", *words])


def test_the_numbers_are_said_with_their_counts() -> None:
    result = run("stats")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Your own numbers\n")
    assert "too few to tell (n = 2)" in result.stdout


def test_the_numbers_are_given_to_machines() -> None:
    data = json.loads(run("stats", "--json").stdout)
    assert (data["schema"], data["today"], data["enough"]) == (1, "2026-11-23", 20)
    assert data["touches"]["made"] == 3
