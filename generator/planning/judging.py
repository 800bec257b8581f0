"""Judging: what the rules say of a draft, of a channel and of a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from generator.model.plan import Reason
from generator.planning.calendars import ONE_DAY
from generator.planning.draft import Draft
from generator.planning.rules import AVOIDS, CLOSES, FORBIDS, FORBIDS_ON
from generator.planning.verdicts import arrival, working_time
from generator.planning.world import IS_THE_TOUCH

NEAR = timedelta(days=7)
"""A channel that opens this soon after the window is worth the wait, for the sake of the mix."""
FIXED_NEAR = timedelta(days=28)
"""A fixed step waits this long for its own channel: quiet days and a leave together."""
SATURDAY = 5
NO_DAY_IN_THE_WINDOW = 5
"""The place of this fault among what speaks against a draft."""


def closing(draft: Draft) -> Reason | None:
    """Give what closes a whole channel, whatever the words."""
    for name, closes in CLOSES:
        says = closes(draft)
        if says:
            return Reason(name, says)
    return None


def forbidding(draft: Draft) -> Reason | None:
    """Give what forbids a draft on any day."""
    for name, forbids in FORBIDS:
        says = forbids(draft)
        if says:
            return Reason(name, says)
    return None


def speaking_against(draft: Draft) -> tuple[Reason | None, ...]:
    """What speaks against a draft, weightiest first.

    No day near the window at all, a fixed step's own channel, words about a thing that they cannot
    have, the mix, nothing to give, no day within the window, the same words again, and of channels
    that the mix speaks against all alike the very last one.
    """
    said = {name: says for name, avoids in AVOIDS if (says := avoids(draft))}
    mix = Reason("mix", said["mix"]) if "mix" in said else None
    stale = Reason("fresh", said["fresh"]) if "fresh" in said else None
    far, missed = _no_day(draft)
    lacking = _nothing_to_give(draft)
    hollow = lacking if draft.option.script.gives in IS_THE_TOUCH else None
    repeated = mix if mix and draft.case.outbound[-1].counts_as == draft.option.channel else None
    return (far, _off_the_steps(draft), hollow, mix, lacking, missed, stale, repeated)


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
    says = f"Nothing on the shelf that goes with it suits {draft.case.who}."
    return Reason("valid-purpose", says)


def _no_day(draft: Draft) -> tuple[Reason | None, Reason | None]:
    """Say why neither the window nor the days soon after it have one for this draft from now on.

    The second is said where the window alone has none.
    """
    start = max(draft.step.window.earliest, draft.case.now)
    if draft.case.is_used_up(start):
        start += ONE_DAY
    last = max(draft.step.window.latest, draft.case.both.on_or_after(start), _on_its_way(draft))
    if legal_day(draft, start, last):
        return None, None
    soon = last + (FIXED_NEAR if draft.step.fixed else NEAR)
    if legal_day(draft, last + ONE_DAY, soon):
        return None, _telling_refusal(draft, start, last)
    far = _telling_refusal(draft, start, soon)
    return far, far


def _on_its_way(draft: Draft) -> date:
    """Give the day on which what was prepared is there: it is not dropped for being slow."""
    there = arrival(draft) if draft.option.prepared else None
    return draft.case.both.on_or_after(there) if there else date.min


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
    return legal_day(draft, start, latest) or _telling_refusal(draft, start, latest)


def legal_day(draft: Draft, start: date, latest: date) -> date | None:
    """Give the first day from `start` to `latest` on which the draft is legal."""
    while start <= latest:
        if is_legal(draft, start):
            return start
        start += ONE_DAY
    return None


def _telling_refusal(draft: Draft, start: date, latest: date) -> Reason:
    """Give what refused the last day on which both work, as it is said of the first such day.

    Where they never both work, what the last day says.
    """
    backwards = list(_days(start, latest))[::-1]
    telling = next(_telling(draft, backwards), None)
    if telling:
        return next(r for r in _telling(draft, _days(start, latest)) if r.rule == telling.rule)
    idle = (r for day in backwards if (r := refusal_on(draft.on(day))))
    return next(idle, Reason("working-time", "No day is left in the window."))


def _telling(draft: Draft, days: Iterable[date]) -> Iterator[Reason]:
    calendar = draft.case.mine if draft.step.on_my_days else draft.case.both
    for day in days:
        refusal = refusal_on(draft.on(day))
        if refusal and (refusal.rule != "working-time" or calendar.works(day)):
            yield refusal


def refusals_between(draft: Draft, start: date, latest: date) -> list[Reason]:
    """Give for each rule that kept the draft from these days its last sentence; weekends aside.

    A rule is named where it alone refused a day; of several that refused the same, the one that
    refused most. A day on which both work and have no hour says more than a day off.
    """
    calendar = draft.case.mine if draft.step.on_my_days else draft.case.both
    refused = [(day, found) for day in _days(start, latest) if (found := _refusals(draft.on(day)))]
    no_hour = any("working-time" in found and calendar.works(day) for day, found in refused)
    if no_hour:
        refused = [one for one in refused if calendar.works(one[0]) or len(one[1]) > 1]
    told = [
        found for day, found in refused if day.weekday() < SATURDAY or "working-time" not in found
    ]
    named = {rule for found in told if len(found) == 1 for rule in found}
    while left := [rule for found in told if named.isdisjoint(found) for rule in found]:
        named.add(max(dict.fromkeys(left), key=left.count))
    last: dict[str, Reason] = {}
    for found in told:
        for rule in named.intersection(found):
            last.pop(rule, None)
            last[rule] = Reason(rule, found[rule])
    return list(last.values())


def _refusals(draft: Draft) -> dict[str, str]:
    """Give every rule that forbids the draft on its day, with its sentence."""
    return {name: says for name, forbids_on in FORBIDS_ON if (says := forbids_on(draft))}


def _days(start: date, latest: date) -> Iterator[date]:
    while start <= latest:
        yield start
        start += ONE_DAY


def legal_days(draft: Draft, start: date, latest: date) -> list[date]:
    """Give every day from `start` to `latest` on which the draft is legal."""
    return [day for day in _days(start, latest) if is_legal(draft, day)]


def is_legal(draft: Draft, day: date) -> bool:
    """Whether the draft is legal on a day. The calendars come first: they cost no sentence."""
    case = draft.case
    calendar = case.mine if draft.step.on_my_days else case.both
    return calendar.works(day) and not _is_forbidden(draft.on(day))


def _is_forbidden(draft: Draft) -> bool:
    for _, forbids_on in FORBIDS_ON:  # noqa: SIM110 — asked for every day: a generator costs
        if forbids_on(draft):
            return True
    return False
