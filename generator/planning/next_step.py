"""The next step for one person: what is owed, what they named, what the cadence asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from generator.model.plan import Reason, Window
from generator.model.prospect import Touch
from generator.planning import owed
from generator.planning.cadence import cadence_step, slow_step
from generator.planning.reach import is_blocked
from generator.planning.rules import ASKS
from generator.planning.saying import a_date, a_day, days, touches
from generator.planning.standing import CLOSED, NamedDate, named_date, stage_of
from generator.planning.step import Pause, Step
from generator.planning.world import Case

LONG_WAIT_DAYS = 90
BEFORE_CALLBACK_DAYS = 7
"""No touch of the rhythm in the week before a named date: it would spend the promise."""


def next_step(case: Case) -> Step | Pause:
    """Give the step to be made next, or the reason why there is none."""
    steps = next_steps(case)
    return steps if isinstance(steps, Pause) else steps[0]


def next_steps(case: Case) -> tuple[Step, ...] | Pause:
    """Give what asks to be made, the first first: where nothing reaches them for it, the next."""
    if case.prospect.stage in CLOSED:
        return _closed(case)
    if is_blocked(case):
        says = f"{case.who} opted out of every channel; nothing is planned."
        return Pause((Reason("opt-out", says),))
    asked, ordered = _asked_for(case), []
    while asked:
        ordered.append(_first(case, asked))
        asked.remove(ordered[-1])
    if ordered[0].is_breakup and not _can_part(case):
        return _left_in_peace(case)
    ordered[0] = _with_lapsed_note(case, ordered[0])
    until = case.prospect.snooze_until
    if until and max(case.now, ordered[0].window.earliest) < until:
        return _not_put_off(case, ordered, until) or _snoozed(case, until)
    return tuple(_held_up(case, step, until) for step in ordered) if until else tuple(ordered)


def _can_part(case: Case) -> bool:
    """Whether there are words of goodbye for them: where nobody is named, most speak to nobody."""
    words = case.world.candidates(stage_of(case), ("breakup",), "")
    return bool(case.prospect.name) or any(not w.is_personal for _, own in words for w in own)


def _left_in_peace(case: Case) -> Pause:
    """Say that a firm hears nothing more until somebody is named there: it would go on for ever."""
    says = f"{touches(case.history.streak)} stayed unanswered, and nobody is named at {case.who} to say goodbye to; so nothing more until you know a name."
    return Pause((Reason("persistence", says),))


def _first(case: Case, asked: list[Step]) -> Step:
    """Give the step to make first: what is owed, unless something else fits before its day."""
    owed_first = sorted(asked, key=partial(_urgency, case))
    first = owed_first[0]
    if not first.owed:
        return first
    starts = start_of(case, first)
    before = [
        step for step in owed_first
        if not step.owed
        and start_of(case, step) < starts
        and (step.window.latest < starts or step.soon)
    ]  # fmt: skip
    return before[0] if before else first


def _urgency(case: Case, step: Step) -> tuple[bool, bool, date, date, int, date]:
    """Rank what asks to be made: of two that are late or due on one day, the higher class first.

    The call after a delivery goes before the cadence, from the first of its days to the last.
    """
    start, latest = start_of(case, step), step.window.latest
    cadence = step.moment != "after-delivery"
    return (not step.owed, cadence, start, max(start, latest), step.priority, latest)


def start_of(case: Case, step: Step) -> date:
    """Give the first day on which a step can be made; a ring waits for the one before."""
    calendar = case.mine if step.on_my_days else case.both
    start = calendar.on_or_after(max(step.window.earliest, case.now))
    if case.is_used_up(start):
        start = calendar.after(start, 1)
    rings = case.history.attempts
    if rings and step.channels and case.world.channels[step.channels[0]].live:
        start = max(start, case.both.after(rings[-1].date, case.policy.tact.min_gap_bd))
    return start


def _closed(case: Case) -> tuple[Step, ...] | Pause:
    stage = case.prospect.stage
    if stage == "declined":
        blocked = is_blocked(case)
        thanks = None if blocked else owed.thanks_for_a_no(case)
        says = f"{case.who} said no; silence is the thanks that remains. Only you can move them on."
        if thanks:
            return (thanks,)
        lapsed = None if blocked else owed.thanks_lapsed(case)
        again = _wrote_again(case, "gift-of-clarity", owed.wrote_after_a_no(case))
        return Pause((Reason("gift-of-clarity", says), *([lapsed] if lapsed else []), *again))
    says = {
        "won": f"{case.who} is a client; nothing is planned here.",
        "unfit": f"{case.who} has no need that you can meet; nothing is planned.",
    }[stage]
    unfit = stage == "unfit" and _wrote_last(case)
    again = _wrote_again(case, "valid-purpose", case.history.last if unfit else None)
    return Pause((Reason("valid-purpose", says), *again))


def _wrote_last(case: Case) -> bool:
    last, since = case.history.last, case.prospect.since
    return bool(last and since and last.direction == "in" and last.date > since)


def _wrote_again(case: Case, rule: str, touch: Touch | None) -> tuple[Reason, ...]:
    """Say that somebody with whom all is over was in touch: only the user can take it up."""
    if touch is None:
        return ()
    says = f"{case.who} was in touch again on {a_day(touch.date)}; if that changes things, give them another stage."
    return (Reason(rule, says),)


def _asked_for(case: Case) -> list[Step]:
    asked = [step for asks in ASKS if (step := asks(case))]
    waiting = named_date(case)
    if waiting:
        meanwhile = _meanwhile(case, waiting)
        if meanwhile:
            asked.append(meanwhile)
    else:
        asked.append(_until_named(case, cadence_step(case)))
    return asked


def _until_named(case: Case, step: Step) -> Step:
    """Be silent until the date they named is over, where I was in touch for its sake before it."""
    named, last = case.prospect.callback, case.history.last
    if named is None or last is None or last.direction == "in" or last.callback == named:
        return step
    if not last.date < named or step.window.earliest > named:
        return step
    says = f"{case.who} named {a_day(named)}; you were in touch for its sake on {a_day(last.date)}, so nothing more until that day is over."
    over = named + timedelta(days=1)
    window = Window(over, max(over, step.window.latest))
    return step.within(window, Reason("breathing-room", says))


def _with_lapsed_note(case: Case, step: Step) -> Step:
    lapsed = owed.note_lapsed(case)
    return replace(step, because=(*step.because, lapsed)) if lapsed else step


def last_day_meanwhile(waiting: NamedDate) -> date:
    """Give the last day on which something is written during a long wait."""
    return waiting.earliest - timedelta(days=BEFORE_CALLBACK_DAYS)


def _meanwhile(case: Case, waiting: NamedDate) -> Step | None:
    """A long wait may hide an objection: the rhythm goes on, with value in writing (000)."""
    step = slow_step(case)
    last_day = last_day_meanwhile(waiting)
    too_near = start_of(case, step) > last_day
    wait = waiting.wait(case)
    if wait <= LONG_WAIT_DAYS or too_near or step.is_breakup:
        return None
    asked = f"asked for {days(wait)}" if waiting.asked else f"named {a_day(waiting.named)}"
    says = f"{case.who} {asked}; so long a wait may hide an objection, so you stay in touch in writing."
    return replace(
        step,
        window=Window(step.window.earliest, min(step.window.latest, last_day)),
        purposes=("value",),
        written=True,
        because=(*step.because, Reason("callback", says)),
    )


def _not_put_off(case: Case, asked: list[Step], until: date) -> tuple[Step, ...]:
    """Give what falls due before a snooze is over and waits for none.

    Answers and promises, and a date they named that is as late as the snooze.
    """
    waiting = named_date(case)
    kept = {"answer", "callback"} if waiting and waiting.named >= until else {"answer"}
    return tuple(
        step for step in asked
        if step.rule in kept and step.owed and max(step.window.latest, start_of(case, step)) < until
    )  # fmt: skip


def _held_up(case: Case, step: Step, until: date) -> Step:
    """Say so where a snooze that is over by now outlasted the window of a step."""
    if step.owed or not step.window.latest < until <= case.now:
        return step
    return replace(step, because=(*step.because, _put_off(case, until)))


def _put_off(case: Case, until: date, also: str = "") -> Reason:
    return Reason("callback", f"You put {case.who} off until {a_day(until)}{also}.")


def _snoozed(case: Case, until: date) -> tuple[Step, ...] | Pause:
    """Give what will be next on the day until which the user put them off."""
    steps = next_steps(case.on(until))
    if isinstance(steps, Pause):
        return steps
    waiting = named_date(case)
    later = waiting is not None and until > waiting.named
    also = (
        f", later than the {a_date(waiting.named, case.now)} they named"
        if later and waiting
        else ""
    )
    why, plain = _put_off(case, until, also), _put_off(case, until)
    return tuple(
        replace(step, because=tuple(r for r in step.because if r != plain)).within(
            Window(max(step.window.earliest, until), max(step.window.latest, until)), why
        )
        for step in steps
    )
