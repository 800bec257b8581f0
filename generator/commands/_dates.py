"""Days and weeks as a person types them. Pure: `today` is passed in."""

from __future__ import annotations

import contextlib
import re
from datetime import date, timedelta

from generator.model.days import SLASHED, Week, ways_to_read
from generator.model.text import parse_day

WAYS = (
    "Write 2026-11-24, 2026-W48, 24 November, tomorrow, friday, next monday, +3d, 6w, 'in 6 weeks'"
    " or '2 weeks ago'."
)

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_WEEK = re.compile(r"\d{4}-W\d{2}", re.IGNORECASE)
_SPAN = re.compile(r"(?:\+|in +|(-))?(\d{1,4}) *(d|days?|w|weeks?|months?)( ago)?")
_ABOUT_A_WEEKDAY = re.compile(r"(?:(next|last|this|on) +)?([a-z]{3,9})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? +([a-z]{3,9})(?: +(\d{4}))?")
_NAMED_FIRST = re.compile(r"([a-z]{3,9}) +(\d{1,2})(?:st|nd|rd|th)?(?:,? +(\d{4}))?")
_FOUR_FIGURES = re.compile(r"\d{4}")
_MONTHS = 12


def parse_date(text: str, today: date) -> date:
    """Read a day; raise ValueError with a sentence for the user.

    A weekday is the next one after today; `next monday` lies in next week, `last monday` behind. A
    day of a month without its year is the nearest one, behind or ahead.
    """
    said = " ".join(text.strip().lower().split())
    if said in _NEAR:
        return today + timedelta(days=_NEAR[said])
    if _ISO.fullmatch(said):
        return parse_day(said)
    if _WEEK.fullmatch(said):
        return Week.parse(said.upper()).monday
    found = _SPAN.fullmatch(said)
    if found:
        count = -int(found[2]) if found[1] or found[4] else int(found[2])
        return _later(today, count, found[3][0], said)
    day = _day_of_month(said, today) or _about_a_weekday(said, today)
    if day:
        return day
    raise ValueError(_refusal(text, said))


def next_such_day(day: date, on: date) -> date | None:
    """Give the first such day of a year that is not before `on`; None for some 29 February."""
    for year in (on.year, on.year + 1):
        with contextlib.suppress(ValueError):
            if (later := day.replace(year=year)) >= on:
                return later
    return None


def parse_week(text: str, today: date) -> Week:
    """Read a week: `2026-W48`, `this`, `next`, `last`, or any day in it."""
    said = text.strip().lower()
    turn = {"this": 0, "this week": 0, "next": 1, "next week": 1, "last": -1, "last week": -1}
    if said in turn:
        return Week.of(today).plus(turn[said])
    return Week.of(parse_date(text, today))


def _later(today: date, count: int, unit: str, said: str) -> date:
    try:
        if unit == "m":
            return _months_later(today, count)
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    except (OverflowError, ValueError):
        msg = f"'{said}' lies beyond the calendar"
        raise ValueError(msg) from None


def _months_later(today: date, count: int) -> date:
    """Give the same day of a later month, its last day where it is shorter."""
    year, month = divmod(today.year * _MONTHS + today.month - 1 + count, _MONTHS)
    first_after = date(year + (month + 1) // _MONTHS, (month + 1) % _MONTHS + 1, 1)
    last = (first_after - timedelta(days=1)).day
    return date(year, month + 1, min(today.day, last))


def _day_of_month(said: str, today: date) -> date | None:
    """Read `24 november`, `nov 24` or `24 nov 2026`; None where no month is named."""
    found, first = _NAMED.fullmatch(said), _NAMED_FIRST.fullmatch(said)
    day, name, year = (
        found.groups() if found else (first[2], first[1], first[3]) if first else ("", "", "")
    )
    from generator.rendering.speech import MONTHS  # noqa: PLC0415 — heavy

    starting = (n for n, m in enumerate(MONTHS, 1) if name and m.lower().startswith(name))
    month = next(starting, None)
    if month is None:
        return None
    years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
    days: list[date] = []
    for each in years:
        with contextlib.suppress(ValueError):
            days.append(date(each, month, int(day)))
    if not days:
        msg = f"there is no day {said}"
        raise ValueError(msg)
    return min(days, key=lambda d: abs((d - today).days))


def _about_a_weekday(said: str, today: date) -> date | None:
    """Read `friday`, `next monday`; None where no weekday is named."""
    found = _ABOUT_A_WEEKDAY.fullmatch(said)
    day = _weekday(found[2]) if found else None
    return _around(today, day, found[1] or "") if found and day is not None else None


def _weekday(name: str) -> int | None:
    return next((n for n, day in enumerate(_DAYS) if day == name or day[:3] == name), None)


def _around(today: date, day: int, turn: str) -> date:
    monday = Week.of(today).monday
    if turn == "next":
        return monday + timedelta(days=7 + day)
    if turn == "last":
        return today - timedelta(days=(today.weekday() - day - 1) % 7 + 1)
    return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)


def _refusal(text: str, said: str) -> str:
    if not SLASHED.fullmatch(said):
        return f"'{text}' is no date. {WAYS}"
    ways = ways_to_read(said)
    if len(ways) == 1:
        return f"'{text}' is no date as it is read here. Write it as {ways[0]} (year-month-day)."
    if not ways and _FOUR_FIGURES.search(said):
        return f"there is no day {text}, whichever way it is read. {WAYS}"
    meant = " or ".join(ways) or "2027-02-01"
    return f"'{text}' is ambiguous: day or month first? Write it as {meant} (year-month-day)."
