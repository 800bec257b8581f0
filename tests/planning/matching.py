"""How a plan is held against what a case expects; each difference is said in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, time

from generator.model.plan import Action, Plan, Reason, TimeSlot, Unplanned
from tests.planning.case import (
    CaseFile,
    Expected,
    ExpectedPerson,
    ExpectedTime,
    ExpectedUnplanned,
)

PLAIN = ("do", "script", "touch_number", "standing", "moment", "cost")
ONE_OF = ("channel", "purpose", "item", "status")


def differences(plan: Plan, asks: CaseFile) -> list[str]:
    """Say everything in which the plan is not what was expected."""
    found = []
    for slug, expected in asks.expect.items():
        found += [f"{slug}: {line}" for line in _person(plan, slug, expected)]
    touches = Counter(a.date for a in plan.actions if a.do == "touch")
    for day, count in asks.days.items():
        if touches[day] != count:
            found.append(f"{day} holds {touches[day]} touches, expected {count}")
    return found


def _person(plan: Plan, slug: str, expected: ExpectedPerson) -> Iterator[str]:
    actions = plan.of(slug)
    for n, wanted in enumerate(expected.actions):
        if n >= len(actions):
            yield f"action {n + 1} is missing"
            break
        yield from (f"action {n + 1}: {line}" for line in _action(actions[n], wanted))
    if expected.no_more and len(actions) > len(expected.actions):
        yield f"{len(actions)} actions, expected {len(expected.actions)} and no more"
    if expected.standing and plan.standings.get(slug) != expected.standing:
        yield f"stands as {plan.standings.get(slug)}, expected {expected.standing}"
    if expected.unplanned:
        left_out = next((u for u in plan.unplanned if u.prospect == slug), None)
        yield from _unplanned(left_out, expected.unplanned)
    yield from _nothing(actions, expected)
    said = [reason.says for action in actions for reason in action.because]
    for words in expected.must_say:
        if not any(words in says for says in said):
            yield f"'{words}' is said nowhere"
    if expected.different_hours:
        yield from _same_hours(actions)


def _same_hours(actions: Iterable[Action]) -> Iterator[str]:
    seen: dict[tuple[int, time], date] = {}
    for action in actions:
        if action.time:
            key = (action.touch_number, action.time.start)
            if key in seen:
                yield f"rung at {key[1]:%H:%M} on {seen[key]} and again on {action.date}"
            seen[key] = action.date


def _nothing(actions: Iterable[Action], expected: ExpectedPerson) -> Iterator[str]:
    span = expected.nothing_between
    for action in actions:
        if span and span[0] <= action.date <= span[1]:
            yield f"{action.channel} on {action.date}, expected nothing from {span[0]} to {span[1]}"
        if action.channel in expected.never:
            yield f"{action.channel} on {action.date}, expected never"
        if action.purpose in expected.never_purpose:
            yield f"{action.purpose} on {action.date}, expected never"
        for words in expected.never_says:
            if any(words in reason.says for reason in action.because):
                yield f"'{words}' is said of {action.date}, expected never"


def _action(action: Action, wanted: Expected) -> Iterator[str]:
    for name in PLAIN:
        value, want = getattr(action, name), getattr(wanted, name)
        if want is not None and value != want:
            yield f"{name} is {value}, expected {want}"
    for name in ONE_OF:
        value, wants = getattr(action, name), getattr(wanted, name)
        if wants and (value or "none") not in wants:
            yield f"{name} is {value}, expected {' or '.join(wants)}"
    yield from _days(action, wanted)
    if wanted.missing is not None and set(action.missing) != set(wanted.missing):
        yield f"missing is {', '.join(action.missing)}, expected {', '.join(wanted.missing)}"
    if wanted.time:
        yield from _time(action.time, wanted.time)
    yield from _reasons(action.because, wanted)
    refused = {reason.rule for reason in action.refused}
    if unrefused := set(wanted.refused) - refused:
        yield f"nothing was refused by {', '.join(sorted(unrefused))}"
    if needless := set(wanted.not_refused) & refused:
        yield f"something was refused by {', '.join(sorted(needless))}"


def _days(action: Action, wanted: Expected) -> Iterator[str]:
    if wanted.date and action.date != wanted.date:
        yield f"date is {_day(action.date)}, expected {_day(wanted.date)}"
    if wanted.between and not wanted.between[0] <= action.date <= wanted.between[1]:
        span = " to ".join(_day(day) for day in wanted.between)
        yield f"date is {_day(action.date)}, expected one from {span}"
    window = (action.window.earliest, action.window.latest)
    if wanted.window and window != wanted.window:
        yield f"window is {window[0]}..{window[1]}, expected {wanted.window[0]}..{wanted.window[1]}"


def _time(slot: TimeSlot | None, wanted: ExpectedTime) -> Iterator[str]:
    if slot is None:
        yield "has no time"
        return
    given = {
        "date": slot.date,
        "start": f"{slot.start:%H:%M}",
        "end": f"{slot.end:%H:%M}",
        "timezone": slot.timezone,
    }
    for name, value in given.items():
        want = getattr(wanted, name)
        if want is not None and value != want:
            yield f"time.{name} is {value}, expected {want}"


def _unplanned(left_out: Unplanned | None, wanted: ExpectedUnplanned) -> Iterator[str]:
    if left_out is None:
        yield "is planned, expected unplanned"
        return
    if wanted.until == "never":
        if left_out.until:
            yield f"unplanned until {left_out.until}, expected no date"
    elif wanted.until and left_out.until != wanted.until:
        yield f"unplanned until {left_out.until}, expected {wanted.until}"
    if wanted.standing and left_out.standing != wanted.standing:
        yield f"unplanned as {left_out.standing}, expected {wanted.standing}"
    yield from _reasons(left_out.because, wanted)


def _reasons(because: tuple[Reason, ...], wanted: Expected | ExpectedUnplanned) -> Iterator[str]:
    named = {reason.rule for reason in because}
    for rule in wanted.rules:
        if rule not in named:
            yield f"{rule} is not named"
    for rule in wanted.not_rules:
        if rule in named:
            yield f"{rule} is named, expected not"
    for words in wanted.says:
        if not any(words in reason.says for reason in because):
            yield f"no reason says '{words}'"
    for words in wanted.not_says:
        if any(words in reason.says for reason in because):
            yield f"a reason says '{words}', expected none"
    if not because:
        yield "has no reason at all"


# --- to be read by a person --------------------------------------------------------------------


def as_table(plan: Plan) -> str:
    """Write a plan down as text: each action with its reasons below it, then who is left out."""
    lines = [_line(action) for action in plan.actions]
    lines += [
        f"  unplanned {u.prospect} ({u.standing}) until {_day(u.until) if u.until else 'no date'}"
        + _because(u.because)
        for u in plan.unplanned
    ]
    return "\n".join(lines)


def _line(action: Action) -> str:
    time = (
        f" {action.time.date:%a} {action.time.start:%H:%M}-{action.time.end:%H:%M}"
        if action.time
        else ""
    )
    zone = f" {action.time.timezone}" if action.time else ""
    missing = f" missing {', '.join(action.missing)}" if action.missing else ""
    window = f"{action.window.earliest:%d %b}..{action.window.latest:%d %b}"
    item = f" item {action.item}" if action.item else ""
    return (
        f"  {_day(action.date)} {action.prospect}: {action.do} {action.channel}/{action.purpose}"
        f"{item}{missing} [{action.status}, {window}, no. {action.touch_number},"
        f" {action.standing}{time}{zone}] {action.script}{_because(action.because)}"
    )


def _because(because: tuple[Reason, ...]) -> str:
    return "".join(f"\n      {reason.rule}: {reason.says}" for reason in because)


def _day(day: date) -> str:
    return f"{day:%a %d %b %Y}"
