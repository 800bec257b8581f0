"""Days, weeks and hours. Spans are closed: `2026-12-24..2027-01-03` holds both its ends."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Self

SLASHED = re.compile(r"\d{1,4}([/.-])\d{1,2}\1\d{1,4}")
"""A day in figures with strokes or points between them."""

_YEAR = 4
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week: Monday to Sunday, named by the year that holds its Thursday."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Give the week that holds `day`: 1 January 2027 lies in 2026-W53."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-W48`; raise ValueError for anything else and for a week that is none."""
        found = _WEEK.fullmatch(text)
        if not found:
            msg = f"'{text}' is no ISO week such as 2026-W48"
            raise ValueError(msg)
        week = cls(int(found[1]), int(found[2]))
        try:
            _ = week.monday
        except ValueError:
            msg = f"there is no week {text}; a year has 52 of them, and some have 53"
            raise ValueError(msg) from None
        return week

    @property
    def monday(self) -> date:
        """The first day of the week."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def days(self) -> tuple[date, ...]:
        """Monday to Sunday."""
        return tuple(self.monday + timedelta(days=n) for n in range(7))

    def plus(self, weeks: int) -> Week:
        """Give the week so many weeks later (earlier, if negative)."""
        return Week.of(self.monday + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of days, both ends included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            msg = f"{self.first}..{self.last} ends before it begins"
            raise ValueError(msg)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"


@dataclass(frozen=True, slots=True, order=True)
class YearDay:
    """A day of any year, such as the end of a budget year: `12-31`.

    `02-29` is 28 February in short years.
    """

    month: int
    day: int

    def __post_init__(self) -> None:
        date(2028, self.month, self.day)

    def within(self, year: int) -> date:
        """Give this day in `year`."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, 2, 28)

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True, order=True)
class YearSpan:
    """A run of days of every year, both ends included; it may run over New Year: `12-20..01-04`."""

    first: YearDay
    last: YearDay

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        at = (day.month, day.day)
        first, last = (self.first.month, self.first.day), (self.last.month, self.last.day)
        return first <= at <= last if first <= last else at >= first or at <= last

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """Hours of a day on a local clock, the end not included: `09:00-17:30`."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.end <= self.start:
            msg = f"{self} ends before it begins"
            raise ValueError(msg)

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


def ways_to_read(text: str) -> tuple[str, ...]:
    """Give the days that figures with strokes or points between them may mean, as ISO dates.

    `1/2/2027` may be two days; `24.11.2026` is one for certain: there is no 24th month.
    """
    if not SLASHED.fullmatch(text):
        return ()
    figures = re.split(r"[/.-]", text)
    first, second, year = figures if len(figures[2]) == _YEAR else figures[::-1]
    found: list[str] = []
    for month, day in ((second, first), (first, second)):
        with contextlib.suppress(ValueError):
            found.append(date(int(year), int(month), int(day)).isoformat())
    return tuple(dict.fromkeys(found)) if len(year) == _YEAR else ()
