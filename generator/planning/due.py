"""A step on its way to a day: what it waits for, how pressing it is, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from generator.model.plan import Reason
from generator.model.prospect import Touch
from generator.planning.cadence import (
    NEVER_TOUCHED_BD,
    may_fall_silent,
    reasons_left,
    silent_from,
)
from generator.planning.calendars import ONE_DAY
from generator.planning.choice import Choice
from generator.planning.draft import Draft, Option
from generator.planning.judging import FIXED_NEAR, NEAR, is_legal, legal_day, legal_days
from generator.planning.next_step import last_day_meanwhile
from generator.planning.saying import days
from generator.planning.standing import met_until, named_date, stage_of
from generator.planning.step import OVERDUE, Step
from generator.planning.world import Case

OWED, LATE, OPEN = range(3)
"""How urgent a step is: owed, late, or neither."""


@dataclass(slots=True)
class Due:
    """A step on its way to a day. `place` is its place in the chain of its prospect.

    `ready` is the day aimed at, `aimed` the first day that ever was, `fuller` the one that it left
    to others when it aimed.
    """

    case: Case
    choice: Choice
    place: int
    ready: date = date.max
    aimed: date = date.max
    fuller: date | None = None
    because: list[Reason] = field(default_factory=list)
    urgency: int = OPEN
    known: tuple[date, str] = field(init=False)
    _first: list[date] | None = field(init=False, default=None)
    _second: list[date] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Note since when the step is known: in this order any plan aims, made today or tomorrow."""
        touches = reversed(self.case.history.touches)
        last = next((t.date for t in touches if t.outcome != "practised"), date.min)
        self.known = last, self.slug

    @property
    def draft(self) -> Draft:
        """The draft on the day aimed at."""
        return self._draft_of(self.choice.option)

    def as_of(self, now: date) -> None:
        """Look at the step from a later day: what is not prepared yet can be there later only."""
        self.case = self.case.on(now)
        self._first = self._second = None

    def legal_first(self) -> list[date]:
        """Give the legal days of the first half of its window, from the day it was opened on."""
        if self._first is None:
            step = self.choice.step
            start = max(step.window.earliest, self.case.now)
            self._first = legal_days(self.draft, start, step.middle)
        return self._first

    def legal_second(self) -> list[date]:
        """Give those of the second half; both are asked for often, and found once."""
        if self._second is None:
            step = self.choice.step
            start = max(step.middle + ONE_DAY, self.case.now)
            self._second = legal_days(self.draft, start, step.window.latest)
        return self._second

    @property
    def slug(self) -> str:
        """Whose step it is."""
        return self.case.prospect.slug

    @property
    def must_prepare(self) -> bool:
        """Whether something has to be prepared ahead, and is not yet."""
        return bool(self.choice.option.lead_days) and not self.choice.option.prepared

    @property
    def is_dateless(self) -> bool:
        """Whether they wait since nobody knows when, so that their window begins anew each day."""
        return self.choice.step.soon and not self.choice.step.since

    def hangs_on_the_day(self, tomorrow: date) -> bool:
        """Whether a plan made `tomorrow` may make the step another way.

        Within the window it does where this way has no day left in it. What is late by then is
        asked where the next day of both does not allow the way chosen any more, or where a way that
        no day allowed before has one on that day or soon after it.
        """
        if self.must_prepare:
            return False
        if self.choice.step.window.latest >= tomorrow:
            left = (day for half in (self.legal_second, self.legal_first) for day in half())
            return all(day < tomorrow for day in left)
        following, dayless = self.case.both.on_or_after(tomorrow), self.choice.dayless
        if any(self._has_a_day(way, tomorrow, following) for way in dayless):
            return True
        channels = {way.channel for way in dayless}
        return self.choice.option.channel not in channels and not is_legal(self.draft, following)

    def _has_a_day(self, way: Option, tomorrow: date, following: date) -> bool:
        """Whether a way has a day soon; what is to be prepared, on the next day of both.

        With which thing is asked then: another event may be far enough.
        """
        if way.lead_days and not way.prepared:
            mine = self.case.mine
            return mine.after(mine.on_or_after(tomorrow), way.lead_days) <= following
        soon = following + (FIXED_NEAR if self.choice.step.fixed else NEAR)
        return legal_day(self._draft_of(way), following, soon) is not None

    def _draft_of(self, way: Option) -> Draft:
        return Draft(self.case, self.choice.step, way, self.ready)

    def prepared_on(self, day: date) -> date:
        """Give the last of my working days on which to prepare what has to be there on `day`."""
        return self.case.mine.before(day, self.choice.option.lead_days)

    def key(self, on: date) -> tuple[int, date, str]:
        """Give the priority on a day, the smallest first; what is late rises to its class."""
        step, latest = self.choice.step, self.latest(on)
        late = latest < on and step.priority > OVERDUE
        return (OVERDUE if late else step.priority, latest, self.slug)

    def latest(self, on: date) -> date:
        """Give the last day of the window as a plan made `on` a day would.

        Who waits since nobody knows when has as long from any day: nothing tells tomorrow that
        they waited today.
        """
        window = self.choice.step.window
        if not self.is_dateless or on <= window.earliest:
            return window.latest
        both = self.case.both
        return both.after(both.on_or_after(on), NEVER_TOUCHED_BD)


@dataclass(frozen=True, slots=True)
class Placed:
    """A step that found its day, and the day on which what it needs is `prepared`."""

    due: Due
    day: date
    because: tuple[Reason, ...]
    prepared: date | None = None


def urgency_of(due: Due, day: date) -> int:
    """Give how urgent a step is on a day: what is owed, what is late, the rest."""
    step = due.choice.step
    if step.priority < OVERDUE:
        return OWED
    return LATE if due.latest(day) < day and step.priority > OVERDUE else OPEN


def is_same(due: Due, other: Due) -> bool:
    """Whether two steps of one person are made in one window by the same means."""
    return _what(due) == _what(other)


def _what(due: Due) -> tuple[object, ...]:
    step, option = due.choice.step, due.choice.option
    item = option.item.id if option.item else None
    return step.rule, step.window, option.channel, option.script.key, item


def turns_on(due: Due) -> Iterator[date]:
    """Give the days on which a step that still waits may turn into another, or into other words.

    Half of its window is over, or I was silent for twice as long as I should (`after-a-gap`), or a
    dated reason to return comes due, or the last event is over that kept a goodbye from somebody, or
    somebody just met is so no more, or is not rung any more, or the date they named is too near for
    anything before it. Whom the user put off is asked on the day until which they did: then their own
    window holds again.
    """
    case, step = due.case, due.choice.step
    if case.prospect.snooze_until and case.prospect.snooze_until > case.now:
        yield case.prospect.snooze_until
    if step.since and may_fall_silent(case, step):
        yield silent_from(case, step)
    if step.middle >= case.now:
        yield step.middle + ONE_DAY
    if case.history.streak >= case.policy.tact.breakup_after and not step.is_breakup:
        yield from (day + ONE_DAY for day in case.world.last_chances if day >= case.now)
    if stage_of(case) == "deferred":
        yield from (day for day, _, _ in reasons_left(case) if day > case.now)
    if stage_of(case) == "met":
        yield met_until(case) + ONE_DAY
        if step.window.latest >= case.now:
            yield step.window.latest + ONE_DAY
    waiting = named_date(case)
    if waiting and step.written:
        yield case.both.on_or_before(last_day_meanwhile(waiting)) + ONE_DAY


def as_touch(due: Due, day: date) -> Touch:
    """Give the touch that the plan assumes: unreturned, and to someone just met an unanswered ring."""
    option = due.choice.option
    rings = option.channel == "call" and stage_of(due.case.on(day)) == "met"
    return Touch.model_construct(
        date=day,
        channel=option.channel,
        outcome="no_answer" if rings else "sent",
        purpose=option.script.purpose,
        script=option.script.key,
        item=option.item.id if option.item else None,
    )


def so_far(case: Case, step: Step) -> int:
    """Give the days from the last touch to now."""
    return (case.now - step.since).days if step.since else 0


def said(because: Iterable[Reason], gap: int) -> tuple[Reason, ...]:
    """Fill the days since the last touch into the reasons."""
    return tuple(Reason(r.rule, r.says.replace("{gap}", days(gap))) for r in because)


def said_on(placed: Placed, *, how: bool = True) -> tuple[Reason, ...]:
    """Give the reasons of a placed step, in order: what, `how`, when, and what moved it."""
    step = placed.due.choice.step
    gap = (placed.day - step.since).days if step.since else 0
    by = placed.due.choice.because if how else ()
    return tuple(dict.fromkeys((*said(step.because, gap), *by, *placed.because)))
