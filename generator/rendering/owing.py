"""By which day words were owed: so that a letter that comes late says so, and no other does.

A promise has its day, and so has whoever named a date; a question waits one business day, as the
plan counts them. All other words are owed on no day, and so they are never late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.answering import promise_meant
from generator.model.history import History
from generator.model.plan import Action
from generator.model.prospect import Prospect
from generator.model.script import Script
from generator.rendering import speech

LATE = "late"
"""The slot that is tested by words which say so themselves."""


@dataclass(frozen=True, slots=True)
class Owed:
    """The day that was said, and the last one that counts as kept: they may name a Sunday."""

    due: date
    limit: date

    def is_late(self, on: date) -> bool:
        """Whether words that go out on this day come too late."""
        return on > self.limit


def owed_in(
    script: Script, prospect: Prospect, history: History, step: Action | None
) -> Owed | None:
    """Give when the words are owed; `step` is what the plan makes of the question or the date."""
    promise = promise_meant(script, history)
    if promise:
        return Owed(promise.by, promise.by)
    if step is None:
        return None
    if step.moment == "callback" and prospect.callback:
        return Owed(prospect.callback, max(prospect.callback, step.window.latest))
    if step.purpose == "answer" and history.unanswered:
        return Owed(step.window.latest, step.window.latest)
    return None


def is_owed_as(action: Action, script: Script) -> bool:
    """Whether an action keeps what other words of the same kind would keep."""
    if action.do != "touch":
        return False
    if script.when == "callback":
        return action.moment == "callback"
    return script.purpose == "answer" == action.purpose and action.moment != "callback"


def say_late(script: Script, owed: Owed | None, on: date, step: Action | None) -> str:
    """Tell whoever sends words that come late and say nothing of it themselves."""
    if owed is None or LATE in script.slots or not owed.is_late(on):
        return ""
    named = step is not None and step.moment == "callback"
    gone = (
        "The day they named has gone by" if named else f"This was due by {speech.say_day(owed.due)}"
    )
    return f"{gone}: say so in your first sentence."
