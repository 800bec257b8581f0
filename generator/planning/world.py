"""What a plan is made from: the playbook, prepared once for quick questions; and one person's case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property, wraps
from typing import TypeVar, cast

from generator.model.channel import Channel
from generator.model.days import Hours
from generator.model.firm import firm_key
from generator.model.history import History
from generator.model.policy import Policy
from generator.model.prospect import Prospect, Touch
from generator.model.script import Script
from generator.model.workspace import Workspace
from generator.planning.calendars import Calendar, Calendars

T = TypeVar("T")

FORTNIGHT = timedelta(days=14)
LEAVE_BD = 5
"""So many business days before a leave, and after it or the quiet days, no goodbye is said."""
EXACT_MOMENTS = frozenset({"after-meeting", "after-no", "before-event", "after-delivery"})
"""Moments for which general words of the same purpose would be beside the point."""


Candidates = tuple[tuple[str, list[Script]], ...]
"""Scripts by channel."""


class World:
    """The playbook as the rules see it: scripts by channel, items by kind, calendars, firms."""

    def __init__(self, workspace: Workspace, policy: Policy) -> None:
        self.policy = policy
        self.channels: Mapping[str, Channel] = workspace.channels
        self.channel_order = {name: at for at, name in enumerate(workspace.channels)}
        self.calendars = Calendars(policy.me, policy.working_time)
        self.is_quiet_day: Callable[[date], bool] = cache(self._is_quiet_day)
        """Whether a day lies in the quiet days; remembered, as `is_just_back` is."""
        self.is_just_back: Callable[[date], bool] = cache(self._is_just_back)
        """Whether the quiet days or a leave of mine ended within the business days before a day."""
        self.scripts = {script.key: script for script in workspace.scripts}
        self.items = {item.id: item for item in workspace.shelf}
        self.purposes: dict[str, str] = {s.key: s.purpose for s in workspace.scripts}
        self.scripts_by_channel = _grouped(workspace.scripts, "channel")
        self.items_by_kind = _grouped(workspace.shelf, "kind")
        self.topics = {item.id: frozenset(_fold(item.topics)) for item in workspace.shelf}
        self.script_topics = {s.key: frozenset(_fold(s.topics)) for s in workspace.scripts}
        self.colleagues = _firms(workspace.prospects)
        self._candidates: dict[tuple[str, tuple[str, ...], str], Candidates] = {}
        self.titles = {p.slug: p.title for p in workspace.prospects}

    def case(self, prospect: Prospect, now: date) -> Case:
        """Open the case of one prospect as of `now`."""
        return Case(self, prospect, History.of(prospect, now, self.purposes), now)

    def candidates(self, stage: str, purposes: tuple[str, ...], moment: str) -> Candidates:
        """Give the scripts for these purposes in this stage, at this moment, by channel.

        A moment without words of its own falls back to general ones, but for moments that
        general words would miss; the machine after hours is a goodbye's moment.
        """
        key = (stage, purposes, moment)
        if key not in self._candidates:
            whens = {moment or None}
            if moment not in EXACT_MOMENTS:
                whens.add(None)
            if "breakup" in purposes:
                whens.add("after-hours")
            found = [
                s for s in self.scripts.values()
                if s.purpose in purposes and s.when in whens and (not s.stages or stage in s.stages)
            ]  # fmt: skip
            self._candidates[key] = tuple(_grouped(found, "channel").items())
        return self._candidates[key]

    def _is_quiet_day(self, day: date) -> bool:
        return any(day in span for span in self.policy.tact.quiet_days)

    def _is_just_back(self, day: date) -> bool:
        start = self.calendars.mine.before(day, LEAVE_BD)
        before = (start + timedelta(days=n) for n in range((day - start).days))
        leave = self.calendars.leave
        return any(self.is_quiet_day(d) or any(d in span for span in leave) for d in before)

    def cost(self, script: str | None, item: str | None) -> float:
        """Give what a touch costs: its script's and its item's."""
        found = self.scripts.get(script or ""), self.items.get(item or "")
        return sum(thing.cost for thing in found if thing)

    def boldness(self, prospect: Prospect) -> str:
        """Give how bold to be with this prospect."""
        return prospect.boldness or self.policy.boldness

    def office_hours(self, prospect: Prospect) -> Hours:
        """Give their office hours, in their zone."""
        return prospect.office_hours or self.policy.tact.office_hours


@dataclass(frozen=True)
class Case:
    """One prospect as of a day: who they are, what happened, and what day it is."""

    world: World
    prospect: Prospect
    history: History
    now: date

    @property
    def policy(self) -> Policy:
        """The numbers in force."""
        return self.world.policy

    @cached_property
    def answers(self) -> dict[str, object]:
        """What was asked of this case before: see `once`."""
        return {}

    @cached_property
    def both(self) -> Calendar:
        """The business days that the two of us share."""
        return self.world.calendars.both(self.prospect)

    @property
    def mine(self) -> Calendar:
        """My working days."""
        return self.world.calendars.mine

    @cached_property
    def who(self) -> str:
        """How a sentence names them."""
        return self.prospect.given_name or self.prospect.title

    @cached_property
    def interests(self) -> frozenset[str]:
        """What they care about, folded for comparison."""
        return frozenset(_fold(self.prospect.interests))

    @cached_property
    def challenges(self) -> frozenset[str]:
        """What troubles them, folded for comparison."""
        return frozenset(_fold(self.prospect.challenges))

    @cached_property
    def cares(self) -> frozenset[str]:
        """Both: what a thing of value may be about."""
        return self.interests | self.challenges

    @cached_property
    def given(self) -> frozenset[str]:
        """Shelf items that they had from me, whatever came of it; a bounced one never arrived."""
        return frozenset(t.item for t in self.history.real if t.item)

    @cached_property
    def used(self) -> dict[str, date]:
        """When each script was last used for them."""
        return {t.script: t.date for t in self.history.real if t.script}

    @cached_property
    def outbound(self) -> tuple[Touch, ...]:
        """My own touches, meetings left out: what breathing-room counts."""
        return tuple(
            t for t in self.history.real if t.direction == "out" and t.channel != "meeting"
        )

    @cached_property
    def apart_from(self) -> date:
        """The first day far enough from my last touch (rule breathing-room)."""
        if not self.outbound:
            return date.min
        return self.both.after(self.outbound[-1].date, self.policy.tact.min_gap_bd)

    @cached_property
    def roomy_from(self) -> date:
        """The first day on which one more touch is not too many in 14 days."""
        by_boldness = self.policy.tact.max_in_14_days
        cap: int = getattr(by_boldness, self.world.boldness(self.prospect))
        if len(self.outbound) < cap:
            return date.min
        return self.outbound[-cap].date + FORTNIGHT

    @cached_property
    def since(self) -> date | None:
        """In this stage since: as written, else the last response, else `added`, else the first touch."""
        first = self.history.real[0].date if self.history.real else None
        response = self.history.last_response
        answered = response.date if response else None
        return self.prospect.since or answered or self.prospect.added or first

    def after(self, touch: Touch) -> Case:
        """Give the case once `touch` has happened; `now` is then its day."""
        history = History((*self.history.touches, touch), self.history.purposes)
        return Case(self.world, self.prospect, history, max(self.now, touch.date))

    @cached_property
    def stage(self) -> str:
        """The stage as written, but that a lead once met is `met`."""
        stage = self.prospect.stage
        return "met" if stage == "lead" and self.history.meetings else stage

    def on(self, day: date) -> Case:
        """Give the same case on a later day."""
        return Case(self.world, self.prospect, self.history, day) if day != self.now else self


def once(question: Callable[[Case], T]) -> Callable[[Case], T]:
    """Answer a question about a case once, however often it is asked: a case never changes."""
    name = question.__name__

    @wraps(question)
    def answer(case: Case) -> T:
        answers = case.answers
        if name not in answers:
            answers[name] = question(case)
        return cast("T", answers[name])

    return answer


def _fold(words: Iterable[str]) -> list[str]:
    return [word.casefold().strip() for word in words]


def _grouped(things: Iterable[T], attribute: str) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for thing in things:
        groups.setdefault(getattr(thing, attribute), []).append(thing)
    return groups


def _firms(prospects: Iterable[Prospect]) -> dict[str, tuple[str, ...]]:
    by_firm: dict[str, list[str]] = {}
    for prospect in prospects:
        if prospect.company:
            by_firm.setdefault(firm_key(prospect.company), []).append(prospect.slug)
    return {
        slug: tuple(other for other in slugs if other != slug)
        for slugs in by_firm.values()
        if len(slugs) > 1
        for slug in slugs
    }
