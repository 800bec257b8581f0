"""Choice: by which channel, with which words, giving what.

Every way of making a step is an option. Options are ranked; rules forbid some and speak against
others while another way is left. What stood above the option chosen explains the choice.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.plan import Reason
from generator.planning.draft import Draft, Option
from generator.planning.explaining import Verdicts, explain, explain_no_way
from generator.planning.judging import NO_DAY_IN_THE_WINDOW, forbidding, speaking_against
from generator.planning.outlook import Outlook, Ranked
from generator.planning.step import Step
from generator.planning.world import Case

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Choice:
    """How a step is made, why so, and what was refused on the way.

    `dayless` has a way by each channel that no day within the window allowed, chosen or not.
    """

    step: Step
    option: Option
    because: tuple[Reason, ...]
    refused: tuple[Reason, ...]
    dayless: tuple[Option, ...] = ()


def choose(
    case: Case, step: Step, *, free: bool = False, without: frozenset[str] = NOTHING
) -> Choice | tuple[Reason, ...]:
    """Choose the best way to make `step`, or say why there is none.

    With `free`, only ways that cost nothing (the month's budget is spent); `without` things that
    others have taken, or that no day brings in time.
    """
    late = max(step.window.latest, case.now)
    day = step.middle if case.now <= step.middle else case.mine.on_or_after(late)
    outlook = Outlook(case, step, day, without | case.world.costly.keys() if free else without)
    ranked = [r for r in outlook.ranked() if not (free and _is_dear(case, r.option))]
    found = _weigh(outlook, ranked)
    if not isinstance(found, Verdicts):
        return explain_no_way(case, step, found)
    return Choice(step, found.chosen, *explain(found), found.dayless)


def _is_dear(case: Case, option: Option) -> bool:
    """Whether a way costs money, or lacks what costs money: a parcel with nothing in it is none."""
    kinds = case.world.costly.values()
    return bool(option.cost) or ("item" in option.missing and option.script.gives in kinds)


def _weigh(outlook: Outlook, ranked: list[Ranked]) -> Verdicts | list[Reason]:
    """Take the first option that nothing speaks against, else the one with the least against it."""
    refused: list[tuple[Option, Reason]] = []
    considered: list[tuple[Option, tuple[Reason, ...]]] = []
    penalties: list[tuple[bool, ...]] = []
    for _, option in ranked:
        verdict = _forbidden(outlook, option)
        if verdict:
            refused.append((option, verdict))
            continue
        against = speaking_against(Draft(outlook.case, outlook.step, option, outlook.day))
        considered.append((option, tuple(r for r in against if r)))
        penalties.append(tuple(r is not None for r in against))
        if not any(penalties[-1]):
            break
    if not considered:
        return [reason for _, reason in refused]
    best = penalties.index(min(penalties))
    dayless = {
        option.channel: option
        for (option, _), penalty in zip(reversed(considered), reversed(penalties), strict=True)
        if penalty[NO_DAY_IN_THE_WINDOW]
    }
    chosen, against = considered[best]
    ways = tuple(dayless.values())
    return Verdicts(outlook, ranked, chosen, against, considered[:best], refused, ways)


def _forbidden(outlook: Outlook, option: Option) -> Reason | None:
    draft = Draft(outlook.case, outlook.step, option, outlook.start)
    return outlook.closed.get(option.channel) or forbidding(draft)
