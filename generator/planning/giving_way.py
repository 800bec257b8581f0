"""Giving way: a named date or a promise leaves a full day to what would be late (rule capacity)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from itertools import islice

from generator.planning.aims import Aims
from generator.planning.calendars import ONE_DAY
from generator.planning.due import LATE, OWED, Due
from generator.planning.judging import is_legal, legal_days
from generator.planning.ledger import Ledger
from generator.planning.queues import Queues


class GivingWay:
    """Who gave way today, and to which of their later days."""

    def __init__(
        self, ledger: Ledger, queues: Queues, aims: Aims, waits: Callable[[Due], bool]
    ) -> None:
        self._ledger, self._queues, self._aims, self._waits = ledger, queues, aims, waits
        self._reserved: defaultdict[date, list[str]] = defaultdict(list)

    def gives_way(self, due: Due, day: date) -> bool:
        """Whether a named date or a promise leaves the day to what would be late, and when it can.

        It does where a later day of its window has room for it among what is owed; that room is
        kept for it for the rest of the day.
        """
        step, channel = due.choice.step, due.choice.option.channel
        if not step.owed or step.soon or due.choice.option.prepared or step.window.latest <= day:
            return False
        if not is_legal(due.draft, day) or not self._is_wanted(day, channel):
            return False
        later = reversed(legal_days(due.draft, day + ONE_DAY, step.window.latest))
        kept = next((d for d in later if self._has_room_for_owed(d, channel)), None)
        if kept is None:
            return False
        self._reserved[kept].append(channel)
        return True

    def end_the_day(self) -> None:
        """Forget what was kept: in the evening those who gave way are aimed anew."""
        self._reserved.clear()

    def _is_wanted(self, day: date, channel: str) -> bool:
        """Whether as many as still fit on the day, and can go on it, would be late tomorrow."""
        capacity, limit = self._ledger.world.policy.capacity, self._ledger.world.policy.tact
        room = capacity["total"] - self._ledger.total[day]
        line = capacity.get(channel, room) - self._ledger.by_channel[day, channel]
        late, rest = self._would_be_late(day, room)
        most = limit.catch_up_per_day - self._ledger.caught_up[day]
        by_line = min(late[channel], most) + rest[channel]
        return by_line >= line or min(late.total(), most) + rest.total() >= room

    def _would_be_late(self, day: date, room: int) -> tuple[Counter[str], Counter[str]]:
        """Count by channel who could go on the day and will be late: already late, and the rest.

        Of goodbyes one goes out a day.
        """
        late, rest = Counter[str](), Counter[str]()
        partings = 0 if day in self._ledger.breakups else 1
        for lane, dues in self._queues.late_on(day):
            if lane.urgency == OWED:
                continue
            able = (due for due in dues if is_legal(due.draft, day))
            count = sum(1 for _ in islice(able, max(partings if lane.goodbye else room, 0)))
            partings -= count if lane.goodbye else 0
            (late if lane.urgency == LATE else rest)[lane.channel] += count
        return late, rest

    def _has_room_for_owed(self, day: date, channel: str) -> bool:
        """Whether what is owed and aims at a day, or gave way to it, leaves room for one more."""
        capacity = self._ledger.world.policy.capacity
        owed = [*self._reserved[day]] + [
            due.choice.option.channel for due in self._aims.owed_on(day) if self._waits(due)
        ]
        limit = capacity.get(channel, capacity["total"])
        return owed.count(channel) < limit and len(owed) < capacity["total"]
