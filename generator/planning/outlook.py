"""Options: every way of making a step, ranked.

By mix, freshness, fit of interests and challenges, personal before bulk, cost (003, 000).
"""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import NamedTuple
from zlib import crc32

from generator.model.answering import touch_meant
from generator.model.plan import Reason
from generator.model.prospect import Prepared
from generator.model.script import Script
from generator.model.shelf import Item
from generator.planning.draft import Draft, Option
from generator.planning.judging import closing
from generator.planning.next_step import start_of
from generator.planning.reach import machine_only
from generator.planning.standing import is_quiet, stage_of
from generator.planning.step import Step
from generator.planning.verdicts import PRESSING
from generator.planning.world import Case, Wording

QUIET_ORDER = {"gift": 0, "invite": 0, "intro": 0, "note": 0, "email": 2, "mailshot": 3}
"""In a silence: parcel, book, event, introduction and note before another e-mail (003)."""
LONG_UNUSED = 30
"""Days before my last touch from which on a channel is as good as new: the order of `channels.yml`."""
LISTED_LAST = 99
MIX_DECIDES = 13
"""How many places of a rank come before the one that prefers another line than the last."""
GOOD_FIT = 3
"""From here on a thing fits well enough that what is free goes before what costs money."""


OF_ITS_OWN = ("item", "event", "last")
"""Slots that hang on the thing given, or on what the words answer; all others say the same."""
Rank = tuple[object, ...]
Shared = tuple[int, bool, int, bool, bool, int, int]
"""The parts of a rank that all scripts of a channel share."""


class Ranked(NamedTuple):
    """One way of making a step, and its place among all: the smallest is the best."""

    rank: Rank
    option: Option


_by_rank = itemgetter(0)


class Outlook:
    """What all options of one step share, worked out once."""

    def __init__(self, case: Case, step: Step, day: date, without: frozenset[str]) -> None:
        self.case, self.step, self.day = case, step, day
        self.start = max(step.window.earliest, case.now)
        self.stage = stage_of(case)
        self.quiet = is_quiet(case)
        last = case.outbound[-1] if case.outbound else None
        self.last_line = case.world.channels[last.channel].by if last else None
        self.last_touch = last.date if last else case.now
        self.must_ring_off = len(case.history.attempts) >= case.tries
        self.closed: dict[str, Reason] = {}
        self.is_limited = bool(without)
        """Whether something that would fit was left out, as its money or its place is gone."""
        world, prospect = case.world, case.prospect
        not_here = world.out_of_reach(prospect.country)
        self._gone = case.given | world.past_giving(_soonest(case, step)) | not_here | without
        self._suited: dict[tuple[str, int], list[Item]] = {}
        self._known: dict[str, bool] = {}
        self._stale = {k for k, used in case.used.items() if self._is_lately(used)}
        self._purposes = self._places_of_purposes()
        self._salt = crc32(f"{prospect.slug}/".encode())

    def ranked(self) -> list[Ranked]:
        """Give every way of making the step, the best first; of a closed channel one stands for all."""
        world, step = self.case.world, self.step
        found: list[Ranked] = []
        for channel, words in world.candidates(self.stage, step.purposes, step.moment):
            probe = Option(channel, words[0].script, None, (), 0, None, 0)
            closed = closing(Draft(self.case, step, probe, self.start))
            shared = self._rank_channel(channel)
            if closed:
                self.closed[channel] = closed
                found.append(Ranked(self._rank(shared, words[0], probe), probe))
            else:
                found += [
                    Ranked(self._rank(shared, one, option), option)
                    for one in self._speaking_of_it(words)
                    for option in [self._option(one)]
                ]
        found.sort(key=_by_rank)
        return found

    def _speaking_of_it(self, words: list[Wording]) -> list[Wording]:
        """Leave out words that miss what the step is about, where others of the channel do not."""
        slot = self.step.speaks_of
        return [w for w in words if slot in w.script.slots] or words if slot else words

    def _option(self, words: Wording) -> Option:
        script, fit = words.script, self.case.taste.fit(words.about)
        bare = script.gives == "none" or self._is_packed_bare(script.channel)
        item = None if bare else self.item_for(words)
        if item is None:
            prepared = self._prepared(script.channel, None)
            missing = self._missing(script, None)
            return Option(script.channel, script, None, missing, fit, prepared, words.lead_days)
        return Option(
            script.channel,
            script,
            item,
            self._missing(script, item),
            fit + self.case.taste.fit(self.case.world.topics[item.id]),
            self._prepared(script.channel, item),
            max(words.lead_days, item.lead_days),
        )

    def _missing(self, script: Script, item: Item | None) -> tuple[str, ...]:
        """Give the slots of a script that have nothing to say, what there is to give first."""
        bare = ("item",) if item is None and script.gives != "none" else ()
        if not script.needs:
            return bare
        empty = (slot for slot in script.needs if not self._has(script, slot, item))
        return tuple(dict.fromkeys((*bare, *empty)))

    def _has(self, script: Script, slot: str, item: Item | None) -> bool:
        if slot.startswith(OF_ITS_OWN):
            return _has(self.case, script, slot, item)
        if slot not in self._known:
            self._known[slot] = _has(self.case, script, slot, None)
        return self._known[slot]

    def _prepared(self, channel: str, item: Item | None) -> Prepared | None:
        return _prepared(self.case, channel, item) if self.case.prospect.prepared else None

    def item_for(self, words: Wording) -> Item | None:
        """Give the thing of the shelf that suits best, prepared ones first.

        Words with topics of their own go with such items only; what lacks the note or the link
        that they print comes after what has it.
        """
        found, topics = self._suiting(words), self.case.world.topics
        if words.about:
            found = [item for item in found if not words.about.isdisjoint(topics[item.id])]
        wanted = [slot.partition(".")[2] for slot in words.script.needs if slot.startswith("item.")]
        if wanted:
            found = sorted(found, key=lambda item: sum(not _tells(item, key) for key in wanted))
        if self.case.prospect.prepared:
            found = sorted(found, key=lambda item: not self._is_ready(item, words.script.channel))
        return found[0] if found else None

    def _is_packed_bare(self, channel: str) -> bool:
        """Whether something lies ready for this channel that is nothing of the shelf."""
        done = self.case.prospect.prepared
        return bool(done) and any(
            one.channel == channel and not one.item for one in self.case.unused
        )

    def _is_ready(self, item: Item, channel: str) -> bool:
        done = self.case.prospect.prepared
        return any(p.item == item.id and p.channel == channel for p in done)

    def _suiting(self, words: Wording) -> list[Item]:
        """Give what they may get of one kind, the best first: not given before, and still good.

        It has to be good on the day on which it can be there.
        """
        kind, lead = words.script.gives, words.lead_days
        if (kind, lead) not in self._suited:
            things = self.case.taste.best_first(kind, self.step.owed)
            gone = self._gone | self._past_giving_after(lead)
            self._suited[kind, lead] = [item for item in things if item.id not in gone]
        return self._suited[kind, lead]

    def _past_giving_after(self, lead: int) -> frozenset[str]:
        """Give what is no longer good once it is prepared; what is prepared already stays."""
        if not lead:
            return frozenset()
        mine, ready = self.case.mine, {done.item for done in self.case.prospect.prepared}
        there = mine.after(mine.on_or_after(self.case.now), lead)
        return self.case.world.past_giving(there) - ready

    def _rank(self, shared: Shared, words: Wording, option: Option) -> Rank:
        """Give the place of an option among all: the smallest is the best."""
        script, prospect = words.script, self.case.prospect
        listed, machine, silent, bulk, same_line, unused, order = shared
        return (
            listed,
            machine,
            option.prepared is None,
            "item" in option.missing,
            bool(prospect.language and script.language != prospect.language),
            bool(self.step.moment) and script.when != self.step.moment,
            not words.is_personal if prospect.name else script.to != "firm",
            silent,
            script.key in self._stale,
            len(option.missing),
            self._purposes[script.purpose],
            -min(option.fit, GOOD_FIT),
            bulk,
            same_line,
            option.cost,
            -option.fit,
            unused,
            order,
            crc32(words.key, self._salt),
        )

    def _is_lately(self, used: date) -> bool:
        return (self.step.begins(self.case.now) - used).days < self.case.policy.tact.fresh_days

    def _places_of_purposes(self) -> dict[str, int]:
        """Give the place of each purpose of the step.

        In the first days back after New Year or leave, give before asking for anything.
        """
        purposes, back = self.step.purposes, self.case.world.is_just_back(self.day)
        pushed = len(purposes) if back else 0
        return {name: n + pushed * (name in PRESSING) for n, name in enumerate(purposes)}

    def _rank_channel(self, name: str) -> Shared:
        """Give the parts of a rank that all scripts of a channel share, in their order."""
        channel, world = self.case.world.channels[name], self.case.world
        return (
            _listed(self.step, name),
            self._on_the_machine(name),
            QUIET_ORDER.get(name, 1) if self.quiet else 0,
            not channel.personal,
            channel.by == self.last_line,
            -self._days_unused(name),
            world.channel_order[name],
        )

    def _on_the_machine(self, channel: str) -> bool:
        """A voicemail comes last; but as a goodbye, or after three rings in a row, it is first."""
        if self.step.is_breakup:
            return False
        return machine_only(self.case, channel) != self.must_ring_off

    def _days_unused(self, channel: str) -> int:
        """Count up to my last touch: up to today, each day would say another thing of what is late."""
        last = self.case.last_use.get(channel)
        return min((self.last_touch - last).days, LONG_UNUSED) if last else LONG_UNUSED


def _tells(item: Item, key: str) -> bool:
    return bool(getattr(item, key, True))


def _soonest(case: Case, step: Step) -> date:
    """Give the first day on which a step could be made: what is past by then is not given."""
    start = start_of(case, step)
    if step.owed or step.fixed:
        return start
    return case.both.on_or_after(max(start, case.apart_from, case.roomy_from))


def _has(case: Case, script: Script, slot: str, item: Item | None) -> bool:
    """Whether a slot that a script needs has something to say."""
    thing, _, key = slot.partition(".")
    if (thing, key) == ("prospect", "first_name"):
        return case.prospect.given_name is not None
    source = _source(case, script, thing, item)
    if not key:
        return source is not None
    return bool(getattr(source, key, None)) if source else False


def _source(case: Case, script: Script, thing: str, item: Item | None) -> object:
    """Give what a slot speaks of: what stands before its dot."""
    if thing == "prospect":
        return case.prospect
    if thing == "me":
        return case.policy.me
    if thing == "meeting":
        return next(reversed(case.history.meetings), None)
    if thing == "last":
        return touch_meant(script, case.prospect, case.history)
    if thing == "item":
        return item
    return _event(case, item) if thing == "event" else case


def _event(case: Case, item: Item | None) -> Item | None:
    """Give the event that a script speaks of: the one given, or the next one they come to."""
    if item and item.kind == "event":
        return item
    coming = case.history.comes_to(case.world.items, case.now)
    return coming[1] if coming else None


def _prepared(case: Case, channel: str, item: Item | None) -> Prepared | None:
    """Give the preparation that was done for this channel and item and is not used up yet."""
    named = item.id if item else None
    fits = (d for d in case.unused if d.channel == channel and (d.item or None) == named)
    return next(fits, None)


def _listed(step: Step, channel: str) -> int:
    return step.channels.index(channel) if channel in step.channels else LISTED_LAST
