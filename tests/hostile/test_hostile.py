"""Every hostile file, put into a healthy playbook, does what `manifest.tsv` says and no more."""

from __future__ import annotations

import csv
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import playbook

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
TODAY = "2026-11-23"
SECONDS = 2.0
MEGABYTES = 300
TAKES_THE_PLACE_OF = Path("playbook/calls/where-it-stands.md.j2")


@dataclass(frozen=True)
class Row:
    """One line of the manifest."""

    file: str
    place: str
    exit: str
    line: str
    says: str
    plan: str
    also: str
    what: str


def read_manifest() -> list[Row]:
    with (HERE / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Row(**row) for row in rows]


ROWS = read_manifest()
READ = [row for row in ROWS if row.place != "import"]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter library with three invented people."""
    root = tmp_path_factory.mktemp("starter")
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    shutil.copytree(REPOSITORY / "playbook", root / "playbook")
    shutil.copytree(HERE / "base" / "prospects", root / "prospects")
    return root


@pytest.fixture
def root(starter: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A playbook with the hostile file of this test in its place."""
    row: Row = request.param
    shutil.copytree(starter, tmp_path, dirs_exist_ok=True)
    kind = row.file.split("/")[0]
    if kind == "shelf":
        shutil.copy(HERE / "base/playbook/shelf.yml", tmp_path / "playbook")
    if kind == "policy":
        shutil.copy(HERE / "base/playbook/playbook.yml", tmp_path / "playbook")
    (tmp_path / row.place).parent.mkdir(exist_ok=True)
    shutil.copy(HERE / row.file, tmp_path / row.place)
    return tmp_path


def ask(root: Path, *args: str) -> Result:
    """Run a command on a playbook; it must neither crash nor take long."""
    start = time.process_time()
    result = CliRunner().invoke(playbook, ["-C", str(root), "--today", TODAY, *args])
    assert time.process_time() - start < SECONDS
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def exists(command: str) -> bool:
    return playbook.get_command(None, command) is not None  # type: ignore[arg-type]


def lines_allowed(text: str) -> range | None:
    """Read `31-33`, `31` or `-`."""
    if text == "-":
        return None
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def is_said(row: Row, problem: dict[str, Any]) -> bool:
    allowed = lines_allowed(row.line)
    right_line = allowed is None or problem["line"] in allowed
    text = f"{problem['message']} {problem['hint']}"
    right_words = row.says == "-" or re.search(row.says, text, re.IGNORECASE)
    return problem["path"] == row.place and right_line and bool(right_words)


def named(rows: list[Row]) -> list[Any]:
    return [pytest.param(row, row, id=row.file) for row in rows]


def test_the_manifest_lists_every_file() -> None:
    there = {
        path.relative_to(HERE).as_posix()
        for kind in ("prospects", "scripts", "shelf", "policy", "imports")
        for path in (HERE / kind).iterdir()
    }
    assert there == {row.file for row in ROWS}


def test_the_healthy_playbook_has_no_problem(starter: Path) -> None:
    assert json.loads(ask(starter, "check", "--json").stdout)["problems"] == []


@pytest.mark.parametrize(("root", "row"), named(READ), indirect=["root"])
def test_check_says_what_is_wrong(root: Path, row: Row) -> None:
    before = (root / row.place).read_bytes()
    result = ask(root, "check", "--json")
    problems = json.loads(result.stdout)["problems"]
    assert str(result.exit_code) in row.exit.split("|"), problems
    if row.exit == "1":
        assert [p for p in problems if is_said(row, p)], problems
    assert {p["path"] for p in problems} <= {row.place}, "others must not suffer"
    assert (root / row.place).read_bytes() == before


def holds(claim: str, plan: dict[str, Any]) -> bool:
    """Whether a plan keeps `none:SLUG`, `some:SLUG` or `no-call:SLUG`."""
    kind, _, slug = claim.partition(":")
    actions = [action for action in plan["actions"] if action["prospect"] == slug]
    if kind.startswith("no-"):
        return not [action for action in actions if action["channel"] == kind.removeprefix("no-")]
    return bool(actions) == (kind == "some")


@pytest.mark.skipif(not exists("plan"), reason="there is no `plan` yet")
@pytest.mark.parametrize(
    ("root", "row"), named([row for row in READ if row.plan != "-"]), indirect=["root"]
)
def test_the_plan_leaves_out_whom_it_must_and_nobody_else(root: Path, row: Row) -> None:
    plan = json.loads(ask(root, "plan", "--json").stdout)
    assert [claim for claim in row.plan.split() if not holds(claim, plan)] == []
    for claim in row.plan.split():
        kind, _, slug = claim.partition(":")
        if kind == "none" and row.exit == "1":
            assert slug in {entry["prospect"] for entry in plan["unplanned"]}
            assert row.place in {problem["path"] for problem in plan["problems"]}


@pytest.mark.parametrize(
    ("root", "row"), named([row for row in READ if row.also != "-"]), indirect=["root"]
)
def test_other_commands_show_it_as_they_should(root: Path, row: Row) -> None:
    asked, forbidden, pattern = re.fullmatch(r"(.+?) =(!|>) (.+)", row.also).groups()  # type: ignore[union-attr]
    if not exists(asked.split()[0]):
        pytest.skip(f"there is no `{asked.split()[0]}` yet")
    shown = ask(root, *asked.split()).stdout
    found = re.search(pattern, shown) or re.search(pattern, "".join(shown.split()))
    assert bool(found) == (forbidden == ">")


BOMBS = [row for row in READ if re.search("alias|nested|loops|reaches|python-tag", row.file)]


@pytest.mark.parametrize(("root", "row"), named(BOMBS), indirect=["root"])
def test_a_bomb_costs_a_process_of_its_own_little(root: Path, row: Row) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    result = subprocess.run(
        [sys.executable, "-c", MEASURED, "-C", str(root), "--today", TODAY, "check"],
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert result.returncode == 1
    assert row.place in result.stdout
    assert "Traceback" not in result.stderr
    assert int(result.stderr.split("peak:")[1]) / 1024 < MEGABYTES
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < SECONDS
    assert not list(root.rglob("HOSTILE_PWNED"))


MEASURED = """
import atexit, resource, sys
atexit.register(lambda: sys.stderr.write(
    f"peak:{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}"))
from generator.cli import main
main()
"""


@pytest.mark.parametrize("row", [r for r in ROWS if r.place == "import"], ids=lambda r: r.file)
def test_imports(row: Row) -> None:
    assert not exists("import"), "now it can be tested: write the test in the place of this one"
    pytest.skip(f"there is no `import` yet: {row.what}")
