"""Placement: every step finds its day.

The plan is a walk through the calendar: on each day the plan is followed, nothing is returned,
and the next steps follow. So tomorrow's plan is today's less what was done (stability).
`opening` says what comes next for somebody, `aiming` at which day it aims, in view of those known
before it. When a day is full, the higher priority goes first, and what stays behind moves on and
says so. In the evening whatever was opened, left over or put off aims in the order in which a
plan made tomorrow would aim, and so does whoever comes later in it and finds a better day: nothing
decides here that tomorrow's files do not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from generator.model.plan import Reason
from generator.model.prospect import Prepared
from generator.planning import again
from generator.planning.aiming import SEARCH, Aiming
from generator.planning.asking import Asking
from generator.planning.calendars import ONE_DAY
from generator.planning.doors import Doors
from generator.planning.due import LATE, Due, Placed, as_touch
from generator.planning.full_days import FullDays
from generator.planning.giving_way import GivingWay
from generator.planning.judging import is_legal, refusal_on
from generator.planning.ledger import Ledger
from generator.planning.opening import Opening
from generator.planning.preparing import Preparing
from generator.planning.queues import Queues
from generator.planning.saying import a_day
from generator.planning.standing import named_date
from generator.planning.turning import (
    giving_goes_first_anew,
    is_asked,
    is_turned,
    late_ones,
    stays_in_its_lane,
)
from generator.planning.world import Case


class Walk:
    """One walk through the calendar, from today to the last day of the plan."""

    def __init__(self, ledger: Ledger, today: date, last: date) -> None:
        self.ledger = ledger
        self.today, self.last = today, last
        self.placed: list[Placed] = []
        self.beyond: list[Placed] = []
        self.opening = Opening(ledger, last)
        self._doors = Doors(ledger)
        self._full_days = FullDays(ledger, today)
        self._preparing = Preparing(ledger)
        self._aiming = Aiming(ledger, self.opening, self._preparing, self._doors)
        self._asking = Asking(self.opening, self._aiming, self._preparing, self._full_days)
        self._queues = Queues(self.opening.waiting)
        self._giving_way = GivingWay(ledger, self._queues, self._aiming.aims, self.opening.waits)
        self._done: list[str] = []

    def start(self, cases: Iterable[Case], morning: Mapping[str, Case | None]) -> None:
        """Open everybody's first step and aim it, as this morning; then take in what came since.

        What was placed for today this morning stays there: what is done by now was in view.
        """
        now = list(cases)
        known = [morning.get(case.prospect.slug, case) for case in now]
        self._open([case for case in known if case])
        changed = [case for case in now if case.prospect.slug in morning]
        for case in changed:
            self._aiming.withdraw(case.prospect.slug)
            self.ledger.take_in(case)
        self._open(changed)

    def _open(self, cases: list[Case]) -> None:
        """Open the first step of these, and aim them beside those who aim already."""
        for case in cases:
            for done in case.unused:
                cost = self.ledger.world.cost(None, done.item)
                self.ledger.promise(case.prospect.slug, self.today, cost, done.item)
            self._aiming.tell(self.opening.open_step(case, 0), self.today)
        self._aiming.aim_in_order(self.today)

    def walk(self) -> None:
        """Follow the plan day by day, and on while something has to be prepared within it."""
        day = self.today
        while day <= self.last or (day <= self.last + SEARCH and self._prepares(day)):
            self._asking.ask_what_turns(day)
            self._aiming.aim_in_order(day)
            for due in self._aiming.aims.arrive(day):
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
            for due in self.opening.waiting.values()
            if (prepared := self._preparing.prepared_on(due, max(due.ready, day)))
        )

    # --- a day's work -------------------------------------------------------------------------

    def _work(self, day: date) -> None:
        """Do what fits on the day, the most pressing first."""
        while due := self._queues.pop(lambda lane: self._full_days.has_room(day, lane)):
            self._do(due, day)

    def _do(self, due: Due, day: date) -> None:
        if self._waited_to_part(due, day) and not self._is_asked_again(due, day):
            return
        later = self._doors.kept_until(due, day)
        if later:
            self._aiming.put_off(due, *later)
            return
        if self._giving_way.gives_way(due, day):
            says = f"{a_day(day)} went to others who would have been late; there is room for {due.case.who} by {a_day(due.choice.step.window.latest)}."
            self._aiming.put_off(due, day + ONE_DAY, Reason("capacity", says))
            return
        if self._aiming.can_wait(due, day):
            self._aiming.put_off(due, day + ONE_DAY, again.too_dear(due, day))
            return
        made = again.affordable(due, day, self.ledger)
        if isinstance(made, Reason):
            next_month = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
            self._aiming.put_off(due, next_month, made)
            return
        if made is not due:
            self._aiming.exchange(due, made)
        if is_legal(made.draft, day) and (made is due or self._can_be_instead(made, day)):
            moved = self._full_days.moved(made, day)
            kept = [r for r in made.because if r.rule != "capacity" or not moved]
            self._place(made, day, [*kept, *moved, *self._doors.reasons(made, day)])
        else:
            refusal = refusal_on(made.draft.on(day))
            self._aiming.put_off(made, day + ONE_DAY, *([refusal] if refusal else []))

    def _can_be_instead(self, made: Due, day: date) -> bool:
        """Whether another way can be gone today already: nothing to prepare, and with room."""
        return not made.must_prepare and self._full_days.has_one_more(
            day, made.choice.option.channel
        )

    def _waited_to_part(self, due: Due, day: date) -> bool:
        """Whether a goodbye waited for its turn: one goes out a day, and many may be late."""
        return due.choice.step.is_breakup and due.urgency == LATE and due.case.now < day

    def _is_asked_again(self, due: Due, day: date) -> bool:
        """Ask anew for a goodbye on the day on which its turn comes; say if it stays as it was."""
        why = self._full_days.goodbye_before(due, day)
        self._asking.ask(due, day)
        self._aim_for_today(due.slug, day, *why)
        return self.opening.waits(due)

    def _aim_for_today(self, slug: str, day: date, *why: Reason) -> bool:
        """Aim what was told for somebody at once; say whether it competes for the same day."""
        due = self._aiming.aim_now(slug, day, *why)
        if due:
            self._queues.push(due, day)
        return due is not None

    def _place(self, due: Due, day: date, because: list[Reason]) -> None:
        touch = as_touch(due, day)
        after = due.case.after(touch)
        placed = self.placed if day <= self.last else self.beyond
        why = (*because, *_keeps_their_date(due, after, day))
        placed.append(Placed(due, day, why, self._preparing.prepared_on(due, day)))
        self._done.append(due.slug)
        self._aiming.aims.count(due, -1)
        self.opening.waiting.pop(due.slug, None)
        if due.choice.option.prepared:
            self.ledger.keep_promise(due.slug)
        self.ledger.note(due.slug, touch)
        if due.urgency == LATE:
            self.ledger.caught_up[day] += 1
        self._follow(after, due.place + 1, day)

    def _follow(self, after: Case, place: int, day: date) -> None:
        """Open what follows a touch: on the same day where it may, else it aims in the evening."""
        slug = after.prospect.slug
        following = self.opening.open_step(after, place)
        step = following.choice.step if following else None
        if step and step.soon and step.window.earliest == day:
            self._aiming.tell(following, day)
            if self._aim_for_today(slug, day):
                return
            following = self.opening.waiting.get(slug)
        if following and following.must_prepare:
            # today is over: who prepares it sees it in the plan of tomorrow
            self._aiming.aims.take_back(following)
            self.opening.waiting.pop(slug)
            following = self.opening.open_step(after.on(day + ONE_DAY), place)
        self._aiming.tell(following, day)

    # --- the evening --------------------------------------------------------------------------

    def _aim_again(self, day: date) -> None:
        """Aim what this day opened, left over or put off, in the order of a plan made tomorrow."""
        for due in self._preparing.due_on(day):
            if self.opening.waits(due) and due.must_prepare and due.prepared_on(due.ready) == day:
                self._prepare(due, day)
        tomorrow = day + ONE_DAY
        turns = giving_goes_first_anew(self.ledger.world, day)
        for due in [d for d in self._aiming.told() if is_turned(d, tomorrow, turns=turns)]:
            self._asking.ask_if_waiting(due, tomorrow)
        for due in self._left_behind(day, turns=turns):
            self._aiming.say(due, *self._full_days.goodbye_before(due, tomorrow))
            if is_asked(due, tomorrow, turns=turns):
                self._asking.ask_or_aim(due, tomorrow)
            else:
                self._aiming.tell(due, tomorrow)
        late = late_ones(self.opening.waiting.values(), tomorrow) if turns else []
        for due in (*late, *self._aiming.asked_daily(day)):
            self._asking.ask_if_waiting(due, tomorrow)
        self._aiming.tell_the_outbid(tomorrow)
        self._aiming.aim_in_order(tomorrow)
        self._giving_way.end_the_day()
        self._done.clear()

    def _left_behind(self, day: date, *, turns: bool) -> list[Due]:
        """Give what the day had no room for, and the colleagues of those done whose day is too near."""
        tomorrow = day + ONE_DAY
        left_over = self._queues.take_out(lambda d: stays_in_its_lane(d, tomorrow, turns=turns))
        return [*left_over, *self._doors.behind(self._done, day, self.opening.waiting)]

    def _prepare(self, due: Due, day: date) -> None:
        """Prepare what a step needs: a plan made tomorrow finds it in their file, and goes on with it."""
        option = due.choice.option
        item = option.item.id if option.item else None
        made = Prepared.model_construct(date=day, channel=option.channel, item=item)
        if not again.is_affordable(due, due.ready, self.ledger):
            return  # its money went to another today; another way is found for it tonight
        following = self.opening.open_step(
            due.case.with_prepared(made).on(day + ONE_DAY), due.place
        )
        if following is None or following.choice.option.prepared is not made:
            self.opening.waiting[due.slug] = due
            self.opening.paused.pop(due.slug, None)
            return
        self._preparing.note(due, made)
        if following.choice.option.script is option.script:
            told = due.choice
            following.choice = replace(following.choice, because=told.because, refused=told.refused)
        self._aiming.goes_on(following, due, day + ONE_DAY)


def _keeps_their_date(due: Due, after: Case, day: date) -> Iterator[Reason]:
    """Say so where an answer or a note comes so late that it spends the date they named."""
    step, named = due.choice.step, named_date(due.case) if due.case.prospect.callback else None
    is_over = named is not None and (day > named.named or named_date(after) is None)
    if named and is_over and step.rule in {"answer", "first-note"}:
        says = f"{due.case.who} named {a_day(named.named)}; this stands for that, too."
        yield Reason("callback", says)
