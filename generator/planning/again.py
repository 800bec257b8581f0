"""Choosing again: what was right when a step was opened may not be on the day it is made.

The month's money or an event's last place is gone, or no day brings a thing in time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.model.plan import Reason
from generator.planning.choice import Choice, choose
from generator.planning.due import Due
from generator.planning.judging import first_day
from generator.planning.ledger import Ledger
from generator.planning.saying import an


def affordable(due: Due, day: date, ledger: Ledger) -> Due | Reason:
    """Choose again where the month's money, or the event's last place, is gone.

    A reason: nothing else reaches them, so the step waits for the next month.
    """
    option = due.choice.option
    if option.prepared or is_affordable(due, day, ledger):
        return due
    full = ledger.sold_out(due.slug)
    if option.item and option.item.id in full:
        says = f"“{option.item.title}” has no place left."
        other = choose(due.case, due.choice.step, without=full)
        return _instead(due, other, Reason("event-in-time", says)) or due
    why = too_dear(due, day)
    return _instead(due, choose(due.case, due.choice.step, free=True, without=full), why) or why


def too_dear(due: Due, day: date) -> Reason:
    """Say that the month of a day has no money left for a step."""
    label, money = due.draft.channel.label, due.case.policy.budget.per_month
    what = (
        f"would exceed the {money:g} of {day:%B}" if money else "costs money, and no month has any"
    )
    return Reason("gift-budget", f"{an(label).capitalize()} {what}.")


def without_its_thing(due: Due, start: date, latest: date, why: Reason) -> tuple[Due, date] | None:
    """Choose again without a thing that no day brings in time, as an event too near.

    A leave of theirs or quiet days may leave an invitation no day, though the event itself is far
    enough.
    """
    item = due.choice.option.item
    other = choose(due.case, due.choice.step, without=frozenset({item.id})) if item else None
    following = _instead(due, other, why) if other else None
    if following is None:
        return None
    found = first_day(following.draft, start, latest)
    return None if isinstance(found, Reason) else (following, found)


def is_scarce(due: Due) -> bool:
    """Whether a way costs money, or one of the places of an event."""
    option = due.choice.option
    return bool(option.cost) or bool(option.item and option.item.capacity is not None)


def is_affordable(due: Due, day: date, ledger: Ledger) -> bool:
    """Whether the month's money and the event's places reach for one more."""
    option = due.choice.option
    item = option.item.id if option.item else None
    return ledger.can_spend(due.slug, day, option.cost) and ledger.has_seat(due.slug, item)


def _instead(due: Due, other: Choice | tuple[Reason, ...], why: Reason) -> Due | None:
    if isinstance(other, tuple):
        return None
    return _with(due, other, why)


def _with(due: Due, other: Choice, *why: Reason) -> Due:
    """Make the step another way; what was said of full days stays said."""
    full = (r for r in due.choice.because if r.rule == "capacity")
    return replace(due, choice=replace(other, because=(*full, *why, *other.because)))
