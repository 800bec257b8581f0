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
from generator.planning.world import World

REMEMBERED = timedelta(days=120)
"""How far back the load of past days is of interest: to say that you were full."""


class Promised(NamedTuple):
    """What something prepared will take on its day: pence of a month, and a seat at an event."""

    month: tuple[int, int]
    pence: int
    item: str | None


class Ledger:
    """Counts by day, by month and by person. Touches count, preparations stand beside them."""

    def __init__(self, world: World, prospects: Iterable[Prospect], today: date) -> None:
        self.world = world
        self.total: Counter[date] = Counter()
        self.by_channel: Counter[tuple[date, str]] = Counter()
        self.spent: Counter[tuple[int, int]] = Counter()
        self.breakups: Counter[date] = Counter()
        self.caught_up: Counter[date] = Counter()
        self.seats: Counter[str] = Counter()
        self.contacts: dict[str, list[date]] = {}
        self._promised: dict[str, Promised] = {}
        for prospect in prospects:
            for touch in prospect.touches:
                if touch.date <= today and touch.direction == "out":
                    self.note(prospect.slug, touch, remember=today - touch.date <= REMEMBERED)

    def note(self, slug: str, touch: Touch, *, remember: bool = True) -> None:
        """Take in one touch of mine, real or placed; an attempt uses up its share of the day too."""
        if (
            remember
            and touch.channel != "meeting"
            and touch.outcome not in {"bounced", "practised"}
        ):
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
            self.breakups[touch.date] += 1

    def promise(self, slug: str, day: date, cost: float, item: str | None) -> None:
        """Keep money and a seat for what was prepared for somebody, until it goes out."""
        self._promised[slug] = Promised((day.year, day.month), round(100 * cost), item)

    def keep_promise(self, slug: str) -> None:
        """Let go of what was kept for somebody: it goes out."""
        self._promised.pop(slug, None)

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

    def can_spend(self, day: date, cost: float) -> bool:
        """Whether the month's budget has this much left."""
        limit, month = round(100 * self.world.policy.budget.per_month), (day.year, day.month)
        kept = sum(one.pence for one in self._promised.values() if one.month == month)
        return not cost or self.spent[month] + kept + round(100 * cost) <= limit

    def has_seat(self, item_id: str | None) -> bool:
        """Whether an event still has a place; anything else always has."""
        item = self.world.items.get(item_id or "")
        if item is None or item.capacity is None:
            return True
        kept = sum(one.item == item.id for one in self._promised.values())
        return self.seats[item.id] + kept < item.capacity

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
