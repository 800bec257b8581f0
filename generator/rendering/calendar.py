"""The calendar feed: each action an event that calendars of other makers read alike.

People subscribe such feeds to other people's servers, so an event is its title unless words are
asked for. Calls are written in UTC: the names of time zones are read an hour late by some programs
in summer. Nothing in the file says when it was made, so the same plan gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from generator.model.page import Page
from generator.model.plan import Action, Plan, TimeSlot
from generator.model.workspace import Workspace
from generator.rendering import speech
from generator.rendering.agenda import Agenda
from generator.rendering.ink import plain

PATH = "calendar.ics"
_MAKER = "-//prospect-playbook//EN"
_DAY = timedelta(days=1)


def render_calendar(
    workspace: Workspace, plan: Plan, channels: Collection[str] = (), *, words: bool = False
) -> str:
    """Give the plan as an iCalendar document; with `channels`, only what is done by these.

    With `words` an event says also why, what to say and how to reach them. Preparations are there
    all day long, as is whatever has no hour. What is planned only in case of silence is tentative.
    """
    agenda = Agenda(workspace, plan)
    shown = [
        a
        for a in plan.actions
        if a.prospect in agenda.prospects and (not channels or a.channel in channels)
    ]
    calendar = _calendar()
    for action in sorted(shown, key=lambda a: (a.date, _starts(a), uid(a))):
        calendar.add_component(_event(agenda, action, words=words))
    return str(calendar.to_ical().decode("utf-8"))


def calendar_page(workspace: Workspace, plan: Plan) -> Page:
    """Give the feed of the site: everything, by its titles alone."""
    return Page(PATH, "Calendar", render_calendar(workspace, plan), raw=True, search=False)


def uid(action: Action) -> str:
    """Name an event by person and action: it stays the same when the day or the title changes."""
    return f"{action.id}.{action.prospect}@prospect-playbook"


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Playbook")
    calendar.add("x-wr-calname", "Playbook")
    calendar.add("refresh-interval", _DAY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    return calendar


def _event(agenda: Agenda, action: Action, *, words: bool) -> Event:
    event = Event()
    event.add("uid", uid(action))
    # The day of the plan, not the clock's: a file of the same day is the same file.
    event.add("dtstamp", datetime.combine(agenda.today, time(), UTC))
    for name, moment in zip(("dtstart", "dtend"), _span(action), strict=True):
        event.add(name, moment)
    event.add("summary", plain(_title(agenda, action)))
    event.add("status", "TENTATIVE" if agenda.is_assumed(action) else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # hours in which to ring do not fill them
    if words:
        event.add("description", plain(_words(agenda, action)))
    return event


def _span(action: Action) -> tuple[date, date]:
    """Give the first moment and the one after the last: days, or hours in UTC."""
    slot = action.time if action.do == "touch" else None
    if slot is None:
        return action.date, action.date + _DAY
    return _in_utc(slot, slot.start), _in_utc(slot, slot.end)


def _in_utc(slot: TimeSlot, moment: time) -> datetime:
    return datetime.combine(slot.date, moment, ZoneInfo(slot.timezone)).astimezone(UTC)


def _starts(action: Action) -> str:
    start, _ = _span(action)
    return start.isoformat()


def _title(agenda: Agenda, action: Action) -> str:
    guess = " (if nothing comes back)" if agenda.is_assumed(action) else ""
    late = " (slipped)" if action.status == "overdue" else ""
    return f"{agenda.doing(action)}{guess}{late}"


def _words(agenda: Agenda, action: Action) -> str:
    """Say what one needs at the telephone or the desk, the words last."""
    prospect = agenda.prospects[action.prospect]
    line = agenda.channel(action).by
    reach = {"phone": agenda.phone(prospect), "email": prospect.email or ""}.get(line, "")
    parts = [
        speech.say_person(prospect),
        reach if action.do == "touch" else "",
        agenda.hours(action),
        speech.say_sentence(agenda.arrival(action) or agenda.underway(action)),
        agenda.why(action),
        "\n".join(f"First: {question}" for question in agenda.questions(action)),
        _text(agenda, action),
        f"Code: {action.code}",
    ]
    return "\n\n".join(part for part in parts if part)


def _text(agenda: Agenda, action: Action) -> str:
    words = agenda.words(action) if action.do == "touch" else None
    if not words:
        return ""
    return f"Subject: {words.subject}\n\n{words.text}" if words.subject else words.text
