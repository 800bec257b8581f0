"""Which days are business days, and at which hours two people can talk.

A business day ("bd") is a day on which both sides work: no weekend, public holiday or absence
of either. Weekends and holidays are those of the country, so Friday-Saturday countries come
out right. A country that `holidays` does not know has Saturdays and Sundays off.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import holidays

from generator.model.days import Hours, Span
from generator.model.plan import TimeSlot
from generator.model.policy import Me, WorkingTime
from generator.model.prospect import Prospect
from generator.model.text import WEEKDAYS

ONE_DAY = timedelta(days=1)
MY_DAY = Hours(time(7), time(21))
"""Between these hours of mine a call may be made at all (rule working-time)."""
AFTER_HOURS = timedelta(minutes=90)
"""How long after they close, or before they open, the machine is likely to answer (003)."""
SHORTEST_TALK = timedelta(minutes=15)
FAR = 3660
"""Days after which a search for a day gives up: no calendar has ten years without a workday."""


class Calendar:
    """The days on which somebody works; answers are remembered, so share the object."""

    def __init__(self, works: Callable[[date], bool]) -> None:
        self.works: Callable[[date], bool] = cache(works)
        """Whether a day is a working day."""

    def after(self, day: date, count: int) -> date:
        """Give the `count`th working day after `day`; 0 gives the first on or after it."""
        if count <= 0:
            return self.on_or_after(day)
        reached = day
        for _ in range(FAR):
            reached += ONE_DAY
            if self.works(reached):
                count -= 1
                if not count:
                    break
        return reached

    def before(self, day: date, count: int) -> date:
        """Give the `count`th working day before `day`; 0 gives the last on or before it."""
        if count <= 0:
            return self.on_or_before(day)
        reached = day
        for _ in range(FAR):
            reached -= ONE_DAY
            if self.works(reached):
                count -= 1
                if not count:
                    break
        return reached

    def on_or_after(self, day: date) -> date:
        """Give the first working day from `day` on."""
        for _ in range(FAR):
            if self.works(day):
                break
            day += ONE_DAY
        return day

    def on_or_before(self, day: date) -> date:
        """Give the last working day up to `day`."""
        for _ in range(FAR):
            if self.works(day):
                break
            day -= ONE_DAY
        return day

    def between(self, first: date, last: date) -> int:
        """Count the working days after `first`, up to and including `last`."""
        days = (last - first).days
        return sum(self.works(first + timedelta(days=n)) for n in range(1, days + 1))


@lru_cache(maxsize=512)
def country_calendar(country: str, subdivision: str | None) -> Calendar:
    """Give the calendar of a country: its weekend and its public holidays."""
    try:
        known = holidays.country_holidays(country, subdiv=subdivision)
    except NotImplementedError:
        if subdivision:
            return country_calendar(country, None)
        return Calendar(lambda day: day.weekday() < WEEKDAYS.index("sat"))
    return Calendar(lambda day: not known.is_weekend(day) and day not in known)


def my_calendar(me: Me, time_: WorkingTime) -> Calendar:
    """Give the days I work: my weekdays, less public holidays and leave, plus extra days."""
    weekdays = {WEEKDAYS.index(name) for name in time_.days}
    extra = set(time_.extra_days)
    public = _holidays_only(me.country, me.subdivision)

    def works(day: date) -> bool:
        if day in extra:
            return True
        if any(day in span for span in time_.away):
            return False
        return day.weekday() in weekdays and not public(day)

    return Calendar(works)


@lru_cache(maxsize=16)
def _holidays_only(country: str, subdivision: str | None) -> Callable[[date], bool]:
    try:
        known = holidays.country_holidays(country, subdiv=subdivision)
    except NotImplementedError:
        return _holidays_only(country, None) if subdivision else lambda _: False
    return lambda day: day in known


class Calendars:
    """My calendar, and for each prospect theirs and the one we have in common."""

    def __init__(self, me: Me, time_: WorkingTime) -> None:
        self.me = me
        self.mine = my_calendar(me, time_)
        self.mine_without_leave = my_calendar(me, time_.model_copy(update={"away": ()}))
        self.leave = tuple(sorted(time_.away))
        self._shared: dict[tuple[object, ...], tuple[Calendar, Calendar]] = {}

    def theirs(self, prospect: Prospect) -> Calendar:
        """Give the days on which the prospect is at work."""
        return self._pair(prospect)[0]

    def both(self, prospect: Prospect) -> Calendar:
        """Give the business days that we share."""
        return self._pair(prospect)[1]

    def _pair(self, prospect: Prospect) -> tuple[Calendar, Calendar]:
        country, subdivision = prospect.country, prospect.subdivision
        if country is None:
            country, subdivision = self.me.country, self.me.subdivision
        key = (country, subdivision, prospect.away)
        if key not in self._shared:
            theirs = self._theirs(country, subdivision, prospect.away)
            both = Calendar(lambda day: self.mine.works(day) and theirs.works(day))
            self._shared[key] = (theirs, both)
        return self._shared[key]

    @staticmethod
    def _theirs(country: str, subdivision: str | None, away: tuple[Span, ...]) -> Calendar:
        there = country_calendar(country, subdivision)
        if not away:
            return there
        return Calendar(lambda day: there.works(day) and not any(day in span for span in away))


class Clock(NamedTuple):
    """Somebody's hours, by the clock of their zone."""

    zone: str
    hours: Hours


@lru_cache(maxsize=65536)
def talk_slots(office: Clock, mine: Clock, on: date, *, after_hours: bool) -> tuple[TimeSlot, ...]:
    """Give the times, in their zone, at which both can talk on my day `on`.

    Each lies on one day of theirs, within their office hours (or, `after_hours`, within
    90 minutes outside them) and within my hours. Empty: there is no such hour.
    Their working days are not looked at.
    """
    zone, my_zone = ZoneInfo(office.zone), ZoneInfo(mine.zone)
    first = datetime.combine(on, mine.hours.start, my_zone)
    last = datetime.combine(on, mine.hours.end, my_zone)
    found = []
    for shift in (-1, 0, 1):
        day = on + timedelta(days=shift)
        for start, end in _their_hours(office.hours, day, zone, after_hours=after_hours):
            slot = _overlap(max(start, first.astimezone(zone)), min(end, last.astimezone(zone)))
            if slot:
                found.append(TimeSlot(slot[0].date(), slot[0].time(), slot[1].time(), office.zone))
    return tuple(found)


def _their_hours(
    office: Hours, day: date, zone: ZoneInfo, *, after_hours: bool
) -> tuple[tuple[datetime, datetime], ...]:
    opens = datetime.combine(day, office.start, zone)
    closes = datetime.combine(day, office.end, zone)
    if not after_hours:
        return ((opens, closes),)
    midnight = datetime.combine(day, time(0), zone)
    last_minute = datetime.combine(day, time(23, 59), zone)
    return (
        (closes, min(closes + AFTER_HOURS, last_minute)),
        (max(opens - AFTER_HOURS, midnight), opens),
    )


def _overlap(start: datetime, end: datetime) -> tuple[datetime, datetime] | None:
    # Aware times of one zone subtract as wall clocks; compare the instants, as clocks may jump.
    if end.timestamp() - start.timestamp() < SHORTEST_TALK.total_seconds():
        return None
    return (start, end) if start.date() == end.date() else None
