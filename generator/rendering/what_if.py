"""What another policy would ask of you, beside what today's asks: work, cost and dates."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.days import Week
from generator.model.plan import Action, Plan
from generator.model.workspace import Workspace
from generator.rendering import speech

MOST_MOVED = 20


@dataclass(frozen=True, slots=True)
class Workload:
    """What one plan asks: touches a week, what they cost, and how many come too late."""

    touches: dict[Week, int]
    cost: float
    late: int
    goodbyes: int
    busiest: int

    @property
    def total(self) -> int:
        """All touches of the plan."""
        return sum(self.touches.values())


def weigh(plan: Plan) -> Workload:
    """Count the work of a plan."""
    made = [a for a in plan.actions if a.do == "touch"]
    by_day = Counter(a.date for a in made)
    return Workload(
        touches=dict(Counter(a.week for a in made)),
        cost=sum(a.cost for a in made),
        late=sum(a.date > max(a.window.latest, plan.today) for a in made),
        goodbyes=sum(a.purpose == "breakup" for a in made),
        busiest=max(by_day.values(), default=0),
    )


def render_what_if(workspace: Workspace, now: Plan, other: Plan) -> str:
    """Set two plans beside each other, in a table and in the dates that move."""
    return "\n".join(
        [*_table(workspace, weigh(now), weigh(other)), "", *_moves(workspace, now, other), ""]
    )


def render_what_if_json(now: Plan, other: Plan) -> str:
    """Give both workloads and every next action that moves, for machines."""
    document = {
        "schema": 1,
        "today": now.today.isoformat(),
        "weeks": now.weeks,
        "now": _as_json(weigh(now)),
        "then": _as_json(weigh(other)),
        "moved": [
            {
                "prospect": slug,
                "now": before.date.isoformat() if before else None,
                "then": after.date.isoformat() if after else None,
            }
            for slug, before, after in _moved(now, other)
        ],
    }
    return json.dumps(document, indent=2) + "\n"


def _as_json(load: Workload) -> dict[str, object]:
    return {
        "touches": {str(week): count for week, count in sorted(load.touches.items())},
        "total": load.total,
        "cost": load.cost,
        "late": load.late,
        "goodbyes": load.goodbyes,
        "busiest_day": load.busiest,
    }


def _table(workspace: Workspace, now: Workload, other: Workload) -> Iterator[str]:
    currency = workspace.policy.budget.currency if workspace.policy else "GBP"
    rows = [(f"Week {w.number}", now.touches.get(w, 0), other.touches.get(w, 0))
            for w in sorted({*now.touches, *other.touches})]  # fmt: skip
    rows += [
        ("Touches in all", now.total, other.total),
        ("On the busiest day", now.busiest, other.busiest),
        ("Later than they belong", now.late, other.late),
        ("Goodbyes", now.goodbyes, other.goodbyes),
    ]
    yield f"{'':<24}{'as it is':>10}{'then':>10}"
    for label, before, after in rows:
        yield f"{label:<24}{before:>10}{after:>10}"
    costs = (speech.say_money(load.cost, currency) for load in (now, other))
    yield f"{'Gifts':<24}" + "".join(f"{cost:>10}" for cost in costs)


def _moves(workspace: Workspace, now: Plan, other: Plan) -> Iterator[str]:
    moved = list(_moved(now, other))
    if not moved:
        yield "Nobody's next date changes."
        return
    yield f"{len(moved)} next dates change:" if len(moved) > 1 else "One next date changes:"
    titles = {p.slug: p.title for p in workspace.prospects}
    for slug, before, after in moved[:MOST_MOVED]:
        yield f"  {titles.get(slug, slug)}: {_said(before, now)}, then {_said(after, now)}"
    if len(moved) > MOST_MOVED:
        yield f"  and {len(moved) - MOST_MOVED} more"


def _said(action: Action | None, plan: Plan) -> str:
    return speech.say_date(action.date, plan.today) if action else "nothing planned"


def _moved(now: Plan, other: Plan) -> Iterator[tuple[str, Action | None, Action | None]]:
    """Give everybody whose next touch falls on another day."""
    before, after = _next(now), _next(other)
    for slug in sorted({*before, *after}):
        was, will = before.get(slug), after.get(slug)
        if (was and was.date) != (will and will.date):
            yield slug, was, will


def _next(plan: Plan) -> dict[str, Action]:
    found: dict[str, Action] = {}
    for action in plan.actions:
        if action.do == "touch":
            found.setdefault(action.prospect, action)
    return found
