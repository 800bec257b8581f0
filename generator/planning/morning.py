"""How things stood this morning, before anything of today happened.

So that a plan made at noon is that of the morning less what was done: it asks for no more late ones
than that did, and what was placed for today stays there however much of the day is done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from generator.model.prospect import Prospect
from generator.model.workspace import Workspace
from generator.planning.hindsight import as_known_on
from generator.planning.next_step import next_steps
from generator.planning.step import OVERDUE, Pause
from generator.planning.world import Case, World


def this_morning(workspace: Workspace, world: World, today: date) -> dict[str, Case | None]:
    """Give those of whom something happened today, as they were; None: nobody knows how."""
    changed = tuple(p for p in workspace.prospects if any(t.date == today for t in p.touches))
    known = as_known_on(replace(workspace, prospects=changed), today).prospects
    return {p.slug: None for p in changed} | {p.slug: world.case(p, today) for p in known}


def caught_up(prospects: Iterable[Prospect], morning: dict[str, Case | None], today: date) -> int:
    """Count the late ones with whom I was in touch today, or whom I tried to reach."""
    done = [morning.get(p.slug) for p in prospects if _was_in_touch(p, today)]
    return sum(_is_late(case) for case in done if case)


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
