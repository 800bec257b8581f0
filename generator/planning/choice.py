"""Choice: by which channel, with which words, giving what.

Every way of making a step is an option. Options are ranked (003, 000: by mix, freshness, fit of
interests and challenges, personal before bulk, cost); rules forbid some and speak against others
while another way is left. What stood above the option chosen explains the choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zlib import crc32

from generator.model.plan import Reason
from generator.model.prospect import Prepared
from generator.model.script import Script
from generator.model.shelf import Item
from generator.planning.draft import Draft, Option
from generator.planning.reach import (
    NEEDED,
    bounced,
    is_new_contact,
    lacks,
    machine_only,
    said_bounce,
    why_unreachable,
)
from generator.planning.rules import AVOIDS, CLOSES, FORBIDS, FORBIDS_ON
from generator.planning.saying import a_list, an, times
from generator.planning.standing import is_quiet, stage_of
from generator.planning.step import Step
from generator.planning.verdicts import PRESSING, event_in_time, just_back, working_time
from generator.planning.world import Case

QUIET_ORDER = {"gift": 0, "invite": 0, "intro": 0, "note": 0, "email": 2, "mailshot": 3}
"""In a silence: parcel, book, event, introduction and note before another e-mail (003)."""
LONG_UNUSED = 60
"""Days after which a channel is as good as new; beyond that the order of `channels.yml` decides."""
LISTED_LAST = 99
NEAR = timedelta(days=7)
"""A channel that opens this soon after the window is worth the wait, for the sake of the mix."""
MIX_DECIDES = 13
"""How many places of a rank come before the one that prefers another line than the last."""
SATURDAY = 5
FIXED_NEAR = timedelta(days=28)
"""A fixed step waits this long for its own channel: quiet days and a leave together."""
GOOD_FIT = 3
"""From here on a thing fits well enough that what is free goes before what costs money."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How a step is made, why so, and what was refused on the way."""

    step: Step
    option: Option
    because: tuple[Reason, ...]
    refused: tuple[Reason, ...]


def choose(
    case: Case, step: Step, *, free: bool = False, without: str | None = None
) -> Choice | tuple[Reason, ...]:
    """Choose the best way to make `step`, or say why there is none.

    With `free`, only ways that cost nothing (the month's budget is spent); `without` an item
    that others have taken.
    """
    day = step.middle if case.now <= step.middle else max(step.window.latest, case.now)
    outlook = Outlook(case, step, day, without)
    ranked = sorted(outlook.options(), key=outlook.rank)
    considered: list[tuple[Option, tuple[Reason, ...]]] = []
    best: tuple[tuple[bool, ...], int] | None = None
    refused: list[tuple[Option, Reason]] = []
    for option in ranked:
        if free and option.cost:
            continue
        verdict = outlook.closed.get(option.channel) or _forbidden(
            Draft(case, step, option, outlook.start)
        )
        if verdict:
            refused.append((option, verdict))
            continue
        against = _spoken_against(Draft(case, step, option, day))
        considered.append((option, tuple(r for r in against if r)))
        penalty = (tuple(bool(r) for r in against), len(considered) - 1)
        if best is None or penalty < best:
            best = penalty
        if not any(penalty[0]):
            break
    if best is None:
        return _no_way(case, step, [reason for _, reason in refused])
    chosen, against_it = considered[best[1]]
    relaxed = [r for r in against_it if r.rule in {"mix", "fresh"}]
    silent = {reason.rule for reason in against_it}
    passed_over = [
        _said_of(case, option, reason, chosen)
        for option, reasons in considered[: best[1]]
        for reason in [r for r in reasons if r.rule not in silent][:1]
        if reason.rule != "fresh" or option.channel == chosen.channel
    ]
    telling = [r for o, r in refused if r.rule != "reach" or o.channel in step.channels]
    telling += _came_back(case) if len(telling) < len(refused) else []
    above = [r for r in telling + passed_over if r.rule not in silent]
    reasons = _explain(case, step, chosen, above, relaxed)
    if not relaxed:
        turned = _another_way(outlook, chosen, ranked)
        told = {reason.rule for reason in turned}
        reasons = [*turned, *(r for r in reasons if r.rule not in told)]
    everything = _distinct([*(r for _, r in refused), *passed_over, *_unreachable(case)])
    return Choice(step, chosen, tuple(reasons), tuple(everything))


# --- options ----------------------------------------------------------------------------------


class Outlook:
    """What all options of one step share, worked out once."""

    def __init__(self, case: Case, step: Step, day: date, without: str | None) -> None:
        self.case, self.step, self.day, self.without = case, step, day, without
        self.start = max(step.window.earliest, case.now)
        self.stage = stage_of(case)
        self.quiet = is_quiet(case)
        self.just_back = just_back(case, day)
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
            closed = _closed(Draft(self.case, self.step, probe, self.start))
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
        if item.kind == "event" and (item.date is None or _too_late(case, item, self.start)):
            return False
        topics, cares = case.world.topics[item.id], case.cares
        return not topics or not cares or self.step.owed or not topics.isdisjoint(cares)

    def _fit(self, script: Script, item: Item | None) -> int:
        topics = self.case.world.script_topics[script.key]
        own = _topic_fit(self.case, topics) if topics else 0
        return own + (_item_fit(self.case, item) if item else 0)

    # --- ranking --------------------------------------------------------------------------

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


# --- verdicts ---------------------------------------------------------------------------------


def _closed(draft: Draft) -> Reason | None:
    """Give what closes a whole channel, whatever the words."""
    return next((Reason(name, says) for name, closes in CLOSES if (says := closes(draft))), None)


def _forbidden(draft: Draft) -> Reason | None:
    for name, forbids in FORBIDS:
        says = forbids(draft)
        if says:
            return Reason(name, says)
    if draft.option.channel == "invite" and draft.option.item and event_in_time(draft):
        return Reason("event-in-time", event_in_time(draft))
    return None


def _spoken_against(draft: Draft) -> tuple[Reason | None, ...]:
    """What speaks against a draft, weightiest first.

    No day near the window at all, a fixed step's own channel, nothing to give, the mix, no day
    within the window, the same words again.
    """
    said = {name: says for name, avoids in AVOIDS if (says := avoids(draft))}
    mix = Reason("mix", said["mix"]) if "mix" in said else None
    stale = Reason("fresh", said["fresh"]) if "fresh" in said else None
    missed = _no_day(draft, timedelta(0))
    far = _no_day(draft, FIXED_NEAR if draft.step.fixed else NEAR) if missed else None
    return (far, _off_the_steps(draft), _nothing_to_give(draft), mix, missed, stale)


def _off_the_steps(draft: Draft) -> Reason | None:
    """A fixed step waits for its own channel, over quiet days too."""
    step = draft.step
    if not step.fixed or not step.channels or draft.option.channel in step.channels:
        return None
    return Reason(step.rule, f"This step is a {draft.case.world.channels[step.channels[0]].label}.")


def _nothing_to_give(draft: Draft) -> Reason | None:
    """An invitation to nothing says less than an e-mail that gives something."""
    if "item" not in draft.option.missing:
        return None
    return Reason("fresh", f"There is nothing on the shelf to go with {an(draft.channel.label)}.")


def _no_day(draft: Draft, grace: timedelta) -> Reason | None:
    """Say why the window, and some days of `grace`, has no day for this draft from now on."""
    start = max(draft.step.window.earliest, draft.case.now)
    last = max(draft.step.window.latest, draft.case.both.on_or_after(start)) + grace
    found = first_day(draft, start, last)
    return found if isinstance(found, Reason) else None


def refusal_on(draft: Draft) -> Reason | None:
    """Give the first rule that forbids the draft on its day."""
    if not draft.case.mine.works(draft.day):
        return Reason("working-time", working_time(draft))
    for name, forbids_on in FORBIDS_ON:
        says = forbids_on(draft)
        if says:
            return Reason(name, says)
    return None


def first_day(draft: Draft, start: date, latest: date) -> date | Reason:
    """Give the first day from `start` to `latest` on which the draft is legal, else a refusal."""
    refusals: list[Reason] = []
    for day in _days(start, latest):
        refusal = refusal_on(draft.on(day))
        if refusal is None:
            return day
        refusals.append(refusal)
    telling = [r for r in refusals if r.rule != "working-time"] or refusals
    return telling[-1] if telling else Reason("working-time", "No day is left in the window.")


def refusals_between(draft: Draft, start: date, latest: date) -> list[Reason]:
    """Give for each rule that kept the draft from these days its last sentence; weekends aside."""
    found: dict[str, Reason] = {}
    for day in _days(start, latest):
        refusal = refusal_on(draft.on(day))
        if refusal and (refusal.rule != "working-time" or day.weekday() < SATURDAY):
            found.pop(refusal.rule, None)
            found[refusal.rule] = refusal
    return list(found.values())


def _days(start: date, latest: date) -> Iterator[date]:
    return (start + timedelta(days=n) for n in range((latest - start).days + 1))


def legal_days(draft: Draft, start: date, latest: date) -> list[date]:
    """Give every day from `start` to `latest` on which the draft is legal."""
    return [
        day
        for day in _days(start, latest)
        if draft.case.mine.works(day) and not refusal_on(draft.on(day))
    ]


# --- explanations -----------------------------------------------------------------------------


def _explain(
    case: Case, step: Step, chosen: Option, above: list[Reason], relaxed: list[Reason]
) -> list[Reason]:
    reasons = _distinct(above)
    reasons += [_relaxed(case, reason) for reason in relaxed]
    if step.channels and step.channels[0] == chosen.channel == case.prospect.first_contact:
        label = case.world.channels[chosen.channel].label
        if is_new_contact(case, stage_of(case)):
            reasons.append(
                Reason(
                    "same-channel",
                    f"It began by {label}, so {case.who} hears from you the same way.",
                )
            )
    if chosen.item and chosen.fit:
        topics = case.world.topics[chosen.item.id] & (case.challenges | case.interests)
        reasons.append(
            Reason(
                "valid-purpose",
                f"'{chosen.item.title}' fits what {case.who} cares about: {a_list(sorted(topics))}.",
            )
        )
    if "item" in chosen.missing:
        reasons.append(
            Reason(
                "fresh",
                f"Nothing on the shelf fits {case.who} that they have not had; put something on it, or write what you know.",
            )
        )
    return reasons


def _said_of(case: Case, option: Option, reason: Reason, chosen: Option) -> Reason:
    """Say of which channel a reason speaks, where it is not the one chosen."""
    if reason.rule in {"mix", "fresh"} or option.channel == chosen.channel:
        return reason
    label = case.world.channels[option.channel].label
    return Reason(reason.rule, f"Not {an(label)}: {reason.says[0].lower()}{reason.says[1:]}")


def _came_back(case: Case) -> list[Reason]:
    """Say which address has to be mended before its channels can be used again."""
    bounces = dict.fromkeys(
        b for c in case.world.channels.values() if (b := bounced(case, c)) is not None
    )
    return [
        Reason("reach", f"{said_bounce(case, b).capitalize()}; find the right one.")
        for b in bounces
    ]


def _another_way(outlook: Outlook, chosen: Option, ranked: list[Option]) -> list[Reason]:
    """Say why this channel, where the mix or rings in vain turned the choice from the usual one."""
    case, step, channels = outlook.case, outlook.step, outlook.case.world.channels
    label = channels[chosen.channel].label
    if outlook.must_ring_off and not channels[chosen.channel].live:
        tries = len(case.history.attempts)
        return [
            Reason(
                "attempts",
                f"{case.who} did not pick up {times(tries)} in a row; so {an(label)} now.",
            )
        ]
    if step.fixed or step.owed or step.channels or not case.outbound:
        return []
    if outlook.quiet:
        return [
            Reason(
                "mix",
                f"{case.who} did not answer {times(case.history.streak)} in a row; so a channel other than the last two.",
            )
        ]
    chosen_line = channels[chosen.channel].by
    same_line = next((o for o in ranked if channels[o.channel].by == outlook.last_line), None)
    if chosen_line == outlook.last_line or same_line is None:
        return []
    if outlook.rank(same_line)[:MIX_DECIDES] > outlook.rank(chosen)[:MIX_DECIDES]:
        return []
    last = channels[case.outbound[-1].counts_as].label
    return [Reason("mix", f"Your last one was {an(last)}; so {an(label)} this time.")]


def _relaxed(case: Case, reason: Reason) -> Reason:
    """Say that a rule gave way because no other way is left, and what is missing."""
    if reason.rule == "fresh":
        return Reason(
            "fresh",
            f"No other words are left for {case.who}, so these are used again; write another script.",
        )
    needs = [n for c in case.world.channels.values() for n in lacks(case, c)]
    nouns = [f"no {NEEDED[need][1]}" for need in dict.fromkeys(needs)]
    missing = f"; {case.prospect.path} has {a_list(nouns)}" if nouns else ""
    bounces = [b for c in case.world.channels.values() if (b := bounced(case, c))]
    if bounces:
        missing += f"; {said_bounce(case, bounces[0])}"
    return Reason("mix", f"No other channel reaches {case.who} now{missing}.")


def _unreachable(case: Case) -> list[Reason]:
    found = []
    for name, channel in case.world.channels.items():
        why = why_unreachable(case, name) if channel.by != "person" else None
        if why:
            found.append(Reason(why[0], f"{why[1][0].upper()}{why[1][1:]}."))
    return found


def _no_way(case: Case, step: Step, refused: list[Reason]) -> tuple[Reason, ...]:
    found = _distinct([*refused, *_unreachable(case)])
    if not case.world.candidates(stage_of(case), step.purposes, step.moment):
        found = []
    if not found:
        what = a_list(list(step.purposes))
        found = [
            Reason(
                "valid-purpose",
                f"The library has no script for {case.who} whose purpose is {what}.",
            )
        ]
    return tuple(found)


def _distinct(reasons: Iterable[Reason]) -> list[Reason]:
    return list(dict.fromkeys(reasons))
