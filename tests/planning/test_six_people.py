"""The calendars of believable people across Christmas: read by a person, then kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from generator.model.days import Week
from generator.model.plan import Action, Plan
from generator.model.prospect import Prospect
from generator.planning.plan import make_plan
from tests.planning.case import CASES, Case, read_case
from tests.snapshot import assert_snapshot

FILE = CASES / "six_people_across_christmas.yml"
QUIET = (date(2026, 12, 20), date(2027, 1, 4))
LEAVE = (date(2026, 12, 24), date(2027, 1, 3))


def planned() -> tuple[Case, Plan]:
    case = read_case(FILE)
    return case, make_plan(case.workspace, case.asks.today, case.asks.weeks)


def test_their_calendars_are_those_that_a_person_found_kind() -> None:
    case, plan = planned()

    assert_snapshot(FILE.with_suffix(".txt"), "\n".join(as_calendar(case, plan)) + "\n")


def test_nobody_is_herded_onto_one_day() -> None:
    _, plan = planned()
    touches = Counter(action.date for action in plan.actions if action.do == "touch")

    assert max(touches.values()) <= 3


def test_nothing_is_done_on_leave_and_nobody_is_rung_or_pressed_in_quiet_days() -> None:
    _, plan = planned()
    quiet = [a for a in plan.actions if QUIET[0] <= a.date <= QUIET[1] and a.do == "touch"]

    assert not [a for a in plan.actions if LEAVE[0] <= a.date <= LEAVE[1]]
    assert not [a for a in quiet if a.channel in {"call", "voicemail"} or a.purpose == "breakup"]


def test_everybody_is_in_the_plan() -> None:
    case, plan = planned()

    assert {a.prospect for a in plan.actions} == {p.slug for p in case.workspace.prospects}


# --- to be read by a person --------------------------------------------------------------------


def as_calendar(case: Case, plan: Plan) -> Iterator[str]:
    """Write the plan as a calendar by week, then what each person lives through, with reasons."""
    people = {prospect.slug: prospect for prospect in case.workspace.prospects}
    yield f"From {case.asks.today:%A} {_day(case.asks.today)}, {case.asks.weeks} weeks."
    week = None
    for action in plan.actions:
        if action.week != week:
            week = action.week
            yield from ("", f"{week}, from {_day(Week.of(action.date).monday)}")
        yield f"  {action.date:%a} {_day(action.date):<11} {_line(action, people)}"
    for prospect in people.values():
        yield from _person(prospect, plan)


def _line(action: Action, people: dict[str, Prospect]) -> str:
    name = people[action.prospect].title
    what = f"{'prepare ' if action.do == 'prepare' else ''}{action.channel}, {action.purpose}"
    item = f": {action.item}" if action.item else ""
    missing = f" (missing: {', '.join(action.missing)})" if action.missing else ""
    return f"{name:<13} {what}{item}{missing}{_at(action)}"


def _at(action: Action) -> str:
    slot = action.time
    return f", {slot.start:%H:%M}-{slot.end:%H:%M}" if slot and action.do == "touch" else ""


def _person(prospect: Prospect, plan: Plan) -> Iterator[str]:
    yield from ("", f"{prospect.title}, {prospect.company} ({prospect.stage})")
    for action in plan.of(prospect.slug):
        if action.do == "touch":
            yield f"  {action.date:%a} {_day(action.date)}: {action.channel}, {action.purpose},"
            yield f"    {action.status}, touch {action.touch_number}, {action.standing}"
            yield from (f"      {r.rule}: {r.says}" for r in action.because)
    for left_out in plan.unplanned:
        if left_out.prospect == prospect.slug:
            yield from (f"      {r.rule}: {r.says}" for r in left_out.because)


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
