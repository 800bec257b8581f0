"""The rules of tact: one ordered tuple, each with its name, its sentence and where it comes from.

Adding a rule is one function, its entry here, and its case file. A rule asks for a step
(`asks`), forbids a draft (`forbids`), speaks against it while another way is left (`avoids`),
or forbids it on a day (`forbids_on`). All but `asks` have one signature: a draft in, a sentence
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
    """One rule: what it says to the user, where it comes from, which numbers it reads."""

    name: str
    sentence: str
    source: str
    numbers: tuple[str, ...] = ()
    asks: tuple[Callable[[Case], Step | None], ...] = ()
    forbids: Verdict | None = None
    avoids: Verdict | None = None
    forbids_on: Verdict | None = None


RULES: tuple[Rule, ...] = (
    Rule(
        "answer",
        "What they wrote or asked is answered within one business day, and what you promised is done by its date.",
        "common decency: the hottest lead must not cool by rule",
        asks=(owed.answer, owed.promise),
    ),
    Rule(
        "first-note",
        "After any meeting a short handwritten note, quoting something said there, is posted within 24 hours; more than four days late it lapses.",
        "003",
        ("tact.first_note_hours", "tact.note_words"),
        asks=(owed.first_note,),
    ),
    Rule(
        "opt-out",
        "Who opts out of a channel is never reached by it again, nor by anything else on that line.",
        "law and decency",
        forbids=verdicts.opt_out,
    ),
    Rule(
        "reach",
        "A channel is used only where its address is known and has not bounced.",
        "field practice",
        forbids=verdicts.reach,
    ),
    Rule(
        "no-form-letter",
        "A script whose required slots are empty is not sent; nor are personal words without a person.",
        "003",
        forbids=verdicts.no_form_letter,
    ),
    Rule(
        "no-checking-in",
        'Scripts that only "check in", "touch base" or "see how it is going" are refused.',
        "004",
    ),
    Rule(
        "one-ask",
        "At most one ask in a touch, none in the thank-you note; a script stays within its words.",
        "002",
        ("tact.script_words",),
    ),
    Rule(
        "call-to-action",
        "A touch that gives value may end in one small call to action: call me, let us meet, coffee.",
        "000",
    ),
    Rule(
        "same-channel",
        "Until they have responded once after the first meeting, use the channel that first worked.",
        "002",
    ),
    Rule(
        "live-first",
        "To a new contact a call is a live talk: no voicemail; an unanswered ring is only an attempt.",
        "002",
        forbids=verdicts.live_first,
    ),
    Rule(
        "attempts",
        "At most three rings in a row, two business days apart at different hours; then another way.",
        "nobody is rung every day",
        ("tact.attempts_in_a_row", "cadences.met.attempts", "cadences.met.attempts_within_bd"),
        forbids=verdicts.attempts,
        forbids_on=verdicts.ring_apart,
    ),
    Rule(
        "valid-purpose",
        "Every touch has a purpose and, but for thanks, answers, status and goodbyes, gives something of value.",
        "000, 002, 004",
        ("cadences.met.gap_bd",),
    ),
    Rule(
        "callback",
        "Who names a date is called slightly before it; nothing else is planned while they wait.",
        "000, 002",
        ("tact.callback_fraction", "tact.callback_early_max_days"),
        asks=(owed.callback,),
        forbids=verdicts.in_writing,
    ),
    Rule(
        "rhythm",
        "Those with no work for you now hear something of value every 30 to 42 days.",
        "004",
        ("cadences.almost.gap_days", "cadences.deferred.gap_days"),
    ),
    Rule(
        "persistence",
        "From the fifth unreturned touch on a goodbye may follow, not before; sales take several touches.",
        "001, 003",
        ("tact.breakup_after", "tact.planning_range"),
    ),
    Rule(
        "dropped",
        "A live prospect left after one or two unreturned touches is listed.",
        "001",
    ),
    Rule(
        "mix",
        "No more than two touches in a row by one channel; after three unreturned, none of the last two.",
        "003",
        ("tact.quiet_after",),
        avoids=verdicts.mix,
    ),
    Rule(
        "fresh",
        "No shelf item twice to anybody, and no script within 180 days while another fits.",
        "000",
        ("tact.fresh_days",),
        avoids=verdicts.fresh,
    ),
    Rule(
        "stay-or-go",
        "After five unreturned touches over three channels one goodbye: close their file, or ask on the machine after hours whether to stay or go.",
        "001, 003",
        ("tact.breakup_after", "tact.breakup_channels"),
        forbids_on=verdicts.stay_or_go,
    ),
    Rule(
        "rest",
        "After an unanswered goodbye 90 days of nothing, then one thing of value at a time.",
        "001",
        ("tact.rest_days", "tact.rest_every_days"),
    ),
    Rule(
        "gift-of-clarity",
        "A no gets one thank-you and then silence.",
        "003",
        asks=(owed.thanks_for_a_no,),
    ),
    Rule(
        "rehearse",
        "A voicemail shows its reading time and is practised before it is left.",
        "003",
    ),
    Rule(
        "lead-time",
        "What must arrive is prepared ahead; a call follows the parcel's delivery, not its dispatch.",
        "003, and users' complaints",
        asks=(owed.delivery_call,),
        forbids_on=verdicts.lead_time,
    ),
    Rule(
        "event-in-time",
        "An invitation goes out at least ten days before the event and never after it.",
        "003, 004",
        ("tact.event_notice_days",),
        asks=(owed.event_reminder,),
        forbids_on=verdicts.event_in_time,
    ),
    Rule(
        "breathing-room",
        "One touch a day to one person, two business days apart, and few in any 14 days.",
        "000, 001",
        ("tact.min_gap_bd", "tact.max_in_14_days"),
        forbids_on=verdicts.breathing_room,
    ),
    Rule(
        "working-time",
        "Calls and arrivals on business days of both, in shared hours; everything on your working days.",
        "field practice",
        ("working_time.days", "working_time.away", "tact.office_hours"),
        forbids_on=verdicts.working_time,
    ),
    Rule(
        "quiet-days",
        "Around the turn of the year no calls, asks or goodbyes; notes, thanks and answers are welcome.",
        "decency",
        ("tact.quiet_days",),
        forbids_on=verdicts.quiet_days,
    ),
    Rule(
        "one-door",
        "Two people at one firm are not contacted within three business days without saying so.",
        "field practice",
        ("tact.one_door_bd",),
    ),
    Rule(
        "capacity",
        "No day holds more than you can do; what does not fit moves by priority and says so.",
        "000",
        ("capacity", "tact.catch_up_per_day"),
    ),
    Rule(
        "gift-budget",
        "Gifts stay within the month's budget and the year's cap for one person.",
        "field practice",
        ("budget.per_month", "budget.per_prospect_year"),
        forbids=verdicts.gift_budget,
    ),
)

FORBIDS = tuple((r.name, r.forbids) for r in RULES if r.forbids)
AVOIDS = tuple((r.name, r.avoids) for r in RULES if r.avoids)
FORBIDS_ON = tuple((r.name, r.forbids_on) for r in RULES if r.forbids_on)
