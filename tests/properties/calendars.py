"""Calendars for the checker, straight from `holidays` and `zoneinfo`.

Written apart from the planner's own on purpose: two people who count the same days agree, or one
of them is wrong.

How the words are read here:

* *my working day*: a weekday of `working_time.days` that is no public holiday of mine, or one of
  `extra_days`; and never a day of my leave.
* *their business day*: no weekend and no public holiday of their country (mine where they give
  none), and no day of their `away`.
* *business day* (bd): both at once.  `count(a, b)` counts the business days in (a, b], so that
  "2 bd after Friday" is Tuesday.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from zoneinfo import ZoneInfo

import holidays

from generator.model.days import Hours
from generator.model.policy import Policy
from generator.model.prospect import Prospect
from generator.model.text import WEEKDAYS

ONE = timedelta(days=1)
FAR = 1500


@cache
def _country(country: str, subdivision: str | None) -> holidays.HolidayBase:
    return holidays.country_holidays(country, subdiv=subdivision)


@cache
def _weekend(country: str, subdivision: str | None, day: date) -> bool:
    return _country(country, subdivision).is_weekend(day)


@cache
def _holiday(country: str, subdivision: str | None, day: date) -> bool:
    return day in _country(country, subdivision)


@dataclass(frozen=True)
class Calendar:
    """The days of one prospect and of mine, laid over each other."""

    policy: Policy
    prospect: Prospect

    def mine(self, day: date) -> bool:
        """Whether I work on this day."""
        time = self.policy.working_time
        if any(day in span for span in time.away):
            return False
        if day in time.extra_days:
            return True
        me = self.policy.me
        return WEEKDAYS[day.weekday()] in time.days and not _holiday(
            me.country, me.subdivision, day
        )

    def on_leave(self, day: date) -> bool:
        """Whether this is a day of my leave."""
        return any(day in span for span in self.policy.working_time.away)

    @property
    def place(self) -> tuple[str, str | None]:
        """Their country and the part of it; mine where they give none."""
        if self.prospect.country:
            return self.prospect.country, self.prospect.subdivision
        return self.policy.me.country, self.policy.me.subdivision

    def away(self, day: date) -> bool:
        """Whether they are out of office."""
        return any(day in span for span in self.prospect.away)

    def theirs(self, day: date) -> bool:
        """Whether they work on this day."""
        country, subdivision = self.place
        return (
            not _weekend(country, subdivision, day)
            and not _holiday(country, subdivision, day)
            and not self.away(day)
        )

    def both(self, day: date) -> bool:
        """Whether this is a business day of both; remembered, as it is asked so often."""
        known = self._both
        if day not in known:
            known[day] = self.mine(day) and self.theirs(day)
        return known[day]

    @cached_property
    def _both(self) -> dict[date, bool]:
        return {}

    def count(self, start: date, end: date) -> int:
        """How many business days of both lie in (start, end]."""
        return sum(self.both(day) for day in days(start + ONE, end))

    def count_mine(self, start: date, end: date) -> int:
        """How many working days of mine lie in (start, end]."""
        return sum(self.mine(day) for day in days(start + ONE, end))

    def plus(self, start: date, number: int) -> date | None:
        """Give the so-manieth business day of both after `start`; None if there is none in years."""
        day = start
        for _ in range(FAR):
            if number <= 0:
                return day
            day += ONE
            number -= self.both(day)
        return None

    def first_mine(self, day: date) -> date | None:
        """Give the first working day of mine on or after `day`."""
        return next((d for d in days(day, day + FAR * ONE) if self.mine(d)), None)

    def first_both(self, day: date) -> date | None:
        """Give the first business day of both on or after `day`."""
        return next((d for d in days(day, day + FAR * ONE) if self.both(d)), None)

    def last_both(self, day: date) -> date | None:
        """Give the last business day of both on or before `day`."""
        return next((d for d in (day - n * ONE for n in range(FAR)) if self.both(d)), None)

    @property
    def zone(self) -> str:
        """Their time zone; mine where they give none."""
        return self.prospect.timezone or self.policy.me.timezone

    @property
    def hours(self) -> Hours:
        """Their office hours; the policy's where they give none."""
        return self.prospect.office_hours or self.policy.tact.office_hours

    def in_my_zone(self, day: date, at: object) -> datetime:
        """Turn a time on their clock into one on mine."""
        there = datetime.combine(day, at, ZoneInfo(self.zone))  # type: ignore[arg-type]
        return there.astimezone(ZoneInfo(self.policy.me.timezone))

    def talk_minutes(self, day: date) -> int:
        """How many minutes of my `day`, 07:00 to 21:00, lie in their office hours on their days."""
        zone, minutes = ZoneInfo(self.policy.me.timezone), 0
        for quarter in range(7 * 4, 21 * 4):
            mine = datetime(
                day.year, day.month, day.day, quarter // 4, quarter % 4 * 15, tzinfo=zone
            )
            there = mine.astimezone(ZoneInfo(self.zone))
            open_ = self.hours.start <= there.time() < self.hours.end
            minutes += 15 * (open_ and self.theirs(there.date()))
        return minutes


def days(first: date, last: date) -> list[date]:
    """List the days from `first` to `last`, both included."""
    return [first + n * ONE for n in range((last - first).days + 1)]
