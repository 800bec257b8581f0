"""A year of the shipped sample, planned ahead and lived day by day, under the naive checker's eyes."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from pathlib import Path

from generator import pipeline
from generator.model.plan import Plan
from generator.model.workspace import Workspace
from tests.properties.chain import Story, stories
from tests.properties.legality import OPEN_STAGES, breaches
from tests.properties.simulate import Diary, Habit, judge, live

REPOSITORY = Path(__file__).parent.parent.parent
WEEKS = 52
ENOUGH = 5
"""Unreturned touches after which somebody has not been dropped (001)."""


@cache
def sample() -> tuple[Workspace, Plan]:
    """Read the sample on its pinned day, and plan a year as `playbook what-if --weeks 52` does."""
    today = pipeline.pinned_day(REPOSITORY)
    assert today
    workspace = pipeline.load(REPOSITORY, today, today)
    return workspace, pipeline.plan(workspace, today, WEEKS)


def test_a_year_planned_ahead_breaks_no_rule() -> None:
    workspace, plan = sample()
    touched = {action.date.month for action in plan.actions}
    assert len(touched) == 12
    assert [str(b) for b in breaches(workspace, plan)] == []


def test_a_year_planned_ahead_drops_nobody() -> None:
    workspace, plan = sample()
    open_ = [s for s in stories(workspace, plan) if s.prospect.stage in OPEN_STAGES]
    assert open_
    assert [s.prospect.slug for s in open_ if not _was_pursued(s, plan)] == []


def test_no_day_of_a_year_planned_ahead_is_over_capacity() -> None:
    workspace, plan = sample()
    assert workspace.policy
    capacity = workspace.policy.capacity
    touches = [a for a in plan.actions if a.do == "touch"]
    for day in {a.date for a in touches}:
        channels = [a.channel for a in touches if a.date == day]
        assert len(channels) <= capacity["total"], day
        assert all(channels.count(c) <= capacity.get(c, 99) for c in channels), day


def test_a_year_in_which_nobody_answers_breaks_no_rule_and_drops_nobody() -> None:
    workspace, plan = sample()
    diary = live(workspace, plan.today, 365, Habit(unanswered_call="voicemail"), check_every=7)
    said = [f"{on}: {b}" for on, b in diary.breaches]
    assert said + [str(b) for b in judge(diary, plan.today)] == []
    after = pipeline.plan(diary.workspace, plan.today + timedelta(days=365))
    assert [s.prospect.slug for s in _open(diary, after) if not _was_pursued(s, after)] == []


def _open(diary: Diary, plan: Plan) -> list[Story]:
    return [s for s in stories(diary.workspace, plan) if s.prospect.stage in OPEN_STAGES]


def _was_pursued(story: Story, plan: Plan) -> bool:
    """Whether five touches went out since they last did something, or they may not or will not hear."""
    if len(story.silence(len(story.events))) >= ENOUGH:
        return True
    entry = next((u for u in plan.unplanned if u.prospect == story.prospect.slug), None)
    return entry is not None and entry.standing in {"blocked", "waiting"} and bool(entry.because)
