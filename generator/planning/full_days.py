"""Full days: which were, of what, and how that is said of what had to move (rule capacity)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from generator.model.plan import Reason
from generator.planning.calendars import ONE_DAY
from generator.planning.due import LATE, Due
from generator.planning.judging import legal_days
from generator.planning.ledger import Ledger
from generator.planning.queues import Lane
from generator.planning.saying import a_day, a_list, a_number


class FullDays:
    """What filled the days of a walk that begins `today`, by channel."""

    def __init__(self, ledger: Ledger, today: date) -> None:
        self._ledger, self._today = ledger, today
        self._of: dict[tuple[date, str], str] = {}
        self._caught_up: set[date] = set()

    def has_room(self, day: date, lane: Lane) -> bool:
        """Whether a lane may go on; what fills the day for it is remembered."""
        if lane.goodbye and day in self._ledger.breakups:
            return False
        if not self.has_one_more(day, lane.channel):
            return False
        limit = self._ledger.world.policy.tact.catch_up_per_day
        if lane.urgency == LATE and self._ledger.caught_up[day] >= limit:
            self._caught_up.add(day)
            return False
        return True

    def has_one_more(self, day: date, channel: str) -> bool:
        """Whether one more touch by a channel fits on a day; what fills it is remembered."""
        full = self._ledger.full_of(day, channel)
        if full:
            self._of[day, channel] = full
        return not full

    def last_before(self, due: Due, until: date) -> list[Reason]:
        """Name the last full day that a step met before `until`."""
        full = self._met(due, until)[-1:]
        return [Reason("capacity", f"{a_day(day)} is full ({what}).") for day, what in full]

    def moved(self, due: Due, day: date) -> list[Reason]:
        """Name capacity where full days lie between the first day aimed at and the day found."""
        full = self._met(due, day)
        if not full:
            return self._were_full(due, day)
        filled = [_were(what, list(days)) for what, days in groupby(full[-3:], itemgetter(1))]
        return [Reason("capacity", f"{a_list(filled)}, so this moved.")]

    def goodbye_before(self, due: Due, day: date) -> list[Reason]:
        """Name the last goodbye to somebody else for which this one waited, before `day`."""
        if not due.choice.step.is_breakup:
            return []
        waited = (day - ONE_DAY * n for n in range(1, (day - due.ready).days + 1))
        other = next((d for d in waited if d in self._ledger.breakups), None)
        says = "One goodbye a day is enough; another one goes out on"
        return [Reason("stay-or-go", f"{says} {a_day(other)}.")] if other else []

    def _met(self, due: Due, until: date) -> list[tuple[date, str]]:
        """Give the days before `until` that were full for a step since it first aimed, and of what."""
        channel = due.choice.option.channel
        between = (due.aimed + timedelta(days=n) for n in range((until - due.aimed).days))
        met = ((d, self._of.get((d, channel)) or self._late_ones(due, d)) for d in between)
        return [(d, what) for d, what in met if what]

    def _late_ones(self, due: Due, day: date) -> str:
        """Say how many late ones a day holds at most, where that kept a late one from it."""
        if due.urgency != LATE or day not in self._caught_up:
            return ""
        limit = self._ledger.world.policy.tact.catch_up_per_day
        return f"{a_number(limit)} late {'one' if limit == 1 else 'ones'} to catch up with"

    def _were_full(self, due: Due, day: date) -> list[Reason]:
        """Name capacity for what is late because the days of its window were full."""
        step = due.choice.step
        if due.place or step.window.latest >= self._today or day < self._today:
            return []
        start = max(step.middle, step.window.earliest)
        past = legal_days(due.draft, start, step.window.latest)
        channel = due.choice.option.channel
        if not past or any(self._ledger.room(d, channel) for d in past):
            return []
        names = a_list([a_day(d) for d in past[-3:]])
        return [Reason("capacity", f"You were full on {names}.")]


def _were(what: str, full: list[tuple[date, str]]) -> str:
    """Say of what some days in a row were full."""
    names = a_list([a_day(day) for day, _ in full])
    return f"{names} {'is' if len(full) == 1 else 'are'} full ({what})"
