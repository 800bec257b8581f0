"""What is owed: answers, promises, named dates, the note after a meeting, thanks for a no.

Each function looks at a case and gives the step that is owed, or None. None of these is part
of a cadence, and none breaks its rhythm: the next gap counts from the last of them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

from generator.model.plan import Reason, Window
from generator.model.prospect import Touch
from generator.model.shelf import Item
from generator.planning.reach import has_answered_since_meeting, why_unreachable
from generator.planning.saying import a_date, a_day
from generator.planning.standing import CLOSED, NamedDate, breakup_is_due, named_date, parted
from generator.planning.step import FIRST_CLASS, NOTE, Step
from generator.planning.world import Case

LAPSE_DAYS = 4
"""A first note later than this after its day no longer thanks anybody for anything (003)."""
THANKS_LAPSE_DAYS = 30
A_YEAR = timedelta(days=366)
"""How far a day after the quiet days is looked for: a policy may call every day a quiet one."""
PROMISE_AHEAD_DAYS = 7
ANY_WORDS = ("movement", "value", "status", "ask", "thanks", "answer")
AT_ONCE = ("email", "social")
"""What is there the same day: a letter is no answer within one."""
PROMISED = "last.promised"


def answer(case: Case) -> Step | None:
    """Answer what they wrote or asked within one business day (rule answer)."""
    asked = case.history.unanswered
    if asked is None:
        return None
    says = f"{case.who} wrote on {a_day(asked.date)} and waits for your answer; one business day is the limit."
    if case.world.channels[asked.channel].by == "phone":
        says = f"{case.who} rang on {a_day(asked.date)} and waits for your call; one business day is the limit."
    theirs = "call" if asked.channel == "voicemail" else asked.channel
    back: tuple[str, ...] = (theirs, *AT_ONCE, "call")
    if any(t.date >= asked.date for t in case.history.attempts):
        back = (*AT_ONCE, "voicemail")  # rung in vain once: an answer does not wait for luck
    return Step(
        rule="answer",
        window=Window(asked.date, case.both.after(asked.date, 1)),
        purposes=("answer",),
        because=(Reason("answer", says),),
        priority=FIRST_CLASS,
        since=asked.date,
        channels=(*dict.fromkeys((*back, "note", "call")),),
        owed=True,
        soon=True,
    )


def promise(case: Case) -> Step | None:
    """Do by its date what I promised (rule answer)."""
    if not case.history.promises or parted(case):
        return None
    touch, promised = case.history.promises[0]
    latest = max(case.both.on_or_before(promised.by), touch.date)
    earliest = min(
        max(touch.date + timedelta(days=1), latest - timedelta(days=PROMISE_AHEAD_DAYS)), latest
    )
    says = (
        f"You promised {case.who} on {a_day(touch.date)}: {promised.what}, by {a_day(promised.by)}."
    )
    return Step(
        rule="answer",
        window=Window(earliest, latest),
        purposes=("answer",),
        because=(Reason("answer", says), *_before_the_promise(case, promised.by, latest)),
        priority=FIRST_CLASS,
        since=touch.date,
        channels=(*AT_ONCE, "note", "call", "voicemail"),
        owed=True,
        speaks_of=PROMISED,
    )


def _before_the_promise(case: Case, by: date, latest: date) -> Iterator[Reason]:
    """Say so where days off lie before the day by which something was promised."""
    if latest == case.both.on_or_before(by) < by:
        says = f"{a_day(latest)} is the last business day for you both before that."
        yield Reason("working-time", says)


def note_day(case: Case, meeting: date) -> date:
    """Give the day on which the note after a meeting is posted: my next working day.

    Where leave takes the place of that day, the day of the meeting itself.
    """
    count = max(1, case.policy.tact.first_note_hours // 24)
    but_for_leave = case.world.calendars.mine_without_leave.after(meeting, count)
    if case.mine.works(but_for_leave) or not case.mine.works(meeting):
        return case.mine.after(meeting, count)
    return meeting


def _note_says(case: Case, meeting: date, due: date) -> str:
    hours = case.policy.tact.first_note_hours
    when = (
        "before your leave begins" if due == meeting else f"on {a_day(due)}, your next working day"
    )
    return f"You met {case.who} on {a_day(meeting)}; a note within {hours} hours means {when}."


def note_owed(case: Case) -> Touch | None:
    """Give the last meeting, if no note or thanks went out since."""
    if not case.history.meetings or case.prospect.stage in CLOSED:
        return None
    meeting = case.history.meetings[-1]
    at = case.history.real.index(meeting)
    thanked = any(
        t.direction == "out" and (t.channel == "note" or case.history.purpose_of(t) == "thanks")
        for t in case.history.real[at + 1 :]
    )
    return None if thanked or case.history.purpose_of(meeting) == "thanks" else meeting


def first_note(case: Case) -> Step | None:
    """Post a handwritten note within 24 hours after a meeting (rule first-note, 003)."""
    meeting = note_owed(case)
    if meeting is None or parted(case):
        return None
    due = note_day(case, meeting.date)
    if _is_lapsed(case, due):
        return None
    says = _note_says(case, meeting.date, due)
    return Step(
        rule="first-note",
        window=Window(due, due),
        purposes=("thanks",),
        because=(Reason("first-note", says),),
        priority=NOTE,
        since=meeting.date,
        moment="after-meeting",
        channels=("note", "email"),
        written=True,
        owed=True,
        on_my_days=True,
        soon=True,
    )


def _is_lapsed(case: Case, due: date) -> bool:
    """Whether the first day on which the note could still go out is too late for it."""
    day = case.mine.on_or_after(max(case.now, due))
    if case.is_used_up(day):
        day = case.mine.after(day, 1)
    return day > due + timedelta(days=LAPSE_DAYS)


def note_lapsed(case: Case) -> Reason | None:
    """Say that the note after the last meeting is too late by now, until I was in touch again."""
    meeting = note_owed(case)
    if meeting is None or parted(case):
        return None
    due = note_day(case, meeting.date)
    old_news = any(t.date > due + timedelta(days=LAPSE_DAYS) for t in case.outbound)
    if old_news or not _is_lapsed(case, due):
        return None
    says = f"The note after your meeting on {a_date(meeting.date, case.now)} goes unwritten; after {LAPSE_DAYS} days it lapses."
    return Reason("first-note", says)


def callback(case: Case) -> Step | None:
    """Call slightly before the date they named (rule callback, 000)."""
    span = named_date(case)
    if span is None:
        return None
    return _callback_step(case, span)


def _callback_says(case: Case, span: NamedDate) -> str:
    named = f"{case.who} named {a_day(span.named)}"
    if span.latest < case.now:
        return f"{named}; this comes after that day."
    rings = case.history.attempts
    if rings and case.both.after(rings[-1].date, case.policy.tact.min_gap_bd) > span.latest:
        return f"{named}; nobody picked up on {a_day(rings[-1].date)}, so you try once more."
    on_the_day = case.stage == "met" and not has_answered_since_meeting(case)
    if span.latest != span.named and span.earliest == span.latest:
        return f"{named}{_on_another_day(case, span)}"
    if on_the_day:
        return f"{named}, and has not answered since you met; so on that day, not before."
    if span.earliest < span.named:
        return f"{named}; a little before is the time, from {a_day(span.earliest)} on."
    part = ceil(case.policy.tact.callback_fraction * (span.named - span.base).days)
    earlier = span.base + timedelta(days=part) < span.named  # but for the quiet days
    put_off = earlier and case.world.is_quiet_day(span.named)
    return f"{named}, in the quiet days; so not before it." if put_off else f"{named}."


def _on_another_day(case: Case, span: NamedDate) -> str:
    """Say where the one day lies on which a date is kept that is no day for both."""
    if span.latest > span.named:
        return "; you share no business day near it before, so the first one after."
    if case.is_used_up(span.latest):
        return "; no business day for you both is left before it, so the first one after."
    return ", which is no business day for you both; so the last one before it."


def _callback_step(case: Case, span: NamedDate) -> Step:
    says = _callback_says(case, span)
    return Step(
        rule="callback",
        window=Window(span.earliest, span.latest),
        purposes=_words_for_a_date(case),
        because=(Reason("callback", says),),
        priority=FIRST_CLASS,
        since=span.base,
        moment="callback",
        channels=("call", "email", "note", "social", "voicemail"),
        owed=True,
    )


def _words_for_a_date(case: Case) -> tuple[str, ...]:
    """An answer would pass for what I promised, which has a day of its own."""
    return tuple(p for p in ANY_WORDS if p != "answer" or not case.history.promises)


def thanks_for_a_no(case: Case) -> Step | None:
    """Thank once for the clarity, within two business days, and then be silent (003)."""
    said_no = _unthanked_no(case)
    if said_no is None or _is_too_late_to_thank(case, said_no):
        return None
    latest = case.both.after(said_no, 2)
    says = f"{case.who} said no on {a_day(said_no)}: one thank-you for the clarity, then silence."
    return Step(
        rule="gift-of-clarity",
        window=Window(said_no, latest),
        purposes=("thanks", "closing"),
        because=(Reason("gift-of-clarity", says),),
        since=said_no,
        moment="after-no",
        channels=("note", "email"),
        written=True,
        owed=True,
        soon=True,
    )


def thanks_lapsed(case: Case) -> Reason | None:
    """Say that the thank-you for a no is too late by now."""
    said_no = _unthanked_no(case)
    if said_no is None or not _is_too_late_to_thank(case, said_no):
        return None
    says = f"The thank-you for the no of {a_date(said_no, case.now)} was not written; after {THANKS_LAPSE_DAYS} days it lapses."
    return Reason("gift-of-clarity", says)


def wrote_after_a_no(case: Case) -> Touch | None:
    """Give what they wrote after they had said no, where that is the last that happened."""
    last, said_no = case.history.last, _no_date(case)
    if last is None or said_no is None or last.direction != "in":
        return None
    earlier = [t for t in case.history.real[:-1] if t.date >= said_no]
    return last if last.date > said_no or any(t.direction == "out" for t in earlier) else None


def _unthanked_no(case: Case) -> date | None:
    """Give the day of a no that was not thanked for."""
    said_no = _no_date(case) if case.prospect.stage == "declined" else None
    return None if said_no is None or _thanked_for_no(case, said_no) else said_no


def _is_too_late_to_thank(case: Case, said_no: date) -> bool:
    """Whether the first day on which the thank-you could still go out is too late for it."""
    day = case.both.on_or_after(case.now)
    if case.is_used_up(day):
        day = case.both.after(day, 1)
    return day > case.both.after(said_no, 2) + timedelta(days=THANKS_LAPSE_DAYS)


def _no_date(case: Case) -> date | None:
    """Give the day of their no: as a touch says, else `since`, else of what they last did.

    Where I thanked for something other than a meeting, that was the no, whatever they wrote later.
    """
    no, last = _refusal(case), case.history.last_response
    said = case.prospect.since or next(_thanked(case), last.date if last else None)
    return no.date if no else said


def _thanked(case: Case) -> Iterator[date]:
    """Give the days of what they did, other than to meet, that thanks of mine followed, the last first."""
    for mine, theirs in pairwise(reversed(case.history.real)):
        thanks = mine.direction == "out" and case.history.purpose_of(mine) in {"thanks", "closing"}
        if thanks and theirs.is_response and theirs.channel != "meeting":
            yield theirs.date


def _refusal(case: Case) -> Touch | None:
    """Give the touch by which they said no; whoever cannot come to an event said no to that only."""
    refused = (t for t in reversed(case.history.real) if t.outcome == "declined")
    return next((t for t in refused if not _is_about_an_event(case, t)), None)


def _is_about_an_event(case: Case, touch: Touch) -> bool:
    item = case.world.items.get(touch.item or "")
    return touch.channel == "invite" or (item is not None and item.kind == "event")


def _thanked_for_no(case: Case, said_no: date) -> bool:
    refusal = _refusal(case)
    later = (
        case.history.real[case.history.real.index(refusal) + 1 :]
        if refusal
        else tuple(t for t in case.history.real if t.date >= said_no)
    )
    return any(
        t.direction == "out"
        and (
            case.history.purpose_of(t) in {"thanks", "closing"}
            or (t.channel in {"note", "email"} and not t.script)
        )
        for t in later
    )


def delivery_call(case: Case) -> Step | None:
    """Call after a parcel was delivered, not after it was sent (rule lead-time, 003)."""
    last = case.history.last
    if last is None or last.channel != "gift" or last.outcome != "delivered":
        return None
    if _came_back(case, last):
        return None
    if breakup_is_due(case) or parted(case) or why_unreachable(case, "call"):
        return None
    if named_date(case):
        return None  # who named a date is not rung about a parcel before it
    gap = case.policy.tact.min_gap_bd
    latest = _over_quiet_days(case, case.both.after(last.date, gap + 3))
    earliest = case.both.on_or_after(max(case.both.after(last.date, gap), case.roomy_from))
    if max(case.now, earliest) > latest:
        return None
    says = f"The parcel reached {case.who} on {a_day(last.date)}; a call follows its delivery."
    return Step(
        rule="lead-time",
        window=Window(earliest, latest),
        purposes=("value", "movement", "status", "ask"),
        because=(Reason("lead-time", says),),
        since=last.date,
        moment="after-delivery",
        channels=("call",),
        fixed=True,
    )


def _came_back(case: Case, parcel: Touch) -> bool:
    """Whether a parcel was returned after all: then nobody has it."""
    channels, touches = case.world.channels, case.history.touches
    later = touches[touches.index(parcel) + 1 :]
    by = channels[parcel.channel].by
    return any(t.outcome == "bounced" and channels[t.channel].by == by for t in later)


def _over_quiet_days(case: Case, day: date) -> date:
    """Give the day itself, or the first shared one after the quiet days in which it lies."""
    start = day
    while case.world.is_quiet_day(day) and day - start < A_YEAR:
        day = case.both.after(day, 1)
    return day


def event_reminder(case: Case) -> Step | None:
    """Remind someone who accepted an invitation, shortly before the event; once is enough.

    Whoever said yes, or heard from me, only just before it needs none (rule breathing-room).
    """
    coming = case.history.comes_to(case.world.items, case.now)
    if coming is None or coming[1].date is None:
        return None
    accepted, event, day = coming[0], coming[1], coming[1].date
    near = max(case.both.before(day, 3), accepted.date + timedelta(days=1))
    heard = any(_reminds(case, t, event) for t in case.outbound if t.date >= near)
    earliest = max(near, case.apart_from)
    window = Window(earliest, max(case.both.before(day, 1), earliest))
    if heard or window.latest >= day:
        return None
    says = f"{case.who} comes to {event.title} on {a_day(day)}; a short reminder helps."
    return Step(
        rule="event-in-time",
        window=window,
        purposes=("status", "value", "answer"),
        because=(Reason("event-in-time", says),),
        since=accepted.date,
        moment="before-event",
        channels=("email", "social", "call"),
        fixed=True,
        owed=True,
    )


def _reminds(case: Case, touch: Touch, event: Item) -> bool:
    """Whether a touch shortly before an event spoke of it: a bare one is taken to have."""
    script = case.world.scripts.get(touch.script or "")
    if script is not None:
        return script.when == "before-event"
    return touch.item == event.id or touch.purpose != "thanks"
