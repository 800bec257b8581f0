"""The tour of README: typed as it stands there, it says what stands there."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import playbook
from generator.commands import _shared
from tests.snapshot import assert_snapshot

REPOSITORY = Path(__file__).parent.parent
README = REPOSITORY / "README.md"
MONDAY = date(2026, 11, 23)
CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
PROMPT = "$ "


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder beside which the reader's own playbook is made, on a Monday."""
    clone = tmp_path / "clone"
    clone.mkdir()
    monkeypatch.chdir(clone)
    monkeypatch.setattr(_shared, "_clock", lambda: MONDAY)
    monkeypatch.delenv("PLAYBOOK_TODAY", raising=False)
    monkeypatch.delenv("PLAYBOOK_ROOT", raising=False)
    return tmp_path


def typed(block: str) -> Iterator[str]:
    """Type the commands of a block again, and give what a terminal would show."""
    for line in block.splitlines():
        if not line.startswith(PROMPT):
            continue
        program, *words = shlex.split(line.removeprefix(PROMPT))
        if program == "cd":
            os.chdir(words[0])
            yield f"{line}\n"
            continue
        assert program == "playbook", line
        result = CliRunner().invoke(playbook, words)
        assert result.exit_code == 0, f"{line}\n{result.output}"
        yield f"{line}\n{result.output}"


@pytest.mark.usefixtures("beside")
def test_the_tour_says_what_the_commands_say() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.count("\n$ playbook") > 5
    assert_snapshot(README, CONSOLE.sub(lambda block: "".join(typed(block[0])), text))


def test_the_file_written_by_hand_is_planned_as_the_one_that_add_writes(beside: Path) -> None:
    text = README.read_text(encoding="utf-8")
    by_hand = re.search(r"^```yaml\n(name: .*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert by_hand
    move_in, put_in, *_ = CONSOLE.findall(text)
    "".join(typed(move_in))
    file = beside / "my-playbook" / "prospects" / "nina-park.yml"

    file.write_text(by_hand[1], encoding="utf-8")
    planned = CliRunner().invoke(playbook, ["why", "nina"]).output
    added = yaml.safe_load(by_hand[1])
    file.unlink()
    "".join(typed(put_in))

    assert CliRunner().invoke(playbook, ["why", "nina"]).output == planned
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert {key: written[key] for key in added if key != "touches"} == {
        key: value for key, value in added.items() if key != "touches"
    }


def test_every_file_that_readme_points_to_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert len(links) > 4
    assert [link for link in links if not (REPOSITORY / link).exists()] == []


def test_every_target_of_make_that_readme_names_is_there() -> None:
    targets = re.findall(r"(?m)^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"))
    named = re.findall(r"(?m)(?:^|`)make ([a-z]+)(?:`|$)", README.read_text(encoding="utf-8"))
    assert {"site", "test"} <= set(named) <= set(targets)
