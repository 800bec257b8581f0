"""Every rule on the days and in the places where calendars go wrong: each drawn for certain."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings

from generator.model.days import Week
from generator.planning.plan import make_plan
from tests.properties.hits import examples
from tests.properties.legality import breaches
from tests.properties.strategies import BOUNDARIES, FAR_PLACES, OPEN, Case, Wish, workspaces

FAR = Wish(stages=OPEN, places=FAR_PLACES)


@pytest.mark.parametrize("today", BOUNDARIES, ids=str)
def test_every_rule_holds_on_a_day_where_calendars_go_wrong(today: date) -> None:
    @settings(max_examples=examples(6, thorough=400))
    @given(workspaces(FAR, on=today))
    def check(case: Case) -> None:
        plan = make_plan(case.workspace, case.today)
        assert [str(b) for b in breaches(case.workspace, plan)] == []

    check()


def test_the_days_are_what_they_are_drawn_for() -> None:
    days = {str(day) for day in BOUNDARIES}
    assert days >= {"2028-02-28", "2028-02-29", "2028-03-01", "2026-12-31", "2027-01-01"}
    assert str(Week.of(date(2027, 1, 1))) == "2026-W53"
    for zone, on in (("Europe/London", "2027-03-28"), ("Europe/London", "2026-10-25"),
                     ("America/New_York", "2027-03-14"), ("Pacific/Auckland", "2026-09-27")):  # fmt: skip
        assert on in days
        assert _shifts(zone, date.fromisoformat(on))


def _shifts(zone: str, day: date) -> bool:
    """Whether the clocks change on this day."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return midnight.utcoffset() != (midnight + timedelta(days=1)).utcoffset()


def test_the_places_are_what_they_are_drawn_for() -> None:
    noon = date(2027, 1, 15)
    countries = {place["country"] for place in FAR_PLACES}
    friday = [c for c in countries if holidays.country_holidays(c).is_weekend(noon)]
    assert sorted(friday) == ["EG", "QA", "SA"]
    offsets = {
        datetime(2027, 6, 15, tzinfo=ZoneInfo(place["timezone"])).utcoffset()
        for place in FAR_PLACES
    }
    hours = {offset.total_seconds() / 3600 for offset in offsets if offset is not None}
    assert {13, -11} <= hours
