"""Plans for other programs: JSON whose keys are promised. New keys may come, none goes or changes.

Dates are ISO, and what is not known is null, so that every object of a kind has the same keys.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator.model.days import Week
from generator.model.plan import Action, Plan, Reason, TimeSlot, Unplanned
from generator.model.problem import Problem
from generator.model.prospect import Touch
from generator.model.workspace import Workspace

SCHEMA = 1
TOUCH_KEYS = frozenset(Touch.model_fields) - {"line"}

Json = dict[str, Any]


def render_plan_json(plan: Plan) -> str:
    """Give the whole plan as one JSON document."""
    return render_json(plan_data(plan))


def render_actions_json(plan: Plan, actions: Iterable[Action], week: Week | None = None) -> str:
    """Give some of a plan's actions as one JSON document: those of a day, or of `week`."""
    data: Json = {"schema": SCHEMA, "today": plan.today.isoformat()}
    if week:
        data["week"] = str(week)
    return render_json(data | {"actions": [action_data(a) for a in actions]})


def render_why_json(plan: Plan, slug: str) -> str:
    """Give a plan's part about one prospect as one JSON document, and what its next step is not."""
    refused = next((a.refused for a in plan.of(slug)), ())
    return render_json(_of_one(plan, slug) | {"refused": _reasons(refused)})


def render_show_json(workspace: Workspace, plan: Plan, slug: str) -> str:
    """Give how one prospect stands as one JSON document: who, what comes next, what happened.

    What is `private` is left in the file. Where that has a fault, only the plan's part is known.
    """
    prospect = next((p for p in workspace.prospects if p.slug == slug), None)
    unplanned = (u.standing for u in plan.unplanned if u.prospect == slug)
    who = {key: getattr(prospect, key, None) for key in ("name", "company", "stage")}
    touches = prospect.history(plan.today) if prospect else ()
    return render_json(
        _of_one(plan, slug)
        | who
        | {
            "standing": plan.standings.get(slug) or next(unplanned, None),
            "touches": [_touch_data(touch) for touch in touches],
        }
    )


def _of_one(plan: Plan, slug: str) -> Json:
    """Give a plan's part about one prospect, under the plan's own keys."""
    unplanned = [u for u in plan.unplanned if u.prospect == slug]
    paths = {f"prospects/{slug}{ending}" for ending in (".yml", ".yaml", ".YML")}
    return {
        "schema": SCHEMA,
        "today": plan.today.isoformat(),
        "prospect": slug,
        "actions": [action_data(a) for a in plan.of(slug)],
        "unplanned": [unplanned_data(u) for u in unplanned],
        "problems": [problem_data(p) for p in plan.problems if p.path in paths],
    }


def _touch_data(touch: Touch) -> Json:
    """Give a touch by the keys of the format, all of them, in their order."""
    data: Json = touch.model_dump(mode="json", include=set(TOUCH_KEYS))
    return data


def render_check_json(problems: tuple[Problem, ...], warnings: tuple[Problem, ...]) -> str:
    """Give what `check` found: faults, and warnings with their rule."""
    return render_json(
        {
            "schema": SCHEMA,
            "problems": [problem_data(p) for p in problems],
            "warnings": [problem_data(w) | {"rule": w.rule} for w in warnings],
        }
    )


def render_json(data: object) -> str:
    """Write `data` the one way that this tool writes JSON: keys as given, letters unescaped."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def plan_data(plan: Plan) -> Json:
    """Give the plan as plain data, in the plan's own order."""
    return {
        "schema": SCHEMA,
        "today": plan.today.isoformat(),
        "weeks": plan.weeks,
        "actions": [action_data(a) for a in plan.actions],
        "unplanned": [unplanned_data(u) for u in plan.unplanned],
        "problems": [problem_data(p) for p in plan.problems],
    }


def action_data(action: Action) -> Json:
    """Give one action. A preparation carries its touch's fields, but no time and no cost."""
    touch = action.do == "touch"
    return {
        "id": action.id,
        "code": action.code,
        "prospect": action.prospect,
        "date": action.date.isoformat(),
        "week": str(action.week),
        "time": _time_data(action.time) if touch else None,
        "do": action.do,
        "for": action.for_id,
        "channel": action.channel,
        "purpose": action.purpose,
        "script": action.script,
        "item": action.item,
        "cost": amount(action.cost) if touch else 0,
        "status": action.status,
        "window": {
            "earliest": action.window.earliest.isoformat(),
            "latest": action.window.latest.isoformat(),
        },
        "touch_number": action.touch_number,
        "standing": action.standing,
        "missing": list(action.missing),
        "because": _reasons(action.because),
    }


def unplanned_data(unplanned: Unplanned) -> Json:
    """Give one prospect without an action, with the reasons and, where there is one, the day."""
    return {
        "prospect": unplanned.prospect,
        "standing": unplanned.standing,
        "until": unplanned.until.isoformat() if unplanned.until else None,
        "because": _reasons(unplanned.because),
    }


def problem_data(problem: Problem) -> Json:
    """Give one fault; line and column are 0 where there is no file that it could stand in."""
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "hint": problem.hint,
    }


def _time_data(slot: TimeSlot | None) -> Json | None:
    if slot is None:
        return None
    return {
        "date": slot.date.isoformat(),
        "from": f"{slot.start:%H:%M}",
        "to": f"{slot.end:%H:%M}",
        "timezone": slot.timezone,
    }


def _reasons(reasons: tuple[Reason, ...]) -> list[Json]:
    return [{"rule": r.rule, "says": r.says} for r in reasons]


def amount(cost: float) -> float:
    """Give whole money as a whole number: 12, not 12.0."""
    return int(cost) if cost == int(cost) else round(cost, 2)
