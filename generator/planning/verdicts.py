"""The rules that judge a draft: each says in a sentence why not, or nothing.

All have one signature. `rules.py` names them, in order, with their sentence and source.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from generator.model.days import Span
from generator.model.plan import TimeSlot
from generator.planning.draft import Draft
from generator.planning.reach import (
    is_new_contact,
    is_rung_live,
    lines_to,
    machine_only,
    open_slots,
    opted_out,
    said_opt_out,
    why_unreachable,
)
from generator.planning.saying import a_date, a_day, an, days, in_a_row, times
from generator.planning.standing import is_quiet, stage_of
from generator.planning.world import FORTNIGHT, LEAVE_BD, Case

FRIDAY = 4
PRESSING = frozenset({"ask", "movement", "status", "breakup"})
"""Purposes that want something from a person; in quiet days nobody is asked for anything."""
HOURS_OF_RINGS = ((10, 12), (14, 16), (16, 18), (8, 10), (12, 14))
"""The parts of a day in which rings are made, a different one each time (rule attempts)."""
HALF_HOUR = 30


# --- at any day -------------------------------------------------------------------------------


def opt_out(draft: Draft) -> str:
    """An opt-out is absolute; it closes the line, not the label."""
    if not opted_out(draft.case, draft.option.channel):
        return ""
    return f"{draft.case.who} opted out of {said_opt_out(draft.case)}."


def reach(draft: Draft) -> str:
    """A channel needs an address that is known and works."""
    found = why_unreachable(draft.case, draft.option.channel)
    return f"{found[1][0].upper()}{found[1][1:]}." if found and found[0] == "reach" else ""


def capacity(draft: Draft) -> str:
    """A channel of which a day holds none is not used at all."""
    found = why_unreachable(draft.case, draft.option.channel)
    return f"{found[1][0].upper()}{found[1][1:]}." if found and found[0] == "capacity" else ""


def live_first(draft: Draft) -> str:
    """To a new contact a call is a live talk: no message is left on a machine (002).

    Only a lead whom nothing but the telephone reaches gets one: after three rings, or as a goodbye.
    """
    case, stage = draft.case, stage_of(draft.case)
    if not machine_only(case, draft.option.channel) or not is_rung_live(case, stage):
        return ""
    spent = len(case.history.attempts) >= case.tries
    if stage == "lead" and (draft.step.is_breakup or spent) and lines_to(case, stage) == {"phone"}:
        return ""
    known = _how_new(case, stage)
    return f"{case.who} {known}: no voicemail, only a live call."


def _how_new(case: Case, stage: str) -> str:
    if not case.history.meetings:
        return "does not know you yet"
    return "has not answered since you met" if is_new_contact(case, stage) else "met you lately"


def attempts(draft: Draft) -> str:
    """After three rings in a row the step is made another way; to someone met three are all."""
    case = draft.case
    tries = len(case.history.attempts)
    if not draft.channel.live:
        return ""
    if tries >= case.tries:
        return f"{case.who} did not pick up{in_a_row(tries)}; no further ring before another kind of touch."
    spent = stage_of(case) == "met" and case.rings >= case.policy.cadences.met.attempts
    if not spent or draft.step.owed:
        return ""
    return f"{case.who} did not pick up {times(case.rings)} since you met; now in writing."


def no_form_letter(draft: Draft) -> str:
    """Words that speak to a person need one, and words that ask a firm for a name need none."""
    prospect, script = draft.case.prospect, draft.option.script
    if prospect.name and script.to == "firm":
        return f"“{script.title}” asks a firm for a name, and {draft.case.who} has one."
    if prospect.name or not script.is_personal:
        return ""
    return f"Other words speak to a person, and nobody is named at {prospect.title}."


def in_writing(draft: Draft) -> str:
    """Thanks are written, and so is anything to someone who asked for a long wait."""
    if draft.step.written and "thanks" in draft.step.purposes and draft.channel.lead_days:
        return f"A thank-you is a few lines, not {an(draft.channel.label)}."
    if not draft.step.written or draft.channel.written:
        return ""
    if "thanks" in draft.step.purposes:
        return "A thank-you is written, not rung."
    return f"{draft.case.who} asked you to wait; until then something in writing, no {draft.channel.label}."


def gift_budget(draft: Draft) -> str:
    """A prospect's gifts of one calendar year stay under the cap."""
    cost = draft.option.cost
    cap = draft.case.policy.budget.per_prospect_year
    if not cost or spent_on(draft.case, draft.day.year) + cost <= cap:
        return ""
    return f"{draft.case.who} would have had gifts for more than {cap:g} this year."


def spent_on(case: Case, year: int) -> float:
    """Give what the touches of a calendar year cost for this prospect."""
    return sum(
        case.world.cost(t.script, t.item)
        for t in case.history.real
        if t.date.year == year and t.direction == "out"
    )


# --- while another way is left ----------------------------------------------------------------


def mix(draft: Draft) -> str:
    """No more than two in a row by one channel; when quiet, none of the last two (003).

    That is for those who know us: somebody just met hears by the channel that worked (002).
    """
    case, channel = draft.case, draft.option.channel
    if draft.step.fixed or draft.step.owed or stage_of(case) == "met":
        return ""
    last_two = [t.counts_as for t in case.outbound[-2:]]
    if is_quiet(case) and channel in last_two:
        return f"{case.who} did not answer {times(case.history.streak)} in a row; so a channel other than the last two."
    if case.history.last_response and last_two == [channel, channel]:
        return f"The last two were both by {draft.channel.label}; a third in a row would be one too many."
    return ""


def fresh(draft: Draft) -> str:
    """No script again within 180 days while another fits (000).

    Words that speak of what was promised have no others: a second promise needs them again.
    """
    if draft.step.speaks_of in draft.option.script.slots:
        return ""
    used = draft.case.used.get(draft.option.script.key)
    limit = draft.case.policy.tact.fresh_days
    if used is None or (draft.step.begins(draft.case.now) - used).days >= limit:
        return ""
    return f"{draft.case.who} had “{draft.option.script.title}” on {a_date(used, draft.day)}; other words are left."


# --- on a day ---------------------------------------------------------------------------------


def working_time(draft: Draft) -> str:
    """Everything on my working days; what reaches them on theirs too, and calls in shared hours."""
    case, day = draft.case, draft.day
    if not case.mine.works(day):
        leave = next((s for s in case.world.calendars.leave if day in s), None)
        return f"You are away {_span(leave)}." if leave else f"You do not work on {a_day(day)}."
    if not draft.step.on_my_days and not case.both.works(day):
        away = next((s for s in case.prospect.away if day in s), None)
        gone = f"is away {_span(away)}" if away else f"does not work on {a_day(day)}"
        return f"{case.who} {gone}."
    if draft.channel.by == "phone" and not _open_slots(draft):
        return f"On {a_day(day)} there is no hour in which you both can talk."
    return ""


def _span(span: Span) -> str:
    year = f" {span.last.year}" if span.first.year != span.last.year else ""
    return f"from {a_date(span.first, span.last)} to {a_date(span.last, span.last)}{year}"


def slot_on(draft: Draft) -> TimeSlot | None:
    """Give the time to ring on the draft's day, in their zone: other hours at each attempt."""
    slots = _open_slots(draft)
    if not slots or _after_hours(draft):
        return slots[0] if slots else None
    rung: list[int] = []
    for ring in draft.case.history.attempts:
        parts = _parts_on(draft.case, ring.date)
        rung += [_turn(parts, rung)] if parts else []
    parts = _parts_on(draft.case, draft.day)
    return parts[_turn(parts, rung)] if parts else max(slots, key=_length)


def _parts_on(case: Case, day: date) -> dict[int, TimeSlot]:
    """Give the parts of a day in which to ring: those in my working hours go before the others."""
    usual = _parts_of(open_slots(case, day, case.policy.working_time.hours))
    others = _parts_of(open_slots(case, day))
    return usual | {place: part for place, part in others.items() if place not in usual}


def _open_slots(draft: Draft) -> list[TimeSlot]:
    """Give all times at which a ring on the draft's day would find somebody, or the machine."""
    return open_slots(draft.case, draft.day, after_hours=_after_hours(draft))


def _after_hours(draft: Draft) -> bool:
    return draft.step.is_breakup and draft.channel.by == "phone" and not draft.channel.live


def _length(slot: TimeSlot) -> int:
    return (slot.end.hour - slot.start.hour) * 60 + slot.end.minute - slot.start.minute


def _parts_of(slots: list[TimeSlot]) -> dict[int, TimeSlot]:
    """Give the parts of the longest slot that are long enough, by their place in HOURS_OF_RINGS."""
    if not slots:
        return {}
    slot = max(slots, key=_length)
    parts = {
        place: TimeSlot(slot.date, start, end, slot.timezone)
        for place, (first, last) in enumerate(HOURS_OF_RINGS)
        if (start := max(slot.start, time(first))) < (end := min(slot.end, time(last)))
    }
    return {place: part for place, part in parts.items() if _length(part) >= HALF_HOUR}


def _turn(parts: dict[int, TimeSlot], rung: list[int]) -> int:
    """Give the first part in which nobody was rung yet, else the next in turn."""
    places = list(parts)
    return next((p for p in places if p not in rung), places[len(rung) % len(places)])


def quiet_days(draft: Draft) -> str:
    """Around the turn of the year no calls, asks or goodbyes; notes and answers are welcome."""
    if draft.step.owed or not draft.case.world.is_quiet_day(draft.day):
        return ""
    script = draft.option.script
    presses = script.purpose in PRESSING or script.ask not in {"none", ""}
    if draft.channel.by != "phone" and not presses:
        return ""
    what = "calls" if draft.channel.by == "phone" else "asks"
    return f"{a_day(draft.day)} is in the quiet days: no {'goodbyes' if draft.step.is_breakup else what}."


def a_message(draft: Draft) -> str:
    """A goodbye is a message that can be answered in peace: no live call, no parcel (001, 003)."""
    if not draft.step.is_breakup or not (draft.channel.live or draft.channel.lead_days):
        return ""
    return f"A goodbye is no {draft.channel.label}: it is a message that can be answered in peace."


def stay_or_go(draft: Draft) -> str:
    """No goodbye on a Friday, nor just before my leave, nor just after it or the quiet days."""
    if not draft.step.is_breakup:
        return ""
    mine, leaves = draft.case.mine, draft.case.world.calendars.leave
    leave = next((s.first for s in leaves if s.first > draft.day), None)
    if leave and mine.between(draft.day, leave - timedelta(days=1)) < LEAVE_BD:
        return f"Your leave begins on {a_day(leave)}; a goodbye needs you there for the answer."
    back = draft.case.world.is_just_back(draft.day)
    if back and mine.works(draft.day) and not draft.case.world.is_quiet_day(draft.day):
        return f"On {a_day(draft.day)} everybody is just back and buried in mail; a goodbye waits {LEAVE_BD} business days."
    if FRIDAY in {draft.day.weekday(), _their_day(draft).weekday()}:
        return f"{a_day(draft.day)}: a goodbye does not go into a weekend."
    return ""


def _their_day(draft: Draft) -> date:
    """Give the day on which they hear it: in a far zone a message after hours falls on another."""
    slot = slot_on(draft) if draft.channel.by == "phone" else None
    return slot.date if slot else draft.day


def breathing_room(draft: Draft) -> str:
    """One touch a day, two business days apart, and few in a fortnight (000, 001)."""
    case = draft.case
    if case.last_ring >= draft.day:
        return f"You already tried to reach {case.who} on {a_day(case.last_ring)}."
    if not case.outbound:
        return ""
    last = case.outbound[-1]
    if last.date >= draft.day and not _same_day_step(draft):
        return f"You were in touch with {case.who} on {a_day(last.date)}; one touch a day."
    return "" if draft.step.owed or draft.step.fixed else _too_soon(draft) or _too_many(draft)


def _too_soon(draft: Draft) -> str:
    case, last = draft.case, draft.case.outbound[-1]
    gap = case.policy.tact.min_gap_bd
    if draft.day >= case.apart_from:
        return ""
    return f"You were in touch with {case.who} on {a_day(last.date)}; {days(gap, 'business day')} lie between two touches."


def _too_many(draft: Draft) -> str:
    case = draft.case
    if draft.day >= case.roomy_from:
        return ""
    recent = sum((draft.day - t.date).days < FORTNIGHT.days for t in case.outbound)
    return f"{case.who} heard from you {times(recent)} in the last 14 days; that is the most."


def _same_day_step(draft: Draft) -> bool:
    last, channels = draft.case.outbound[-1], draft.case.world.channels
    return (
        draft.step.fixed
        and draft.channel.by != channels[last.channel].by
        and last.date == draft.day == draft.step.window.earliest
        and draft.case.history.purpose_of(last) not in {"thanks", "answer"}
    )


def ring_apart(draft: Draft) -> str:
    """Two rings lie two business days apart, the one that leaves a message included (rule attempts)."""
    case, rang = draft.case, draft.case.last_ring
    answered = draft.step.owed and not case.history.attempts
    if draft.channel.by != "phone" or rang == date.min or answered:
        return ""
    again = case.both.after(rang, case.policy.tact.min_gap_bd)
    if draft.day >= again:
        return ""
    return f"You rang on {a_day(rang)}; the next ring is due on {a_day(again)} at the earliest."


def event_in_time(draft: Draft) -> str:
    """An invitation goes out ten days before the event, and before the reply is due (003, 004)."""
    item = draft.option.item
    if item is None:
        return ""
    if item.expires and draft.day > item.expires:
        return f"“{item.title}” is no longer good after {a_day(item.expires)}."
    if item.kind != "event" or item.date is None or draft.step.moment == "before-event":
        return ""
    notice = draft.case.policy.tact.event_notice_days
    if (item.date - draft.day).days < notice:
        return f"“{item.title}” is on {a_day(item.date)}; an invitation goes out at least {notice} days before."
    if item.rsvp_by and draft.day >= item.rsvp_by:
        return f"Replies for “{item.title}” are due by {a_day(item.rsvp_by)}."
    return ""


def arrival(draft: Draft) -> date | None:
    """Give the first day on which what must be prepared is there; None where nothing must be.

    What was prepared arrives its lead time after the day on which that was done.
    """
    option, mine = draft.option, draft.case.mine
    if not option.lead_days:
        return None
    start = option.prepared.date if option.prepared else draft.case.now
    return mine.after(mine.on_or_after(start), option.lead_days)


def lead_time(draft: Draft) -> str:
    """What must arrive is prepared ahead (003)."""
    ready = arrival(draft)
    if ready is None or draft.day >= ready:
        return ""
    takes = days(draft.option.lead_days, "working day")
    return f"{an(draft.channel.label).capitalize()} takes {takes} to prepare; it is there on {a_day(ready)} at the earliest."
