"""`check`, as a user, a script and GitHub see it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import playbook
from generator.commands.check import annotation, closing, report
from generator.model.problem import Problem
from tests.snapshot import assert_snapshot

WORKSPACES = Path(__file__).parent.parent / "workspaces"
SNAPSHOTS = Path(__file__).parent / "snapshots"


def check(root: Path, *args: str) -> Result:
    return CliRunner().invoke(playbook, ["-C", str(root), "--today", "2026-11-23", "check", *args])


def test_the_broken_workspace_is_told_every_fault_word_for_word() -> None:
    result = check(WORKSPACES / "broken")
    assert result.exit_code == 1
    assert result.stderr == ""
    assert_snapshot(SNAPSHOTS / "check-broken.txt", result.stdout)


def test_the_machine_gets_the_same_faults_in_the_same_order() -> None:
    result = check(WORKSPACES / "broken", "--json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert document["schema"] == 1
    told = [line for line in check(WORKSPACES / "broken").stdout.splitlines() if line[:1] > " "]
    messages = [found["message"] for found in (*document["problems"], *document["warnings"])]
    assert len(messages) == len(told) - 1  # the closing sentence
    assert all(message in line for message, line in zip(messages, told, strict=False))
    assert {w["rule"] for w in document["warnings"]} == {"missing-facts"}


def test_every_fault_has_its_line_also_where_it_is_the_whole_file(tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(WORKSPACES / "broken", root)
    (root / "prospects" / "folder.yml").mkdir()
    place = re.compile(r"[^:]+:\d+:\d+: .+")
    lines = [line for line in check(root).stdout.splitlines()[:-2] if line[:1] > " "]
    assert [line for line in lines if not place.match(line)] == [
        "prospects/folder.yml: this is a folder, not a file"
    ]
    data = json.loads(check(root, "--json").stdout)
    lineless = [p["path"] for p in data["problems"] + data["warnings"] if not p["line"]]
    assert lineless == ["prospects/folder.yml"]
    assert "::error file=prospects/empty.yml,line=1,col=1::" in check(root, "--github").stdout
    planned = CliRunner().invoke(playbook, ["-C", str(root), "plan", "--json"])
    places = {p["path"]: (p["line"], p["column"]) for p in json.loads(planned.stdout)["problems"]}
    assert places["prospects/empty.yml"] == places["prospects/index.yml"] == (1, 1)


def test_a_healthy_workspace_is_told_so() -> None:
    result = check(WORKSPACES / "small")
    assert result.exit_code == 0, result.stdout
    assert "problem" in result.stdout.splitlines()[-1]


def test_warnings_alone_exit_with_0(tmp_path: Path) -> None:
    (tmp_path / "playbook").mkdir()
    (tmp_path / "prospects").mkdir()
    (tmp_path / "playbook" / "playbook.yml").write_text("me: {name: Ludo}\n")
    (tmp_path / "prospects" / "jo.yml").write_text(
        "name: Jo\nemail: jo@field.example\ntouches:\n"
        "  - {date: 2026-11-20, channel: email, script: emails/gone, item: gone}\n"
        "  - {date: 2026-11-24, channel: email}\n"
    )
    result = check(tmp_path)
    assert result.exit_code == 0
    assert result.stdout == (
        "prospects/jo.yml:4:1: there is no 'gone' on the shelf (item)\n"
        "prospects/jo.yml:4:1: there is no script 'emails/gone' (script)\n"
        "prospects/jo.yml:5:1: the touch of 2026-11-24 lies after today (2026-11-23),"
        " so the plan leaves it out (left-out)\n"
        "\nNo problems; 3 warnings.\n"
    )


def test_two_days_ahead_is_a_fault_however_today_is_set(tmp_path: Path) -> None:
    (tmp_path / "playbook").mkdir()
    (tmp_path / "prospects").mkdir()
    (tmp_path / "playbook" / "playbook.yml").write_text("me: {name: Ludo}\n")
    (tmp_path / "prospects" / "jo.yml").write_text(
        "name: Jo\nemail: jo@field.example\ntouches:\n  - {date: 2199-01-03, channel: email}\n"
    )
    ask = ["-C", str(tmp_path), "--today"]
    assert CliRunner().invoke(playbook, [*ask, "2199-01-01", "check"]).exit_code == 1
    assert CliRunner().invoke(playbook, [*ask, "2199-01-02", "check"]).exit_code == 0


def test_a_playbook_without_a_policy_is_told_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "playbook").mkdir()
    (tmp_path / "prospects").mkdir()
    result = check(tmp_path)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:2] == [
        "playbook/playbook.yml: there is no such file, so nothing can be planned",
        "    Write one with your name in it: `me: {name: Ludo Marsh}`.",
    ]


def test_what_is_said_of_people_comes_before_what_is_said_of_scripts() -> None:
    people = Problem("prospects/a.yml", 1, 1, "A", "", "dropped")
    words = Problem("playbook/emails/a.md.j2", 1, 1, "W", "", "gives")
    said = report((), (words, people), 1)
    assert said.index("prospects/a.yml") < said.index("playbook/emails")


def test_github_gets_one_annotation_a_line() -> None:
    lines = check(WORKSPACES / "broken", "--github").stdout.splitlines()
    assert (
        "::error file=prospects/a-stage-misspelt.yml,line=2,col=8::"
        "unknown stage 'almots' Did you mean 'almost'?"
    ) in lines
    assert [line for line in lines if not line.startswith(("::error ", "::warning "))] == []


def test_an_annotation_cannot_be_broken_out_of() -> None:
    problem = Problem("a,b:c.yml", 1, 2, "100%\n::error::x", "", "rule")
    assert annotation(problem) == ("::warning file=a%2Cb%3Ac.yml,line=1,col=2::100%25%0A::error::x")


@pytest.mark.parametrize(
    ("problems", "warnings", "said"),
    [
        (0, 0, "Everything is in order: 2 prospects, no problems."),
        (1, 0, "1 problem in 1 file."),
        (2, 1, "2 problems in 2 files; 1 warning."),
        (0, 2, "No problems; 2 warnings."),
    ],
)
def test_it_closes_with_one_sentence(problems: int, warnings: int, said: str) -> None:
    def found(count: int) -> list[Problem]:
        return [Problem(f"{n}.yml", 1, 1, "x") for n in range(count)]

    assert closing(found(problems), found(warnings), 2) == said
