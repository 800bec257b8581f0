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


IMPORTED = [row for row in ROWS if row.place == "import"]
imports = pytest.mark.parametrize("row", IMPORTED, ids=[Path(row.file).name for row in IMPORTED])
SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.yml")


@pytest.fixture
def healthy(starter: Path, tmp_path: Path) -> Path:
    """The starter library with its three people, and nothing hostile in it yet."""
    shutil.copytree(starter, tmp_path, dirs_exist_ok=True)
    return tmp_path


def files_of(root: Path) -> dict[str, bytes]:
    """All that is the user's: what the tool keeps for its own undo is left out."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".playbook" not in path.parts
    }


def bring_in(root: Path, row: Row, *options: str) -> Result:
    return ask(root, "import", str(HERE / row.file), *options)


@imports
def test_an_import_does_what_it_should_and_no_more(healthy: Path, row: Row) -> None:
    before = files_of(healthy)
    assert "Traceback" not in bring_in(healthy, row, "--dry-run").output
    assert files_of(healthy) == before, "a dry run writes nothing"

    result = bring_in(healthy, row)
    assert str(result.exit_code) in row.exit.split("|"), result.output
    after = files_of(healthy)
    assert {path: after[path] for path in before} == before, "what was there stays"
    added = sorted(after.keys() - before.keys())
    assert all(Path(path).parent == Path("prospects") for path in added)
    assert all(SAFE_NAME.fullmatch(Path(path).name) for path in added), added
    if result.exit_code:
        assert added == []
    fewest, _, most = row.plan.partition("added:")[2].split()[0].partition("-")
    assert int(fewest) <= len(added) <= int(most or fewest), added

    assert json.loads(ask(healthy, "check", "--json").stdout)["problems"] == []
    bring_in(healthy, row)
    assert files_of(healthy) == after, "the same file twice adds nothing"


@pytest.mark.parametrize(
    "row", [row for row in IMPORTED if ":" in row.plan.replace("added:", "")], ids=lambda r: r.file
)
def test_an_import_never_brings_back_what_somebody_does_not_want(healthy: Path, row: Row) -> None:
    bring_in(healthy, row)
    plan = json.loads(ask(healthy, "plan", "--json").stdout)
    slugs = [Path(path).stem for path in files_of(healthy) if path.startswith("prospects/")]
    for claim in row.plan.split():
        kind, _, pattern = claim.partition(":")
        if kind != "added":
            meant = [slug for slug in slugs if re.fullmatch(pattern.replace("*", ".*"), slug)]
            assert meant
            assert [slug for slug in meant if not holds(f"{kind}:{slug}", plan)] == []


@pytest.mark.parametrize("row", [r for r in IMPORTED if r.also != "-"], ids=lambda r: r.file)
def test_what_an_import_adds_shows_as_it_should(healthy: Path, row: Row) -> None:
    before = files_of(healthy)
    bring_in(healthy, row)
    asked, forbidden, pattern = re.fullmatch(r"(.+?) =(!|>) (.+)", row.also).groups()  # type: ignore[union-attr]
    if asked == "new":
        new = files_of(healthy)
        shown = "".join(new[path].decode() for path in sorted(new.keys() - before.keys()))
    else:
        shown = ask(healthy, *asked.split()).stdout
    assert bool(re.search(pattern, shown)) == (forbidden == ">"), shown


@imports
def test_an_import_costs_a_process_of_its_own_little(healthy: Path, row: Row) -> None:
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run(
        (
            sys.executable,
            "-c",
            MEASURED,
            "-C",
            healthy,
            "--today",
            TODAY,
            "import",
            HERE / row.file,
        ),
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
        cwd=healthy,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert str(result.returncode) in row.exit.split("|"), result.stderr
    assert "Traceback" not in result.stderr
    assert int(result.stderr.split("peak:")[1]) / 1024 < MEGABYTES
    assert end.ru_utime - start.ru_utime < SECONDS
