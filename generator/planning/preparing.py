"""Preparing: what the walk makes ready, so that tomorrow's plan, which finds it in a file, is today's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from generator.model.prospect import Prepared
from generator.planning.due import Due
from generator.planning.ledger import Ledger
from generator.planning.world import Case


class Preparing:
    """What is to be made ready on which day, and what the walk made ready for whom."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._due: defaultdict[date, list[Due]] = defaultdict(list)
        self._made: defaultdict[str, list[Prepared]] = defaultdict(list)

    def expect(self, due: Due) -> None:
        """Note the day on which to make ready what a step needs, as it aims now."""
        self._due[due.prepared_on(due.ready)].append(due)

    def due_on(self, day: date) -> Sequence[Due]:
        """Take out whose preparation was noted for a day, whatever became of them since."""
        return self._due.pop(day, ())

    def note(self, due: Due, made: Prepared) -> None:
        """Take down that something was made ready for a step: its money and its seat are kept."""
        self._made[due.slug].append(made)
        self._ledger.promise(due.slug, due.ready, due.choice.option.cost, made.item)

    def undo(self, due: Due, made: Prepared) -> Case:
        """Give the case without what the walk made ready for a step that came to nothing."""
        self._made[due.slug].remove(made)
        self._ledger.keep_promise(due.slug)
        return due.case.without_prepared(made)

    def is_made(self, due: Due) -> bool:
        """Whether the walk prepared what a step needs: the day then aimed at set that of preparing."""
        made = due.choice.option.prepared
        return made is not None and made in self._made.get(due.slug, ())

    def prepared_on(self, due: Due, day: date) -> date | None:
        """Give the day on which the walk prepares what a step needs on `day`; None: it needs not."""
        if due.must_prepare:
            return due.prepared_on(day)
        made = due.choice.option.prepared
        return made.date if made and self.is_made(due) else None
