"""A plan: what to do on which day, and why. Every value here is derived, never stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from generator.model.days import Week
from generator.model.problem import Problem

Standing = Literal[
    "new", "active", "waiting", "quiet", "breakup-due", "resting", "closed", "blocked"
]
STANDINGS: tuple[str, ...] = (
    "new", "active", "waiting", "quiet", "breakup-due", "resting", "closed", "blocked",
)  # fmt: skip
Status = Literal["overdue", "due", "planned", "projected"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: the rule's name, and a sentence with the facts."""

    rule: str
    says: str


@dataclass(frozen=True, slots=True)
class Window:
    """The days between which a touch belongs, both included, in my time zone."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class TimeSlot:
    """When to ring: wholly in the prospect's time zone, its date included."""

    date: date
    start: time
    end: time
    timezone: str


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do on `date`, a day of mine: a touch, or a preparation for the touch `for_id`.

    `missing` are slots to fill in (`meeting.said`), or `item` where nothing on the shelf fits.
    `refused` is what else was thought of, with the rule that spoke against it.
    `moment` is the script moment that the touch is made at (`after-meeting`), or empty.
    A call that is `live_only` leaves no message where nobody picks up (rule live-first).
    """

    id: str
    code: str
    prospect: str
    date: date
    do: Literal["touch", "prepare"]
    for_id: str | None
    channel: str
    purpose: str
    script: str | None
    item: str | None
    cost: float
    status: Status
    window: Window
    touch_number: int
    standing: Standing
    time: TimeSlot | None = None
    moment: str = ""
    missing: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    refused: tuple[Reason, ...] = ()
    live_only: bool = False

    @property
    def week(self) -> Week:
        """The ISO week of `date`."""
        return Week.of(self.date)


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A prospect with nothing to do before `until` (None: nothing at all, or nothing known)."""

    prospect: str
    standing: Standing
    until: date | None
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of `weeks` ISO weeks, the one that holds `today` included.

    `actions` are sorted by date, then by priority. `standings` has every readable prospect's.
    `touch_numbers` has the number that each prospect's next touch would be.
    `left` has who was left after one or two unreturned touches, and the last day on which the next
    one belonged: what `check` warns of as `dropped`.
    `holidays` are the public holidays where I am, by name, for the weeks that are shown.
    """

    today: date
    weeks: int
    actions: tuple[Action, ...]
    unplanned: tuple[Unplanned, ...]
    problems: tuple[Problem, ...] = ()
    standings: dict[str, Standing] = field(default_factory=dict)
    touch_numbers: dict[str, int] = field(default_factory=dict)
    left: dict[str, date] = field(default_factory=dict)
    holidays: dict[date, str] = field(default_factory=dict)

    def of(self, slug: str) -> tuple[Action, ...]:
        """Give the actions for one prospect, by date."""
        return tuple(a for a in self.actions if a.prospect == slug)
