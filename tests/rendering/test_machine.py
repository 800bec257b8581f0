"""The plan for other programs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time

from generator.model.plan import Action, Plan, Reason, TimeSlot, Unplanned, Window
from generator.model.problem import Problem
from generator.rendering.machine import action_data, render_check_json, render_plan_json

CALL = Action(
    id="a-1",
    code="k7f",
    prospect="dana-reyes",
    date=date(2026, 11, 24),
    do="touch",
    for_id=None,
    channel="call",
    purpose="value",
    script="calls/a-report",
    item=None,
    cost=0.0,
    status="planned",
    window=Window(date(2026, 11, 20), date(2026, 12, 2)),
    touch_number=2,
    standing="active",
    time=TimeSlot(date(2026, 11, 24), time(10), time(12), "Europe/London"),
    because=(Reason("rhythm", "34 days after your last e-mail"),),
)


def test_the_document_is_the_promised_one_whole() -> None:
    plan = Plan(
        today=date(2026, 11, 23),
        weeks=8,
        actions=(CALL,),
        unplanned=(
            Unplanned("gone", "closed", None, (Reason("gift-of-clarity", "They said no."),)),
            Unplanned("later", "resting", date(2027, 2, 20), (Reason("rest", "Until then."),)),
        ),
        problems=(Problem("prospects/x.yml", 4, 9, "unknown stage 'almots'", "'almost'?"),),
    )
    assert json.loads(render_plan_json(plan)) == {
        "schema": 1,
        "today": "2026-11-23",
        "weeks": 8,
        "actions": [
            {
                "id": "a-1",
                "code": "k7f",
                "prospect": "dana-reyes",
                "date": "2026-11-24",
                "week": "2026-W48",
                "time": {
                    "date": "2026-11-24",
                    "from": "10:00",
                    "to": "12:00",
                    "timezone": "Europe/London",
                },
                "do": "touch",
                "for": None,
                "channel": "call",
                "purpose": "value",
                "script": "calls/a-report",
                "item": None,
                "cost": 0,
                "status": "planned",
                "window": {"earliest": "2026-11-20", "latest": "2026-12-02"},
                "touch_number": 2,
                "standing": "active",
                "missing": [],
                "because": [{"rule": "rhythm", "says": "34 days after your last e-mail"}],
            }
        ],
        "unplanned": [
            {
                "prospect": "gone",
                "standing": "closed",
                "until": None,
                "because": [{"rule": "gift-of-clarity", "says": "They said no."}],
            },
            {
                "prospect": "later",
                "standing": "resting",
                "until": "2027-02-20",
                "because": [{"rule": "rest", "says": "Until then."}],
            },
        ],
        "problems": [
            {
                "path": "prospects/x.yml",
                "line": 4,
                "column": 9,
                "message": "unknown stage 'almots'",
                "hint": "'almost'?",
            }
        ],
    }


def test_a_preparation_has_the_same_keys_and_no_time_and_no_cost() -> None:
    order = replace(CALL, do="prepare", for_id="a-1", cost=12.5)
    data = action_data(order)
    assert list(data) == list(action_data(CALL))
    assert (data["do"], data["for"], data["time"], data["cost"]) == ("prepare", "a-1", None, 0)


def test_money_is_a_whole_number_where_it_is_whole() -> None:
    assert repr(action_data(replace(CALL, cost=12.0))["cost"]) == "12"
    assert repr(action_data(replace(CALL, cost=12.5))["cost"]) == "12.5"


def test_the_same_plan_gives_the_same_bytes_and_letters_stay_letters() -> None:
    plan = Plan(date(2026, 11, 23), 8, (replace(CALL, prospect="zoë"),), ())
    assert render_plan_json(plan) == render_plan_json(plan)
    assert '"zoë"' in render_plan_json(plan)


def test_warnings_carry_their_rule_and_problems_do_not() -> None:
    fault = Problem("prospects/x.yml", 1, 1, "m")
    warning = Problem("prospects/y.yml", 2, 1, "w", "h", "rhythm")
    found = json.loads(render_check_json((fault,), (warning,)))
    assert "rule" not in found["problems"][0]
    assert found["warnings"][0]["rule"] == "rhythm"
