"""`shelf`, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import playbook

SAMPLE = Path(__file__).parents[2]
SMALL = SAMPLE / "tests" / "workspaces" / "small"


def run(*words: str, root: Path = SMALL) -> Result:
    return CliRunner().invoke(playbook, ["-C", str(root), "--today", "2026-11-23", *words])


def test_the_shelf_lists_what_there_is() -> None:
    result = run("shelf")
    assert result.exit_code == 0
    assert "The shelf" in result.stdout
    listed = json.loads(run("shelf", "--json").stdout)["items"]
    assert all(item["title"] in result.stdout for item in listed)


def test_one_thing_is_found_by_the_beginning_of_its_id_or_by_its_title() -> None:
    first = json.loads(run("shelf", "--json").stdout)["items"][0]
    for named in (first["id"], first["id"][:-1], first["title"].upper()):
        assert run("shelf", "who", named).stdout.startswith(first["title"])
    assert (
        json.loads(run("shelf", "who", first["id"], "--json").stdout)["item"]["id"] == first["id"]
    )


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("zork", "there is no 'zork' on the shelf. `playbook shelf` lists what there is."),
        ("artcle-plain-forms", "Did you mean 'article-plain-forms'?"),
        ("", "there is no ''"),
    ],
)
def test_a_thing_that_is_not_there_is_misuse(named: str, said: str) -> None:
    result = run("shelf", "who", named)
    assert result.exit_code == 2
    assert said in result.stderr


def test_several_things_are_listed_and_none_is_chosen() -> None:
    result = run("shelf", "who", "book", root=SAMPLE)
    assert result.exit_code == 2
    assert "may be several things" in result.stderr
