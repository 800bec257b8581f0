"""Placement: every step finds its day.

The plan is a walk through the calendar: on each day the plan is followed, nothing is returned,
and the next steps follow. So tomorrow's plan is today's less what was done (stability).
A step aims at the least loaded day of the first half of its window, in view of those known
before it. When a day is full, the higher priority goes first, and what stays behind moves on and
says so. In the evening whatever was opened, left over or put off is aimed in the order in which a
plan made tomorrow would aim, and so is whoever comes later in it and finds a better day: nothing
decides here that tomorrow's files do not show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from generator.model.plan import Reason
from generator.model.prospect import Prepared
from generator.planning import again
from generator.planning.aims import Aims
from generator.planning.calendars import ONE_DAY
from generator.planning.choice import Choice, choose
from generator.planning.doors import Doors
from generator.planning.due import (
    LATE,
    Due,
    Placed,
    as_touch,
    is_same,
    said,
    so_far,
    turns_on,
)
from generator.planning.full_days import FullDays
from generator.planning.giving_way import GivingWay
from generator.planning.judging import first_day, is_legal, refusal_on, refusals_between
from generator.planning.ledger import Ledger
from generator.planning.next_step import next_steps, start_of
from generator.planning.queues import Queues
from generator.planning.saying import a_day
from generator.planning.standing import met_until, named_date, stage_of
from generator.planning.step import Pause, Step
from generator.planning.turning import (
    giving_goes_first_anew,
    is_asked,
    is_turned,
    late_ones,
    stays_in_its_lane,
)
from generator.planning.world import Case, World

SEARCH = timedelta(days=400)
"""How far after its window a step looks for a legal day."""
KEEP_OUT = frozenset({"quiet-days", "working-time", "gift-budget"})
"""What kept a step from its days still does when its words are asked for anew."""
AFAR = timedelta(days=14)
"""A step that begins so long after the plan's last day moves nothing within it.

That is half of the longest window of TACT's cadences: no other step aims so far ahead.
"""


class Walk:
    """One walk through the calendar, from today to the last day of the plan."""

    def __init__(self, ledger: Ledger, today: date, last: date) -> None:
        self.ledger = ledger
        self.today, self.last = today, last
        self.horizon = max(last + AFAR, _latest_prepared(ledger.world, last))
        self.placed: list[Placed] = []
        self.beyond: list[Placed] = []
        self.paused: dict[str, Pause] = {}
        self.waiting: dict[str, Due] = {}
        self._aims = Aims(ledger)
        self._doors = Doors(ledger)
        self._full_days = FullDays(ledger, today)
        self._queues = Queues(self.waiting)
        self._giving_way = GivingWay(ledger, self._queues, self._aims, self._waits)
        self._told: dict[str, tuple[Due, date]] = {}
        self._reopening: dict[date, list[Due]] = {}
        self._knocking: dict[date, list[tuple[Case, int]]] = {}
        self._preparing: defaultdict[date, list[Due]] = defaultdict(list)
        self._made: defaultdict[str, list[Prepared]] = defaultdict(list)
        self._before: dict[str, Due] = {}
        self._wary: dict[str, Due] = {}
        self._scarce: dict[str, Due] = {}
        self._why: dict[str, tuple[Reason, ...]] = {}
        self._done: list[str] = []

    # --- opening steps ------------------------------------------------------------------------

    def start(self, cases: Iterable[Case]) -> None:
        """Open everybody's first step, and aim them all."""
        for case in cases:
            for done in case.unused:
                cost = self.ledger.world.cost(None, done.item)
                self.ledger.promise(case.prospect.slug, self.today, cost, done.item)
            self._tell(self._open(case, 0), self.today)
        self._aim_in_order(self.today)

    def _open(self, case: Case, place: int) -> Due | None:
        """Open the first step that somebody can be reached for; what cannot be made is said."""
        steps, slug = next_steps(case), case.prospect.slug
        if isinstance(steps, Pause):
            self.paused[slug] = steps
            return None
        if all(step.window.earliest > self.horizon for step in steps):
            self.paused[slug] = _pause_before(case, steps[0])
            return None
        given_up: list[Reason] = []
        for step in steps:
            choice = choose(case, step, without=self.ledger.sold_out(slug))
            if not isinstance(choice, tuple):
                due = Due(case, _after(given_up, choice), place)
                self._wait_for(due)
                self.paused.pop(slug, None)
                self._mind_what_is_owed(due, steps)
                return due
            given_up += (*said(step.because, so_far(case, step)), *choice)
        self.paused[slug] = Pause(tuple(dict.fromkeys(given_up)))
        if stage_of(case) == "met" and met_until(case) < self.last:
            self._knocking.setdefault(met_until(case) + ONE_DAY, []).append((case, place))
        return None

    def _wait_for(self, due: Due) -> None:
        """Let a step wait for its day, and be asked anew on the days on which it may turn."""
        self.waiting[due.slug] = due
        for day in turns_on(due):
            self._reopening.setdefault(day, []).append(due)

    def _knock(self, case: Case, place: int, day: date) -> None:
        """Open the step of somebody met anew once the slow rhythm holds: it knows other ways."""
        if case.prospect.slug in self.paused:
            self._tell(self._open(case.on(day), place), day)

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
                self._reopening.setdefault(day, []).append(due)

    def _reopen(self, due: Due, day: date) -> None:
        """Ask anew what comes first, where a step still waits on a day on which that may turn."""
        if self._waits(due):
            self._open_anew(due, day)

    def _open_anew(self, due: Due, now: date) -> None:
        """Open a step as a plan made `now` does: it may have lapsed, turned, or come first."""
        del self.waiting[due.slug]
        following = self._open(due.case.on(now), due.place)
        made = due.choice.option.prepared
        used = following is not None and following.choice.option.prepared is made
        if made and not used and made in self._made.get(due.slug, ()):
            following = self._open(self._unmade(due, made).on(now), due.place)
        if following and due.ready >= now and is_same(due, following):
            self.waiting[due.slug] = due
            return
        self._aims.take_back(due)
        if following and following.choice.step.rule == due.choice.step.rule:
            following.aimed = due.aimed
            kept = KEEP_OUT | {"one-door"} if due.is_dateless else KEEP_OUT
            why = [r for r in due.because if r.rule in kept]
            opened = due.case.now
            if due.case.prospect.snooze_until == now:
                told = following.choice.step.because
                put_off = (r for r in due.choice.step.because if r.rule == "callback")
                why += [r for r in put_off if r not in told]
            if due.ready == date.max and due.choice.step.window.earliest <= opened < now:
                why += self._why_later(due, opened, now)  # it never aimed at any day
            if following.choice.option.channel != due.choice.option.channel:
                why += self._full_days.last_before(due, now)
            self._why[following.slug] = (*self._why.get(following.slug, ()), *why)
        elif following:
            because = (*self._full_days.last_before(due, now), *following.choice.because)
            following.choice = replace(following.choice, because=because)
        self._tell(following, now)

    def _unmade(self, due: Due, made: Prepared) -> Case:
        """Give the case without what the walk prepared for a step that came to nothing."""
        self._made[due.slug].remove(made)
        self.ledger.keep_promise(due.slug)
        return due.case.without_prepared(made)

    def _tell(self, due: Due | None, now: date) -> None:
        """Note that a step has to be aimed, at a day from `now` on."""
        if due:
            self._told[due.slug] = due, now

    def _aim_in_order(self, now: date) -> None:
        """Aim what was told, and who comes after it and whom that concerns, as a plan made `now` does.

        That plan aims everybody anew, each in view of those known before. So a step that finds
        another day may move those known after it, never those known before.
        """
        told = {slug: when for slug, (due, when) in self._told.items() if self._waits(due)}
        first = min((self.waiting[slug].known for slug in told), default=None)
        if first:
            after = [due for due in self.waiting.values() if due.known >= first]
            after.sort(key=lambda due: due.known)
            for due in after:
                self._aims.count(due, -1)
            for due in after:
                if due.slug in told:
                    self._aim_anew(due, told[due.slug])
                elif self._is_concerned(due, now):
                    if due.aimed == due.ready:
                        due.aimed = date.max  # no full day displaced it
                    self._aim_anew(due, now)
                else:
                    self._aims.count(due, 1)
        for due in (self.waiting[slug] for slug in told if slug in self.waiting):
            before = self._before.get(due.slug)
            if before and before.ready == due.ready:
                due.because = before.because
            else:
                due.because[:0] = self._why.get(due.slug, ())
        self._before.clear()
        self._why.clear()
        self._told.clear()
        self._aims.changed.clear()

    def _is_concerned(self, due: Due, now: date) -> bool:
        """Whether a step, aimed before, finds a better day now that others moved."""
        step = due.choice.step
        if step.soon or due.choice.option.prepared:
            return False
        start = max(step.window.earliest, now)
        if not any(start <= day <= step.window.latest for day in self._aims.changed):
            return False
        return self._aims.quietest(due, start)[1] != due.ready

    def _aim_anew(self, due: Due, now: date) -> None:
        """Aim a step that counts nowhere, and note which days that changed.

        Where it keeps its day, it has it for the same reasons; what kept it from days before still
        did.
        """
        was, before, fuller = due.ready, tuple(due.because), due.fuller
        self._aim(due, now)
        due = self.waiting.get(due.slug, due)
        told = {r.rule for r in due.because}
        stays = KEEP_OUT | {"capacity"} if self._is_made(due) else KEEP_OUT
        kept = [r for r in before if r.rule in stays - told]
        if "one-door" in told | {r.rule for r in self._why.get(due.slug, ())}:
            due.fuller = due.fuller or fuller
            kept += self._aims.why_not_before(due) if "capacity" not in told else []
        if due.ready == was:
            due.because = list(dict.fromkeys((*before, *due.because)))
        else:
            due.because[:0] = kept
            self._aims.changed |= {was, due.ready}

    def _waits(self, due: Due) -> bool:
        return self.waiting.get(due.slug) is due

    def _aim(self, due: Due, now: date) -> None:
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
                    self._give_up(due, found)
                    return
                self._let_go(due)
                due, found = other
                self._wait_for(due)
            due.because = self._why_later(due, start, found)
            roomy = self._first_roomy(due, found)
            due.because += self._aims.leave_to_others(due, found, roomy)
            self._send(due, roomy)
        due.because += door
        cheaper = None if again.is_affordable(due, due.ready, self.ledger) else self._cheaper(due)
        if cheaper:
            self._aim(cheaper, now)

    def _cheaper(self, due: Due) -> Due | None:
        """Put another way in the place of one that cannot be paid for; None: it can, or none can."""
        made = again.affordable(due, due.ready, self.ledger)
        if isinstance(made, Reason) or made is due:
            return None
        self._exchange(due, made)
        return made

    def _exchange(self, due: Due, made: Due) -> None:
        """Let another way wait in the place of one that aimed at a day."""
        self._aims.take_back(due)
        made.ready = date.max
        self._wait_for(made)

    def _first_roomy(self, due: Due, day: date) -> date:
        """Give the day itself; for what has to be prepared for its day, the first with room.

        Whatever else competes on the day. A parcel that lost there would be made for nothing.
        """
        if not due.must_prepare or due.choice.step.soon:
            return day
        free = (d for d in _days(day, day + AFAR) if self._aims.has_room(due, d))
        return next((d for d in free if is_legal(due.draft, d)), day)

    def _aim_within(self, due: Due, start: date) -> bool:
        """Aim at the least loaded day of the window, its first half first; say if there is one."""
        first, day = self._aims.quietest(due, start)
        if first is None or day is None:
            return False
        due.because = self._aims.leave_to_others(due, first, day)
        due.because += self._why_later(due, start, first)
        self._send(due, day)
        return True

    def _past_the_door(self, due: Due, start: date) -> tuple[date, list[Reason]]:
        """Begin after a colleague's last touch, where the window allows it (rule one-door)."""
        later = self._doors.kept_until(due, start)
        return (later[0], [later[1]]) if later else (start, [])

    def _send(self, due: Due, day: date) -> None:
        """Send a step on its way to `day`."""
        self._aims.send(due, day)
        option = due.choice.option
        if option.prepared:
            item = option.item.id if option.item else None
            self.ledger.promise(due.slug, day, option.cost, item)
        if due.must_prepare:
            self._preparing[due.prepared_on(day)].append(due)
        if again.is_scarce(due) and not option.prepared:
            self._scarce[due.slug] = due
        if due.is_dateless or (due.must_prepare and due.choice.step.window.latest < day):
            self._wary[due.slug] = due

    def _give_up(self, due: Due, why: Reason) -> None:
        self.paused[due.slug] = Pause(
            (*said(due.choice.step.because, so_far(due.case, due.choice.step)), why)
        )
        self.waiting.pop(due.slug, None)
        self._let_go(due)

    def _let_go(self, due: Due) -> None:
        """Give back the money and the seat kept for what is prepared and goes nowhere."""
        if due.choice.option.prepared:
            self.ledger.keep_promise(due.slug)

    def _why_later(self, due: Due, start: date, day: date) -> list[Reason]:
        """Name what kept a step out of its window, or from its first day."""
        if day == start:
            return []
        eve = day - ONE_DAY
        found = refusals_between(due.draft, start, eve)
        if not found and day > due.choice.step.window.latest:
            refusal = first_day(due.draft, start, eve)
            return [refusal] if isinstance(refusal, Reason) else []
        return found

    # --- walking ------------------------------------------------------------------------------

    def walk(self) -> None:
        """Follow the plan day by day, and on while something has to be prepared within it."""
        day = self.today
        while day <= self.last or (day <= self.last + SEARCH and self._prepares(day)):
            for due in self._reopening.pop(day, ()):
                self._reopen(due, day)
            for case, place in self._knocking.pop(day, ()):
                self._knock(case, place, day)
            self._aim_in_order(day)
            for due in self._aims.arrive(day):
                self._queues.push(due, day)
            if self.ledger.world.calendars.mine.works(day):
                self._queues.turn_late(day)
                self._work(day)
                self._aim_again(day)
            day += ONE_DAY

    def _prepares(self, day: date) -> bool:
        """Whether a step still waits on a day that has to be prepared by the last day of the plan."""
        return any(
            prepared <= self.last
            for due in self.waiting.values()
            if (prepared := self._prepared_on(due, max(due.ready, day)))
        )

    def _prepared_on(self, due: Due, day: date) -> date | None:
        """Give the day on which the walk prepares what a step needs on `day`; None: it needs not."""
        if due.must_prepare:
            return due.prepared_on(day)
        made = due.choice.option.prepared
        return made.date if made and self._is_made(due) else None

    def _is_made(self, due: Due) -> bool:
        """Whether the walk prepared what a step needs: the day then aimed at set that of preparing."""
        made = due.choice.option.prepared
        return made is not None and made in self._made.get(due.slug, ())

    def _work(self, day: date) -> None:
        """Do what fits on the day, the most pressing first."""
        while due := self._queues.pop(lambda lane: self._full_days.has_room(day, lane)):
            self._do(due, day)

    def _do(self, due: Due, day: date) -> None:
        if self._waited_to_part(due, day) and not self._is_asked_again(due, day):
            return
        later = self._doors.kept_until(due, day)
        if later:
            self._put_off(due, *later)
            return
        if self._giving_way.gives_way(due, day):
            says = f"{a_day(day)} went to others who would have been late; there is room for {due.case.who} by {a_day(due.choice.step.window.latest)}."
            self._put_off(due, day + ONE_DAY, Reason("capacity", says))
            return
        made = again.affordable(again.timely(due, day), day, self.ledger)
        if isinstance(made, Reason):
            next_month = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
            self._put_off(due, next_month, made)
            return
        if made is not due and not self._can_be_instead(made, due, day):
            self._exchange(due, made)
            self._put_off(made, day + ONE_DAY)
        elif is_legal(made.draft, day):
            moved = self._full_days.moved(made, day)
            kept = [r for r in made.because if r.rule != "capacity" or not moved]
            self._place(made, day, [*kept, *moved, *self._doors.reasons(made, day)])
        else:
            refusal = refusal_on(made.draft.on(day))
            self._put_off(due, day + ONE_DAY, *([refusal] if refusal else []))

    def _can_be_instead(self, made: Due, due: Due, day: date) -> bool:
        """Whether another way can be gone today already: nothing to prepare, legal, with room."""
        channel = made.choice.option.channel
        room = channel == due.choice.option.channel or self.ledger.room(day, channel)
        return not made.must_prepare and room and is_legal(made.draft, day)

    def _waited_to_part(self, due: Due, day: date) -> bool:
        """Whether a goodbye waited for its turn: one goes out a day, and many may be late."""
        return due.choice.step.is_breakup and due.urgency == LATE and due.case.now < day

    def _is_asked_again(self, due: Due, day: date) -> bool:
        """Ask anew for a goodbye on the day on which its turn comes; say if it stays as it was."""
        why = self._full_days.goodbye_before(due, day)
        self._open_anew(due, day)
        following, _ = self._told.pop(due.slug, (None, day))
        if following:
            self._aim(following, day)
            following = self.waiting.get(due.slug)
        if following:
            following.because[:0] = (*self._why.pop(due.slug, ()), *why)
            if self._aims.arrives(following, day):
                self._queues.push(following, day)
        return self._waits(due)

    def _put_off(self, due: Due, when: date, *why: Reason) -> None:
        """Let a step be aimed anew in the evening, at a day from `when` on."""
        self._told[due.slug] = self.waiting[due.slug], when
        self._why[due.slug] = why

    def _place(self, due: Due, day: date, because: list[Reason]) -> None:
        touch = as_touch(due, day)
        after = due.case.after(touch)
        placed = self.placed if day <= self.last else self.beyond
        why = (*because, *_keeps_their_date(due, after, day))
        placed.append(Placed(due, day, why, self._prepared_on(due, day)))
        self._done.append(due.slug)
        self._aims.count(due, -1)
        self.waiting.pop(due.slug, None)
        if due.choice.option.prepared:
            self.ledger.keep_promise(due.slug)
        self.ledger.note(due.slug, touch)
        if due.urgency == LATE:
            self.ledger.caught_up[day] += 1
        following = self._open(after, due.place + 1)
        if (
            following
            and following.choice.step.soon
            and following.choice.step.window.earliest == day
        ):
            self._aim(following, day)
            following = self.waiting.get(due.slug)
            if following and self._aims.arrives(following, day):
                self._queues.push(following, day)
                return
        if following and following.must_prepare:
            # today is over: who prepares it sees it in the plan of tomorrow
            self._aims.take_back(following)
            self.waiting.pop(due.slug)
            following = self._open(after.on(day + ONE_DAY), due.place + 1)
        self._tell(following, day)

    def _aim_again(self, day: date) -> None:
        """Aim what this day opened, left over or put off, in the order of a plan made tomorrow."""
        for due in self._preparing.pop(day, ()):
            if self._waits(due) and due.must_prepare and due.prepared_on(due.ready) == day:
                self._prepare(due, day)
        tomorrow = day + ONE_DAY
        turns = giving_goes_first_anew(self.ledger.world, day)
        put_off = [due for due, _ in self._told.values() if is_turned(due, tomorrow, turns=turns)]
        for due in put_off:
            self._reopen(due, tomorrow)
        left_over = self._queues.take_out(lambda due: stays_in_its_lane(due, tomorrow, turns=turns))
        for due in (*left_over, *self._doors.behind(self._done, day, self.waiting)):
            why = self._full_days.goodbye_before(due, tomorrow)
            self._why[due.slug] = (*self._why.get(due.slug, ()), *why)
            if is_asked(due, tomorrow, turns=turns):
                self._ask_anew(due, tomorrow)
            else:
                self._tell(due, tomorrow)
        late = late_ones(self.waiting.values(), tomorrow) if turns else []
        for due in (*late, *self._asked_daily(day)):
            if self._waits(due):
                self._open_anew(due, tomorrow)
        for due in self._lost_to_others():
            self._tell(self._cheaper(due), tomorrow)
        self._aim_in_order(tomorrow)
        self._giving_way.end_the_day()
        self._done.clear()

    def _ask_anew(self, due: Due, tomorrow: date) -> None:
        """Ask what a plan made `tomorrow` asks; say what took a way its last day in the window."""
        latest = due.choice.step.window.latest
        lost = first_day(due.draft, tomorrow, latest) if tomorrow <= latest else None
        self._open_anew(due, tomorrow)
        if self._waits(due):
            self._tell(due, tomorrow)
        following = self.waiting.get(due.slug)
        if isinstance(lost, Reason) and following:
            told = {reason.rule for reason in following.choice.because}
            why = (lost,) if lost.rule not in told else ()
            self._why[due.slug] = (*self._why.get(due.slug, ()), *why)

    def _prepare(self, due: Due, day: date) -> None:
        """Prepare what a step needs: a plan made tomorrow finds it in their file, and goes on with it."""
        option = due.choice.option
        item = option.item.id if option.item else None
        made = Prepared.model_construct(date=day, channel=option.channel, item=item)
        if not again.is_affordable(due, due.ready, self.ledger):
            return  # its money went to another today; another way is found for it tonight
        following = self._open(due.case.with_prepared(made).on(day + ONE_DAY), due.place)
        if following is None or following.choice.option.prepared is not made:
            self.waiting[due.slug] = due
            self.paused.pop(due.slug, None)
            return
        self._made[due.slug].append(made)
        self.ledger.promise(due.slug, due.ready, option.cost, item)
        self._aims.take_back(due)
        following.aimed = due.aimed
        if following.choice.option.script is option.script:
            told = due.choice
            following.choice = replace(following.choice, because=told.because, refused=told.refused)
        following.because, following.fuller = list(due.because), due.fuller
        self._before[due.slug] = due
        self._tell(following, day + ONE_DAY)

    def _lost_to_others(self) -> list[Due]:
        """Give whose way is gone, since what others get took the money or the last place."""
        self._scarce = {slug: due for slug, due in self._scarce.items() if self._waits(due)}
        return [
            due for due in self._scarce.values()
            if due.slug not in self._told and due.ready < date.max
            and not again.is_affordable(due, due.ready, self.ledger)
        ]  # fmt: skip

    def _asked_daily(self, day: date) -> list[Due]:
        """Give whose way may be another one tomorrow, as their window is, or as time runs out.

        Who waits since nobody knows when, and what full days moved out of its window before
        anybody began to prepare it.
        """
        self._wary = {slug: due for slug, due in self._wary.items() if self._waits(due)}
        return [
            due for due in self._wary.values()
            if day < due.ready < date.max
            and (not due.must_prepare or day < due.prepared_on(due.ready))
        ]  # fmt: skip


def _keeps_their_date(due: Due, after: Case, day: date) -> Iterator[Reason]:
    """Say so where an answer or a note comes so late that it spends the date they named."""
    step, named = due.choice.step, named_date(due.case) if due.case.prospect.callback else None
    is_over = named is not None and (day > named.named or named_date(after) is None)
    if named and is_over and step.rule in {"answer", "first-note"}:
        says = f"{due.case.who} named {a_day(named.named)}; this stands for that, too."
        yield Reason("callback", says)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


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
