"""Explaining: why this channel, these words and this thing, in the order in which rules spoke.

No sentence is said that the choice did not cause: what stood above the option chosen, what gave
way for it, and what made it fit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.occasions import DATED_REASONS
from generator.model.plan import Reason
from generator.model.prospect import Touch
from generator.planning.draft import Option
from generator.planning.outlook import MIX_DECIDES, Outlook, Ranked
from generator.planning.reach import (
    NEEDED,
    bounced,
    is_new_contact,
    lacks,
    said_bounce,
    why_unreachable,
)
from generator.planning.saying import a_list, an, in_a_row, times
from generator.planning.standing import stage_of
from generator.planning.step import Step
from generator.planning.world import Case, once

BEGINNINGS = frozenset(
    {"A", "An", "No", "Nothing", "On", "Replies", "There", "This", "You", "Your"}
)
"""Words with which the rules begin a sentence, where it is no name."""
KINDS_SAID = {"person": "introduction"}
"""How a kind of the shelf is called, where it is not called by its own name."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What came of every option: the one chosen and what speaks against it, the others above it."""

    outlook: Outlook
    ranked: list[Ranked]
    chosen: Option
    against: tuple[Reason, ...]
    passed_over: list[tuple[Option, tuple[Reason, ...]]]
    refused: list[tuple[Option, Reason]]
    dayless: tuple[Option, ...]


def explain(verdicts: Verdicts) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Give the reasons of a choice, in order, and everything that was refused on the way."""
    case, step, chosen = verdicts.outlook.case, verdicts.outlook.step, verdicts.chosen
    relaxed = _distinct(r for r in verdicts.against if r.rule in {"mix", "fresh"})
    silent = {reason.rule for reason in verdicts.against}
    passed_over = [
        _said_of(case, option, reason, chosen)
        for option, reason in _quickest(
            (option, reason)
            for option, reasons in verdicts.passed_over
            for reason in [r for r in reasons if r.rule not in silent][:1]
        )
        if reason.rule != "fresh" or option.channel == chosen.channel
    ]
    closed = [(o, r) for o, r in verdicts.refused if not _is_none_of_theirs(case, o, r)]
    bounces = {r: bounce for o, r in closed if (bounce := _bounce_behind(case, o, r))}
    telling = [r for o, r in closed if r not in bounces and _tells(case, step, o, r)]
    telling += _came_back(case, bounces.values())
    above = _distinct(r for r in telling + passed_over if r.rule not in silent)
    reasons = [*above, *(_relaxed(case, step, reason) for reason in relaxed), *_fitting(verdicts)]
    turned = [] if relaxed else _another_way(verdicts)
    told = {reason.rule for reason in turned}
    refused = (*(r for _, r in closed), *passed_over, *_unreachable(case))
    kept = (*turned, *(r for r in reasons if r.rule not in told))
    return kept, tuple(_by_cause(case, _distinct(refused)))


def _is_none_of_theirs(case: Case, option: Option, refusal: Reason) -> bool:
    """Whether a machine is closed to who has no telephone: that it is one too many needs no word."""
    return refusal.rule == "live-first" and why_unreachable(case, option.channel) is not None


def _quickest(ways: Iterable[tuple[Option, Reason]]) -> list[tuple[Option, Reason]]:
    """Of all that a channel could not bring in time, leave the one that would be there first."""
    found, first = list(ways), dict[str, Option]()
    for option, reason in found:
        if reason.rule == "lead-time":
            first[option.channel] = min(
                first.get(option.channel, option), option, key=lambda way: way.lead_days
            )
    return [(o, r) for o, r in found if r.rule != "lead-time" or first[o.channel] is o]


def _tells(case: Case, step: Step, option: Option, refusal: Reason) -> bool:
    """Whether it is worth saying that this way was closed: nobody expects words for a nameless firm."""
    if refusal.rule == "reach":
        return option.channel in step.channels
    return refusal.rule != "no-form-letter" or not case.prospect.name


def _fitting(verdicts: Verdicts) -> list[Reason]:
    """Say why this channel and this thing suit them."""
    case, step, chosen = verdicts.outlook.case, verdicts.outlook.step, verdicts.chosen
    reasons = []
    began = step.channels and step.channels[0] == chosen.channel == case.prospect.first_contact
    if began and is_new_contact(case, stage_of(case)):
        label = case.world.channels[chosen.channel].label
        so = f"so {case.who} hears from you the same way"
        says = (
            f"It began by {label}, {so}."
            if case.history.real
            else f"You noted that it begins by {label}."
        )
        reasons.append(Reason("same-channel", says))
    if step.moment in DATED_REASONS and chosen.script.when != step.moment:
        says = "These words do not speak of the dated reason; put it in a line of your own."
        reasons.append(Reason("valid-purpose", says))
    if chosen.item and chosen.fit:
        topics = a_list(sorted(case.world.topics[chosen.item.id] & case.taste.cares))
        says = f"“{chosen.item.title}” fits what {case.who} cares about: {topics}."
        reasons.append(Reason("valid-purpose", says))
    if chosen.item and chosen.item.topics and not case.taste.cares:
        says = (
            f"Nobody wrote down what {case.who} cares about, so “{chosen.item.title}” is a guess."
        )
        reasons.append(Reason("valid-purpose", says))
    if "item" in chosen.missing and not verdicts.outlook.is_limited:
        kind = KINDS_SAID.get(chosen.script.gives, chosen.script.gives)
        says = f"There is no {kind} on the shelf for {case.who} that they have not had; put something on it, or write what you know."
        reasons.append(Reason("fresh", says))
    return reasons


def _said_of(case: Case, option: Option, reason: Reason, chosen: Option) -> Reason:
    """Say of which channel a reason speaks, where it is not the one chosen."""
    if reason.rule in {"mix", "fresh"} or option.channel == chosen.channel:
        return reason
    label = case.world.channels[option.channel].label
    return Reason(reason.rule, f"Not {an(label)}: {_in_the_midst(reason.says)}")


def _in_the_midst(says: str) -> str:
    """Begin a sentence small where another one runs into it; names and days stay as they are."""
    return says[0].lower() + says[1:] if says.split(maxsplit=1)[0] in BEGINNINGS else says


def _bounce_behind(case: Case, option: Option, refusal: Reason) -> Touch | None:
    """Give the bounce that closed a way, or None where something else did."""
    channel = case.world.channels[option.channel]
    is_missing = refusal.rule != "reach" or lacks(case, channel)
    return None if is_missing else bounced(case, channel)


def _came_back(case: Case, bounces: Iterable[Touch]) -> list[Reason]:
    """Say which address has to be mended before its channels can be used again."""
    said = (said_bounce(case, bounce) for bounce in dict.fromkeys(bounces))
    return [Reason("reach", f"{s[0].upper()}{s[1:]}; find the right one.") for s in said]


def _another_way(verdicts: Verdicts) -> list[Reason]:
    """Say why this channel, where the mix or rings in vain turned the choice from the usual one."""
    outlook, chosen = verdicts.outlook, verdicts.chosen
    case, step, channels = outlook.case, outlook.step, outlook.case.world.channels
    label = channels[chosen.channel].label
    if outlook.must_ring_off and not channels[chosen.channel].live:
        tries = len(case.history.attempts)
        return [
            Reason(
                "attempts",
                f"{case.who} did not pick up{in_a_row(tries)}; so {an(label)} now.",
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
    same_line = next(
        (r for r in verdicts.ranked if channels[r.option.channel].by == outlook.last_line), None
    )
    if chosen_line == outlook.last_line or same_line is None:
        return []
    place = next(r.rank for r in verdicts.ranked if r.option is chosen)
    if same_line.rank[:MIX_DECIDES] > place[:MIX_DECIDES]:
        return []
    last = channels[case.outbound[-1].counts_as].label
    return [Reason("mix", f"Your last one was {an(last)}; so {an(label)} this time.")]


def _relaxed(case: Case, step: Step, reason: Reason) -> Reason:
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
    return Reason("mix", f"No {_other_channel(case, step)} now{missing}.")


def _other_channel(case: Case, step: Step) -> str:
    """Say what no channel but the last two does: reach them, or have words for the step as well."""
    channels, last_two = case.world.channels, {touch.counts_as for touch in case.outbound[-2:]}
    other = "other" if len(last_two) == 1 else "third"
    lines = {"person", *(channels[name].by for name in last_two)}
    reaching = {
        name for name, channel in channels.items()
        if channel.by not in lines and not why_unreachable(case, name)
    }  # fmt: skip
    words = case.world.candidates(stage_of(case), step.purposes, step.moment)
    if not reaching or any(name in reaching for name, _ in words):
        return f"{other} channel reaches {case.who}"
    return f"{other} channel that reaches {case.who} has words for this"


def _unreachable(case: Case) -> list[Reason]:
    found = []
    for name, channel in case.world.channels.items():
        why = why_unreachable(case, name) if channel.by != "person" else None
        if why:
            found.append(_sentence(*why))
    return found


def _by_cause(case: Case, reasons: list[Reason]) -> list[Reason]:
    """Name an address that is missing once, with all the channels that want it."""
    wanting = _wanting(case)
    found: dict[Reason, list[str]] = {}
    for reason in reasons:
        label, cause = wanting.get(reason, ("", reason))
        found.setdefault(cause, []).append(label)
    order = [label for label, _ in wanting.values()]
    return [
        Reason(cause.rule, _together(sorted(labels, key=order.index), cause.says))
        if labels[0]
        else cause
        for cause, labels in found.items()
    ]


@once
def _wanting(case: Case) -> dict[Reason, tuple[str, Reason]]:
    """Give for each sentence of a channel that cannot be used the channel's part and the cause."""
    found = {}
    for name in case.world.channels:
        why = why_unreachable(case, name)
        label, _, cause = why[1].partition(": ") if why else ("", "", "")
        if why and cause:
            found[_sentence(*why)] = (label, Reason(why[0], cause))
    return found


def _sentence(rule: str, says: str) -> Reason:
    return Reason(rule, f"{says[0].upper()}{says[1:]}.")


def _together(labels: list[str], cause: str) -> str:
    said = a_list(labels)
    return f"{said[0].upper()}{said[1:]}: {cause}."


def explain_no_way(case: Case, step: Step, refused: Iterable[Reason]) -> tuple[Reason, ...]:
    """Say why a step cannot be made at all, and what is missing."""
    found = _by_cause(case, _distinct([*refused, *_unreachable(case)]))
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
