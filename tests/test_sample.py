"""The sample is a working playbook: a clone shows a believable week, and nobody in it is real."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import get_args

import pytest

from generator import pipeline
from generator.model.plan import Plan, Standing
from generator.model.text import STAGES
from generator.model.workspace import Workspace
from generator.rendering.agenda import Agenda

REPOSITORY = Path(__file__).parent.parent
WRITTEN = [
    path
    for folder in ("prospects", "playbook", "tests/workspaces/small", "tests/workspaces/year")
    for path in sorted((REPOSITORY / folder).rglob("*"))
    if path.suffix in {".yml", ".j2", ".md"}
]

# Ofcom's numbers for drama, and North America's.
DRAMA = re.compile(
    r"(?:\+44 ?|0)(?:20 ?7946 ?0\d{3}|1(?:17|31|61) ?496 ?0\d{3}|7700 ?900 ?\d{3})"
    r"|\+1 ?(?:\d{3} )?555-?\s?01\d\d"
)
TELEPHONE = re.compile(r"\bphone: [\"']?([+0-9][0-9 ()-]+)")
ADDRESS = re.compile(r"[\w.+-]+@([\w.-]+\w)")
LINK = re.compile(r"https?://([^/\s]+)")


@lru_cache
def sample() -> tuple[Workspace, Plan]:
    """Read and plan the repository on the day that its policy pins."""
    day = pipeline.pinned_day(REPOSITORY)
    assert day
    workspace = pipeline.load(REPOSITORY, day, day)
    return workspace, pipeline.plan(workspace, day)


def test_the_sample_has_no_fault() -> None:
    workspace, _ = sample()
    assert [str(problem) for problem in workspace.problems] == []


def test_the_sample_knows_every_stage() -> None:
    workspace, _ = sample()
    assert {person.stage for person in workspace.prospects} == set(STAGES)


def test_the_sample_knows_every_standing() -> None:
    _, plan = sample()
    planned = {action.standing for action in plan.actions if action.status != "projected"}
    assert planned | {entry.standing for entry in plan.unplanned} == set(get_args(Standing))


def test_everybody_is_planned_for_or_left_out_with_a_reason() -> None:
    workspace, plan = sample()
    planned = {action.prospect for action in plan.actions}
    left_out = {entry.prospect for entry in plan.unplanned if entry.because}
    assert {person.slug for person in workspace.prospects} == planned | left_out


def test_no_touch_of_the_first_week_lacks_its_script() -> None:
    """The library is rich enough for everybody in the sample."""
    _, plan = sample()
    first = [a for a in plan.actions if a.status != "projected" and a.do == "touch"]
    assert first
    assert [a.prospect for a in first if a.script is None] == []


def test_who_comes_to_an_event_is_reminded_with_day_and_place_whatever_lay_between() -> None:
    workspace, plan = sample()
    months = pipeline.plan(workspace, plan.today, 12)
    reminder = next(a for a in months.of("miriam-adeyemi") if a.moment == "before-event")
    assert any(a.date < reminder.date for a in months.of("miriam-adeyemi"))
    words = Agenda(workspace, months).words(reminder)
    assert words
    assert not words.missing
    for fact in ("An hour without a mouse", "Wednesday 20 January", "the Old Ropeworks"):
        assert fact in words.text


def test_the_first_morning_is_one_that_a_shy_person_would_begin() -> None:
    _, plan = sample()
    today = [a for a in plan.actions if a.date == plan.today]
    assert 4 <= len(today) <= 10


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_nobody_in_a_sample_is_real(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    numbers = [n.strip() for n in TELEPHONE.findall(text)]
    assert [number for number in numbers if not DRAMA.fullmatch(number)] == []
    domains = [*ADDRESS.findall(text), *LINK.findall(text)]
    assert [d for d in domains if not re.fullmatch(r"(?:.+\.)?example(?:\.com)?", d)] == []
