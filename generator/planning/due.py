"""A step on its way to a day: what it waits for, how pressing it is, what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from generator.model.plan import Reason
from generator.model.prospect import Touch
from generator.planning.choice import Choice
from generator.planning.draft import Draft
from generator.planning.saying import days
from generator.planning.standing import stage_of
from generator.planning.step import OVERDUE, Step
from generator.planning.world import Case

OWED_QUEUE, LATE_QUEUE, OPEN_QUEUE = range(3)


@dataclass(slots=True)
class Due:
    """A step on its way to a day. `place` is its place in the chain of its prospect.

    `ready` is the day aimed at, `aimed` the first day that ever was.
    """

    case: Case
    choice: Choice
    place: int
    ready: date = date.max
    aimed: date = date.max
    because: list[Reason] = field(default_factory=list)
    queue: int = OPEN_QUEUE

    @property
    def draft(self) -> Draft:
        """The draft on the day aimed at."""
        return Draft(self.case, self.choice.step, self.choice.option, self.ready)

    @property
    def slug(self) -> str:
        """Whose step it is."""
        return self.case.prospect.slug

    def key(self, on: date) -> tuple[int, date, str]:
        """Give the priority on a day, the smallest first; what is late rises to its class."""
        step = self.choice.step
        late = step.window.latest < on and step.priority > OVERDUE
        return (OVERDUE if late else step.priority, step.window.latest, self.slug)


@dataclass(frozen=True, slots=True)
class Placed:
    """A step that found its day."""

    due: Due
    day: date
    because: tuple[Reason, ...]


def queue_of(due: Due, day: date) -> int:
    """Give the queue in which a step waits on a day: what is owed, what is late, the rest."""
    step = due.choice.step
    if step.priority < OVERDUE:
        return OWED_QUEUE
    return LATE_QUEUE if step.window.latest < day and step.priority > OVERDUE else OPEN_QUEUE


def can_spread(due: Due, tomorrow: date) -> bool:
    """Whether a step that found no room has days of its first half left."""
    return due.choice.step.middle >= tomorrow and not due.choice.step.soon


def known_since(due: Due) -> tuple[date, str]:
    """Give when a step became known: in this order tomorrow's plan would aim, too."""
    touches = [t for t in due.case.history.touches if t.outcome != "practised"]
    return (touches[-1].date if touches else date.min, due.slug)


def as_touch(due: Due, day: date) -> Touch:
    """Give the touch that the plan assumes: unreturned, and to someone just met an unanswered ring."""
    option = due.choice.option
    rings = option.channel == "call" and stage_of(due.case.on(day)) == "met"
    return Touch.model_construct(
        id=None, date=day, channel=option.channel, direction="out", to=None,
        outcome="no_answer" if rings else "sent", purpose=option.script.purpose,
        script=option.script.key, item=option.item.id if option.item else None,
        said=None, asked=None, promised=None, callback=None, note=None, line=0,
    )  # fmt: skip


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
