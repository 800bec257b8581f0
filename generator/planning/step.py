"""What the planner passes along: the next step for a person, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from generator.model.plan import Reason, Window

FIRST_CLASS, NOTE, OVERDUE, BREAKUP, REST = 1, 2, 3, 4, 5
"""Priority classes when a day is full; a step becomes OVERDUE by the day, not by birth."""


@dataclass(frozen=True, slots=True)
class Step:
    """The next touch for one person, before channel, words and day are chosen.

    `rule` asked for it. `since` is the day from which its gap counts; `{gap}` in a reason is
    filled in with the days from there to the day chosen.
    `channels` are preferred in this order (empty: all alike); others are used just where none of
    these reaches. `written` allows no call.
    An `owed` step outranks breathing-room, mix and quiet days; a `fixed` one breathing-room and mix.
    `on_my_days` says that their calendar does not bind: a note is posted, not delivered.
    `speaks_of` is the slot without which words would miss what the step is about.
    """

    rule: str
    window: Window
    purposes: tuple[str, ...]
    because: tuple[Reason, ...]
    priority: int = REST
    since: date | None = None
    moment: str = ""
    channels: tuple[str, ...] = ()
    written: bool = False
    owed: bool = False
    fixed: bool = False
    on_my_days: bool = False
    soon: bool = False
    speaks_of: str = ""

    @property
    def middle(self) -> date:
        """The last day of the first half of the window: where people are spread out."""
        return self.window.earliest + (self.window.latest - self.window.earliest) // 2

    def begins(self, now: date) -> date:
        """The first day of its window; now, where that is over."""
        return self.window.earliest if self.window.latest >= now else now

    @property
    def is_breakup(self) -> bool:
        """Whether this is the goodbye."""
        return self.purposes == ("breakup",)

    def within(self, window: Window, *because: Reason) -> Step:
        """Give the same step in another window, for a further reason."""
        return replace(self, window=window, because=(*self.because, *because))


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing is to be done before `until` (None: nothing at all, or not known)."""

    because: tuple[Reason, ...]
    until: date | None = None
