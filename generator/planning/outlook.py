"""Options: every way of making a step, ranked.

By mix, freshness, fit of interests and challenges, personal before bulk, cost (003, 000).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from zlib import crc32

from generator.model.plan import Reason
from generator.model.prospect import Prepared
from generator.model.script import Script
from generator.model.shelf import Item
from generator.planning.draft import Draft, Option
from generator.planning.judging import closing
from generator.planning.reach import machine_only
from generator.planning.standing import is_quiet, stage_of
from generator.planning.step import Step
from generator.planning.verdicts import PRESSING
from generator.planning.world import Case

QUIET_ORDER = {"gift": 0, "invite": 0, "intro": 0, "note": 0, "email": 2, "mailshot": 3}
"""In a silence: parcel, book, event, introduction and note before another e-mail (003)."""
LONG_UNUSED = 60
"""Days after which a channel is as good as new; beyond that the order of `channels.yml` decides."""
LISTED_LAST = 99
MIX_DECIDES = 13
"""How many places of a rank come before the one that prefers another line than the last."""
GOOD_FIT = 3
"""From here on a thing fits well enough that what is free goes before what costs money."""


class Outlook:
    """What all options of one step share, worked out once."""

    def __init__(self, case: Case, step: Step, day: date, without: str | None) -> None:
        self.case, self.step, self.day, self.without = case, step, day, without
        self.start = max(step.window.earliest, case.now)
        self.stage = stage_of(case)
        self.quiet = is_quiet(case)
        self.just_back = case.world.is_just_back(day)
        last = case.outbound[-1].channel if case.outbound else None
        self.last_line = case.world.channels[last].by if last else None
        self.must_ring_off = len(case.history.attempts) >= case.policy.tact.attempts_in_a_row
        self._items: dict[tuple[str, str, frozenset[str]], Item | None] = {}
        self._suited: dict[str, list[tuple[int, Item]]] = {}
        self.closed: dict[str, Reason] = {}
        self._by_channel: dict[str, tuple[tuple[object, ...], ...]] = {}

    def options(self) -> Iterator[Option]:
        """Give every way of making the step: a script, with the best thing to give along."""
        world = self.case.world
        for channel, scripts in world.candidates(self.stage, self.step.purposes, self.step.moment):
            probe = Option(channel, scripts[0], None, (), 0, None, 0)
            closed = closing(Draft(self.case, self.step, probe, self.start))
            if closed:
                self.closed[channel] = closed
                yield probe
            else:
                yield from map(self._option, scripts)

    def _option(self, script: Script) -> Option:
        world, case = self.case.world, self.case
        item = self.item_for(script)
        lead = max(world.channels[script.channel].lead_days, script.lead_days)
        return Option(
            channel=script.channel,
            script=script,
            item=item,
            missing=_missing(case, script, item),
            fit=self._fit(script, item),
            prepared=_prepared(case, script.channel, item),
            lead_days=max(lead, item.lead_days) if item else lead,
        )

    def item_for(self, script: Script) -> Item | None:
        """Give the thing of the shelf that suits best, prepared ones first."""
        if script.gives == "none":
            return None
        key = (script.gives, script.channel, self.case.world.script_topics[script.key])
        if key not in self._items:
            self._items[key] = self._best_item(*key)
        return self._items[key]

    def _best_item(self, kind: str, channel: str, about: frozenset[str]) -> Item | None:
        """Give the best item of a kind; words with topics of their own go with such items only."""
        if kind not in self._suited:
            self._suited[kind] = self._suiting(kind)
        topics = self.case.world.topics
        found = [i for _, i in self._suited[kind] if not about or about & topics[i.id]]
        done = self.case.prospect.prepared
        prepared = {p.item for p in done if p.channel == channel} if done else ()
        ready = (item for item in found if item.id in prepared)
        return next(ready, found[0] if found else None)

    def _suiting(self, kind: str) -> list[tuple[int, Item]]:
        """Give what suits them of one kind, the best first."""
        found = [
            (_item_fit(self.case, item), item)
            for item in self.case.world.items_by_kind.get(kind, ())
            if self._suits(item)
        ]
        found.sort(key=lambda f: (-f[0], f[1].date or date.max, f[1].cost, f[1].id))
        return found

    def _suits(self, item: Item) -> bool:
        """Not given before, still good on the day, and about something they care for."""
        case = self.case
        if item.id in case.given or item.id == self.without:
            return False
        if item.expires and item.expires < self.start:
            return False
        if item.kind == "event" and not self._may_come(item):
            return False
        topics, cares = case.world.topics[item.id], case.cares
        return not topics or not cares or self.step.owed or not topics.isdisjoint(cares)

    def _may_come(self, event: Item) -> bool:
        """Whether an invitation still goes out in time, and not to somebody a country away."""
        case = self.case
        near = event.is_within_reach(case.prospect.country, case.policy.me.country)
        return event.date is not None and near and not _too_late(case, event, self.start)

    def _fit(self, script: Script, item: Item | None) -> int:
        topics = self.case.world.script_topics[script.key]
        own = _topic_fit(self.case, topics) if topics else 0
        return own + (_item_fit(self.case, item) if item else 0)

    def ranked(self) -> list[Option]:
        """Give all options, the best first."""
        return sorted(self.options(), key=self.rank)

    def rank(self, option: Option) -> tuple[object, ...]:
        """Give the place of an option among all: the smallest is the best."""
        script, prospect = option.script, self.case.prospect
        if option.channel not in self._by_channel:
            self._by_channel[option.channel] = self._rank_channel(option.channel)
        asked, silent, other_line, habit = self._by_channel[option.channel]
        return (
            *asked,
            "item" in option.missing,
            option.prepared is None,
            bool(prospect.language and script.language != prospect.language),
            bool(self.step.moment) and script.when != self.step.moment,
            bool(prospect.name) and not script.is_personal,
            *silent,
            _used_lately(self.case, script, self.day),
            len(option.missing),
            self.step.purposes.index(script.purpose) + self._too_pushy(script.purpose),
            -min(option.fit, GOOD_FIT),
            *other_line,
            option.cost,
            -option.fit,
            *habit,
            crc32(f"{prospect.slug}/{script.key}".encode()),
        )

    def _too_pushy(self, purpose: str) -> int:
        """In the first days back after New Year or leave, give before asking for anything."""
        return len(self.step.purposes) if self.just_back and purpose in PRESSING else 0

    def _rank_channel(self, name: str) -> tuple[tuple[object, ...], ...]:
        """Give the parts of a rank that all scripts of a channel share."""
        channel, world = self.case.world.channels[name], self.case.world
        return (
            (_listed(self.step, name), self._on_the_machine(name)),
            (QUIET_ORDER.get(name, 1) if self.quiet else 0,),
            (not channel.personal, channel.by == self.last_line),
            (-self._days_unused(name), world.channel_order[name]),
        )

    def _on_the_machine(self, channel: str) -> bool:
        """A voicemail comes last; but as a goodbye, or after three rings in a row, it is first."""
        if self.step.is_breakup:
            return False
        return machine_only(self.case, channel) != self.must_ring_off

    def _days_unused(self, channel: str) -> int:
        used = (t.date for t in reversed(self.case.outbound) if t.counts_as == channel)
        last = next(used, None)
        return min((self.day - last).days, LONG_UNUSED) if last else LONG_UNUSED


def _too_late(case: Case, event: Item, day: date) -> bool:
    notice = timedelta(days=case.policy.tact.event_notice_days)
    return bool(event.date and day > event.date - notice) or bool(
        event.rsvp_by and day >= event.rsvp_by
    )


def _topic_fit(case: Case, topics: frozenset[str]) -> int:
    """Count shared topics; what troubles them weighs twice what they like."""
    return 2 * len(topics & case.challenges) + len(topics & case.interests)


def _item_fit(case: Case, item: Item) -> int:
    return _topic_fit(case, case.world.topics[item.id])


def _missing(case: Case, script: Script, item: Item | None) -> tuple[str, ...]:
    if not script.needs and script.gives == "none":
        return ()
    missing = [slot for slot in script.needs if not _has(case, slot, item)]
    if script.gives != "none" and item is None:
        missing.insert(0, "item")
    return tuple(dict.fromkeys(missing))


def _has(case: Case, slot: str, item: Item | None) -> bool:
    """Whether a slot that a script needs has something to say."""
    thing, _, key = slot.partition(".")
    meetings = case.history.meetings
    source: object = {
        "prospect": case.prospect,
        "me": case.policy.me,
        "meeting": meetings[-1] if meetings else None,
        "last": case.history.last,
        "item": item,
        "event": _event(case, item),
    }.get(thing, case)
    if not key:
        return source is not None
    if (thing, key) == ("prospect", "first_name"):
        return case.prospect.given_name is not None
    if (thing, key) == ("last", "promised") and case.history.promise_due:
        return True
    return bool(getattr(source, key, None)) if source else False


def _event(case: Case, item: Item | None) -> Item | None:
    """Give the event that a script speaks of: the one given, or the one they accepted last."""
    last = case.history.last
    accepted = case.world.items.get((last.item if last else None) or "")
    return next((i for i in (item, accepted) if i and i.kind == "event"), None)


def _prepared(case: Case, channel: str, item: Item | None) -> Prepared | None:
    """Give the preparation that was done for this channel and item and is not used up yet."""
    for done in case.prospect.prepared:
        if done.channel != channel or (done.item or None) != (item.id if item else None):
            continue
        if not any(t.channel == channel and t.date >= done.date for t in case.history.real):
            return done
    return None


def _listed(step: Step, channel: str) -> int:
    return step.channels.index(channel) if channel in step.channels else LISTED_LAST


def _used_lately(case: Case, script: Script, day: date) -> bool:
    used = case.used.get(script.key)
    return used is not None and (day - used).days < case.policy.tact.fresh_days
