"""Doors: people of one firm hear from me some days apart (rule one-door)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from generator.model.plan import Reason
from generator.planning.due import Due
from generator.planning.judging import first_day
from generator.planning.ledger import Ledger
from generator.planning.saying import a_day


def keeps_the_door(due: Due) -> bool:
    """Whether a step waits for colleagues: what is owed does not, nor a fixed step."""
    return not (due.choice.step.owed or due.choice.step.fixed)


class Doors:
    """The firms, and who of them heard from me when."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def kept_until(self, due: Due, day: date) -> tuple[date, Reason] | None:
        """Give a later day, still in its window, that leaves a colleague's touch enough room."""
        if not keeps_the_door(due):
            return None
        near = max(self._near(due, day), key=lambda one: one[1], default=None)
        if not near:
            return None
        free = due.case.both.after(near[1], due.case.policy.tact.one_door_bd)
        found = first_day(due.draft, free, due.latest(day)) if day < free else None
        return (found, self._says(near, "so this waits")) if isinstance(found, date) else None

    def reasons(self, due: Due, day: date) -> list[Reason]:
        """Name the colleagues who heard from me shortly before."""
        return [self._says(one, "mind that they may talk") for one in self._near(due, day)]

    def behind(self, done: Iterable[str], day: date, waiting: Mapping[str, Due]) -> list[Due]:
        """Give the colleagues of those done today who wait, and whose day may now be too near."""
        world, gap = self._ledger.world, self._ledger.world.policy.tact.one_door_bd
        others = {other for slug in done for other in world.colleagues.get(slug, ())}
        return [
            due
            for due in (waiting[slug] for slug in sorted(others) if slug in waiting)
            if day < due.ready < date.max
            and keeps_the_door(due)
            and due.choice.step.window.earliest < due.case.both.after(day, gap)
        ]

    def _near(self, due: Due, day: date) -> list[tuple[str, date]]:
        gap = due.case.policy.tact.one_door_bd
        return self._ledger.colleagues_near(due.slug, day, gap, due.case.both)

    def _says(self, near: tuple[str, date], so: str) -> Reason:
        other = self._ledger.world.titles[near[0]]
        says = f"{other}, of the same firm, hears from you on {a_day(near[1])}; {so}."
        return Reason("one-door", says)
