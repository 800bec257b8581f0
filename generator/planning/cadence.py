"""The cadence of each stage: the window in which the next touch belongs.

Gaps count from the last real touch or response, never from a reminder.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from generator.model.occasions import CONTACT_FOR
from generator.model.plan import Reason, Window
from generator.planning.reach import can_be_rung
from generator.planning.saying import a_date, a_day, a_list, a_number, days, times, touches
from generator.planning.standing import (
    anchor,
    breakup_is_due,
    first_step,
    gave_once,
    in_steps,
    is_before_the_pitch,
    met_until,
    parted,
    proposal_steps,
    stage_of,
    steps_made,
)
from generator.planning.step import BREAKUP, Step
from generator.planning.world import Case

REST_WINDOW_DAYS = 14
SETTLE_DAYS = 30
"""Dated reasons of `deferred` that are closer together than this merge into the later one."""
NEW_BUDGET = "new-budget"
NEW_BUDGET_WEEKS = 6
NEVER_TOUCHED_BD = 7
POST_BD = 2
"""Business days after which a letter is there; to somebody not met the gap counts from then."""
INSTEAD_BD = 10
"""After three rings in vain the note or e-mail to someone `met` comes ten business days on (002)."""


def cadence_step(case: Case) -> Step:
    """Give the next touch that the cadence of this prospect's stage asks for."""
    if parted(case):
        return _rest(case)
    if case.history.last is None:
        return _first_touch(case)
    step = CADENCES[stage_of(case)](case)
    if breakup_is_due(case):
        return _goodbye(case, step)
    return _after_a_gap(step) if _was_silent(case, step) else step


def slow_step(case: Case) -> Step:
    """Give the next touch for someone who asked for a long wait: the rhythm, whatever the stage.

    A silence that they asked for is none to be sorry for.
    """
    if parted(case) or case.history.last is None or breakup_is_due(case):
        return cadence_step(case)
    return _rhythm(case)


def _was_silent(case: Case, step: Step) -> bool:
    """Whether I was silent for over twice the rhythm with someone who knows me."""
    if case.history.last is None or not may_fall_silent(case, step):
        return False
    return case.mine.on_or_after(case.now) >= silent_from(case, step)


def may_fall_silent(case: Case, step: Step) -> bool:
    """Whether a silence of mine would have words of its own before this step."""
    known = case.history.last_response is not None and stage_of(case) != "met"
    return known and not (step.owed or step.is_breakup)


def silent_from(case: Case, step: Step) -> date:
    """Give the day from which my silence before a step is a long one; their absence is none of mine.

    Who rang was not silent, but is from then on, nor was who moved them to another stage: that says
    that something happened. Fixed steps are days apart: there the rhythm of almost-clients says
    what is long.
    """
    rhythm = timedelta(days=case.policy.cadences.almost.gap_days[1])
    due = rhythm if step.fixed else step.window.latest - _last_day(case)
    moved = [case.prospect.since] if case.prospect.since else []
    base = max([_last_day(case), *moved, *(ring.date for ring in case.history.attempts[-1:])])
    day = base + 2 * due + timedelta(days=1)
    for span in sorted(case.prospect.away, key=lambda span: span.first):
        if span.last > base and span.first < day:
            day += span.last - max(span.first, base + timedelta(days=1)) + timedelta(days=1)
    return day


def _after_a_gap(step: Step) -> Step:
    says = "You have been silent for {gap}; say so in a line of your own, instead of going on as if nothing had happened."
    return replace(
        step,
        moment="after-a-gap",
        purposes=tuple(dict.fromkeys((*step.purposes, "value", "movement", "status"))),
        because=(*step.because, Reason(step.rule, says)),
    )


def _first_touch(case: Case) -> Step:
    added = case.prospect.added
    start = added or case.both.on_or_after(case.now)
    when = f" since {a_date(added, case.now)}" if added else ""
    says = f"{case.who} has been on your list{when} and never heard from you."
    return Step(
        rule="persistence",
        window=Window(start, case.both.after(start, NEVER_TOUCHED_BD)),
        purposes=_purposes(case),
        because=(Reason("persistence", says),),
        since=added,
        channels=_first_channels(case),
        soon=added is None,
    )


def _first_channels(case: Case) -> tuple[str, ...]:
    came_by = case.prospect.first_contact
    return (came_by,) if came_by and came_by != "meeting" else ()


def _lead(case: Case) -> Step:
    gap = case.policy.cadences.lead.gap_bd
    on_its_way = POST_BD if _was_posted(case) else 0
    also = f", and the post takes {a_number(POST_BD)} more" if on_its_way else ""
    says = f"People you have not met hear from you after {gap[0]} to {gap[1]} business days; {_last(case)} was on {a_day(_last_day(case))}{also}."
    return Step(
        rule="persistence",
        window=_bd_window(case, (gap[0] + on_its_way, gap[1] + on_its_way)),
        purposes=_purposes(case),
        because=(Reason("persistence", says),),
        since=_last_day(case),
    )


def _was_posted(case: Case) -> bool:
    """Whether my last touch was a letter: its date is the day it was posted, not that it was read."""
    last = case.history.last
    channel = case.world.channels[last.counts_as] if last and last.direction == "out" else None
    return channel is not None and channel.by == "post" and channel.written


def _met(case: Case) -> Step:
    """After the first meeting: one valid purpose, by the channel that worked, live (002)."""
    cadence = case.policy.cadences.met
    attempts = case.history.attempts
    until = met_until(case)
    if attempts and case.rings < cadence.attempts:
        last_ring = case.both.after(attempts[0].date, cadence.attempts_within_bd - 1)
        again = case.both.after(attempts[-1].date, case.policy.tact.min_gap_bd)
        window = Window(again, max(again, min(last_ring, until)))
        in_time = again <= min(last_ring, until) and case.now <= last_ring
        if in_time and can_be_rung(case, max(again, case.now), window.latest):
            return _met_step(case, window, call=True)
    if attempts:
        after = case.both.after(attempts[-1].date, case.policy.tact.min_gap_bd)
        late = max(after, min(case.both.after(_last_day(case), INSTEAD_BD), until))
        return _met_instead(case, Window(late, max(late, until)))
    earliest = case.both.after(_last_day(case), cadence.gap_bd[0])
    latest = min(case.both.after(_last_day(case), cadence.gap_bd[1]), until)
    window = Window(earliest, max(earliest, latest))
    if case.rings >= cadence.attempts:
        return _met_instead(case, window)
    return _met_step(case, window, call=False)


def _met_step(case: Case, window: Window, *, call: bool) -> Step:
    met = case.policy.cadences.met
    gap = met.gap_bd
    says = f"You met {case.who} and have something worth saying once; {gap[0]} to {gap[1]} business days after {_last(case)} is the time."
    again = f"You rang {case.who} {times(case.rings)} without an answer; up to {a_number(met.attempts)} rings within {met.attempts_within_bd} business days are fair, each at another hour."
    return Step(
        rule="attempts" if call else "valid-purpose",
        window=window,
        purposes=("value",),
        because=(Reason("attempts", again) if call else Reason("valid-purpose", says),),
        since=_last_day(case),
        channels=("call",) if call else _same_channel(case),
        soon=call,
    )


def _same_channel(case: Case) -> tuple[str, ...]:
    """The channel of first contact; else the telephone; e-mail only where it began there (002)."""
    first = case.prospect.first_contact
    usual = tuple(name for name in ("call", "email", "note") if name != first)
    return (first, *usual) if first and first not in {"meeting", "voicemail"} else usual


def _met_instead(case: Case, window: Window) -> Step:
    says = f"You rang {times(case.rings)} without reaching {case.who}; now one note or e-mail worth reading instead of another ring."
    return Step(
        rule="attempts",
        window=window,
        purposes=("value",),
        because=(Reason("attempts", says),),
        since=_last_day(case),
        channels=("note", "email"),
        fixed=True,
    )


def _proposal(case: Case) -> Step:
    if in_steps(case):
        return _proposal_step(case)
    gap = case.policy.cadences.proposal.quiet_gap_bd
    says = f"The steps after your pitch are done; {gap[0]} to {gap[1]} business days between touches from now on."
    return Step(
        rule="persistence",
        window=_bd_window(case, gap),
        purposes=_purposes(case),
        because=(Reason("persistence", says),),
        since=_last_day(case),
    )


def _proposal_step(case: Case) -> Step:
    steps = proposal_steps(case)
    made = steps_made(case)
    at = first_step(case) + len(made)
    step = steps[at]
    due, when = _bd(case, anchor(case), step.bd), _from_the_pitch(case, step.bd)
    if made:
        gap = step.bd - steps[at - 1].bd
        pushed = _bd(case, made[-1].date, gap)
        if pushed > due:
            due, when = pushed, f"{_after(gap)} the step before, as a step came late"
    if case.history.attempts:
        due = max(due, case.both.after(case.history.attempts[-1].date, case.policy.tact.min_gap_bd))
    says = f"Step {at + 1} of {len(steps)} of a proposal: {when}."
    return Step(
        rule="persistence",
        window=Window(due, case.both.after(due, 1)),
        purposes=("status", "value", "movement"),
        because=(Reason("persistence", says),),
        since=_last_day(case),
        moment="after-pitch" if at == 0 and not is_before_the_pitch(case) else "",
        channels=(step.channel,),
        fixed=True,
        soon=True,
    )


def _bd(case: Case, start: date, count: int) -> date:
    return case.both.after(start, count) if count else start


def _after(bd: int) -> str:
    return f"{days(bd, 'business day')} after" if bd else "the day of"


def _from_the_pitch(case: Case, bd: int) -> str:
    """Say so many business days after what; `0` is the day itself."""
    response, since = case.history.last_response, a_date(anchor(case), case.now)
    if response is None or is_before_the_pitch(case):
        return f"{_after(bd)} its start on {since}"
    if response.channel == "meeting":
        return f"{_after(bd)} your meeting on {since}"
    if bd == 0:
        return f"the day on which {case.who} last answered, {since}"
    return f"{_after(bd)} {case.who} last answered on {since}"


def _rhythm(case: Case) -> Step:
    """30 to 42 days, endless, always with something of value (004)."""
    stage = "deferred" if case.stage == "deferred" else "almost"
    gap = getattr(case.policy.cadences, stage).gap_days
    base = _last_day(case)
    what = {"almost": "almost-clients", "deferred": "people who had to put it off"}[stage]
    says = f"{{gap}} after {_last(case)}; your rhythm with {what} is {gap[0]} to {gap[1]} days."
    because = [Reason("rhythm", says)]
    if case.stage == "met" and stage_of(case) != "met":
        because.insert(0, _no_longer_met(case))
    step = Step(
        rule="rhythm",
        window=Window(base + timedelta(days=gap[0]), base + timedelta(days=gap[1])),
        purposes=_purposes(case),
        because=tuple(because),
        since=base,
    )
    return with_dated_reason(case, step, max(step.window.earliest, case.now))


def with_dated_reason(case: Case, step: Step, on: date) -> Step:
    """A dated reason chooses what a touch of the rhythm is about; it does not move it out of it.

    It makes nothing else of an answer or a goodbye, nor of what is sent during a long wait.
    """
    may = step.rule == "rhythm" and not step.moment and not step.written
    reason = dated_reason(case, on) if may and stage_of(case) == "deferred" else None
    if reason is None:
        return step
    _, moment, words = reason
    says = f"There is a dated reason to return: {words}.".replace("?.", "?")
    return replace(
        step,
        moment=moment,
        purposes=tuple(dict.fromkeys((*step.purposes, "movement", "value"))),
        because=(*step.because, Reason("valid-purpose", says)),
    )


def _no_longer_met(case: Case) -> Reason:
    bd = case.policy.cadences.met.gap_bd[1]
    if gave_once(case):
        return Reason(
            "valid-purpose",
            f"{case.who} has had the one thing worth saying after your meeting; now the slow rhythm of almost-clients holds.",
        )
    return Reason(
        "live-first",
        f"No live talk with {case.who} in {bd} business days since you met; so the slow rhythm of almost-clients holds.",
    )


def _rest(case: Case) -> Step:
    """After an unanswered goodbye: long silence, then one thing of value at a time (rule rest)."""
    tact = case.policy.tact
    goodbye = parted(case)
    last = case.history.last
    if goodbye is None or last is None:
        msg = "a rest follows a goodbye"
        raise ValueError(msg)
    first = last is goodbye
    rest = tact.rest_days if first else tact.rest_every_days
    start = last.date + timedelta(days=rest)
    says = f"You said goodbye to {case.who} on {a_date(goodbye.date, case.now)}; without an answer {days(rest)} of rest, then one thing of value."
    if not first:
        says = f"{case.who} is resting: one thing of value every {rest} days at most."
    return Step(
        rule="rest",
        window=Window(start, start + timedelta(days=REST_WINDOW_DAYS)),
        purposes=("value",),
        because=(Reason("rest", says), *_promise_kept_back(case)),
        since=last.date,
        moment="return" if first else "",
    )


def _promise_kept_back(case: Case) -> tuple[Reason, ...]:
    if not case.history.promises:
        return ()
    promised = case.history.promises[0][1]
    says = f"You promised {case.who}: {promised.what}, by {a_date(promised.by, case.now)}; after your goodbye that waits for a word from them."
    return (Reason("answer", says),)


def _goodbye(case: Case, step: Step) -> Step:
    channels = sorted({case.world.channels[t.counts_as].label for t in case.history.unreturned})
    says = f"{touches(case.history.streak)} by {a_list(channels)} stayed unanswered; the next one offers {case.who} a way out."
    window = step.window
    if stage_of(case) == "proposal":
        window = _bd_window(case, case.policy.cadences.proposal.breakup_gap_bd)
    return Step(
        rule="stay-or-go",
        window=window,
        purposes=("breakup",),
        because=(Reason("stay-or-go", says),),
        priority=BREAKUP,
        since=_last_day(case),
    )


CADENCES: dict[str, Callable[[Case], Step]] = {
    "lead": _lead,
    "met": _met,
    "proposal": _proposal,
    "almost": _rhythm,
    "deferred": _rhythm,
}


def _bd_window(case: Case, gap: tuple[int, int]) -> Window:
    base = _last_day(case)
    return Window(case.both.after(base, gap[0]), case.both.after(base, gap[1]))


def _last_day(case: Case) -> date:
    last = case.history.last
    return last.date if last else case.now


def _last(case: Case) -> str:
    last = case.history.last
    if last is None:
        return "you put them on the list"
    label = case.world.channels[last.counts_as].label
    return f"their last {label}" if last.direction == "in" else f"your last {label}"


def _purposes(case: Case) -> tuple[str, ...]:
    """What the next touch may be for, the preferred first."""
    meant = CONTACT_FOR.get(stage_of(case), ("value",))
    if stage_of(case) == "proposal":
        return meant
    purposes = [case.history.purpose_of(t) for t in case.outbound]
    before = next((p for p in reversed(purposes) if p not in {"thanks", "answer"}), None)
    others = tuple(p for p in meant if p != "value")
    if not case.prospect.name and stage_of(case) == "lead":
        return (*others, "value")  # whoever it is, their name is asked for first
    return (*others, "value") if before == "value" else ("value",)


def dated_reasons(case: Case) -> tuple[tuple[date, str, str], ...]:
    """Give the dated reasons to return to someone who put the work off (004), merged, in order.

    Each is a day, the moment that scripts name in `when`, and the question in words.
    """
    since = case.prospect.since or case.since
    if since is None:
        return ()
    found = [
        (
            _month_later(since),
            "money-found",
            "has the money, or the time, been found since they put it off?",
        )
    ]
    if case.prospect.year_end:
        end = case.prospect.year_end.within(since.year)
        if end <= since:
            end = case.prospect.year_end.within(since.year + 1)
        opens = end - timedelta(weeks=NEW_BUDGET_WEEKS)
        found += [
            (
                since + (end - since) // 2,
                "half-way",
                "how is the work going, and would advice help?",
            ),
            (opens, "year-end", "is it unfinished, now that next year's budget opens?"),
            (end + timedelta(days=1), NEW_BUDGET, "the new budget year has begun"),
        ]
    found.sort()
    return tuple(
        reason for n, reason in enumerate(found)
        if n + 1 == len(found) or (found[n + 1][0] - reason[0]).days >= SETTLE_DAYS
    )  # fmt: skip


def _month_later(day: date) -> date:
    first = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


def reasons_left(case: Case) -> list[tuple[date, str, str]]:
    """Give the dated reasons that no touch has used up; thanks and answers are about other things."""
    pending = list(dated_reasons(case))
    for touch in case.outbound:
        if case.history.purpose_of(touch) not in {"thanks", "answer"}:
            pending = _after_using(pending, touch.date)
    return pending


def dated_reason(case: Case, on: date) -> tuple[date, str, str] | None:
    """Give the dated reason that a touch on this day would use up, with its moment and its words."""
    due = [reason for reason in reasons_left(case) if reason[0] <= on]
    return due[-1] if due and due[-1][1] == NEW_BUDGET else next(iter(due), None)


def _after_using(pending: list[tuple[date, str, str]], on: date) -> list[tuple[date, str, str]]:
    """Give what a touch on this day leaves: in a new budget year nobody asks about the old one."""
    due = [reason for reason in pending if reason[0] <= on]
    used = len(due) if due and due[-1][1] == NEW_BUDGET else len(due[:1])
    return pending[used:]
