"""The workspaces that other tests stand on hold what those tests believe of them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.model.prospect import Prospect
from generator.model.text import STAGES
from tests.workspaces.make_year import FOLDER, render_year

HERE = Path(__file__).parent


def read_people(workspace: str) -> dict[str, Prospect]:
    """Read without the reading room, so that its faults cannot hide here."""
    return {
        path.stem: Prospect.model_validate(
            yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 — text only
            | {"slug": path.stem}
        )
        for path in sorted((HERE / workspace / "prospects").glob("*.yml"))
    }


def test_the_year_is_what_its_script_writes() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yml")}
    assert committed == render_year(), "run: python tests/workspaces/make_year.py"


def test_the_year_knows_forty_people_in_every_stage() -> None:
    people = read_people("year")
    assert len(people) == 40
    assert {person.stage for person in people.values()} == set(STAGES)


@pytest.mark.parametrize("workspace", ["small", "year"])
def test_every_touch_has_its_place_in_time(workspace: str) -> None:
    for person in read_people(workspace).values():
        days = [touch.date for touch in person.touches]
        assert days == sorted(days), person.slug


def test_no_two_touches_of_the_year_share_an_id() -> None:
    ids = [touch.id for person in read_people("year").values() for touch in person.touches]
    assert len(ids) == len(set(ids))
