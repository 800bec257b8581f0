"""What already went against tact, and who was dropped: warnings for `check`, each at its line.

Only the last ninety days are looked at: what lies further back teaches nothing any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from generator.model.problem import Problem
from generator.model.prospect import Touch
from generator.model.workspace import Workspace
from generator.planning.leaving import step_left_out
from generator.planning.owed import delivery_call
from generator.planning.saying import a_date, a_number, days
from generator.planning.standing import in_steps, parted, stage_of
from generator.planning.world import Case, World

RECENT = timedelta(days=90)
FORTNIGHT = 14


def past_breaches(workspace: Workspace, today: date) -> tuple[Problem, ...]:
    """Warn of touches that were too many, too soon or unwelcome, and of people left after one or two."""
    if workspace.policy is None:
        return ()
    world = World(workspace, workspace.policy)
    found: list[Problem] = []
    for prospect in workspace.prospects:
        case = world.case(prospect, today)
        for touch in case.outbound:
            if today - touch.date <= RECENT:
                before = _before(case, touch)
                found += [warning for breach in BREACHES for warning in breach(before, touch)]
        found += _dropped(case)
    return tuple(sorted(found))


def _before(case: Case, touch: Touch) -> Case:
    """Give the case as it was just before `touch`."""
    at = next(n for n, other in enumerate(case.history.touches) if other is touch)
    history = case.history.with_touches(case.history.touches[:at])
    return Case(case.world, case.prospect, history, touch.date)


def _warning(case: Case, touch: Touch, rule: str, message: str, hint: str = "") -> Problem:
    return Problem(case.prospect.path, touch.line, 5, message, hint, rule)


def _too_close(case: Case, touch: Touch) -> Iterator[Problem]:
    """Two touches on one day, or closer than the breathing room (rule breathing-room)."""
    last = case.outbound[-1] if case.outbound else None
    if last is None or _is_exempt(case, touch):
        return
    gap = case.policy.tact.min_gap_bd
    if touch.date < case.both.after(last.date, gap):
        says = f"{case.who} heard from you on {a_date(last.date, touch.date)} and again on {a_date(touch.date, touch.date)}."
        yield _warning(
            case,
            touch,
            "breathing-room",
            says,
            f"Leave {days(gap, 'business day')} between two touches.",
        )


def _is_exempt(case: Case, touch: Touch) -> bool:
    return (
        in_steps(case)
        or touch.is_response
        or case.history.unanswered is not None
        or case.history.purpose_of(touch) in {"thanks", "answer"}
        or _is_outside(case, touch)
    )


def _is_outside(case: Case, touch: Touch) -> bool:
    """Whether a touch was asked for beside the cadence: the call after a parcel, a reminder."""
    if case.world.channels[touch.counts_as].by == "phone" and delivery_call(case):
        return True
    script = case.world.scripts.get(touch.script or "")
    return script is not None and script.when in {"after-delivery", "before-event"}


def _too_many(case: Case, touch: Touch) -> Iterator[Problem]:
    """More touches in 14 days than the policy allows (rule breathing-room)."""
    if _is_exempt(case, touch):
        return
    cap = getattr(case.policy.tact.max_in_14_days, case.world.boldness(case.prospect))
    recent = 1 + sum((touch.date - t.date).days < FORTNIGHT for t in case.outbound)
    if recent > cap:
        says = f"{case.who} heard from you {recent} times within 14 days; {cap} is the most."
        yield _warning(case, touch, "breathing-room", says)


def _given_twice(case: Case, touch: Touch) -> Iterator[Problem]:
    """The same thing twice (rule fresh)."""
    if touch.item and touch.item in case.given and touch.channel != "call":
        says = f"{case.who} was given “{touch.item}” before."
        yield _warning(case, touch, "fresh", says, "Give something else next time.")


def _too_early_goodbye(case: Case, touch: Touch) -> Iterator[Problem]:
    """A goodbye before the fifth unreturned touch (rule persistence)."""
    least = case.policy.tact.breakup_after
    if case.history.purpose_of(touch) == "breakup" and case.history.streak < least:
        says = f"You said goodbye to {case.who} after {a_number(case.history.streak)} unreturned touches; {least} come first."
        yield _warning(case, touch, "persistence", says)


def _no_rest(case: Case, touch: Touch) -> Iterator[Problem]:
    """A touch in the rest after a goodbye (rule rest)."""
    goodbye, last = parted(case), case.history.last
    if goodbye is None or last is None:
        return
    tact = case.policy.tact
    rest = tact.rest_days if last is goodbye else tact.rest_every_days
    if (touch.date - last.date).days < rest and not touch.is_response:
        says = f"{case.who} was to be left in peace until {a_date(last.date + timedelta(days=rest), touch.date)}."
        yield _warning(case, touch, "rest", says)


def _off_rhythm(case: Case, touch: Touch) -> Iterator[Problem]:
    """A touch earlier than the rhythm (rule rhythm)."""
    stage, last = stage_of(case), case.history.last
    if (
        stage not in {"almost", "deferred"}
        or last is None
        or _is_exempt(case, touch)
        or parted(case)
    ):
        return
    least = getattr(case.policy.cadences, stage).gap_days[0]
    gap = (touch.date - last.date).days
    answered = (t.date for t in case.prospect.touches if t.is_response)
    since = case.prospect.since or max(answered, default=date.min)
    if gap < least and not case.prospect.callback and last.date >= since:
        says = f"{case.who} heard from you {days(gap)} after the last time; the rhythm is {least} days at least."
        yield _warning(case, touch, "rhythm", says)


BREACHES: tuple[Callable[[Case, Touch], Iterator[Problem]], ...] = (
    _too_close, _too_many, _given_twice, _too_early_goodbye, _no_rest, _off_rhythm,
)  # fmt: skip


def _dropped(case: Case) -> Iterator[Problem]:
    """Someone live, left after one or two unreturned touches (rule dropped, 001)."""
    step, last = step_left_out(case), case.history.last
    if step and last:
        says = f"{case.who} was left after {a_number(case.history.streak)} unreturned touch{'es' if case.history.streak > 1 else ''}; the next one was due by {a_date(step.window.latest, case.now)}."
        yield Problem(
            case.prospect.path, last.line, 5, says, "The plan has it among what is late.", "dropped"
        )


WARNERS = (past_breaches,)
"""What `check` asks of the planner."""
