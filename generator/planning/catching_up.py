"""Catching up: how many of those who were late this morning I was in touch with since.

So that a plan made in the evening asks for no more late ones than that of the morning did.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.model.prospect import Prospect
from generator.model.workspace import Workspace
from generator.planning.hindsight import as_known_on
from generator.planning.next_step import next_steps
from generator.planning.step import OVERDUE, Pause
from generator.planning.world import Case, World


def caught_up(workspace: Workspace, world: World, today: date) -> int:
    """Count the late ones with whom I was in touch today, or whom I tried to reach."""
    done = tuple(p for p in workspace.prospects if _was_in_touch(p, today))
    morning = as_known_on(replace(workspace, prospects=done), today)
    return sum(_is_late(world.case(prospect, today)) for prospect in morning.prospects)


def _was_in_touch(prospect: Prospect, today: date) -> bool:
    return any(
        t.date == today and t.direction == "out" and (t.is_real or t.is_attempt)
        for t in prospect.touches
    )


def _is_late(case: Case) -> bool:
    """Whether what came next belonged to a day gone by; what is owed is no catching up."""
    steps = next_steps(case)
    if isinstance(steps, Pause):
        return False
    return steps[0].priority > OVERDUE and steps[0].window.latest < case.now
