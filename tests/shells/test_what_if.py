from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli import playbook

ROOT = Path(__file__).parents[2]


def what_if(*options: str) -> Result:
    arguments = ["-C", str(ROOT), "--today", "2026-11-23", "what-if", *options]
    return CliRunner().invoke(playbook, arguments, catch_exceptions=False)


def test_the_same_policy_changes_nothing() -> None:
    said = what_if().stdout
    assert "Nobody's next date changes." in said
    total = next(line for line in said.splitlines() if line.startswith("Touches in all"))
    assert total.split()[-1] == total.split()[-2]


def test_a_smaller_day_moves_people_and_never_holds_more() -> None:
    document = json.loads(what_if("--capacity", "total=2", "--json").stdout)
    assert document["now"]["busiest_day"] > document["then"]["busiest_day"] == 2
    assert document["moved"]
    assert all(entry["now"] != entry["then"] for entry in document["moved"])


def test_boldness_changes_the_steps_of_a_proposal() -> None:
    bold = json.loads(what_if("--boldness", "bold", "--json").stdout)
    gentle = json.loads(what_if("--boldness", "gentle", "--json").stdout)
    assert bold["now"] == gentle["now"]
    assert bold["then"]["touches"] != gentle["then"]["touches"]


def test_a_capacity_that_is_none_is_misuse_and_says_what_to_write() -> None:
    refused = what_if("--capacity", "calls=3")
    assert refused.exit_code == 2
    assert "write total=6 or call=3" in refused.stderr


def test_looking_changes_no_file() -> None:
    before = {path: path.read_bytes() for path in (ROOT / "prospects").glob("*.yml")}
    what_if("--capacity", "total=1")
    assert {path: path.read_bytes() for path in (ROOT / "prospects").glob("*.yml")} == before
