"""A naive checker: does a plan keep the rules of tact?

It is the second pair of eyes on the planner, written apart from it, from the Plan and the Workspace
alone.  It is slow and simple-minded on purpose.  Each function below is one rule; it looks at one
touch (or one day, or one prospect) and says in a sentence what is wrong.

`Breach.property_number` is the number in the list of properties that must hold; 0 stands for a rule
of tact that none of the seventeen spells out (quiet days, mix, one-door and so on).

How ambiguous points are read
-----------------------------
Where two readings of the rules are possible, only what breaks both is a breach.

* **Business day**: a working day of mine that is no public holiday nor leave of mine, and no
  weekend, public holiday or away day of theirs.  Who gives no country, zone or office hours has
  mine (and the policy's hours).  "2 bd apart" means two business days in (first, second].
* **Opt-out**: `all` blocks everything; a channel blocks itself and those that name it in
  `opt_out_with` (call: voicemail; email: mailshot, invite, intro).  Files that share an address
  without saying `shared` are one person, and an opt-out in either holds for both.
* **Owed** are an answer, a promise, the first note after a meeting, the date they named and the
  thank-you after a no.  They are exempt from breathing-room, quiet days and waiting.  It is not
  enough that an action *names* such a rule: there must be something owed in the history.
* **Nothing** for `won`, `unfit` and a thanked `declined` is meant literally, answers included.
  During a rest an answer to something they wrote ends the rest (it is a response); a promise made
  earlier is still kept, as breaking one's word is the greater rudeness.
* **Breathing-room**: one touch a day, 2 bd apart, at most so many in 14 calendar days (the day of
  the touch and the 13 before it).  Meetings and inbound do not count; fixed steps of `proposal` and
  what is owed are exempt, but what follows them keeps its distance from them.  An attempt uses up
  the day for every other touch, and the next ring is 2 bd later.
* **Note**: its date is the day it is posted; only my calendar binds it.  E-mails, mailshots, social
  messages and introductions: mine too.  Calls, voicemails, parcels and invitations: both.
* **After-hours voicemail**: a breakup voicemail, and every voicemail with the moment `after-hours`,
  lies within the 90 minutes before they open or after they close.  Any other voicemail lies in
  their hours or in those 90 minutes.
* **Rhythm**: the gap from the last touch or response to the next touch inside the cadence.  It may
  be longer where it can no longer be kept today, or where a callback, capacity, working-time (a
  holiday, leave, absence), quiet-days, an event, a rest or stay-or-go (for a breakup) is named, or
  lead-time for what is ordered today and cannot be there any sooner.
* **Breakup**: "all channels that reach them" takes call and voicemail for one, as an unanswered
  call of the history is either an attempt or a voicemail.
* **Quiet** and **mix** only speak where another way is certainly open: its address known, no
  opt-out or bounce, a script of the same purpose that needs nothing special, and the day right.
* **Capacity** of today counts what was done today, attempts included.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from generator.model.days import Week
from generator.model.plan import Action, Plan
from generator.model.script import Script
from generator.model.shelf import Item
from generator.model.workspace import Workspace
from tests.properties.calendars import days
from tests.properties.chain import Event, Story, rules_of, stories

OPEN_STAGES = frozenset({"lead", "met", "proposal", "almost", "deferred"})
RHYTHM_STAGES = frozenset({"almost", "deferred"})
NEEDS_BOTH = frozenset({"call", "voicemail", "gift", "invite"})
RINGS = frozenset({"call", "voicemail"})
MAY_STRETCH = frozenset(
    {"callback", "capacity", "working-time", "quiet-days", "event-in-time", "rest", "snooze"}
)
PURPOSES = {
    "lead": {"value", "ask"},
    "met": {"thanks", "value"},
    "proposal": {"status", "value", "movement"},
    "almost": {"value", "movement"},
    "deferred": {"value", "movement", "status"},
    "declined": {"thanks", "closing"},
}
OUTSIDE_MOMENTS = frozenset({"after-delivery", "before-event", "after-no"})
AFTER_HOURS = timedelta(minutes=90)
ROOMY = 4 * 60
FORTNIGHT = 14
ATTEMPT_GAP_BD = 2
LONG_WAIT = 90
FAR_APART = 60
LEAVE_NOTICE_BD = 5
REMINDED_BD = 3
FRIDAY = 4
NOTE_LAPSES = 4
POST_BD = 2
"""A letter is there so many business days after its date; to a lead the gap counts from then."""
FIRST_CALL, LAST_CALL = time(7), time(21)


@dataclass(frozen=True)
class Breach:
    """One rule broken: by which action (`action_id` is empty for a prospect or a day as a whole)."""

    property_number: int
    rule: str
    slug: str
    action_id: str
    sentence: str

    def __str__(self) -> str:
        where = f"{self.slug} {self.action_id}".strip()
        return f"[{self.property_number} {self.rule}] {where}: {self.sentence}"


@dataclass(frozen=True)
class Look:
    """One planned touch, looked at: the story, its place among the events, the action."""

    story: Story
    place: int
    action: Action

    @property
    def event(self) -> Event:
        """The touch as an event."""
        return self.story.events[self.place]

    @property
    def told(self) -> tuple[Event, ...]:
        """What came before it."""
        return self.story.before(self.place)

    @property
    def rules(self) -> frozenset[str]:
        """The rules that it names."""
        return rules_of(self.action)

    @property
    def script(self) -> Script | None:
        """Its script, where there is one of that key."""
        return next((s for s in self.story.workspace.scripts if s.key == self.action.script), None)

    @property
    def item(self) -> Item | None:
        """Its item, where there is one of that id."""
        return next((i for i in self.story.workspace.shelf if i.id == self.action.item), None)

    @property
    def is_answer(self) -> bool:
        """An answer to what they wrote, or a promise kept."""
        return "answer" in self.rules and self.story.promises_left(self.place) > 0

    @property
    def is_first_note(self) -> bool:
        """The note after a meeting."""
        return "first-note" in self.rules and self.story.note_owed(self.place) is not None

    @property
    def is_callback(self) -> bool:
        """What keeps the date that they named: on it or in its span, or claiming to be."""
        if "callback" not in self.rules or not self.story.callback_open(self.place):
            return False
        if self.action.moment == "callback":
            return True
        other = self.action.purpose in {"thanks", "answer", "breakup"}
        return not (self.long_wait or other or self.rules & {"first-note", "answer"})

    @property
    def long_wait(self) -> bool:
        """Whether they asked for more than 90 days: then the rhythm goes on in writing."""
        last, named = self.story.last_response(self.place), self.story.named
        today = self.story.plan.today
        since = min(today, last.on if last else self.story.known_since or today)
        return named is not None and (named - since).days > LONG_WAIT

    @property
    def is_thanks_for_a_no(self) -> bool:
        """The thank-you after a no."""
        return self.story.prospect.stage == "declined" and not self.story.thanked(self.place)

    @property
    def owed(self) -> bool:
        """Whether it is something owed."""
        return self.is_answer or self.is_first_note or self.is_callback or self.is_thanks_for_a_no

    @property
    def outside(self) -> bool:
        """Whether it stands outside the cadence."""
        return self.owed or self.action.moment in OUTSIDE_MOMENTS

    def only(self, *stages: str) -> bool:
        """Whether the stage counts as one of these, whichever way it is read."""
        return self.story.stages(self.place) <= frozenset(stages)

    def breach(self, number: int, rule: str, sentence: str) -> Breach:
        """Say what is wrong with this touch."""
        said = f"{self.action.channel} ({self.action.purpose}) on {self.action.date}: {sentence}"
        return Breach(number, rule, self.story.prospect.slug, self.action.id, said)


Rule = Callable[[Look], Iterable[Breach]]


# -- 1: opt-out ------------------------------------------------------------------------------------


def no_touch_on_a_blocked_channel(look: Look) -> Iterator[Breach]:
    """1: no touch on a blocked channel, ever; nor by a line that is unknown or bounced."""
    channel = look.action.channel
    if channel not in look.story.workspace.channels:
        yield look.breach(1, "opt-out", f"there is no channel '{channel}'")
        return
    if look.story.opted_out(channel):
        asked = ", ".join(look.story.prospect.opt_out)
        yield look.breach(1, "opt-out", f"they opted out of {asked}, which blocks {channel}")
    if not look.story.known(channel):
        yield look.breach(1, "reachable", f"nothing in the file to reach them by {channel}")
    elif look.story.bounced(channel):
        yield look.breach(1, "reachable", f"the line of {channel} bounced and has not changed")


# -- 2: declined, won, unfit, rest -----------------------------------------------------------------


def nothing_after_the_end(look: Look) -> Iterator[Breach]:
    """2: nothing for `won` and `unfit`; one thank-you and no more for `declined`."""
    stage = look.story.prospect.stage
    if stage in {"won", "unfit"}:
        yield look.breach(2, "closed", f"nothing is planned for '{stage}'")
    if stage != "declined":
        return
    if look.action.purpose not in PURPOSES["declined"]:
        yield look.breach(2, "gift-of-clarity", "after a no only a thank-you is sent")
    if look.action.channel not in {"note", "email"} and (
        _open(look.story, "note") or _open(look.story, "email")
    ):
        yield look.breach(2, "gift-of-clarity", "the thank-you goes by note or e-mail")
    if look.story.thanked(look.place):
        yield look.breach(2, "gift-of-clarity", "the one thank-you was sent already")


def rest_after_a_breakup(look: Look) -> Iterator[Breach]:
    """2: nothing in `rest_days` after a breakup, nor closer than `rest_every_days` after that."""
    place = look.story.unanswered_breakup(look.place)
    over = look.story.prospect.stage not in OPEN_STAGES
    if place is None or over or look.is_callback or look.is_answer:
        return
    since = [e for e in look.told[place + 1 :] if e.mine]
    if any(e.action and "callback" in rules_of(e.action) for e in since):
        return
    farewell, tact = look.told[place], look.story.policy.tact
    gap = (look.action.date - farewell.on).days
    if gap < tact.rest_days:
        yield look.breach(
            2, "rest", f"{gap} days after the breakup of {farewell.on}; {tact.rest_days} are left"
        )
    if since and (gap := (look.action.date - since[-1].on).days) < tact.rest_every_days:
        yield look.breach(
            2, "rest", f"resting, and {gap} days after {since[-1].on}; {tact.rest_every_days} due"
        )
    if look.action.purpose != "value":
        yield look.breach(2, "rest", "while resting only something of value is sent")


# -- 3: working time -------------------------------------------------------------------------------


def my_days_off_are_mine(story: Story, action: Action) -> Iterator[Breach]:
    """3: no action on my days off, preparations included."""
    if not story.calendar.mine(action.date):
        yield _on(action, 3, "working-time", f"{action.date:%A %d %B %Y} is no working day of mine")


def their_days_off_are_theirs(look: Look) -> Iterator[Breach]:
    """3: no call or arrival on their days off."""
    calendar = look.story.calendar
    if look.action.channel in NEEDS_BOTH - RINGS and not calendar.theirs(look.action.date):
        yield look.breach(3, "working-time", f"{look.action.date:%A} is no business day of theirs")
    if look.action.channel not in RINGS:
        return
    slot = look.action.time
    if slot is None:
        yield look.breach(3, "working-time", "no time is given for it")
        return
    if not calendar.theirs(slot.date):
        yield look.breach(
            3, "working-time", f"{slot.date:%A %d %B} (their date) is no business day of theirs"
        )
    if slot.timezone != calendar.zone:
        yield look.breach(3, "working-time", f"{slot.timezone} is not their zone {calendar.zone}")


def calls_keep_their_hours(look: Look) -> Iterator[Breach]:
    """3: no call outside their hours but an after-hours voicemail, and that one outside them."""
    slot, calendar = look.action.time, look.story.calendar
    if slot is None or look.action.channel not in RINGS or slot.timezone != calendar.zone:
        return
    span, hours = f"{slot.start:%H:%M}-{slot.end:%H:%M}", calendar.hours
    if slot.start >= slot.end:
        yield look.breach(3, "working-time", f"{span} ends before it begins")
        return
    inside = hours.start <= slot.start and slot.end <= hours.end
    outside = _within_after_hours(slot.start, slot.end, hours.start, hours.end)
    if look.action.channel == "call" and not inside:
        yield look.breach(3, "working-time", f"{span} is outside their hours {hours}")
    apart = look.action.purpose == "breakup" or look.action.moment == "after-hours"
    if look.action.channel == "voicemail" and apart and not outside:
        yield look.breach(3, "stay-or-go", f"{span} is not in the 90 minutes around {hours}")
    if look.action.channel == "voicemail" and not (inside or outside):
        yield look.breach(3, "working-time", f"{span} is neither in their hours {hours} nor near")
    start = calendar.in_my_zone(slot.date, slot.start)
    end = calendar.in_my_zone(slot.date, slot.end)
    if start.date() != look.action.date:
        yield look.breach(3, "working-time", f"begins on {start.date()} on my clock")
    if start.time() < FIRST_CALL or end.time() > LAST_CALL or end.date() != start.date():
        yield look.breach(
            3, "working-time", f"is {start:%H:%M}-{end:%H:%M} on my clock, outside 07:00-21:00"
        )


def _within_after_hours(start: time, end: time, opens: time, closes: time) -> bool:
    day = date(2026, 6, 1)
    a, b, o, c = (datetime.combine(day, t) for t in (start, end, opens, closes))
    return (o - AFTER_HOURS <= a and b <= o) or (c <= a and b <= c + AFTER_HOURS)


# -- 4: breathing-room -----------------------------------------------------------------------------


def breathing_room(look: Look) -> Iterator[Breach]:
    """4: one touch a day, and 2 bd between touches outside fixed steps and what is owed."""
    on, least = look.action.date, look.story.policy.tact.min_gap_bd
    free = look.owed or look.story.may_be_step(look.place)
    for event in look.told:
        if not (event.mine or event.attempt):
            continue
        if event.on == on and not free:
            yield look.breach(4, "breathing-room", f"a second contact that day ({event.channel})")
        elif event.mine and not free and (gap := look.story.calendar.count(event.on, on)) < least:
            yield look.breach(
                4,
                "breathing-room",
                f"{gap} bd after the {event.channel} of {event.on}; {least} due",
            )


def rings_keep_apart(look: Look) -> Iterator[Breach]:
    """4: after an attempt the next ring is 2 bd later."""
    if look.action.channel != "call" or look.owed:
        return
    rings = [e for e in look.told if e.attempt and e.on != look.action.date]
    if rings and (gap := look.story.calendar.count(rings[-1].on, look.action.date)) < min(
        ATTEMPT_GAP_BD, look.story.policy.tact.min_gap_bd
    ):
        yield look.breach(4, "attempts", f"{gap} bd after the ring of {rings[-1].on}")


def not_too_many_in_a_fortnight(look: Look) -> Iterator[Breach]:
    """4: at most so many touches in any 14 days outside fixed steps; their event fixes its reminder."""
    if look.owed or look.story.may_be_step(look.place) or look.event.attempt or _expected(look):
        return
    most = getattr(look.story.policy.tact.max_in_14_days, look.story.boldness)
    near = [
        event.on
        for place, event in enumerate(look.told)
        if event.mine
        and (look.action.date - event.on).days < FORTNIGHT
        and not look.story.may_be_step(place)
    ]
    if len(near) + 1 > most:
        listed = ", ".join(map(str, near))
        yield look.breach(
            4, "breathing-room", f"touch {len(near) + 1} in 14 days ({listed}); at most {most}"
        )


# -- 5: rhythm -------------------------------------------------------------------------------------


def rhythm(look: Look) -> Iterator[Breach]:
    """5: gaps in `almost` and `deferred` lie in 30-42 days, or the reason is named."""
    stage = look.story.prospect.stage
    last = look.story.last_real(look.place)
    resting = look.story.unanswered_breakup(look.place) is not None
    if stage not in RHYTHM_STAGES or last is None or look.outside or resting:
        return
    low, high = getattr(look.story.policy.cadences, stage).gap_days
    gap = (look.action.date - last.on).days
    named = (
        look.rules & MAY_STRETCH
        or (look.action.purpose == "breakup" and "stay-or-go" in look.rules)
        or ("lead-time" in look.rules and _cannot_be_there_sooner(look))
    )
    too_late_already = last.on + timedelta(days=high) < look.story.plan.today
    if gap < low and not named:
        yield look.breach(5, "rhythm", f"{gap} days after {last.on}; the rhythm is {low} to {high}")
    if gap > high and not named and not too_late_already:
        yield look.breach(5, "rhythm", f"{gap} days after {last.on}; the rhythm is {low} to {high}")


# -- 6: fresh --------------------------------------------------------------------------------------


def no_item_twice(look: Look) -> Iterator[Breach]:
    """6: no shelf item twice to a prospect; none that is not on the shelf or has expired."""
    if look.action.item is None:
        return
    given = [e for e in look.told if e.real and e.outbound and e.item == look.action.item]
    if given:
        yield look.breach(6, "fresh", f"'{look.action.item}' was given on {given[-1].on}")
    item = look.item
    if item is None:
        yield look.breach(6, "fresh", f"'{look.action.item}' is not on the shelf")
    elif item.expires and item.expires < look.action.date:
        yield look.breach(6, "fresh", f"'{item.id}' expired on {item.expires}")


def no_words_again_too_soon(look: Look) -> Iterator[Breach]:
    """6: no script again within 180 days while another certainly fits."""
    script, days = look.script, look.story.policy.tact.fresh_days
    if script is None:
        return
    used = _last_use(look, script.key)
    if used is None or (look.action.date - used).days >= days:
        return
    for other in look.story.workspace.scripts:
        if _same_use(script, other, look.story.prospect.stage):
            before = _last_use(look, other.key)
            if before is None or (look.action.date - before).days >= days:
                yield look.breach(
                    6, "fresh", f"'{script.key}' was used on {used}, and '{other.key}' fits too"
                )
                return


def _last_use(look: Look, key: str) -> date | None:
    used = [e.on for e in look.told if e.real and e.outbound and e.script == key]
    return used[-1] if used else None


def _same_use(script: Script, other: Script, stage: str) -> bool:
    same = all(
        getattr(script, name) == getattr(other, name)
        for name in ("channel", "purpose", "when", "language", "gives", "lead_days", "cost")
    )
    return (
        same
        and other.key != script.key
        and (not other.stages or stage in other.stages)
        and set(other.needs) <= set(script.needs)
        and other.is_personal <= script.is_personal
        and set(other.topics) >= set(script.topics)
    )


# -- 7: breakups -----------------------------------------------------------------------------------


def breakups_are_earned(look: Look) -> Iterator[Breach]:
    """7: no breakup before 5 unreturned touches on 3 channels, or all that reach them."""
    if look.action.purpose != "breakup":
        return
    tact, story = look.story.policy.tact, look.story
    silent = story.silence(look.place) + story.perhaps(look.place)
    if len(silent) < tact.breakup_after:
        yield look.breach(
            7, "persistence", f"after {len(silent)} unreturned touches; {tact.breakup_after} due"
        )
    used = {e.channel for e in silent}
    live = max((i for i, e in enumerate(look.told) if e.response), default=-1)
    tried = sum(e.attempt for e in look.told[live + 1 :])
    rung = RINGS if used & RINGS or tried >= tact.attempts_in_a_row else frozenset()
    unused = sure_channels(look, "value", any_day=True) - used - rung
    if len(used) < tact.breakup_channels and unused:
        yield look.breach(
            7, "persistence", f"only {sorted(used)} were tried, and {sorted(unused)} reach them too"
        )
    if story.unanswered_breakup(look.place) is not None:
        yield look.breach(7, "stay-or-go", "a second breakup in one silence")
    if look.only("met") or story.prospect.stage not in OPEN_STAGES:
        yield look.breach(7, "stay-or-go", f"no breakup in '{story.prospect.stage}'")
    if story.must_be_step(look.place):
        yield look.breach(7, "stay-or-go", "the fixed steps are not over yet")


def breakups_are_kind(look: Look) -> Iterator[Breach]:
    """0: no breakup in quiet days, on a Friday, or in the 5 working days before my leave."""
    if look.action.purpose != "breakup":
        return
    on, calendar = look.action.date, look.story.calendar
    known = look.story.workspace.channels[look.action.channel]
    if not known.written and look.action.channel != "voicemail":
        yield look.breach(0, "stay-or-go", "a goodbye is a message or a voicemail")
    if on.weekday() == FRIDAY:
        yield look.breach(0, "stay-or-go", "on a Friday")
    if _quiet(look, on):
        yield look.breach(0, "quiet-days", "in the quiet days")
    for span in look.story.policy.working_time.away:
        eve = span.first - timedelta(days=1)
        left = calendar.count_mine(on, eve) + 1
        if on < span.first and left <= LEAVE_NOTICE_BD:
            yield look.breach(
                0, "stay-or-go", f"{left} working days before my leave from {span.first}"
            )


def the_breakup_is_next(look: Look) -> Iterator[Breach]:
    """7: once a breakup is due, the next touch inside the cadence is the breakup."""
    story, tact = look.story, look.story.policy.tact
    silent = story.silence(look.place)
    due = (
        len(silent) >= tact.breakup_after
        and len({e.channel for e in silent}) >= tact.breakup_channels
        and story.unanswered_breakup(look.place) is None
        and not look.outside
        and not story.may_be_step(look.place)
        and story.stages(look.place) <= OPEN_STAGES - {"met"}
    )
    if due and look.action.purpose != "breakup" and _some_breakup_goes(look):
        yield look.breach(
            7, "stay-or-go", f"after {len(silent)} unreturned touches the next is the breakup"
        )


def _some_breakup_goes(look: Look) -> bool:
    stage = look.story.prospect.stage
    return any(
        script.purpose == "breakup"
        and (not script.stages or stage in script.stages)
        and not script.needs
        and not (script.is_personal and look.story.prospect.given_name is None)
        and script.channel in {"email", "note", "social"}
        and _reached_by(look, script.channel)
        for script in look.story.workspace.scripts
    )


# -- 8: the date they named ------------------------------------------------------------------------


def callbacks_keep_their_span(look: Look) -> Iterator[Breach]:
    """8: on or before the named date, at or after 85 % of the interval, 14 days early at most."""
    if not look.is_callback:
        return
    span = look.story.span(look.place, strict=False)
    assert span is not None
    first, named = span
    on, calendar = look.action.date, look.story.calendar
    snooze = look.story.prospect.snooze_until
    begins = min(first, calendar.last_both(named) or first)
    excused = (snooze and snooze > named) or any(
        e.attempt and (begins <= e.on <= named or (e.action and "callback" in rules_of(e.action)))
        for e in look.told
    )
    excused = excused or _only_a_parcel_reaches(look) or _has_no_hour(look, named)
    if on > named and not excused and _could_be_kept(look, named) and "capacity" not in look.rules:
        yield look.breach(8, "callback", f"after {named}, the date that they named")
    if on < first:
        if on not in _last_chances(look, named):
            yield look.breach(8, "callback", f"before {first}, and the date named is {named}")
    if look.only("met") and not _answered_since_first_meeting(look) and on < named:
        if on not in _last_chances(look, named):
            yield look.breach(8, "callback", f"not exactly on {named}, as for a new contact")


def _has_no_hour(look: Look, named: date) -> bool:
    """Whether nothing but a call reaches them, and no day up to the date has an hour for both."""
    if look.action.channel != "call" or sure_channels(look, look.action.purpose) - {"call"}:
        return False
    calendar, today = look.story.calendar, look.story.plan.today
    days = (today + timedelta(days=n) for n in range((named - today).days + 1))
    return not any(calendar.both(day) and calendar.talk_minutes(day) for day in days)


def _only_a_parcel_reaches(look: Look) -> bool:
    """Whether nothing is left but what must be ordered, and it is there as soon as it can be."""
    late = "lead-time" in look.rules and _cannot_be_there_sooner(look)
    return late and not sure_channels(look, look.action.purpose)


def _could_be_kept(look: Look, named: date) -> bool:
    """Whether a business day is left for it, later than the day on which they named it."""
    last, heard = min(_last_chances(look, named)), look.story.last_response(look.place)
    if _is_far_before(last, named, heard.on if heard else look.story.known_since):
        return False
    if any(last <= e.on <= named for e in look.told if e.mine):
        return False  # the day went to something else that was owed: one touch a day
    return last >= look.story.plan.today and (heard is None or last > heard.on)


def _is_far_before(last: date, named: date, heard: date | None) -> bool:
    """Whether they are away up to the date: nobody wants to be rung so long before it."""
    if heard is None or heard >= named - timedelta(days=7):
        return False
    return (named - last).days > 7 and 2 * (last - heard) < named - heard


def _last_chances(look: Look, named: date) -> list[date]:
    """Give the last business day up to this one, and the last on which both can talk."""
    calendar = look.story.calendar
    last = calendar.last_both(named) or named
    before = (last - timedelta(days=n) for n in range(7))
    return [last, *[d for d in before if calendar.both(d) and calendar.talk_minutes(d)][:1]]


def _answered_since_first_meeting(look: Look) -> bool:
    met = [i for i, e in enumerate(look.told) if e.meeting]
    after = look.told[met[0] + 1 :] if met else look.told
    return any(e.response and not e.meeting for e in after)


def waiting_is_waiting(look: Look) -> Iterator[Breach]:
    """8: up to 90 days of waiting (a named date, a snooze, their absence) nothing else is planned."""
    if look.owed:
        return
    prospect, on, today = look.story.prospect, look.action.date, look.story.plan.today
    until = prospect.snooze_until
    if until and today < until and on < until and (until - today).days <= LONG_WAIT:
        yield look.breach(8, "snooze", f"snoozed until {until}")
    if look.story.calendar.away(on):
        away = next(span for span in prospect.away if on in span)
        if (away.last - away.first).days <= LONG_WAIT:
            yield look.breach(8, "working-time", f"they are away {away}")
    named = look.story.named
    if named is None or not today <= named or not look.story.callback_open(look.place):
        return
    if on <= named and not look.long_wait and _could_be_kept(look, named):
        yield look.breach(8, "callback", f"they named {named}; until then nothing else is planned")


# -- 9: capacity and money -------------------------------------------------------------------------


def days_hold_what_they_can(workspace: Workspace, plan: Plan) -> Iterator[Breach]:
    """9: no day over capacity, what was done today included; one breakup a day."""
    assert workspace.policy is not None
    capacity = workspace.policy.capacity
    planned: dict[date, Counter[str]] = defaultdict(Counter)
    for action in plan.actions:
        if action.do == "touch":
            planned[action.date][action.channel] += 1
    for on, counts in sorted(planned.items()):
        done = _done_on(workspace, on) if on == plan.today else Counter()
        for channel, number in sorted(counts.items()):
            most = capacity.get(channel)
            if most is not None and number + done[channel] > most:
                yield Breach(
                    9, "capacity", "", "",
                    f"{on}: {number} planned and {done[channel]} done by {channel}; {most} fit",
                )  # fmt: skip
        most = capacity.get("total")
        if most is not None and counts.total() + done.total() > most:
            yield Breach(
                9, "capacity", "", "",
                f"{on}: {counts.total()} planned and {done.total()} done in all; {most} fit",
            )  # fmt: skip


def _done_on(workspace: Workspace, on: date) -> Counter[str]:
    return Counter(
        "voicemail" if t.outcome == "voicemail" else t.channel
        for p in workspace.prospects
        for t in p.touches
        if t.date == on
        and t.direction == "out"
        and t.channel != "meeting"
        and t.outcome not in {"practised", "bounced"}
    )


def one_breakup_a_day(workspace: Workspace, plan: Plan) -> Iterator[Breach]:
    """0: one breakup a day at most."""
    said: dict[date, list[Action]] = defaultdict(list)
    for action in plan.actions:
        if action.do == "touch" and action.purpose == "breakup":
            said[action.date].append(action)
    for on, actions in sorted(said.items()):
        for action in actions[1:]:
            yield _on(action, 0, "stay-or-go", f"{len(actions)} breakups on {on}")
    _ = workspace


def catch_up_slowly(workspace: Workspace, plan: Plan) -> Iterator[Breach]:
    """9: overdue touches of the rhythm are caught up at most 4 a day."""
    assert workspace.policy is not None
    most = workspace.policy.tact.catch_up_per_day
    late: dict[date, list[Action]] = defaultdict(list)
    first_class = {"answer", "callback", "first-note", "gift-of-clarity"}
    for action in plan.actions:
        if (
            action.do == "touch"
            and action.status == "overdue"
            and not rules_of(action) & first_class
        ):
            late[action.date].append(action)
    for on, actions in sorted(late.items()):
        if len(actions) > most:
            yield _on(
                actions[-1], 9, "capacity", f"{len(actions)} overdue ones on {on}; {most} a day"
            )


def months_stay_in_budget(workspace: Workspace, plan: Plan) -> Iterator[Breach]:
    """9: no month over budget, what was spent in it included."""
    assert workspace.policy is not None
    budget = workspace.policy.budget
    spent: Counter[tuple[int, int]] = Counter()
    planned: Counter[tuple[int, int]] = Counter()
    for on, _, cost in _spent(workspace, plan):
        spent[on.year, on.month] += cost  # type: ignore[assignment]
    for action in _touches(plan):
        planned[action.date.year, action.date.month] += action.cost  # type: ignore[assignment]
    for month, cost in sorted(planned.items()):
        if cost > 0 and cost + spent[month] > budget.per_month + 1e-6:
            yield Breach(
                9, "gift-budget", "", "",
                f"{month[0]}-{month[1]:02d}: {cost:g} planned and {spent[month]:g} spent;"
                f" {budget.per_month:g} a month",
            )  # fmt: skip


def years_stay_in_budget(workspace: Workspace, plan: Plan) -> Iterator[Breach]:
    """9: no prospect over the cap of a calendar year."""
    assert workspace.policy is not None
    cap = workspace.policy.budget.per_prospect_year
    spent: Counter[tuple[str, int]] = Counter()
    planned: Counter[tuple[str, int]] = Counter()
    for on, slug, cost in _spent(workspace, plan):
        spent[slug, on.year] += cost  # type: ignore[assignment]
    for action in _touches(plan):
        planned[action.prospect, action.date.year] += action.cost  # type: ignore[assignment]
    for (slug, year), cost in sorted(planned.items()):
        if cost > 0 and cost + spent[slug, year] > cap + 1e-6:
            yield Breach(
                9, "gift-budget", slug, "",
                f"{year}: {cost:g} planned and {spent[slug, year]:g} spent; {cap:g} a year",
            )  # fmt: skip


def _spent(workspace: Workspace, plan: Plan) -> Iterator[tuple[date, str, float]]:
    items = {item.id: item.cost for item in workspace.shelf}
    scripts = {script.key: script.cost for script in workspace.scripts}
    for prospect in workspace.prospects:
        for touch in prospect.touches:
            if touch.date <= plan.today and touch.is_real and touch.direction == "out":
                cost = items.get(touch.item or "", 0) + scripts.get(touch.script or "", 0)
                yield touch.date, prospect.slug, cost


def costs_are_told(look: Look) -> Iterator[Breach]:
    """9: a touch costs what its item and its script cost."""
    cost = (look.item.cost if look.item else 0) + (look.script.cost if look.script else 0)
    if abs(cost - look.action.cost) > 1e-6:
        yield look.breach(9, "gift-budget", f"says it costs {look.action.cost:g}, not {cost:g}")


# -- 10: preparations and events -------------------------------------------------------------------


def touches_are_prepared(look: Look) -> Iterator[Breach]:
    """10: what has a lead time has a preparation at least so many working days before."""
    lead = _lead(look)
    if lead == 0 or _already_prepared(look):
        return
    plan, calendar = look.story.plan, look.story.calendar
    own = [a for a in plan.actions if a.do == "prepare" and a.for_id == look.action.id]
    if not own:
        yield look.breach(10, "lead-time", f"needs {lead} working days, and nothing prepares it")
    for preparation in own:
        gap = calendar.count_mine(preparation.date, look.action.date)
        if preparation.date > look.action.date or gap < lead:
            yield look.breach(
                10, "lead-time", f"prepared on {preparation.date}, {gap} bd before; {lead} due"
            )


def _lead(look: Look) -> int:
    channel = look.story.workspace.channels[look.action.channel]
    return max(
        channel.lead_days,
        look.script.lead_days if look.script else 0,
        look.item.lead_days if look.item else 0,
    )


def _cannot_be_there_sooner(look: Look) -> bool:
    """Whether what is ordered today arrives on the very first day on which it can."""
    calendar, today = look.story.calendar, look.story.plan.today
    start = calendar.first_mine(today) or today
    arriving = (d for d in days(start, look.action.date) if calendar.both(d))
    first = next((d for d in arriving if calendar.count_mine(start, d) >= _lead(look)), None)
    return first == look.action.date


def _already_prepared(look: Look) -> bool:
    last = [e.on for e in look.told if e.real and e.outbound and e.channel == look.action.channel]
    return any(
        done.channel == look.action.channel
        and done.item == look.action.item
        and (done.item is not None or not last or done.date > last[-1])
        for done in look.story.prospect.prepared
    )


def events_in_time(look: Look) -> Iterator[Breach]:
    """10: an invitation goes out 10 days before its event, and before its RSVP date."""
    item, on = look.item, look.action.date
    if item is None or item.kind != "event" or item.date is None:
        return
    left, least = (item.date - on).days, look.story.policy.tact.event_notice_days
    if left < 0:
        yield look.breach(10, "event-in-time", f"'{item.id}' was on {item.date}")
    elif left < least and look.action.moment != "before-event":
        yield look.breach(10, "event-in-time", f"{left} days before '{item.id}'; {least} due")
    if item.rsvp_by and on > item.rsvp_by and look.action.moment != "before-event":
        yield look.breach(10, "event-in-time", f"after the RSVP date {item.rsvp_by} of '{item.id}'")


def preparations_are_plain(workspace: Workspace, plan: Plan) -> Iterator[Breach]:
    """10: a preparation copies its touch, costs nothing and has no hour; nothing else prepares."""
    touches = {a.id: a for a in plan.actions if a.do == "touch"}
    for action in plan.actions:
        if action.do != "prepare":
            continue
        if action.for_id is None:
            yield _on(action, 10, "lead-time", "a preparation for nothing")
        if action.time is not None or action.cost != 0:
            yield _on(action, 10, "lead-time", "a preparation has no hour and costs nothing")
        touch = touches.get(action.for_id or "")
        names = ("prospect", "channel", "purpose", "script", "item", "touch_number")
        if touch and any(getattr(touch, n) != getattr(action, n) for n in names):
            yield _on(action, 10, "lead-time", f"does not match its touch {touch.id}")
    _ = workspace


# -- 11: everybody and every reason ----------------------------------------------------------------


def nobody_falls_out(workspace: Workspace, plan: Plan) -> Iterator[Breach]:
    """11: every prospect has an action or stands under unplanned, with a reason."""
    planned = {a.prospect for a in plan.actions}
    unplanned = {u.prospect: u for u in plan.unplanned}
    for prospect in workspace.prospects:
        if prospect.slug not in planned and prospect.slug not in unplanned:
            yield Breach(11, "nobody", prospect.slug, "", "neither in the plan nor unplanned")
    for unreadable in workspace.unreadable:
        if unreadable.slug in planned:
            yield Breach(11, "nobody", unreadable.slug, "", "has a fault, and yet an action")
        if unreadable.slug not in unplanned:
            yield Breach(11, "nobody", unreadable.slug, "", "has a fault, and is listed nowhere")
    known = {p.slug for p in workspace.prospects} | {u.slug for u in workspace.unreadable}
    for slug in sorted((planned | set(unplanned)) - known):
        yield Breach(11, "nobody", slug, "", "nobody of that name")
    for entry in plan.unplanned:
        if not _told(entry.because):
            yield Breach(11, "reasons", entry.prospect, "", "unplanned without a reason")
    for action in plan.actions:
        if not _told(action.because):
            yield _on(action, 11, "reasons", "no reason is given")


def _told(because: Iterable[object]) -> bool:
    reasons = list(because)
    return bool(reasons) and all(
        getattr(r, "rule", "") and str(getattr(r, "says", "")).strip() for r in reasons
    )


def the_plan_is_in_order(workspace: Workspace, plan: Plan) -> Iterator[Breach]:
    """0: dates from today to the horizon, in order; ids and codes once; status as the dates say.

    A touch may lie beyond where something is prepared for it within; nothing is prepared for a
    touch that is not there.
    """
    last = Week.of(plan.today).plus(plan.weeks - 1).days[-1]
    prepared = {a.for_id for a in plan.actions if a.date <= last}
    there = {a.id for a in plan.actions}
    for action in plan.actions:
        if action.for_id and action.for_id not in there:
            yield _on(action, 0, "for", f"{action.for_id} is not in the plan")
        if action.date < plan.today or (action.date > last and action.id not in prepared):
            yield _on(action, 0, "horizon", f"{action.date} is not in {plan.today}..{last}")
        late = action.window.latest < plan.today
        if (
            action.do == "touch"
            and late != (action.status == "overdue")
            and (not late or action.status != "projected")
        ):
            yield _on(
                action,
                0,
                "status",
                f"'{action.status}', and its window ends {action.window.latest}",
            )
        if action.status == "due" and action.date != plan.today:
            yield _on(action, 0, "status", f"'due' on {action.date}, which is not today")
        if action.window.earliest > action.window.latest:
            yield _on(action, 0, "window", f"{action.window} ends before it begins")
    if [a.date for a in plan.actions] != sorted(a.date for a in plan.actions):
        yield Breach(0, "order", "", "", "the actions are not in the order of their dates")
    for name in ("id", "code"):
        seen = Counter(getattr(a, name) for a in plan.actions)
        for value, number in seen.items():
            if number > 1 or not value:
                yield Breach(0, "ids", "", "", f"{number} actions have the {name} '{value}'")
    _ = workspace


def moves_are_named(look: Look) -> Iterator[Breach]:
    """9: a touch outside its window says why; a displaced one names capacity."""
    window, on = look.action.window, look.action.date
    stretching = MAY_STRETCH | {"stay-or-go", "lead-time", "one-door", "breathing-room", "attempts"}
    if on < window.earliest:
        yield look.breach(9, "window", f"before its window {window.earliest}..{window.latest}")
    if on > window.latest and look.action.status != "overdue" and not look.rules & stretching:
        yield look.breach(9, "capacity", f"after its window ({window.latest}) without a word why")


# -- 14: touch numbers -----------------------------------------------------------------------------


def touches_are_numbered(look: Look) -> Iterator[Breach]:
    """14: the touch number is the unreturned streak + 1; attempts do not count."""
    fewest = len([e for e in look.story.silence(look.place) if not e.perhaps]) + 1
    most = fewest + len(look.story.perhaps(look.place))
    if not fewest <= look.action.touch_number <= most:
        yield look.breach(
            14, "touch-number", f"says touch {look.action.touch_number}; it is {fewest}"
        )


# -- 16: rings -------------------------------------------------------------------------------------


def nobody_is_rung_too_often(look: Look) -> Iterator[Breach]:
    """16: three rings between two touches at most, and not two in a day."""
    if look.action.channel not in RINGS:
        return
    today = [e for e in look.told if e.on == look.action.date and e.outbound]
    if any(e.channel in RINGS or e.written in RINGS for e in today):
        yield look.breach(16, "attempts", "a second ring that day")
    if look.action.channel != "call":
        return
    story, policy = look.story, look.story.policy
    rings = len(story.rings(look.place))
    if rings >= policy.tact.attempts_in_a_row:
        yield look.breach(16, "attempts", f"ring {rings + 1} since the last touch")
    live = max((i for i, e in enumerate(look.told) if e.response), default=-1)
    tried = sum(
        e.attempt and not e.perhaps and (e.action is None or e.purpose != "answer")
        for e in look.told[live + 1 :]
    )
    if look.only("met") and not look.owed and tried >= policy.cadences.met.attempts:
        yield look.breach(16, "attempts", f"ring {tried + 1} in 'met'")


# -- 0: the rest of section 3 ----------------------------------------------------------------------


def quiet_days(look: Look) -> Iterator[Breach]:
    """0: no calls and no asks in quiet days, unless something is owed."""
    if look.owed or not _quiet(look, look.action.date):
        return
    if look.action.channel in RINGS:
        yield look.breach(0, "quiet-days", "no calls around the turn of the year")
    if look.action.purpose == "ask":
        yield look.breach(0, "quiet-days", "no asks around the turn of the year")


def _quiet(look: Look, on: date) -> bool:
    return any(on in span for span in look.story.policy.tact.quiet_days)


def live_first(look: Look) -> Iterator[Breach]:
    """0: in `met` no voicemail is left."""
    if look.only("met") and look.action.channel == "voicemail":
        yield look.breach(0, "live-first", "a new contact is reached live; no voicemail is left")


def same_channel(look: Look) -> Iterator[Breach]:
    """0: in `met` the channel of the first contact, else a call, else e-mail, until they respond."""
    outside = look.outside or look.action.purpose == "thanks"
    if not look.only("met") or outside or _answered_since_first_meeting(look):
        return
    tried = sum(e.attempt for e in look.story._silent(look.place))  # noqa: SLF001 — the same house
    sure = sure_channels(look, look.action.purpose)
    first = look.story.prospect.first_contact
    wanted = first if first in sure else "call" if "call" in sure else None
    if wanted is None or first not in {None, "call", "email", "note", "social"}:
        return
    if look.action.channel == wanted or (tried and look.action.channel in {"note", "email"}):
        return
    if "capacity" not in look.rules:
        yield look.breach(0, "same-channel", f"{wanted} is open, and is how it began ({first})")


def mix(look: Look) -> Iterator[Breach]:
    """0: not three touches in a row by one channel, while another is certainly open."""
    story = look.story
    if look.outside or look.action.purpose == "breakup" or "met" in story.stages(look.place):
        return
    if story.may_be_step(look.place) or "lead" in story.stages(look.place):
        return
    silent = story.silence(look.place)
    last = [e.channel for e in silent[-2:]]
    if last != [look.action.channel] * 2 or look.rules & {"capacity", "same-channel"}:
        return
    others = sure_channels(look, look.action.purpose) - {look.action.channel}
    if others:
        yield look.breach(0, "mix", f"a third in a row, while {sorted(others)} would do")


def quiet_changes_the_channel(look: Look) -> Iterator[Breach]:
    """0: from the third unreturned touch on, another channel than the last two."""
    story = look.story
    if look.outside or look.action.purpose == "breakup" or "met" in story.stages(look.place):
        return
    if story.may_be_step(look.place):
        return
    silent = story.silence(look.place)
    last = {e.channel for e in silent[-2:]}
    if len(silent) < story.policy.tact.quiet_after or look.action.channel not in last:
        return
    others = sure_channels(look, look.action.purpose) - last
    if others and "capacity" not in look.rules:
        yield look.breach(
            0, "mix", f"quiet, and the last two were {sorted(last)} while {sorted(others)} would do"
        )


def every_touch_has_a_purpose(look: Look) -> Iterator[Breach]:
    """0: a purpose that the stage allows, and words for that channel, purpose and stage."""
    stage, purpose = look.story.prospect.stage, look.action.purpose
    allowed = {"answer", "breakup"}.union(
        *(PURPOSES.get(name, set()) for name in look.story.stages(look.place))
    )
    if look.is_first_note:
        allowed |= {"thanks"}
    allowed |= _allowed_at_moment(look)
    if purpose not in allowed and not look.is_callback:
        yield look.breach(0, "valid-purpose", f"'{purpose}' is no purpose of '{stage}'")
    owes = look.story.promises_left(look.place) or look.is_callback or _expected(look)
    if purpose == "answer" and not owes:
        yield look.breach(0, "valid-purpose", "there is nothing to answer")


def _allowed_at_moment(look: Look) -> set[str]:
    """What a reminder of their event and the call after a parcel may be for, in any stage."""
    if _expected(look):
        return {"status", "value", "answer"}
    return {"status", "value", "movement", "ask"} if _has_arrived(look) else set()


def _expected(look: Look) -> bool:
    """Whether they said yes to an event of the next days, and this is the reminder."""
    if look.action.moment != "before-event":
        return False
    yes: set[str] = set()
    for event in look.told:
        if event.outcome == "accepted" and event.item:
            yes.add(event.item)
        elif event.outcome == "declined":
            yes -= {event.item} if event.item else set(yes)
    on, story = look.action.date, look.story
    return any(
        item.id in yes and item.date and on < item.date
        and story.calendar.count(on, item.date) <= REMINDED_BD
        for item in story.workspace.shelf
    )  # fmt: skip


def _has_arrived(look: Look) -> bool:
    """Whether a parcel was delivered to them, and this is the call that follows."""
    if look.action.moment != "after-delivery":
        return False
    last = next((e for e in reversed(look.told) if e.real), None)
    return last is not None and last.channel == "gift" and last.outcome == "delivered"


def moments_have_come(look: Look) -> Iterator[Breach]:
    """0: no reminder of an event to which nobody said yes, no call after a parcel that never came."""
    if look.action.moment == "before-event" and not _expected(look):
        yield look.breach(0, "event-in-time", "a reminder of an event to which they said no yes")
    if look.action.moment == "after-delivery" and not _has_arrived(look):
        yield look.breach(0, "lead-time", "a call after a delivery that was not")


def the_script_fits(look: Look) -> Iterator[Breach]:
    """0: the script exists, and is for this channel, purpose, stage, moment and person."""
    script, action = look.script, look.action
    if action.script is None:
        return
    if script is None:
        yield look.breach(0, "script", f"there is no script '{action.script}'")
        return
    if script.channel != action.channel or script.purpose != action.purpose:
        yield look.breach(
            0, "script", f"'{script.key}' is for {script.channel} and {script.purpose}"
        )
    stages = look.story.stages(look.place) | {look.story.prospect.stage}
    if script.stages and not stages & set(script.stages):
        yield look.breach(0, "script", f"'{script.key}' is for {', '.join(script.stages)}")
    if script.when and script.when != action.moment:
        yield look.breach(
            0, "script", f"'{script.key}' is for {script.when}; the moment is '{action.moment}'"
        )
    if script.is_personal and look.story.prospect.given_name is None:
        yield look.breach(0, "script", f"'{script.key}' speaks to a person by name; there is none")
    if script.purpose == "thanks" and action.channel == "note" and script.ask != "none":
        yield look.breach(0, "one-ask", f"'{script.key}' asks for something in a thank-you note")
    yield from _gives_what_it_says(look, script)


def _gives_what_it_says(look: Look, script: Script) -> Iterator[Breach]:
    if script.gives != "none" and look.action.item is None and "item" not in look.action.missing:
        yield look.breach(
            0, "valid-purpose", f"'{script.key}' gives a {script.gives}; none is named"
        )
    if look.item and script.gives != look.item.kind:
        yield look.breach(
            0,
            "valid-purpose",
            f"'{script.key}' gives {script.gives}, the item is a {look.item.kind}",
        )


def movement_every_second_time(look: Look) -> Iterator[Breach]:
    """0: in `almost`, of two touches in a row at most one is for movement."""
    last = next((e for e in reversed(look.told) if e.mine), None)
    if look.story.prospect.stage not in RHYTHM_STAGES or look.outside or last is None:
        return
    if last.purpose == look.action.purpose == "movement" and last.action:
        yield look.breach(0, "valid-purpose", f"movement again after {last.on}")


def cadence_is_not_rushed(look: Look) -> Iterator[Breach]:
    """0: the least gap of `lead`, `met` and `proposal`."""
    story, last = look.story, look.story.last_real(look.place)
    if last is None or look.outside or story.unanswered_breakup(look.place) is not None:
        return
    gap, cadences = story.calendar.count(last.on, look.action.date), story.policy.cadences
    least = 0
    if look.only("lead"):
        least = cadences.lead.gap_bd[0]
    elif look.only("met"):
        least = cadences.met.gap_bd[0]
    elif story.prospect.stage == "proposal" and not story.may_be_step(look.place):
        breakup = look.action.purpose == "breakup"
        least = (cadences.proposal.breakup_gap_bd if breakup else cadences.proposal.quiet_gap_bd)[0]
    if gap < least and not look.rules & {"event-in-time", "callback", "attempts"}:
        yield look.breach(4, "cadence", f"{gap} bd after {last.on}; {least} at least")


def steps_are_not_rushed(look: Look) -> Iterator[Breach]:
    """0: step k of a proposal comes on the later of anchor + bd(k) and last + bd(k) - bd(k-1)."""
    story, anchor = look.story, look.story.anchor(look.place)
    if not story.must_be_step(look.place) or look.outside or anchor is None:
        return
    if story.unanswered_breakup(look.place) is not None:
        return
    done, count = story.steps_done(look.place), story.calendar.count
    step, channel = story.steps[done]
    from_anchor = count(anchor, look.action.date)
    if from_anchor < step:
        yield look.breach(
            4, "cadence", f"step {done} is {step} bd after {anchor}; it is {from_anchor}"
        )
    own = [e for e in look.told if e.mine and e.on >= anchor and e.purpose not in NO_STEPS]
    apart = min(
        (b[0] - a[0] for a, b in _pairs(story, done)),
        default=0,
    )
    if done and own and (gap := count(own[-1].on, look.action.date)) < apart:
        yield look.breach(4, "cadence", f"step {done} is {gap} bd after the last; {apart} due")
    channels = {story.steps[k][1] for k in _readings(story, done)}
    if look.action.channel not in channels and channels <= sure_channels(look, look.action.purpose):
        if not look.rules & {"capacity", "attempts", "quiet-days", "working-time", "callback"}:
            yield look.breach(0, "cadence", f"step {done} is by {channel}, which is open")


NO_STEPS = frozenset({"thanks", "answer"})


def _readings(story: Story, done: int) -> list[int]:
    places = {done, done + story.skipped}
    return [k for k in sorted(places) if k < len(story.steps)]


def _pairs(story: Story, done: int) -> list[tuple[tuple[int, str], tuple[int, str]]]:
    return [(story.steps[k - 1], story.steps[k]) for k in _readings(story, done) if k > 0]


def cadence_is_not_forgotten(look: Look) -> Iterator[Breach]:
    """5: the longest gap of `lead` and of `proposal` after its steps, unless a reason is named."""
    story, last = look.story, look.story.last_real(look.place)
    if last is None or look.outside or story.unanswered_breakup(look.place) is not None:
        return
    cadences, stage = story.policy.cadences, story.prospect.stage
    if look.only("lead"):
        on_its_way = POST_BD if last.mine and last.channel == "note" else 0
        most = cadences.lead.gap_bd[1] + on_its_way
    elif stage == "proposal" and not story.may_be_step(look.place):
        breakup = look.action.purpose == "breakup"
        most = (cadences.proposal.breakup_gap_bd if breakup else cadences.proposal.quiet_gap_bd)[1]
    else:
        return
    named = look.rules & (MAY_STRETCH | {"attempts", "breathing-room", "stay-or-go", "lead-time"})
    due = story.calendar.plus(last.on, most)
    gap = story.calendar.count(last.on, look.action.date)
    late_already = due is None or due < story.plan.today
    if gap > most and not named and not late_already:
        yield look.breach(5, "cadence", f"{gap} bd after {last.on}; {most} at most")


def different_hours(look: Look) -> Iterator[Breach]:
    """16: two planned rings in a row at a new contact are at different hours, where hours allow."""
    slot = look.action.time
    earlier = [e.action for e in look.story.rings(look.place) if e.action and e.action.time]
    if not slot or not look.event.attempt or not earlier or earlier[-1] is None:
        return
    before = earlier[-1].time
    roomy = look.story.calendar.talk_minutes(look.action.date) >= ROOMY
    if roomy and before and (before.start, before.end) == (slot.start, slot.end):
        yield look.breach(16, "attempts", f"rung at the same hours as on {earlier[-1].date}")


def one_door(workspace: Workspace, plan: Plan) -> Iterator[Breach]:
    """0: two people of one firm within 3 bd: the later one names the rule and the other person."""
    assert workspace.policy is not None
    least = workspace.policy.tact.one_door_bd
    firms: dict[str, list[Story]] = defaultdict(list)
    for story in stories(workspace, plan):
        if firm := firm_of(story.prospect.company):
            firms[firm].append(story)
    for people in firms.values():
        contacts = [(e.on, s, e) for s in people for e in s.events if e.mine]
        for on, story, event in contacts:
            if event.action is None:
                continue
            for other_on, other, other_event in contacts:
                if other is story or other_on > on or (on - other_on).days > FAR_APART:
                    continue
                gap = max(s.calendar.count(other_on, on) for s in (story, other))
                if gap >= least:
                    continue
                if not _names(event.action, other) and not (
                    other_on == on and other_event.action and _names(other_event.action, story)
                ):
                    yield _on(
                        event.action, 0, "one-door",
                        f"{gap} bd after {other.prospect.title} of the same firm ({other_on}),"
                        " and it does not say so",
                    )  # fmt: skip


def firm_of(company: str | None) -> str:
    """Give a firm's name without case, spaces and legal form."""
    words = "".join(c if c.isalnum() else " " for c in (company or "").casefold()).split()
    while len(words) > 1 and words[-1] in {"ltd", "limited", "gmbh", "inc", "plc", "llc", "co"}:
        words.pop()
    return "".join(words)


def _names(action: Action, other: Story) -> bool:
    return any(
        r.rule == "one-door"
        and (other.prospect.title in r.says or (other.prospect.given_name or "\0") in r.says)
        for r in action.because
    )


# -- what is owed must be there --------------------------------------------------------------------


def what_they_wrote_is_answered(story: Story) -> Iterator[Breach]:
    """0: an unanswered message of theirs has an answer within 1 bd, or as soon as can be."""
    asked = story.unanswered(len(story.past))
    if asked is None or asked.callback or not _alive(story) or not _answerable(story):
        return
    calendar = story.calendar
    due = calendar.plus(asked.on, 1)
    soonest = calendar.first_both(_first_free(story))
    if due is None or soonest is None or soonest > _horizon(story.plan):
        return
    latest = max(due, soonest)
    answers = [a for a in story.touches if "answer" in rules_of(a)]
    if not answers and latest <= _horizon(story.plan):
        yield _about(story, 0, "answer", f"what they wrote on {asked.on} is not answered")
    for action in answers[:1]:
        if action.date > latest and not _gives_way(story, action, latest):
            yield _on(action, 0, "answer", f"{action.date}: they wrote on {asked.on}; due {latest}")


def _has_a_day(story: Story, due: date) -> bool:
    """Whether a first note has a day before it lapses: one touch a day, and answers go first."""
    first = [a for a in story.touches if rules_of(a) & {"answer", "callback"}]
    if any("capacity" in rules_of(a) for a in first):
        return False
    days = [due + timedelta(days=n) for n in range(NOTE_LAPSES + 1)]
    return any(
        story.calendar.mine(day)
        and all(a.date != day for a in first)
        and not _is_full(story.plan, story.policy.capacity, day, "note")
        for day in days
    )


def _is_full(plan: Plan, capacity: Mapping[str, int], on: date, channel: str) -> bool:
    planned = Counter(a.channel for a in _touches(plan) if a.date == on)
    own = planned[channel] >= capacity.get(channel, 99)
    return own or planned.total() >= capacity.get("total", 99)


def _first_free(story: Story) -> date:
    """Today; tomorrow where I was in touch with them today, or tried: one touch a day."""
    today = story.plan.today
    used = any(e.on == today and (e.mine or e.attempt) for e in story.past)
    return today + timedelta(days=used)


def _gives_way(story: Story, action: Action, due: date) -> bool:
    """Whether a full day, or something else owed to them on the day it was due, moved it."""
    owed = {"answer", "first-note", "callback"}
    taken = any(due <= a.date < action.date and rules_of(a) & owed for a in story.touches)
    return taken or "capacity" in rules_of(action)


def late_notes_lapse(look: Look) -> Iterator[Breach]:
    """0: a first note more than 4 days late is not written any more."""
    met = look.story.note_owed(look.place)
    if "first-note" not in look.rules or look.action.purpose != "thanks" or met is None:
        return
    due = look.story.calendar.first_mine(met.on + timedelta(days=1))
    if (
        due
        and (late := (look.action.date - due).days) > NOTE_LAPSES
        and (look.story.plan.today == look.action.date or "capacity" not in look.rules)
    ):
        yield look.breach(0, "first-note", f"{late} days late; it was due on {due} and lapsed")


def what_i_promised_is_done(story: Story) -> Iterator[Breach]:
    """0: a promise is kept by its date, or as soon as can be."""
    if not story.promises or not _alive(story) or not _answerable(story):
        return
    made, by = story.promises[0]
    calendar = story.calendar
    last = calendar.last_both(by)
    soonest = calendar.first_both(_first_free(story))
    if last is None or soonest is None or soonest > _horizon(story.plan):
        return
    latest = max(last, soonest)
    kept = [a for a in story.touches if "answer" in rules_of(a)]
    if not kept and latest <= _horizon(story.plan):
        yield _about(story, 0, "answer", f"the promise of {made}, due {by}, is not in the plan")
    for action in kept[:1]:
        if action.date > latest and not _gives_way(story, action, latest):
            yield _on(action, 0, "answer", f"{action.date}: promised on {made} by {by}")


def the_note_is_written(story: Story) -> Iterator[Breach]:
    """0: after a meeting a note goes out by the end of my next working day."""
    past = len(story.past)
    met = story.note_owed(past)
    if met is None or not _alive(story) or not story.known("note"):
        return
    if story.opted_out("note") or story.bounced("note") or story.policy.capacity.get("note") == 0:
        return
    calendar = story.calendar
    due = calendar.first_mine(met.on + timedelta(days=1))
    if due is None or due < _first_free(story) or story.prospect.snooze_until:
        return
    following = [met.on + timedelta(days=n + 1) for n in range((due - met.on).days)]
    if calendar.mine(met.on) and any(calendar.on_leave(day) for day in following):
        return  # then it was for the day of the meeting itself
    notes = [a for a in story.touches if "first-note" in rules_of(a)]
    posted = any(
        a.channel == "note" and (a.date - due).days <= NOTE_LAPSES * ("answer" in rules_of(a))
        for a in story.touches
    )
    later = [e for e in story.past if e.mine and e.on >= met.on]
    if later or posted:
        return
    if not notes and due <= _horizon(story.plan) and _has_a_day(story, due):
        yield _about(story, 0, "first-note", f"no note after the meeting of {met.on}")
    for action in notes[:1]:
        if action.date > due and not _gives_way(story, action, due):
            yield _on(
                action, 0, "first-note", f"{action.date}: the meeting was on {met.on}; due {due}"
            )


def the_named_date_is_kept(story: Story) -> Iterator[Breach]:
    """8: a named date that lies ahead is planned for, on or before it."""
    past, plan = len(story.past), story.plan
    span = story.span(past, strict=False)
    if span is None or not _alive(story) or not story.callback_open(past):
        return
    if story.kept_as_it_stood(past):
        return
    first, named = span
    snooze = story.prospect.snooze_until
    last = story.last_response(past)
    if snooze or (last and last.on >= first) or any(e.on >= first for e in story.past if e.real):
        return
    if not plan.today <= named <= _horizon(plan) or not _answerable(story):
        return
    latest = story.calendar.last_both(named)
    if latest is None or latest < plan.today or any(e.on >= latest for e in story.past if e.real):
        return  # no day of both is left but the one on which you already talked
    if _is_far_before(latest, named, last.on if last else story.known_since):
        return
    kept = [
        a for a in story.touches
        if ("callback" in rules_of(a) or a.date >= min(first, latest)) and a.date <= named
    ]  # fmt: skip
    moved = [a for a in story.touches if {"callback", "capacity"} <= rules_of(a)]
    if not kept and not moved:
        yield _about(story, 8, "callback", f"they named {named}, and nothing is planned for it")


def the_named_date_is_kept_once(story: Story) -> Iterator[Breach]:
    """8: who was called for the date that they named is not called for it again.

    A ring that the plan assumes unanswered, to somebody just met, keeps nothing.
    """
    kept = [a for a in story.touches if a.moment == "callback"]
    new = story.prospect.stage in {"lead", "met"}
    rings = {a.id for a in kept if new and a.channel == "call"}
    for before, action in pairwise(kept):
        if before.id not in rings:
            yield _on(action, 8, "callback", f"{action.date}: it was kept on {before.date} already")


def _alive(story: Story) -> bool:
    return story.prospect.stage in OPEN_STAGES and "all" not in story.prospect.opt_out


def _answerable(story: Story) -> bool:
    """Whether a letter, an e-mail or an online message surely reaches them, with words for it."""
    return any(
        _open(story, script.channel)
        for script in story.workspace.scripts
        if script.channel in {"email", "note", "social"}
        and script.purpose in {"answer", "value"}
        and not script.stages
        and not script.needs
        and not script.is_personal
        and not script.lead_days
    )


def _horizon(plan: Plan) -> date:
    return Week.of(plan.today).plus(plan.weeks - 1).days[-1]


# -- ways that are certainly open ------------------------------------------------------------------


def sure_channels(look: Look, purpose: str, *, any_day: bool = False) -> set[str]:
    """Give the channels by which a touch of this purpose could certainly be made instead."""
    return {
        script.channel
        for script in look.story.workspace.scripts
        if script.channel in {"call", "voicemail", "email", "note", "social"}
        and script.purpose == purpose
        and _surely_fits(look, script)
        and (any_day or _right_day(look, script.channel))
        and _reached_by(look, script.channel)
    }


def _surely_fits(look: Look, script: Script) -> bool:
    stages = look.story.stages(look.place)
    return (
        (not script.stages or stages <= set(script.stages))
        and script.when is None
        and not script.needs
        and not script.cost
        and not script.lead_days
        and script.language == (look.story.prospect.language or "en")
        and not (script.is_personal and look.story.prospect.given_name is None)
        and (script.gives == "none" or _item_left(look, script.gives))
    )


def _item_left(look: Look, kind: str) -> bool:
    given = {e.item for e in look.told if e.real}
    return any(
        item.kind == kind
        and item.id not in given
        and not item.cost
        and not item.lead_days
        and item.date is None
        and item.expires is None
        for item in look.story.workspace.shelf
    )


def _right_day(look: Look, channel: str) -> bool:
    if channel not in RINGS:
        return True
    story, on = look.story, look.action.date
    if look.long_wait and story.callback_open(look.place):
        return False
    return (
        story.calendar.both(on)
        and story.calendar.talk_minutes(on) >= ROOMY
        and not _quiet(look, on)
        and (channel == "voicemail" or len(story.rings(look.place)) == 0)
        and not (channel == "voicemail" and story.prospect.stage in {"met", "lead"})
        and not any(e.on == on for e in look.told)
    )


def _reached_by(look: Look, channel: str) -> bool:
    return _open(look.story, channel)


def _open(story: Story, channel: str) -> bool:
    capacity = story.policy.capacity
    return (
        channel in story.workspace.channels
        and story.known(channel)
        and not story.opted_out(channel)
        and not story.bounced(channel)
        and capacity.get(channel, 1) > 0
        and capacity.get("total", 1) > 0
    )


# -- all together ----------------------------------------------------------------------------------

TOUCH_RULES: tuple[Rule, ...] = (
    no_touch_on_a_blocked_channel,
    nothing_after_the_end,
    rest_after_a_breakup,
    their_days_off_are_theirs,
    calls_keep_their_hours,
    breathing_room,
    rings_keep_apart,
    not_too_many_in_a_fortnight,
    rhythm,
    no_item_twice,
    no_words_again_too_soon,
    breakups_are_earned,
    breakups_are_kind,
    the_breakup_is_next,
    callbacks_keep_their_span,
    waiting_is_waiting,
    costs_are_told,
    touches_are_prepared,
    events_in_time,
    moves_are_named,
    touches_are_numbered,
    nobody_is_rung_too_often,
    different_hours,
    late_notes_lapse,
    quiet_days,
    live_first,
    same_channel,
    mix,
    quiet_changes_the_channel,
    every_touch_has_a_purpose,
    moments_have_come,
    the_script_fits,
    movement_every_second_time,
    cadence_is_not_rushed,
    steps_are_not_rushed,
    cadence_is_not_forgotten,
)
STORY_RULES: tuple[Callable[[Story], Iterable[Breach]], ...] = (
    what_they_wrote_is_answered,
    what_i_promised_is_done,
    the_note_is_written,
    the_named_date_is_kept,
    the_named_date_is_kept_once,
)
PLAN_RULES: tuple[Callable[[Workspace, Plan], Iterable[Breach]], ...] = (
    days_hold_what_they_can,
    one_breakup_a_day,
    catch_up_slowly,
    months_stay_in_budget,
    years_stay_in_budget,
    preparations_are_plain,
    nobody_falls_out,
    the_plan_is_in_order,
    one_door,
)


def breaches(workspace: Workspace, plan: Plan) -> list[Breach]:
    """Give everything in the plan that breaks a rule of tact, in no particular order."""
    if workspace.policy is None:
        return [_on(a, 11, "policy", "planned without a policy") for a in plan.actions]
    found: list[Breach] = []
    for rule in PLAN_RULES:
        found.extend(rule(workspace, plan))
    for story in stories(workspace, plan):
        for story_rule in STORY_RULES:
            found.extend(story_rule(story))
        for action in plan.of(story.prospect.slug):
            found.extend(my_days_off_are_mine(story, action))
        for place, action in story.planned:
            look = Look(story, place, action)
            known = action.channel in workspace.channels
            for touch_rule in TOUCH_RULES if known else TOUCH_RULES[:1]:
                found.extend(touch_rule(look))
    return found


def _touches(plan: Plan) -> Iterator[Action]:
    return (a for a in plan.actions if a.do == "touch")


def _on(action: Action, number: int, rule: str, sentence: str) -> Breach:
    return Breach(number, rule, action.prospect, action.id, sentence)


def _about(story: Story, number: int, rule: str, sentence: str) -> Breach:
    return Breach(number, rule, story.prospect.slug, "", sentence)
