"""Days and weeks as a person types them."""

from __future__ import annotations

from datetime import date

import pytest

from generator.commands._dates import parse_date, parse_week

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-24", "2026-11-24"),
        ("2026-W53", "2026-12-28"),
        ("today", "2026-11-23"),
        ("Tomorrow", "2026-11-24"),
        ("yesterday", "2026-11-22"),
        ("friday", "2026-11-27"),
        ("fri", "2026-11-27"),
        ("this friday", "2026-11-27"),
        ("monday", "2026-11-30"),
        ("next monday", "2026-11-30"),
        ("next  friday", "2026-12-04"),
        ("last friday", "2026-11-20"),
        ("last monday", "2026-11-16"),
        ("+3d", "2026-11-26"),
        ("6w", "2027-01-04"),
        ("in 6 weeks", "2027-01-04"),
        ("in 1 day", "2026-11-24"),
        ("in 3 months", "2027-02-23"),
        ("2 weeks ago", "2026-11-09"),
        ("1 day ago", "2026-11-22"),
        ("1 month ago", "2026-10-23"),
        ("-3d", "2026-11-20"),
        ("-2w", "2026-11-09"),
        ("20 Nov", "2026-11-20"),
        ("10 January", "2027-01-10"),
        ("Jan 10", "2027-01-10"),
        ("sept 3", "2026-09-03"),
        ("1st june", "2026-06-01"),
        ("3 march 2027", "2027-03-03"),
        ("March 3, 2026", "2026-03-03"),
    ],
)
def test_a_day_is_understood(text: str, day: str) -> None:
    assert parse_date(text, MONDAY).isoformat() == day


def test_a_month_later_keeps_within_a_short_month() -> None:
    assert parse_date("in 1 month", date(2027, 1, 31)) == date(2027, 2, 28)
    assert parse_date("1 month", date(2026, 12, 31)) == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1/2/2027", "'1/2/2027' is ambiguous: day or month first?"),
        ("1/2/2027", "Write it as 2027-02-01 or 2027-01-02 (year-month-day)."),
        ("24.11.2026", "'24.11.2026' is no date as it is read here. Write it as 2026-11-24 (year"),
        ("11/24/2026", "'11/24/2026' is no date as it is read here. Write it as 2026-11-24 (year"),
        ("31.11.2026", "there is no day 31.11.2026, whichever way it is read. Write 2026-11-24"),
        ("13.2.2027", "Write it as 2027-02-13 (year"),
        ("2/2/2027", "Write it as 2027-02-02 (year"),
        ("2027/2/13", "Write it as 2027-02-13 (year"),
        ("1/2/27", "is ambiguous: day or month first? Write it as 2027-02-01 (year"),
        ("01.02.2027", "is ambiguous"),
        ("1-2-2027", "is ambiguous"),
        ("2026-02-30", "there is no day 2026-02-30"),
        ("2026-W54", ""),
        ("31 november", "there is no day 31 november"),
        ("29 feb", "there is no day 29 feb"),
        ("12 monkeys", "'12 monkeys' is no date."),
        ("9999w", "lies beyond the calendar"),
        ("soon", "'soon' is no date. Write 2026-11-24"),
        ("", "'' is no date"),
        ("next", "'next' is no date"),
    ],
)
def test_anything_else_is_refused_with_a_way_to_write_it(text: str, says: str) -> None:
    start = date(9900, 1, 1) if text == "9999w" else MONDAY
    with pytest.raises(ValueError, match=r"\S") as refused:
        parse_date(text, start)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("2026-W48", "2026-W48"),
        ("this", "2026-W48"),
        ("next", "2026-W49"),
        ("last week", "2026-W47"),
        ("2027-01-01", "2026-W53"),
        ("in 6 weeks", "2027-W01"),
    ],
)
def test_a_week_is_understood(text: str, week: str) -> None:
    assert str(parse_week(text, MONDAY)) == week
