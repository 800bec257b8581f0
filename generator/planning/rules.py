"""The rules of tact at work: one ordered tuple that binds each rule to what it does.

`model/rules.py` has their sentences and sources. Adding a rule is one function, its entry in
both tables, and its case file. A rule asks for a step
(`asks`), closes a channel whatever the words (`closes`), forbids a draft (`forbids`), speaks
against it while another way is left (`avoids`), or forbids it on a day (`forbids_on`). All but `asks` have one signature: a draft in, a sentence
out, or nothing. Rules that weigh many people against each other (capacity, one-door) act in
`placement`; those about the words themselves act in the linter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.planning import owed, verdicts
from generator.planning.draft import Draft
from generator.planning.step import Step
from generator.planning.world import Case

Verdict = Callable[[Draft], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule at work: what it asks for, closes, forbids and speaks against."""

    name: str
    asks: tuple[Callable[[Case], Step | None], ...] = ()
    closes: Verdict | None = None
    forbids: Verdict | None = None
    avoids: Verdict | None = None
    forbids_on: Verdict | None = None


RULES: tuple[Rule, ...] = (
    Rule("answer", asks=(owed.answer, owed.promise)),
    Rule("first-note", asks=(owed.first_note,)),
    Rule("no-form-letter", forbids=verdicts.no_form_letter),
    Rule("same-channel"),
    Rule("live-first", closes=verdicts.live_first),
    Rule(
        "attempts",
        closes=verdicts.attempts,
        forbids_on=verdicts.ring_apart,
    ),
    Rule("valid-purpose"),
    Rule("no-checking-in"),
    Rule("one-ask"),
    Rule("call-to-action"),
    Rule("fresh", avoids=verdicts.fresh),
    Rule("mix", avoids=verdicts.mix),
    Rule(
        "breathing-room",
        forbids_on=verdicts.breathing_room,
    ),
    Rule("one-door"),
    Rule("rhythm"),
    Rule(
        "callback",
        asks=(owed.callback,),
        closes=verdicts.in_writing,
    ),
    Rule("persistence"),
    Rule("dropped"),
    Rule(
        "stay-or-go",
        closes=verdicts.a_message,
        forbids_on=verdicts.stay_or_go,
    ),
    Rule("rest"),
    Rule("gift-of-clarity", asks=(owed.thanks_for_a_no,)),
    Rule("opt-out", closes=verdicts.opt_out),
    Rule("reach", closes=verdicts.reach),
    Rule("rehearse"),
    Rule("lead-time", asks=(owed.delivery_call,), forbids_on=verdicts.lead_time),
    Rule(
        "event-in-time",
        asks=(owed.event_reminder,),
        forbids_on=verdicts.event_in_time,
    ),
    Rule(
        "working-time",
        forbids_on=verdicts.working_time,
    ),
    Rule("quiet-days", forbids_on=verdicts.quiet_days),
    Rule("capacity", closes=verdicts.capacity),
    Rule(
        "gift-budget",
        forbids=verdicts.gift_budget,
    ),
)

ASKS = tuple(ask for r in RULES for ask in r.asks)
CLOSES = tuple((r.name, r.closes) for r in RULES if r.closes)
FORBIDS = tuple((r.name, r.forbids) for r in RULES if r.forbids)
AVOIDS = tuple((r.name, r.avoids) for r in RULES if r.avoids)
FORBIDS_ON = tuple(
    (r.name, r.forbids_on)
    for r in sorted(RULES, key=lambda r: r.name not in {"working-time", "quiet-days"})
    if r.forbids_on
)
"""The calendars are asked first: they say most plainly why a day is out of the question."""
