"""Aims: who aims at which day, and how full that makes it for those who come after."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from generator.model.plan import Reason
from generator.planning.due import Due
from generator.planning.ledger import Ledger
from generator.planning.saying import a_day


class Aims:
    """The days aimed at, beside what the ledger holds for them already."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._on: defaultdict[date, dict[str, Due]] = defaultdict(dict)
        self._total: Counter[date] = Counter()
        self._by_channel: Counter[tuple[date, str]] = Counter()
        self.changed: set[date] = set()
        """The days whose load is another one since everybody was aimed in order."""

    def send(self, due: Due, day: date) -> None:
        """Let a step that counts nowhere aim at `day`."""
        self._on[due.ready].pop(due.slug, None)
        due.ready = day
        due.aimed = min(due.aimed, day)
        self._on[day][due.slug] = due
        self.count(due, 1)

    def take_back(self, due: Due) -> None:
        """Take a step off the day it aimed at."""
        self.count(due, -1)
        self._on[due.ready].pop(due.slug, None)
        self.changed.add(due.ready)

    def count(self, due: Due, by: int) -> None:
        """Count a step in or out of its day; what is late fills the gaps that the others leave.

        But what must be prepared for its day has it for itself.
        """
        if due.ready == date.max:
            return
        if due.latest(due.ready) < due.ready and not due.must_prepare:
            return
        self._total[due.ready] += by
        self._by_channel[due.ready, due.choice.option.channel] += by

    def arrive(self, day: date) -> list[Due]:
        """Take off whoever aimed at a day that has come."""
        return list(self._on.pop(day, {}).values())

    def arrives(self, due: Due, day: date) -> bool:
        """Take a step off `day`, and say whether it aimed at it."""
        return self._on[day].pop(due.slug, None) is not None

    def owed_on(self, day: date) -> list[Due]:
        """Give what is owed and aims at a day."""
        return [due for due in self._on.get(day, {}).values() if due.choice.step.owed]

    def load(self, day: date) -> int:
        """Say how much a day holds, and will hold."""
        return self._ledger.total[day] + self._total[day]

    def has_room(self, due: Due, day: date) -> bool:
        """Whether a day has room for a step beside what aims at it."""
        channel, capacity = due.choice.option.channel, self._ledger.world.policy.capacity
        taken = self._ledger.by_channel[day, channel] + self._by_channel[day, channel]
        return taken < capacity.get(channel, taken + 1) and self.load(day) < capacity["total"]

    def can_pay(self, due: Due, day: date) -> bool:
        """Whether the month of a day has the money for a step."""
        return self._ledger.can_spend(due.slug, day, due.choice.option.cost)

    def quietest(self, due: Due, start: date) -> tuple[date | None, date | None]:
        """Give the first legal day of the window from `start` on, and the least loaded with room.

        The first half of the window goes before the second. A day whose month has no money left for
        it is none: the next month may begin within the window.
        """
        first: date | None = None
        for half in (due.legal_first, due.legal_second):
            found = [day for day in half() if day >= start and self.can_pay(due, day)]
            first = first or next(iter(found), None)
            roomy = [day for day in found if self.has_room(due, day)]
            if roomy:
                return first, min(roomy, key=lambda d: (self.load(d), d))
        return first, None

    def leave_to_others(self, due: Due, first: date, day: date) -> list[Reason]:
        """Note the `first` legal day as left to others, where a step aims at another; say why."""
        due.fuller = first if day != first else None
        if day == first:
            return []
        if self.has_room(due, first):
            says = f"{a_day(first)} already holds more; {a_day(day)} is quieter."
        else:
            says = f"{a_day(first)} is full; {a_day(day)} has room."
        return [Reason("capacity", says)]

    def why_not_before(self, due: Due) -> list[Reason]:
        """Say of what waits for a colleague now which day it left to others before."""
        return [Reason("capacity", f"{a_day(due.fuller)} was fuller.")] if due.fuller else []
