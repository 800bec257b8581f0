"""The rules of tact by name: what each says in one sentence, and where it comes from.

The planner names them in its reasons; pages and terminal tell the user what stands behind a name.
"000" to "004" are the five articles that this playbook grew out of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NUMBERS: Mapping[str, tuple[str, ...]] = {
    "first-note": (
        "tact.first_note_hours",
        "tact.note_words",
    ),
    "attempts": (
        "tact.attempts_in_a_row",
        "cadences.met.attempts",
        "cadences.met.attempts_within_bd",
    ),
    "valid-purpose": ("cadences.met.gap_bd",),
    "one-ask": (
        "tact.script_words",
        "tact.note_words",
    ),
    "no-form-letter": ("tact.quotes_per_year",),
    "fresh": ("tact.fresh_days",),
    "mix": ("tact.quiet_after",),
    "breathing-room": (
        "tact.min_gap_bd",
        "tact.max_in_14_days",
    ),
    "one-door": ("tact.one_door_bd",),
    "rhythm": (
        "cadences.almost.gap_days",
        "cadences.deferred.gap_days",
    ),
    "callback": (
        "tact.callback_fraction",
        "tact.callback_early_max_days",
    ),
    "persistence": (
        "tact.breakup_after",
        "tact.planning_range",
    ),
    "stay-or-go": (
        "tact.breakup_after",
        "tact.breakup_channels",
    ),
    "rest": (
        "tact.rest_days",
        "tact.rest_every_days",
    ),
    "event-in-time": ("tact.event_notice_days",),
    "working-time": (
        "working_time.days",
        "working_time.away",
        "tact.office_hours",
    ),
    "quiet-days": ("tact.quiet_days",),
    "capacity": (
        "capacity",
        "tact.catch_up_per_day",
    ),
    "gift-budget": (
        "budget.per_month",
        "budget.per_prospect_year",
    ),
}
"""The keys of `playbook.yml` that each rule reads."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `title` heads its page, `says` is a sentence, `source` says where it comes from.

    `numbers` are the keys of `playbook.yml` that it reads.
    """

    name: str
    title: str
    says: str
    source: str
    numbers: tuple[str, ...] = ()


def _rules(*entries: tuple[str, str, str, str]) -> Mapping[str, Rule]:
    rules = (Rule(*entry, NUMBERS.get(entry[0], ())) for entry in entries)
    return {rule.name: rule for rule in rules}


RULES: Mapping[str, Rule] = _rules(
    (
        "answer",
        "Answers and promises",
        (
            "What they wrote or asked is answered within one business day, and what you promised"
            " is done by its date."
        ),
        "common decency",
    ),
    (
        "first-note",
        "The note after a meeting",
        (
            "After a meeting a short handwritten note goes out within 24 hours and quotes something"
            " that was said there."
        ),
        "article 003",
    ),
    (
        "no-form-letter",
        "No form letters",
        "Words with an empty place are not sent, nor one sentence of theirs time and again.",
        "article 003",
    ),
    (
        "same-channel",
        "The channel that first worked",
        "Until they have answered once after the first meeting, use the channel that first worked.",
        "article 002",
    ),
    (
        "live-first",
        "First calls are live",
        "A call to someone new is a live talk: no voicemail is left.",
        "article 002",
    ),
    (
        "attempts",
        "Rings without an answer",
        (
            "Nobody is rung more than a few times in a row; then the step is made another way."
            " A stranger who never answered is rung once a step from then on."
        ),
        "article 002, and field practice",
    ),
    (
        "valid-purpose",
        "A purpose each time",
        (
            "Every touch has a purpose and, unless it thanks, answers or asks where things stand,"
            " gives something of value."
        ),
        "articles 000, 002 and 004",
    ),
    ("no-checking-in", "No checking in", "Words that only check in are not sent.", "article 004"),
    (
        "one-ask",
        "One ask, few words",
        "One touch asks for one thing at most, a thank-you note for nothing, and words stay short.",
        "article 002",
    ),
    (
        "call-to-action",
        "A small invitation to act",
        "A touch that gives something may end in one small invitation to act.",
        "article 000",
    ),
    (
        "fresh",
        "Nothing twice",
        "Nobody is given the same thing twice, nor hears the same words again while others fit.",
        "article 000",
    ),
    (
        "mix",
        "Channels in turn",
        "No more than two touches in a row go by one channel while another reaches them.",
        "article 003",
    ),
    (
        "breathing-room",
        "Room to breathe",
        "Touches keep some days between them, and a fortnight holds only a few.",
        "articles 000 and 001",
    ),
    (
        "one-door",
        "Two people at one firm",
        "Two people at one firm are not contacted within a few days of each other unawares.",
        "field practice",
    ),
    (
        "rhythm",
        "The steady rhythm",
        "Those with no work for you now hear from you in a steady rhythm, about every five weeks.",
        "article 004",
    ),
    (
        "callback",
        "The date they named",
        "Who named a date hears a little before it, never after; whom you put off, not before.",
        "articles 000 and 002",
    ),
    (
        "persistence",
        "Not giving up early",
        "Everybody open has a next touch; no goodbye before several in a row came back unanswered.",
        "articles 001 and 003",
    ),
    (
        "dropped",
        "Nobody dropped",
        "Nobody is left after one or two touches without a next date.",
        "article 001",
    ),
    (
        "stay-or-go",
        "Stay or go?",
        "After several unanswered touches by different channels, ask once: stay or go?",
        "articles 000, 001 and 003",
    ),
    (
        "rest",
        "Rest after a goodbye",
        (
            "After a goodbye that stayed unanswered they are left in peace; then something of value"
            " comes, seldom."
        ),
        "articles 001 and 004",
    ),
    (
        "gift-of-clarity",
        "Thanks for a no",
        "A no gets one thank-you and then silence.",
        "article 003",
    ),
    (
        "opt-out",
        "Who asked for silence",
        "Who asked not to be contacted by a line is not contacted by it.",
        "law and decency",
    ),
    (
        "reach",
        "What reaches them",
        "A channel is used only where its address is known and nothing sent there came back.",
        "field practice",
    ),
    (
        "rehearse",
        "Voicemails are practised",
        "A voicemail is practised aloud before it is left.",
        "article 003",
    ),
    (
        "lead-time",
        "Ordered in time",
        "What must arrive on a day is ordered, booked or written early enough.",
        "article 003, and field practice",
    ),
    (
        "event-in-time",
        "Invitations in time",
        "An invitation goes out well before the event, never after it; who comes is reminded.",
        "articles 003 and 004",
    ),
    (
        "working-time",
        "Working days and hours",
        "Calls and arrivals fall on working days of both sides and in hours when both can talk.",
        "field practice",
    ),
    (
        "quiet-days",
        "The turn of the year",
        "Around the turn of the year there are no calls, no asks and no goodbyes.",
        "decency",
    ),
    (
        "capacity",
        "What a day holds",
        "No day holds more than you can do; what does not fit or can wait moves by priority.",
        "article 000: everything is built around the calls",
    ),
    (
        "gift-budget",
        "The budget for gifts",
        "Gifts stay within the month's budget and within the year's for one person.",
        "field practice",
    ),
)


def rule_named(name: str) -> Rule | None:
    """Give the rule of this name; None for a name that only the planner knows."""
    return RULES.get(name)
