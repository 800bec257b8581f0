"""Opening: what comes next for somebody, and by which way; who waits for a day, and who for none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from generator.model.plan import Reason
from generator.planning.calendars import ONE_DAY
from generator.planning.choice import Choice, choose
from generator.planning.due import Due, said, so_far, turns_on
from generator.planning.ledger import Ledger
from generator.planning.next_step import next_steps, start_of
from generator.planning.standing import met_until, stage_of
from generator.planning.step import Pause, Step
from generator.planning.world import Case, World

AFAR = timedelta(days=14)
"""A step that begins so long after the plan's last day moves nothing within it.

That is half of the longest window of TACT's cadences: no other step aims so far ahead.
"""


class Opening:
    """Everybody's next step: who is `waiting` for a day with one, who is `paused` without."""

    def __init__(self, ledger: Ledger, last: date) -> None:
        self.waiting: dict[str, Due] = {}
        self.paused: dict[str, Pause] = {}
        self._ledger, self._last = ledger, last
        self._horizon = max(last + AFAR, _latest_prepared(ledger.world, last))
        self._turning: dict[date, list[Due]] = {}
        self._knocking: dict[date, list[tuple[Case, int]]] = {}

    def waits(self, due: Due) -> bool:
        """Whether somebody waits with this very step."""
        return self.waiting.get(due.slug) is due

    def turning_on(self, day: date) -> Sequence[Due]:
        """Take out the steps that may turn into another on a day, whether they still wait or not."""
        return self._turning.pop(day, ())

    def knocking_on(self, day: date) -> Sequence[tuple[Case, int]]:
        """Take out who could not be reached and may be from a day on: the slow rhythm holds then."""
        return self._knocking.pop(day, ())

    def open_step(self, case: Case, place: int) -> Due | None:
        """Open the first step that somebody can be reached for; what cannot be made is said."""
        steps, slug = next_steps(case), case.prospect.slug
        if isinstance(steps, Pause):
            self.paused[slug] = steps
            return None
        if all(step.window.earliest > self._horizon for step in steps):
            self.paused[slug] = _pause_before(case, steps[0])
            return None
        given_up: list[Reason] = []
        for step in steps:
            choice = choose(case, step, without=self._ledger.sold_out(slug))
            if not isinstance(choice, tuple):
                due = Due(case, _after(given_up, choice), place)
                self.wait_for(due)
                self.paused.pop(slug, None)
                self._mind_what_is_owed(due, steps)
                return due
            given_up += (*said(step.because, so_far(case, step)), *choice)
        self.paused[slug] = Pause(tuple(dict.fromkeys(given_up)))
        if stage_of(case) == "met" and met_until(case) < self._last:
            self._knocking.setdefault(met_until(case) + ONE_DAY, []).append((case, place))
        return None

    def wait_for(self, due: Due) -> None:
        """Let a step wait for its day, and be asked anew on the days on which it may turn."""
        self.waiting[due.slug] = due
        for day in turns_on(due):
            self._turning.setdefault(day, []).append(due)

    def forget(self, slug: str) -> Due | None:
        """Forget what somebody waits for, and from when on they may be reached; give the step."""
        for day, knocking in self._knocking.items():
            self._knocking[day] = [(c, place) for c, place in knocking if c.prospect.slug != slug]
        return self.waiting.pop(slug, None)

    def give_up(self, due: Due, why: Reason) -> None:
        """Let nobody wait for a step that no day allows; say why."""
        step = due.choice.step
        self.paused[due.slug] = Pause((*said(step.because, so_far(due.case, step)), why))
        self.waiting.pop(due.slug, None)

    def _mind_what_is_owed(self, due: Due, steps: tuple[Step, ...]) -> None:
        """Note the days on which something else that is owed to them goes before this step."""
        chosen = due.choice.step
        for step in steps:
            if (
                not step.owed
                or step is chosen
                or (chosen.owed and step.priority >= chosen.priority)
            ):
                continue
            day = step.window.latest if chosen.owed else start_of(due.case, step)
            if day > due.case.now and isinstance(choose(due.case, step), Choice):
                self._turning.setdefault(day, []).append(due)


def _latest_prepared(world: World, last: date) -> date:
    """Give the latest day of a touch that may have to be prepared by `last`."""
    things = (world.scripts.values(), world.items.values(), world.channels.values())
    lead = max((thing.lead_days for each in things for thing in each), default=0)
    return world.calendars.mine.after(last, lead)


def _pause_before(case: Case, step: Step) -> Pause:
    """Say when a step that lies beyond the plan begins. By which way is chosen when it is near."""
    day = case.both.on_or_after(step.window.earliest)
    gap = (day - step.since).days if step.since else 0
    return Pause(said(step.because, gap), day)


def _after(given_up: list[Reason], choice: Choice) -> Choice:
    """Tell with a choice what came before it and could not be made at all."""
    told = dict.fromkeys((*given_up, *choice.refused))
    return replace(choice, refused=tuple(told)) if given_up else choice
