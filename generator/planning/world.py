"""What a plan is made from: the playbook, prepared once for quick questions; and one person's case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial, wraps
from typing import Any, NamedTuple, TypeVar

from generator.model.channel import Channel
from generator.model.days import Hours
from generator.model.firm import firm_key
from generator.model.history import History
from generator.model.lazily import lazily
from generator.model.occasions import EXACT_MOMENTS
from generator.model.policy import Policy
from generator.model.prospect import Prepared, Prospect, Touch
from generator.model.script import Script, promising
from generator.model.shelf import Item
from generator.model.workspace import Workspace
from generator.planning.calendars import Calendar, Calendars
from generator.planning.taste import Shelf, Taste, Topics, topics_of

T = TypeVar("T")

FORTNIGHT = timedelta(days=14)
IS_THE_TOUCH = frozenset({"event", "gift", "book", "person", "lead"})
"""Things that the words are about: an invitation to nothing is none, a letter without an article is."""
LEAVE_BD = 5
"""So many business days before a leave, and after it or the quiet days, no goodbye is said."""
A_LEAVE = timedelta(days=2)
"""From its first day to its last; after a day or two off nobody is buried in mail."""


class Wording(NamedTuple):
    """A script, with what every choice asks of it: its topics folded, its key in bytes."""

    script: Script
    about: Topics
    is_personal: bool
    lead_days: int
    key: bytes


Candidates = tuple[tuple[str, list[Wording]], ...]
"""Scripts by channel."""


class World:
    """The playbook as the rules see it: scripts by channel, items by kind, calendars, firms."""

    def __init__(self, workspace: Workspace, policy: Policy) -> None:
        self.policy = policy
        self.channels: Mapping[str, Channel] = workspace.channels
        self.channel_order = {name: at for at, name in enumerate(workspace.channels)}
        self.calendars = Calendars(policy.me, policy.working_time)
        scripts = sorted(workspace.scripts, key=lambda script: script.key)
        self.scripts = {script.key: script for script in scripts}
        self.items = {item.id: item for item in workspace.shelf}
        self.purposes: dict[str, str] = {s.key: s.purpose for s in workspace.scripts}
        self.promising = promising(workspace.scripts)
        there = {item.kind for item in workspace.shelf}
        self.usable = [s for s in scripts if s.gives not in IS_THE_TOUCH or s.gives in there]
        """The scripts, without those about things of which the shelf has none at all."""
        self.scripts_by_channel = _grouped(self.usable, "channel")
        self.wordings = {s.key: self._wording(s) for s in workspace.scripts}
        self.seated = tuple(item.id for item in workspace.shelf if item.capacity is not None)
        """The events that hold so many and no more."""
        self.costly = {item.id: item.kind for item in workspace.shelf if item.cost}
        """The kind of each thing that costs money."""
        self.topics = {item.id: topics_of(item.topics) for item in workspace.shelf}
        self.taste: Callable[[Topics, Topics], Taste] = cache(
            partial(Taste, shelf=self._shelf(workspace.shelf))
        )
        """The taste of those with these challenges and interests; remembered, as all that follow."""
        self.past_giving: Callable[[date], frozenset[str]] = cache(self._past_giving)
        """The things on the shelf that are not given any more on a day."""
        ends = {self._given_until(i) for i in workspace.shelf if i.kind in IS_THE_TOUCH}
        self.last_chances = tuple(sorted(ends - {date.min, date.max}))
        """The last days on which things are given that are a touch of their own, as an event is."""
        self.out_of_reach: Callable[[str | None], frozenset[str]] = cache(self._out_of_reach)
        """The events to which nobody of a country is invited."""
        self.is_quiet_day: Callable[[date], bool] = cache(self._is_quiet_day)
        """Whether a day lies in the quiet days."""
        self.is_just_back: Callable[[date], bool] = cache(self._is_just_back)
        """Whether the quiet days or a leave of mine ended within the business days before a day."""
        self.colleagues = _firms(workspace.prospects)
        self._candidates: dict[tuple[str, tuple[str, ...], str], Candidates] = {}
        self.titles = {p.slug: p.title for p in workspace.prospects}

    def case(self, prospect: Prospect, now: date) -> Case:
        """Open the case of one prospect as of `now`."""
        return Case(self, prospect, History.of(prospect, now, self.purposes, self.promising), now)

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
                s for s in self.usable
                if s.purpose in purposes and s.when in whens and (not s.stages or stage in s.stages)
            ]  # fmt: skip
            self._candidates[key] = tuple(
                (channel, [self.wordings[s.key] for s in scripts])
                for channel, scripts in _grouped(found, "channel").items()
            )
        return self._candidates[key]

    def _wording(self, script: Script) -> Wording:
        return Wording(
            script=script,
            about=topics_of(script.topics),
            is_personal=script.is_personal,
            lead_days=max(self.channels[script.channel].lead_days, script.lead_days),
            key=script.key.encode(),
        )

    def _shelf(self, items: Iterable[Item]) -> Shelf:
        by_kind = _grouped(items, "kind")
        return {k: [(i, self.topics[i.id]) for i in found] for k, found in by_kind.items()}

    def _past_giving(self, day: date) -> frozenset[str]:
        return frozenset(key for key, item in self.items.items() if self._given_until(item) < day)

    def _given_until(self, item: Item) -> date:
        """Give the last day on which a thing is good, or an event far enough to invite to."""
        ends = [item.expires or date.max]
        if item.kind == "event":
            notice = timedelta(days=self.policy.tact.event_notice_days)
            ends.append(item.date - notice if item.date else date.min)
        if item.kind == "event" and item.rsvp_by:
            ends.append(item.rsvp_by - timedelta(days=1))
        return min(ends)

    def _out_of_reach(self, country: str | None) -> frozenset[str]:
        home = self.policy.me.country
        events = (item for item in self.items.values() if item.kind == "event")
        return frozenset(e.id for e in events if not e.is_within_reach(country, home))

    def _is_quiet_day(self, day: date) -> bool:
        return any(day in span for span in self.policy.tact.quiet_days)

    def _is_just_back(self, day: date) -> bool:
        start = self.calendars.mine.before(day, LEAVE_BD)
        before = (start + timedelta(days=n) for n in range((day - start).days))
        leave = [span for span in self.calendars.leave if span.last - span.first >= A_LEAVE]
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

    @lazily
    def answers(self) -> dict[str, Any]:
        """What was asked of this case before: see `once`."""
        return {}

    @lazily
    def both(self) -> Calendar:
        """The business days that the two of us share."""
        return self.world.calendars.both(self.prospect)

    @property
    def mine(self) -> Calendar:
        """My working days."""
        return self.world.calendars.mine

    @lazily
    def who(self) -> str:
        """How a sentence names them."""
        return self.prospect.given_name or self.prospect.title

    @lazily
    def taste(self) -> Taste:
        """What troubles them and what they like."""
        prospect = self.prospect
        return self.world.taste(topics_of(prospect.challenges), topics_of(prospect.interests))

    @lazily
    def given(self) -> frozenset[str]:
        """Shelf items that they had from me, whatever came of it; a bounced one never arrived."""
        return frozenset(t.item for t in self.history.real if t.item)

    @lazily
    def used(self) -> dict[str, date]:
        """When each script was last used for them."""
        return {t.script: t.date for t in self.history.real if t.script}

    @lazily
    def outbound(self) -> tuple[Touch, ...]:
        """My own touches, meetings left out: what breathing-room counts."""
        return tuple(
            t for t in self.history.real if t.direction == "out" and t.channel != "meeting"
        )

    def is_used_up(self, day: date) -> bool:
        """Whether I was in touch on this day already, or tried: one touch a day."""
        return self.last_ring >= day or any(t.date >= day for t in self.outbound[-1:])

    @lazily
    def last_ring(self) -> date:
        """The day on which I last rang in vain, whatever came after it."""
        tried = (t.date for t in reversed(self.history.touches) if t.is_attempt)
        return next(tried, date.min)

    @lazily
    def last_use(self) -> dict[str, date]:
        """When I last used each channel for them."""
        return {t.counts_as: t.date for t in self.outbound}

    @lazily
    def apart_from(self) -> date:
        """The first day far enough from my last touch (rule breathing-room)."""
        if not self.outbound:
            return date.min
        return self.both.after(self.outbound[-1].date, self.policy.tact.min_gap_bd)

    @lazily
    def roomy_from(self) -> date:
        """The first day on which one more touch is not too many in 14 days."""
        by_boldness = self.policy.tact.max_in_14_days
        cap: int = getattr(by_boldness, self.world.boldness(self.prospect))
        if len(self.outbound) < cap:
            return date.min
        return self.outbound[-cap].date + FORTNIGHT

    @lazily
    def rings(self) -> int:
        """How often I rang in vain since they last did something, whatever was sent in between."""
        tried = 0
        for touch in reversed(self.history.touches):
            if touch.is_response:
                break
            tried += touch.is_attempt
        return tried

    @lazily
    def tries(self) -> int:
        """How many rings in vain a step is worth; to who never did anything, one after the first few."""
        most = self.policy.tact.attempts_in_a_row
        earlier = self.rings - len(self.history.attempts)
        return 1 if self.history.last_response is None and earlier >= most else most

    @lazily
    def since(self) -> date | None:
        """In this stage since: as written, else the last response, else `added`, else the first touch."""
        first = self.history.real[0].date if self.history.real else None
        response = self.history.last_response
        answered = response.date if response else None
        return self.prospect.since or answered or self.prospect.added or first

    def after(self, touch: Touch) -> Case:
        """Give the case once `touch` has happened; `now` is then its day."""
        history = self.history.with_touches((*self.history.touches, touch))
        return Case(self.world, self.prospect, history, max(self.now, touch.date))

    @property
    def unused(self) -> tuple[Prepared, ...]:
        """What was prepared for them and did not go out yet."""
        return self.history.unused(self.prospect.prepared)

    def with_prepared(self, made: Prepared) -> Case:
        """Give the case once something was prepared for it."""
        return self._having((*self.prospect.prepared, made))

    def without_prepared(self, made: Prepared) -> Case:
        """Give the case as if something had not been prepared for it."""
        return self._having(tuple(one for one in self.prospect.prepared if one is not made))

    def _having(self, prepared: tuple[Prepared, ...]) -> Case:
        prospect = self.prospect.model_copy(update={"prepared": prepared})
        return Case(self.world, prospect, self.history, self.now)

    @lazily
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
        known: T = answers[name]
        return known

    return answer


def _grouped(things: Iterable[T], attribute: str) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for thing in things:
        groups.setdefault(getattr(thing, attribute), []).append(thing)
    return groups


def _firms(prospects: Iterable[Prospect]) -> dict[str, tuple[str, ...]]:
    by_firm: dict[str, list[str]] = {}
    for prospect in sorted(prospects, key=lambda p: p.slug):
        if prospect.company:
            by_firm.setdefault(firm_key(prospect.company), []).append(prospect.slug)
    return {
        slug: tuple(other for other in slugs if other != slug)
        for slugs in by_firm.values()
        if len(slugs) > 1
        for slug in slugs
    }
