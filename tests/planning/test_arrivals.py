"""Many new people at once begin a few a day, on my working days, in what room there is."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.plan import Plan
from generator.model.policy import Policy
from generator.planning.arrivals import plan_arrivals
from tests.properties.builders import action

MONDAY = date(2026, 11, 23)
EMPTY = Plan(MONDAY, 8, (), ())


def policy(**capacity: int) -> Policy:
    return Policy.model_validate({"me": {"name": "Ludo Marsh"}, "capacity": capacity})


def test_the_first_begin_on_the_day_of_the_import_and_nobody_on_a_later_weekend() -> None:
    days = plan_arrivals(policy(), EMPTY, 40)
    assert days[0] == MONDAY
    assert {day.weekday() for day in days} <= set(range(5))


def test_who_is_put_in_on_a_sunday_is_put_in_that_day_and_leaves_monday_as_full() -> None:
    sunday = MONDAY - timedelta(days=1)
    days = Counter(plan_arrivals(policy(total=10), Plan(sunday, 8, (), ()), 7))
    assert days == {sunday: 3, MONDAY + timedelta(days=1): 3, MONDAY + timedelta(days=2): 1}


def test_a_third_of_a_free_day_goes_to_new_people() -> None:
    first = Counter(plan_arrivals(policy(total=10), EMPTY, 40))[MONDAY]
    assert first == 3


def test_those_who_began_earlier_leave_less_room_to_those_who_follow() -> None:
    days = Counter(plan_arrivals(policy(total=10), EMPTY, 60))
    weeks = [sum(days[MONDAY + timedelta(days=7 * w + d)] for d in range(7)) for w in range(3)]
    assert weeks[0] > weeks[1] > weeks[2] > 0


def test_touches_planned_already_leave_less_room_and_preparations_as_much() -> None:
    tuesday = MONDAY + timedelta(days=1)
    touches = [action(f"{tuesday}", do="touch") for _ in range(7)]
    orders = [action(f"{tuesday}", do="prepare") for _ in range(7)]
    busy = Plan(MONDAY, 8, tuple(touches), ())
    ordering = Plan(MONDAY, 8, tuple(orders), ())
    assert Counter(plan_arrivals(policy(total=10), busy, 9))[tuesday] == 1
    assert Counter(plan_arrivals(policy(total=10), ordering, 9))[tuesday] == 3


def test_who_began_needs_the_middle_of_each_gap_for_what_follows() -> None:
    """Gaps are three to seven business days: after five come the second touches of those five."""
    days = plan_arrivals(policy(total=1), EMPTY, 6)
    assert days[:5] == tuple(MONDAY + timedelta(days=n) for n in range(5))
    assert days[5] == date(2027, 1, 7)  # five gaps later, with Christmas and New Year between


def test_where_people_hear_from_you_daily_those_who_began_fill_the_days_behind_them() -> None:
    """Each takes one of three touches on six days: three fill the days till one is through."""
    daily = Policy.model_validate(
        {
            "me": {"name": "Ludo Marsh"},
            "capacity": {"total": 3},
            "cadences": {"lead": {"gap_bd": [1, 1]}},
        }
    )
    days = plan_arrivals(daily, EMPTY, 4)
    assert days[:3] == tuple(MONDAY + timedelta(days=n) for n in range(3))
    assert days[3] == MONDAY + timedelta(days=8)


@pytest.mark.parametrize("total", [0, 1, 2])
def test_even_the_smallest_capacity_takes_everybody_in_time(total: int) -> None:
    assert len(plan_arrivals(policy(total=total), EMPTY, 20)) == 20


@settings(deadline=None, derandomize=True)  # a busy machine is no fault of the plan
@given(count=st.integers(0, 120), total=st.integers(0, 40))
def test_every_newcomer_has_a_day_and_no_day_is_overrun(count: int, total: int) -> None:
    days = plan_arrivals(policy(total=total), EMPTY, count)
    assert len(days) == count
    assert list(days) == sorted(days)
    assert max(Counter(days).values(), default=0) <= max(1, total // 3)
