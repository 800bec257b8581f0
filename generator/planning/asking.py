"""Asking anew: what comes next for somebody may have lapsed, turned into another step, or come first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from generator.model.plan import Reason
from generator.planning.aiming import KEEP_OUT, Aiming
from generator.planning.due import Due, is_same
from generator.planning.full_days import FullDays
from generator.planning.judging import first_day
from generator.planning.opening import Opening
from generator.planning.preparing import Preparing


class Asking:
    """Asks for the step of somebody who waits as a plan made on a later day does."""

    def __init__(
        self, opening: Opening, aiming: Aiming, preparing: Preparing, full_days: FullDays
    ) -> None:
        self._opening, self._aiming = opening, aiming
        self._preparing, self._full_days = preparing, full_days

    def ask_what_turns(self, day: date) -> None:
        """Ask anew for the steps that may turn on a day, and for who may be reached from it on."""
        for due in self._opening.turning_on(day):
            self.ask_if_waiting(due, day)
        for case, place in self._opening.knocking_on(day):
            slug, paused = case.prospect.slug, self._opening.paused
            if why := paused.get(slug):
                self._aiming.tell(self._opening.open_step(case.on(day), place), day)
                if slug in paused:
                    paused[slug] = why  # what is so today is said, not what will be so by then

    def ask_if_waiting(self, due: Due, now: date) -> None:
        """Ask anew, where a step still waits."""
        if self._opening.waits(due):
            self.ask(due, now)

    def ask(self, due: Due, now: date) -> None:
        """Open a step as a plan made `now` does, and let what comes of it aim."""
        opening = self._opening
        del opening.waiting[due.slug]
        following = opening.open_step(due.case.on(now), due.place)
        made = due.choice.option.prepared
        used = following is not None and following.choice.option.prepared is made
        if made and not used and self._preparing.is_made(due):
            following = opening.open_step(self._preparing.undo(due, made).on(now), due.place)
        if following and due.ready >= now and is_same(due, following):
            opening.waiting[due.slug] = due
            return
        self._aiming.aims.take_back(due)
        if following and following.choice.step.rule == due.choice.step.rule:
            following.aimed = due.aimed
            _say_first(following, (r for r in due.choice.because if r.rule == "capacity"))
            self._aiming.say(following, *self._still_said(due, following, now))
        elif following:
            _say_first(following, self._full_days.last_before(due, now))
        self._aiming.tell(following, now)

    def ask_or_aim(self, due: Due, tomorrow: date) -> None:
        """Ask what a plan made `tomorrow` asks, and aim anew; say what took a way its last day."""
        latest = due.choice.step.window.latest
        lost = first_day(due.draft, tomorrow, latest) if tomorrow <= latest else None
        self.ask(due, tomorrow)
        if self._opening.waits(due):
            self._aiming.tell(due, tomorrow)
        following = self._opening.waiting.get(due.slug)
        if isinstance(lost, Reason) and following:
            told = {reason.rule for reason in following.choice.because}
            if lost.rule not in told:
                self._aiming.say(following, lost)

    def _still_said(self, due: Due, following: Due, now: date) -> Iterator[Reason]:
        """Give what is still to be said where the same step is made another way, or later."""
        kept = KEEP_OUT | {"one-door"} if due.is_dateless else KEEP_OUT
        if self._preparing.is_made(following):
            kept |= {"capacity"}  # it set the day for which this was made ready
        how = " ".join(r.says.lower() for r in following.choice.because)
        yield from (r for r in due.because if r.rule in kept and r.says.lower() not in how)
        opened = due.case.now
        if due.case.prospect.snooze_until == now:
            told = following.choice.step.because
            put_off = (r for r in due.choice.step.because if r.rule == "callback")
            yield from (r for r in put_off if r not in told)
        if due.ready == date.max and due.choice.step.window.earliest <= opened < now:
            yield from self._aiming.why_later(due, opened, now)  # it never aimed at any day
        if following.choice.option.channel != due.choice.option.channel:
            yield from self._full_days.last_before(due, now)


def _say_first(due: Due, why: Iterable[Reason]) -> None:
    """Say of a step which full days it owes its place to, before all else of how it is made."""
    due.choice = replace(due.choice, because=(*why, *due.choice.because))
