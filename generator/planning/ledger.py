"""The ledger: how full each day is, what was spent, who at a firm was in touch when.

It begins with what really happened and takes in every touch that the plan places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from generator.model.prospect import Prospect, Touch
from generator.planning.calendars import Calendar
from generator.planning.world import Case, World

REMEMBERED = timedelta(days=120)
"""How far back the load of past days is of interest: to say that you were full."""


class Promised(NamedTuple):
    """What something prepared will take on its day: pence of a month, and a seat at an event."""

    month: tuple[int, int]
    pence: int
    item: str | None


class Ledger:
    """Counts by day, by month and by person. Touches count, preparations stand beside them.

    It begins with what happened before `today`; see `take_in`.
    """

    def __init__(self, world: World, prospects: Iterable[Prospect], today: date) -> None:
        self.world = world
        self.total: Counter[date] = Counter()
        self.by_channel: Counter[tuple[date, str]] = Counter()
        self.spent: Counter[tuple[int, int]] = Counter()
        self.breakups: set[date] = set()
        self.caught_up: Counter[date] = Counter()
        self.seats: Counter[str] = Counter()
        self.contacts: dict[str, list[date]] = {}
        self._promised: dict[str, Promised] = {}
        self._kept: Counter[tuple[int, int]] = Counter()
        self._kept_seats: Counter[str | None] = Counter()
        for prospect in prospects:
            for touch in prospect.touches:
                if touch.date < today and touch.direction == "out":
                    self.note(prospect.slug, touch, remember=today - touch.date <= REMEMBERED)

    def take_in(self, case: Case) -> None:
        """Take in what happened to somebody today."""
        for touch in case.history.touches:
            if touch.date == case.now and touch.direction == "out":
                self.note(case.prospect.slug, touch)

    def note(self, slug: str, touch: Touch, *, remember: bool = True) -> None:
        """Take in one touch of mine, real or placed; an attempt uses up its share of the day too."""
        if remember and touch.fills_the_day:
            self.total[touch.date] += 1
            self.by_channel[touch.date, touch.counts_as] += 1
        if not touch.is_real:
            return
        self.spent[touch.date.year, touch.date.month] += self._pence(touch)
        if touch.item and touch.outcome != "declined":
            self.seats[touch.item] += 1
        if remember and slug in self.world.colleagues and touch.channel != "meeting":
            self.contacts.setdefault(slug, []).append(touch.date)
        purpose = touch.purpose or self.world.purposes.get(touch.script or "")
        if purpose == "breakup":
            self.breakups.add(touch.date)

    def promise(self, slug: str, day: date, cost: float, item: str | None) -> None:
        """Keep money and a seat for what was prepared for somebody, until it goes out."""
        self.keep_promise(slug)
        one = self._promised[slug] = Promised((day.year, day.month), round(100 * cost), item)
        self._kept[one.month] += one.pence
        self._kept_seats[item] += 1

    def keep_promise(self, slug: str) -> None:
        """Let go of what was kept for somebody: it goes out."""
        one = self._promised.pop(slug, None)
        if one:
            self._kept[one.month] -= one.pence
            self._kept_seats[one.item] -= 1

    def _pence(self, touch: Touch) -> int:
        return round(100 * self.world.cost(touch.script, touch.item))

    def room(self, day: date, channel: str) -> bool:
        """Whether one more touch by `channel` fits on `day`."""
        return not self.full_of(day, channel)

    def full_of(self, day: date, channel: str) -> str:
        """Say what fills `day` for `channel` ("6 calls", "10 touches"), or nothing if it has room."""
        capacity = self.world.policy.capacity
        label = self.world.channels[channel].label
        limit = capacity.get(channel)
        if limit is not None and self.by_channel[day, channel] >= limit:
            return f"{limit} {label}s" if limit != 1 else f"one {label}"
        if self.total[day] >= capacity["total"]:
            return f"{capacity['total']} touches" if capacity["total"] != 1 else "one touch"
        return ""

    def can_spend(self, slug: str, day: date, cost: float) -> bool:
        """Whether the month's budget has this much left for somebody, beside what others keep."""
        if not cost:
            return True
        limit, month = round(100 * self.world.policy.budget.per_month), (day.year, day.month)
        own = self._promised.get(slug)
        kept = self._kept[month] - (own.pence if own and own.month == month else 0)
        return self.spent[month] + kept + round(100 * cost) <= limit

    def has_seat(self, slug: str, item_id: str | None) -> bool:
        """Whether an event still has a place for somebody; anything else always has."""
        item = self.world.items.get(item_id or "")
        if item is None or item.capacity is None:
            return True
        own = self._promised.get(slug)
        kept = self._kept_seats[item.id] - (own is not None and own.item == item.id)
        return self.seats[item.id] + kept < item.capacity

    def sold_out(self, slug: str) -> frozenset[str]:
        """Give the events that have no place left for somebody."""
        return frozenset(item for item in self.world.seated if not self.has_seat(slug, item))

    def colleagues_near(
        self, slug: str, day: date, within: int, both: Calendar
    ) -> list[tuple[str, date]]:
        """Give each colleague contacted less than `within` business days before `day`, and when."""
        near = []
        for other in self.world.colleagues.get(slug, ()):
            last = max((when for when in self.contacts.get(other, ()) if when <= day), default=None)
            if last and within and day < both.after(last, within):
                near.append((other, last))
        return near
