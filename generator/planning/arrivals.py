"""When many new people come at once: each gets a day to begin on, as many a day as can be kept up.

A hundred imported people who were all due tomorrow would be a list of a hundred slips by Friday.
Whoever begins today also wants the touches that follow, so a day takes a part of the room that is
left on it: beside what is planned already, and beside what those who began earlier will need then.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from generator.model.plan import Plan
from generator.model.policy import Policy
from generator.planning.calendars import Calendar, my_calendar

PART = 3
"""A day gives new people a third of its room: the rest is for answers, and for life."""


def plan_arrivals(policy: Policy, plan: Plan, count: int) -> tuple[date, ...]:
    """Give today, as often as it can be kept up, and then working days of mine, in order.

    Who is `added` on a day off is due from the next working day on.
    """
    mine = my_calendar(policy.me, policy.working_time)
    load = Counter(action.date for action in plan.actions if action.do == "touch")
    most = max(1, policy.capacity["total"])
    days: list[date] = []
    first = day = mine.on_or_after(plan.today)
    while len(days) < count:
        room = most - load[day]
        for _ in range(min(count - len(days), _admitted(room))):
            days.append(day)
            load.update(_follow_ups(day, policy, mine))
        day = mine.after(day, 1)
    return tuple(plan.today if day == first else day for day in days)


def _admitted(room: int) -> int:
    return max(1, room // PART) if room > 0 else 0


def _follow_ups(day: date, policy: Policy, mine: Calendar) -> tuple[date, ...]:
    """Give the days of a lead's touches up to a goodbye, in the middle of each gap."""
    first, last = policy.cadences.lead.gap_bd
    gap = max(1, (first + last) // 2)
    return tuple(mine.after(day, gap * n) for n in range(policy.tact.breakup_after + 1))
