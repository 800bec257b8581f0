"""How full a day is, against what I said a day holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.rendering import speech
from generator.rendering.desk import Desk


@dataclass(frozen=True, slots=True)
class DayLoad:
    """One day's touches, planned and done, against its capacity."""

    day: date
    planned: int
    done: int
    capacity: int

    @property
    def count(self) -> int:
        """All touches of the day."""
        return self.planned + self.done

    @property
    def share(self) -> int:
        """How full the day is, in percent, at most 100."""
        return min(100, round(100 * self.count / self.capacity)) if self.capacity else 0

    @property
    def so_much(self) -> str:
        """How much the day holds: `4 of 10`; on a day off the bare number."""
        return f"{self.count} of {self.capacity}" if self.capacity else f"{self.count}"

    @property
    def says(self) -> str:
        """Say it: `Monday: 4 of 10`, for those who do not see the bar."""
        return f"{speech.say_weekday(self.day)}: {self.so_much}"


def day_load(desk: Desk, day: date) -> DayLoad:
    """Count the touches of `day`; preparations stand beside its capacity."""
    planned = sum(1 for a in desk.on(day) if a.do == "touch")
    made = sum(1 for _, t in desk.done_on(day) if t.fills_the_day)
    capacity = desk.rules.capacity.get("total", 0) if desk.is_working(day) else 0
    return DayLoad(day, planned, made, capacity)
