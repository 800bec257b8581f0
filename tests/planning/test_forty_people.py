"""The plans of forty people, whole: read by a person, then kept, so that no change goes unseen.

They are the people of `tests/workspaces/year`, on a quiet Monday in October and on the Monday
before Christmas. Beside each action stand its reasons, and below them what else was thought of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline
from generator.model.plan import Action, Plan, Unplanned
from generator.model.workspace import Workspace
from tests.snapshot import assert_snapshot

YEAR = Path(__file__).parents[1] / "workspaces" / "year"
SNAPSHOTS = Path(__file__).parent / "snapshots"
DAYS = (date(2026, 10, 5), date(2026, 12, 21))
READ_ON = date(2026, 12, 21)


@pytest.fixture(scope="module", name="workspace")
def read_workspace() -> Workspace:
    return pipeline.load(YEAR, READ_ON, READ_ON)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_plan_is_the_one_that_a_person_read(workspace: Workspace, today: date) -> None:
    plan = pipeline.plan(workspace, today)

    assert_snapshot(SNAPSHOTS / f"forty-people-{today}.txt", "\n".join(as_text(plan)) + "\n")


def test_everybody_is_in_the_plan_or_left_out_with_a_reason(workspace: Workspace) -> None:
    for today in DAYS:
        plan = pipeline.plan(workspace, today)
        planned = {action.prospect for action in plan.actions}
        left_out = {entry.prospect for entry in plan.unplanned}

        assert planned | left_out == {prospect.slug for prospect in workspace.prospects}
        assert not planned & left_out


# --- to be read by a person --------------------------------------------------------------------


def as_text(plan: Plan) -> Iterator[str]:
    """Write the plan day by day, then who is left out, then how it stands with everybody."""
    day = None
    for action in plan.actions:
        if action.date != day:
            day = action.date
            yield from ("", f"{day:%A} {day.day} {day:%B %Y}, {action.week}")
        yield from _action(action)
    yield from ("", "Left out")
    for entry in plan.unplanned:
        yield from _left_out(entry)
    yield from ("", "Standing, and the number of the next touch")
    for slug, standing in plan.standings.items():
        yield f"  {slug}: {standing}, {plan.touch_numbers[slug]}"


def _action(action: Action) -> Iterator[str]:
    what = f"{action.do} {action.channel}, {action.purpose}, {action.status}"
    yield f"  {action.prospect}: {what} [{action.code} {action.id}]"
    window = f"{_short(action.window.earliest)} to {_short(action.window.latest)}"
    yield f"    {window}; touch {action.touch_number}, {action.standing}; {action.script}"
    yield from _details(action)
    yield from (f"      {reason.rule}: {reason.says}" for reason in action.because)
    yield from (f"      - {reason.rule}: {reason.says}" for reason in action.refused)


def _details(action: Action) -> Iterator[str]:
    slot = action.time
    found = {
        "for": action.for_id,
        "at": slot and f"{_short(slot.date)} {slot.start:%H:%M}-{slot.end:%H:%M} {slot.timezone}",
        "gives": action.item,
        "costs": f"{action.cost:g}" if action.cost else None,
        "moment": action.moment,
        "missing": ", ".join(action.missing),
    }
    told = [f"{name} {value}" for name, value in found.items() if value]
    if told:
        yield f"    {'; '.join(told)}"


def _left_out(entry: Unplanned) -> Iterator[str]:
    until = f"until {_short(entry.until)}" if entry.until else "without a date"
    yield f"  {entry.prospect}: {entry.standing}, {until}"
    yield from (f"      {reason.rule}: {reason.says}" for reason in entry.because)


def _short(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"
