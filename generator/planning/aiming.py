"""Aiming: every step aims at the least loaded day of the first half of its window.

In view of those known before it, and in the order in which a plan made that day would aim.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.model.plan import Reason
from generator.planning import again
from generator.planning.aims import Aims
from generator.planning.calendars import ONE_DAY
from generator.planning.doors import Doors
from generator.planning.due import Due
from generator.planning.judging import first_day, is_legal, refusals_between
from generator.planning.ledger import Ledger
from generator.planning.opening import AFAR, Opening
from generator.planning.preparing import Preparing

SEARCH = timedelta(days=400)
"""How far after its window a step looks for a legal day."""
KEEP_OUT = frozenset({"breathing-room", "quiet-days", "working-time", "gift-budget"})
"""What kept a step from its days still does when its words are asked for anew."""


class Aiming:
    """The day that each step which waits aims at; who was told to aim, from when on, and why."""

    def __init__(
        self, ledger: Ledger, opening: Opening, preparing: Preparing, doors: Doors
    ) -> None:
        self.aims = Aims(ledger)
        self._ledger, self._opening = ledger, opening
        self._preparing, self._doors = preparing, doors
        self._told: dict[str, tuple[Due, date]] = {}
        self._why: dict[str, tuple[Reason, ...]] = {}
        self._before: dict[str, Due] = {}
        self._wary: dict[str, Due] = {}
        self._scarce: dict[str, Due] = {}

    # --- telling a step to aim ----------------------------------------------------------------

    def tell(self, due: Due | None, now: date) -> None:
        """Note that a step has to be aimed, at a day from `now` on."""
        if due:
            self._told[due.slug] = due, now

    def put_off(self, due: Due, when: date, *why: Reason) -> None:
        """Let a step be aimed anew in the evening, at a day from `when` on."""
        self._told[due.slug] = self._opening.waiting[due.slug], when
        self._why[due.slug] = why

    def say(self, due: Due, *why: Reason) -> None:
        """Say why a step aims anew, beside what was said of it."""
        self._why[due.slug] = (*self._why.get(due.slug, ()), *why)

    def goes_on(self, due: Due, before: Due, now: date) -> None:
        """Let a step go on as the same one `before` it, now that something was made ready for it."""
        self.aims.take_back(before)
        due.aimed = before.aimed
        due.because, due.fuller = list(before.because), before.fuller
        self._before[due.slug] = before
        self.tell(due, now)

    def told(self) -> list[Due]:
        """Give the steps that were told to aim."""
        return [due for due, _ in self._told.values()]

    # --- aiming -------------------------------------------------------------------------------

    def aim_in_order(self, now: date) -> None:
        """Aim what was told, and who comes after it and whom that concerns, as a plan made `now` does.

        That plan aims everybody anew, each in view of those known before. So a step that finds
        another day may move those known after it, never those known before.
        """
        waiting = self._opening.waiting
        told = {slug: when for slug, (due, when) in self._told.items() if self._opening.waits(due)}
        first = min((waiting[slug].known for slug in told), default=None)
        if first:
            after = [due for due in waiting.values() if due.known >= first]
            after.sort(key=lambda due: due.known)
            for due in after:
                self.aims.count(due, -1)
            for due in after:
                if due.slug in told:
                    self._aim_anew(due, told[due.slug])
                elif self._is_concerned(due, now):
                    if due.aimed == due.ready:
                        due.aimed = date.max  # no full day displaced it
                    self._aim_anew(due, now)
                else:
                    self.aims.count(due, 1)
        for due in (waiting[slug] for slug in told if slug in waiting):
            before = self._before.get(due.slug)
            if before and before.ready == due.ready:
                due.because = before.because
            else:
                due.because[:0] = self._why.get(due.slug, ())
        self._before.clear()
        self._why.clear()
        self._told.clear()
        self.aims.changed.clear()

    def aim_now(self, slug: str, day: date, *why: Reason) -> Due | None:
        """Aim what was told for somebody before the evening does; give it if it aims at `day`."""
        due, _ = self._told.pop(slug, (None, day))
        if due:
            self.aim(due, day)
            due = self._opening.waiting.get(slug)
        if due is None:
            return None
        due.because[:0] = (*self._why.pop(slug, ()), *why)
        return due if self.aims.arrives(due, day) else None

    def _is_concerned(self, due: Due, now: date) -> bool:
        """Whether a step, aimed before, finds a better day now that others moved."""
        step = due.choice.step
        if step.soon or due.choice.option.prepared:
            return False
        start = max(step.window.earliest, now)
        if not any(start <= day <= step.window.latest for day in self.aims.changed):
            return False
        return self.aims.quietest(due, start)[1] != due.ready

    def _aim_anew(self, due: Due, now: date) -> None:
        """Aim a step that counts nowhere, and note which days that changed.

        Where it keeps its day, it has it for the same reasons; what kept it from days before still
        did.
        """
        was, before, fuller = due.ready, tuple(due.because), due.fuller
        self.aim(due, now)
        due = self._opening.waiting.get(due.slug, due)
        told = {r.rule for r in due.because}
        stays = KEEP_OUT | {"capacity"} if self._preparing.is_made(due) else KEEP_OUT
        kept = [r for r in before if r.rule in stays - told]
        if "one-door" in told | {r.rule for r in self._why.get(due.slug, ())}:
            due.fuller = due.fuller or fuller
            kept += self.aims.why_not_before(due) if "capacity" not in told else []
        if due.ready == was:
            due.because = list(dict.fromkeys((*before, *due.because)))
        else:
            due.because[:0] = kept
            self.aims.changed |= {was, due.ready}

    def aim(self, due: Due, now: date) -> None:
        """Aim at the least loaded day of the first half of the window; ties: the earlier.

        Where that half has no day with room, of the second. What is owed at once, late or ready
        to go takes the first day that is legal, and competes for it there. What cannot be paid for
        on that day is made another way.
        """
        if due.must_prepare and due.case.now < now:
            due.as_of(now)
        step = due.choice.step
        start, door = self._past_the_door(due, max(step.window.earliest, now))
        if step.soon or due.choice.option.prepared or not self._aim_within(due, start):
            latest = max(start, step.window.latest) + SEARCH
            found = first_day(due.draft, start, latest)
            if isinstance(found, Reason):
                other = again.without_its_thing(due, start, latest, found)
                if other is None:
                    self._opening.give_up(due, found)
                    self._let_go(due)
                    return
                self._let_go(due)
                due, found = other
                self._opening.wait_for(due)
            due.because = self.why_later(due, start, found)
            roomy = self._first_roomy(due, found)
            due.because += self.aims.leave_to_others(due, found, roomy)
            self._send(due, roomy)
        due.because += door
        cheaper = None if again.is_affordable(due, due.ready, self._ledger) else self._cheaper(due)
        if cheaper:
            self.aim(cheaper, now)

    def _aim_within(self, due: Due, start: date) -> bool:
        """Aim at the least loaded day of the window, its first half first; say if there is one."""
        first, day = self.aims.quietest(due, start)
        if first is None or day is None:
            return False
        due.because = self.aims.leave_to_others(due, first, day)
        due.because += self.why_later(due, start, first)
        due.because += self._too_dear_before(due, start, first)
        self._send(due, day)
        return True

    def _too_dear_before(self, due: Due, start: date, day: date) -> list[Reason]:
        """Say of which month the money is gone, where an earlier day would have been legal."""
        if not due.choice.option.cost:
            return []
        legal = (d for d in (*due.legal_first(), *due.legal_second()) if start <= d < day)
        return [again.too_dear(due, d) for d in legal if not self.aims.can_pay(due, d)][:1]

    def _past_the_door(self, due: Due, start: date) -> tuple[date, list[Reason]]:
        """Begin after a colleague's last touch, where the window allows it (rule one-door)."""
        later = self._doors.kept_until(due, start)
        return (later[0], [later[1]]) if later else (start, [])

    def _first_roomy(self, due: Due, day: date) -> date:
        """Give the day itself; for what has to be prepared for its day, the first with room.

        Whatever else competes on the day. A parcel that lost there would be made for nothing.
        """
        if not due.must_prepare or due.choice.step.soon:
            return day
        free = (d for d in _days(day, day + AFAR) if self.aims.has_room(due, d))
        return next((d for d in free if is_legal(due.draft, d)), day)

    def why_later(self, due: Due, start: date, day: date) -> list[Reason]:
        """Name what kept a step out of its window, or from its first day."""
        if day == start:
            return []
        eve = day - ONE_DAY
        found = refusals_between(due.draft, start, eve)
        if not found and day > due.choice.step.window.latest:
            refusal = first_day(due.draft, start, eve)
            return [refusal] if isinstance(refusal, Reason) else []
        return found

    def _send(self, due: Due, day: date) -> None:
        """Send a step on its way to `day`."""
        self.aims.send(due, day)
        option = due.choice.option
        if option.prepared:
            item = option.item.id if option.item else None
            self._ledger.promise(due.slug, day, option.cost, item)
        if due.must_prepare:
            self._preparing.expect(due)
        if again.is_scarce(due) and not option.prepared:
            self._scarce[due.slug] = due
        is_late = due.choice.step.window.latest < day
        if due.is_dateless or (is_late and (due.must_prepare or due.choice.dayless)):
            self._wary[due.slug] = due

    def _let_go(self, due: Due) -> None:
        """Give back the money and the seat kept for what is prepared and goes nowhere."""
        if due.choice.option.prepared:
            self._ledger.keep_promise(due.slug)

    # --- another way --------------------------------------------------------------------------

    def withdraw(self, slug: str) -> None:
        """Forget what somebody aimed at, and what was kept for it; nobody else has to aim anew."""
        due = self._opening.forget(slug)
        if due:
            self.aims.take_back(due)
        self._ledger.keep_promise(slug)
        self.aims.changed.clear()

    def exchange(self, due: Due, made: Due) -> None:
        """Let another way wait in the place of one that aimed at a day."""
        self.aims.take_back(due)
        made.ready = date.max
        self._opening.wait_for(made)

    def _cheaper(self, due: Due) -> Due | None:
        """Put another way in the place of one that cannot be paid for; None: it can, or none can."""
        made = again.affordable(due, due.ready, self._ledger)
        if isinstance(made, Reason) or made is due:
            return None
        self.exchange(due, made)
        return made

    def tell_the_outbid(self, now: date) -> None:
        """Tell those to aim anew whose way is gone: others took the money or the last place."""
        self._scarce = {slug: d for slug, d in self._scarce.items() if self._opening.waits(d)}
        outbid = [
            due for due in self._scarce.values()
            if due.slug not in self._told and due.ready < date.max
            and not again.is_affordable(due, due.ready, self._ledger)
        ]  # fmt: skip
        for due in outbid:
            self.tell(due if self.can_wait(due, now) else self._cheaper(due), now)

    def can_wait(self, due: Due, now: date) -> bool:
        """Whether a later day of its window, in the next month, still has the money for a step."""
        if due.choice.step.soon or due.choice.option.prepared or self.aims.can_pay(due, due.ready):
            return False
        return self.aims.quietest(due, max(due.choice.step.window.earliest, now))[1] is not None

    def asked_daily(self, day: date) -> list[Due]:
        """Give whose way may be another one tomorrow, as their window is, or as time runs out.

        Who waits since nobody knows when, what full days moved out of its window before anybody
        began to prepare it, and what found no day in its window by one way or another.
        """
        self._wary = {slug: d for slug, d in self._wary.items() if self._opening.waits(d)}
        return [
            due for due in self._wary.values()
            if day < due.ready < date.max and self._may_turn(due, day)
        ]  # fmt: skip

    def _may_turn(self, due: Due, day: date) -> bool:
        if due.must_prepare:
            return day < due.prepared_on(due.ready)
        return due.is_dateless or due.hangs_on_the_day(day + ONE_DAY)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
