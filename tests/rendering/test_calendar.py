"""The calendar feed, read back by the library that wrote it and by another that did not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
import vobject

from generator.model.plan import Action, TimeSlot
from generator.rendering.calendar import render_calendar, uid
from generator.rendering.pages import render_pages
from tests.rendering.made import ACTIONS, PLAN, PRIVATE, TODAY, WORKSPACE, action, hours

JULY = date(2027, 7, 14)
JANUARY = date(2027, 1, 13)


def feed(*actions: Action, **options: Any) -> str:  # noqa: ANN401 — handed on as it is
    return render_calendar(WORKSPACE, replace(PLAN, actions=actions or ACTIONS), **options)


def by_vobject(text: str) -> dict[str, dict[str, Any]]:
    return {
        event.uid.value: {child.name.lower(): child.value for child in event.getChildren()}
        for event in vobject.readOne(text).vevent_list
    }


def by_icalendar(text: str) -> dict[str, dict[str, Any]]:
    return {
        str(event["uid"]): {name.lower(): event.decoded(name) for name in event}
        for event in icalendar.Calendar.from_ical(text).walk("VEVENT")
    }


def called(day: date, zone: str, hour: int = 10) -> Action:
    return action("c4l", "dana-reyes", day, "call", time=hours(day, hour, hour + 2, zone))


@pytest.mark.parametrize("read", [by_vobject, by_icalendar])
def test_every_action_is_an_event_preparations_included(read: Any) -> None:  # noqa: ANN401 — a parser
    events = read(feed())
    assert set(events) == {uid(a) for a in ACTIONS}
    assert len({a.do for a in ACTIONS}) == 2


@pytest.mark.parametrize("read", [by_vobject, by_icalendar])
@pytest.mark.parametrize(
    ("day", "zone", "utc"),
    [
        (JANUARY, "Europe/London", 10),
        (JULY, "Europe/London", 9),  # summer time
        (JULY, "America/New_York", 14),
        (JANUARY, "America/New_York", 15),
        (JULY, "America/Phoenix", 17),  # a zone without summer time
        (date(2027, 3, 29), "Europe/London", 9),  # the day after the clocks went forward
    ],
)
def test_a_call_stands_at_its_moment_in_summer_as_in_winter(
    read: Any,  # noqa: ANN401 — a parser
    day: date,
    zone: str,
    utc: int,
) -> None:
    text = feed(called(day, zone))
    (event,) = read(text).values()
    assert event["dtstart"] == datetime.combine(day, time(utc), UTC)
    assert event["dtend"] == event["dtstart"] + timedelta(hours=2)
    assert "TZID" not in text
    assert "VTIMEZONE" not in text


def test_a_call_on_their_tomorrow_stands_on_my_today() -> None:
    slot = TimeSlot(JULY + timedelta(days=1), time(9), time(11), "Pacific/Auckland")
    (event,) = by_vobject(feed(action("n2z", "dana-reyes", JULY, "call", time=slot))).values()
    assert event["dtstart"] == datetime.combine(JULY, time(21), UTC)


@pytest.mark.parametrize("read", [by_vobject, by_icalendar])
def test_what_has_no_hour_is_a_day(read: Any) -> None:  # noqa: ANN401 — a parser
    events = read(feed())
    note = next(a for a in ACTIONS if a.channel == "note")
    prepared = next(a for a in ACTIONS if a.do == "prepare")
    for each in (note, prepared):
        event = events[uid(each)]
        assert type(event["dtstart"]) is date
        assert (event["dtstart"], event["dtend"]) == (each.date, each.date + timedelta(days=1))


def test_an_event_is_its_title_and_nothing_else() -> None:
    text = feed()
    for event in by_vobject(text).values():
        assert set(event) == {
            "uid", "dtstamp", "dtstart", "dtend", "summary", "status", "transp",
        }  # fmt: skip
    assert "Call Dana Reyes" in text
    assert not any(secret in text for secret in ("020 7946", "@acme", "early December", PRIVATE))


def test_words_are_there_when_asked_for_and_what_is_private_never() -> None:
    plain = {k: v["description"] for k, v in by_vobject(feed(words=True)).items()}
    called = next(a for a in ACTIONS if a.code == "k7f")
    says = plain[uid(called)]
    assert "Dana Reyes, Head of Digital, Acme Logistics" in says
    assert "020 7946 0123" in says
    assert "Hello Dana, this is Ludo Marsh.\n\nYou spoke of" in says
    assert "Code: k7f" in says
    assert not any(PRIVATE in text for text in plain.values())


def test_a_name_is_escaped_and_a_long_line_is_folded_at_75_bytes() -> None:
    odd = WORKSPACE.prospects[0].model_copy(
        update={"slug": "odd", "name": "Zoë; Bráithwaite, jr. \\n \u202eevil " + "long " * 30}
    )
    workspace = replace(WORKSPACE, prospects=(*WORKSPACE.prospects, odd))
    plan = replace(PLAN, actions=(action("o9d", "odd", JULY, "note"),))
    text = render_calendar(workspace, plan)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (event,) = by_vobject(text).values()
    assert event["summary"].startswith("Write a note to Zoë; Bráithwaite, jr. \\n evil long")


def test_the_name_of_an_event_outlives_its_day_its_title_and_its_hour() -> None:
    before = called(JANUARY, "Europe/London")
    moved = replace(before, date=JULY, time=None, channel="note", status="projected")
    assert set(by_vobject(feed(before))) == set(by_vobject(feed(moved)))
    other = replace(before, prospect="tom-okafor")
    assert uid(other) != uid(before)


def test_a_guess_is_tentative_and_says_so() -> None:
    guess = next(a for a in ACTIONS if a.status == "projected")
    event = by_vobject(feed())[uid(guess)]
    assert event["status"] == "TENTATIVE"
    assert event["summary"].endswith("(if nothing comes back)")


def test_the_same_day_gives_the_same_bytes_and_the_day_is_the_plans() -> None:
    assert feed() == feed(*reversed(ACTIONS))
    stamps = {line for line in feed().split("\r\n") if line.startswith("DTSTAMP")}
    assert stamps == {f"DTSTAMP:{TODAY:%Y%m%d}T000000Z"}


def test_a_feed_of_one_channel_has_its_touches_and_their_preparations() -> None:
    shown = {uid(a) for a in ACTIONS if a.channel == "gift"}
    assert len(shown) == 2
    assert set(by_vobject(feed(channels=["gift"]))) == shown


def test_an_empty_plan_is_still_a_calendar() -> None:
    text = render_calendar(WORKSPACE, replace(PLAN, actions=()))
    assert icalendar.Calendar.from_ical(text)["version"] == "2.0"


def test_who_cannot_be_read_has_no_event() -> None:
    text = feed(action("x", "kit-lawson", JULY, "call"), called(JULY, "Europe/London"))
    assert len(by_vobject(text)) == 1


def test_the_site_has_the_feed_and_home_leads_to_it() -> None:
    pages = {page.path: page for page in render_pages(WORKSPACE, PLAN)}
    assert pages["calendar.ics"].html == feed()
    assert pages["calendar.ics"].raw
    assert 'href="calendar.ics"' in pages["index.html"].html
