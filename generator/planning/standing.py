"""Standing: what history says about a relationship. Derived on every run, never stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from generator.model.plan import Standing
from generator.model.policy import Step as ProposalStep
from generator.model.prospect import Touch
from generator.planning.reach import (
    has_answered_since_meeting,
    is_blocked,
    open_slots,
    reaching,
    why_unreachable,
)
from generator.planning.world import Case, once

FAR_BEFORE = timedelta(days=7)
"""Who is away up to the date they named, so that the last day before it is that far from it and in the
first half of the wait, is asked on the first day after it: nobody who says "in February, I am away"
wants to be rung tomorrow."""
SHARED_HOUR_DAYS = 7
"""Days up to a named date that are searched for an hour in which both can talk."""
PITCH_BD = 5
"""A proposal that begins so many business days after they last did something was not pitched then."""
PITCHED_DAYS = 60
"""Where no file says since when there is a proposal, its pitch is looked for this far back."""
NO_STEPS = frozenset({"thanks", "answer"})
"""Purposes of touches that are no steps of a proposal."""
CLOSED = frozenset({"won", "declined", "unfit"})


@once
def first_class_talk(case: Case) -> Touch | None:
    """Give the last live talk: a meeting held or a call that reached them."""
    channels = case.world.channels
    return next(
        (
            t for t in reversed(case.history.real)
            if t.is_response and channels[t.channel].live and t.outcome != "declined"
        ),
        None,
    )  # fmt: skip


@once
def stage_of(case: Case) -> str:
    """Give the stage that the planner works with.

    A lead whom the user has met is `met`; someone `met` becomes `almost` once the days for
    a first follow-up are over (002) or one thing of value was given. The stage key stays.
    """
    stage = case.stage
    return "almost" if stage == "met" and _is_over(case) else stage


def _is_over(case: Case) -> bool:
    """Whether the days for a first follow-up are over, or would be before it could be made."""
    until, last = met_until(case), case.history.last
    if case.now > until or gave_once(case):
        return True
    if case.history.attempts:
        return case.both.after(case.history.attempts[-1].date, case.policy.tact.min_gap_bd) > until
    soonest = case.policy.cadences.met.gap_bd[0]
    return bool(last and case.both.after(last.date, soonest) > until)


@once
def met_until(case: Case) -> date:
    """Give the last day on which someone `met` counts as new: bd 15 after the last live talk.

    Where nobody knows since when, it counts from any day.
    """
    talk, response = first_class_talk(case), case.history.last_response
    starts = [t.date for t in (talk, response) if t]
    start = max(starts) if starts else case.since or case.now
    return case.both.after(start, case.policy.cadences.met.gap_bd[1])


@once
def gave_once(case: Case) -> bool:
    """Whether the one valid purpose since they last did something was served (002)."""
    return any(
        t.channel != "meeting" and case.history.purpose_of(t) not in {"thanks", "answer"}
        for t in case.history.unreturned
    )


@once
def parted(case: Case) -> Touch | None:
    """Give the goodbye that nobody has answered yet."""
    return next(
        (t for t in case.history.unreturned if case.history.purpose_of(t) == "breakup"), None
    )


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A callback: the date they named, and the days between which the promise is kept."""

    named: date
    base: date
    earliest: date
    latest: date
    asked: date | None = None
    """The day on which they named it, where a touch tells."""

    def wait(self, case: Case) -> int:
        """How many days they asked for; where no touch tells, those since the last one of mine."""
        last = case.history.last
        since = self.asked or (min(last.date, self.named) if last else self.base)
        return (self.named - since).days


@once
def named_date(case: Case) -> NamedDate | None:
    """Give the callback that was not kept yet (000: slightly before the date they name).

    A touch of mine from the first day of the span on keeps it, or a talk; what they write then, and
    my answer to it, does not. The span is counted from the touch that says `callback:` with this
    date; where none does, from the response before; without any, from the day since when I know
    them, which no touch of mine moves. Then what was written may have gone out before they named
    it, and only what was meant for the date keeps it.
    """
    named = case.prospect.callback
    if named is None:
        return None
    touches = _since_named(case, named)
    heard = any(touch.is_response or touch.callback == named for touch in touches)
    base = None if heard else min(case.since or named, named)
    asked: Touch | None = None
    for touch in touches:
        before, asked = asked, case.history.still_asked(asked, touch)
        if touch.callback == named:
            base = touch.date
            continue
        in_span = base is not None and touch.date >= _span(case, named, base).earliest
        if in_span and _keeps_a_date(case, touch, before) and (heard or _is_for_it(case, touch)):
            return None
        if touch.is_response:
            base = touch.date
    span = replace(_span(case, named, base or named), asked=base if heard else None)
    if not heard:  # a letter just sent keeps nothing, but may be let sink in
        span = replace(span, earliest=max(span.earliest, min(case.apart_from, span.latest)))
    return None if _kept_late(case, named) else _in_writing(case, _after_quiet_days(case, span))


def _keeps_a_date(case: Case, touch: Touch, asked: Touch | None) -> bool:
    """Whether a touch stands for the one that they asked for; `asked` is what it may answer."""
    if case.world.channels[touch.counts_as].live:
        return True
    return touch.direction == "out" and asked is None


def _is_for_it(case: Case, touch: Touch) -> bool:
    """Whether a touch was meant for the date they named: a ring, or words for such a moment.

    So is one at which they said something. By a channel that has no such words any others stand for
    them.
    """
    scripts = case.world.scripts
    if case.world.channels[touch.counts_as].by == "phone" or touch.said:
        return True
    words = scripts.get(touch.script or "")
    return (words is not None and words.when == "callback") or not any(
        s.when == "callback" and s.channel == touch.channel for s in scripts.values()
    )


def _after_quiet_days(case: Case, span: NamedDate) -> NamedDate:
    """Come no earlier than need be where that would be in quiet days: they named a later day.

    Where none but quiet days are left before it, the last of them is no better than the first.
    """
    quiet, day = case.world.is_quiet_day, case.both.on_or_after(span.earliest)
    while day < span.latest and quiet(day):
        day = case.both.after(day, 1)
    if span.latest < span.named and quiet(min(day, span.latest)):
        return span
    return replace(span, earliest=min(day, span.latest)) if quiet(span.earliest) else span


def _in_writing(case: Case, span: NamedDate) -> NamedDate:
    """Once the last day with an hour for a call has gone by, what is left is to write."""
    last = case.both.on_or_before(span.named)
    if not span.latest < case.now <= last:
        return span
    earliest = last if span.earliest == span.latest else span.earliest
    return replace(span, earliest=earliest, latest=last)


def _since_named(case: Case, named: date) -> tuple[Touch, ...]:
    """Give the touches from the one that named the date on; all, where none says so."""
    real = case.history.real
    at = [n for n, touch in enumerate(real) if touch.callback == named]
    return real[at[-1] :] if at else real


def _kept_late(case: Case, named: date) -> bool:
    last = case.history.last
    return bool(last and last.date >= named and last.callback != named)


def _span(case: Case, named: date, base: date) -> NamedDate:
    tact = case.policy.tact
    earliest = named
    if not (case.stage == "met" and not has_answered_since_meeting(case)):
        part = base + timedelta(days=ceil(tact.callback_fraction * (named - base).days))
        earliest = max(part, named - timedelta(days=tact.callback_early_max_days))
    latest = _last_chance(case, named)
    is_far = base < named - FAR_BEFORE and 2 * (latest - base) < named - base
    if is_far and named - latest > FAR_BEFORE:
        earliest = latest = case.both.on_or_after(named)
    return NamedDate(named, base, min(earliest, latest), latest)


def _last_chance(case: Case, named: date) -> date:
    """Give the last business day up to the date they named; for a call, one with a shared hour."""
    latest = case.both.on_or_before(named)
    if open_slots(case, latest) or why_unreachable(case, "call"):
        return latest
    week = (latest - timedelta(days=n) for n in range(1, SHARED_HOUR_DAYS))
    return next((d for d in week if case.both.works(d) and open_slots(case, d)), latest)


def steps_made(case: Case) -> list[Touch]:
    """Give the steps of a proposal made since the anchor; thanks and answers are none."""
    start = anchor(case)
    return [
        t
        for t in case.history.unreturned
        if t.date >= start and case.history.purpose_of(t) not in NO_STEPS
    ]


def anchor(case: Case) -> date:
    """Give the day from which a proposal's steps count: the last response, the pitch being one.

    Else `since`; so, too, where the last response is too old to have been the pitch.
    """
    response, last = case.history.last_response, case.history.last
    if response and not is_before_the_pitch(case):
        return response.date
    return case.since or (last.date if last else case.now)


def is_before_the_pitch(case: Case) -> bool:
    """Whether they last did something long before the proposal began: that was about other things."""
    response, since = case.history.last_response, case.prospect.since
    if response is None or since is None:
        return False
    return since > case.both.after(response.date, PITCH_BD)


def first_step(case: Case) -> int:
    """Give the step that follows the anchor: the first after the pitch, later one past day 0."""
    response = case.history.last_response
    if response is None or response.channel == "meeting":
        return 0
    since = case.prospect.since
    goes_on = _was_pitched_before(case, response) if since is None else response.date > since
    if not goes_on:
        return 0
    steps = proposal_steps(case)
    return next((n for n, step in enumerate(steps) if step.bd > 0), len(steps))


def _was_pitched_before(case: Case, response: Touch) -> bool:
    """Whether a pitch was followed up before they last did something, where no file says since when.

    A meeting of those weeks was the pitch, if anything but thanks and answers followed it; and what
    I asked where it stands was pitched already.
    """
    told, meetings = case.history.real, case.history.meetings
    weeks = [
        t for t in told[: told.index(response)] if (response.date - t.date).days <= PITCHED_DAYS
    ]
    pitch = next((n for n, touch in enumerate(weeks) if touch in meetings), len(weeks))
    mine = [
        (n > pitch, case.history.purpose_of(touch)) for n, touch in enumerate(weeks)
        if touch.direction == "out" and touch.channel != "meeting"
    ]  # fmt: skip
    return any(what == "status" or (after and what not in NO_STEPS) for after, what in mine)


def proposal_steps(case: Case) -> tuple[ProposalStep, ...]:
    """Give the fixed steps for this prospect's boldness."""
    by_boldness = case.policy.cadences.proposal.steps_bd
    steps: tuple[ProposalStep, ...] = getattr(by_boldness, case.world.boldness(case.prospect))
    return steps


@once
def in_steps(case: Case) -> bool:
    """Whether a proposal still has fixed steps to go."""
    return stage_of(case) == "proposal" and first_step(case) + len(steps_made(case)) < len(
        proposal_steps(case)
    )


@once
def is_quiet(case: Case) -> bool:
    """Whether so many touches came back unanswered that the mix begins (003)."""
    return (
        case.history.streak >= case.policy.tact.quiet_after
        and stage_of(case) != "met"
        and not in_steps(case)
    )


@once
def breakup_is_due(case: Case) -> bool:
    """Whether the next touch is the goodbye: enough touches over enough channels (000, 001, 003)."""
    tact = case.policy.tact
    if case.history.streak < tact.breakup_after or not is_quiet(case) or parted(case):
        return False
    used = {t.counts_as for t in case.history.unreturned}
    return len(used) >= tact.breakup_channels or not _untried(case, used)


def _untried(case: Case, used: set[str]) -> set[str]:
    """Give the channels not tried yet; a call nobody takes ends on the machine, so that covers it.

    Who was rung often enough in vain was tried by telephone, machine or none.
    """
    channels = case.world.channels
    lines = {channels[name].by for name in used}
    if case.rings >= case.policy.tact.attempts_in_a_row:
        lines.add("phone")
    left = reaching(case, stage_of(case)) - used
    return {name for name in left if not (channels[name].live and channels[name].by in lines)}


def standing_of(case: Case) -> Standing:
    """Say what history says, as of `case.now`."""
    return next((standing for standing, holds in STANDINGS if holds(case)), "active")


def _is_waiting(case: Case) -> bool:
    snooze = case.prospect.snooze_until
    return (
        named_date(case) is not None
        or bool(snooze and snooze > case.now)
        or any(case.now in span for span in case.prospect.away)
    )


STANDINGS: tuple[tuple[Standing, Callable[[Case], object]], ...] = (
    ("closed", lambda case: case.prospect.stage in CLOSED),
    ("blocked", is_blocked),
    ("waiting", _is_waiting),
    ("resting", parted),
    ("breakup-due", breakup_is_due),
    ("quiet", is_quiet),
    ("new", lambda case: not case.history.real),
)
"""What each standing means, the first that holds."""
