"""People who were contacted on one day do not stay a herd: they are spread over their window."""

from __future__ import annotations

from collections import Counter
from datetime import date

from generator.model.channel import CHANNELS
from generator.model.plan import Plan
from generator.model.policy import Policy
from generator.model.prospect import Prospect, Touch
from generator.model.workspace import Workspace
from generator.planning.plan import make_plan
from tests.planning.case import ME
from tests.planning.library import SHELF, library

TODAY = date(2026, 9, 7)
WRITTEN_TO = date(2026, 8, 10)
"""Thirty days later is Wednesday 9 September; the first half of the window ends on Tuesday 15."""


def plan_for(people: int, **capacity: int) -> Plan:
    letters = (
        Touch(date=date(2026, 7, 6), channel="email", outcome="replied"),
        Touch(date=WRITTEN_TO, channel="email", purpose="value"),
    )
    prospects = tuple(
        Prospect.model_validate(
            {
                "slug": f"person-{n:02}",
                "name": f"Person {n}",
                "stage": "almost",
                "email": f"person-{n}@firm.example",
                "touches": letters,
            }
        )
        for n in range(people)
    )
    policy = Policy.model_validate({"me": ME, "capacity": {"total": 40, "email": 40, **capacity}})
    return make_plan(
        Workspace(policy, dict(CHANNELS), prospects, library(("email",)), SHELF), TODAY, weeks=4
    )


def touches_a_day(plan: Plan) -> dict[int, int]:
    return dict(sorted(Counter(action.date.day for action in plan.actions).items()))


def test_thirty_people_of_one_day_are_spread_evenly_over_the_first_half() -> None:
    plan = plan_for(30)

    assert touches_a_day(plan) == {9: 6, 10: 6, 11: 6, 14: 6, 15: 6}


def test_where_the_first_half_is_full_the_second_is_used() -> None:
    plan = plan_for(8, email=1)

    assert touches_a_day(plan) == {9: 1, 10: 1, 11: 1, 14: 1, 15: 1, 16: 1, 17: 1, 18: 1}
    last = plan.of("person-07")[0]
    says = [reason.says for reason in last.because if reason.rule == "capacity"]
    assert says == ["Wednesday 9 September is full; Friday 18 September has room."]


def test_the_total_of_a_day_limits_as_a_channel_does() -> None:
    assert touches_a_day(plan_for(8, total=2)) == {9: 2, 10: 2, 11: 2, 14: 1, 15: 1}


def test_a_day_that_holds_less_is_preferred_and_says_so() -> None:
    second = plan_for(2).of("person-01")[0]

    says = [reason.says for reason in second.because if reason.rule == "capacity"]
    assert says == ["Wednesday 9 September already holds more; Thursday 10 September is quieter."]
