"""What to give along with a script where no plan says it: the thing that suits somebody best.

It is chosen as the planner chooses: of the right kind, about what the script is about, not given
before, still good; what troubles somebody weighs twice what they like. A thing of which the shelf
does not say what the words print, its note or its link, comes after all that it does say it of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from generator.model.history import History
from generator.model.policy import Policy
from generator.model.prospect import Prospect
from generator.model.script import Script
from generator.model.shelf import Item
from generator.rendering.needing import unsaid


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who is to be given something, on a day."""

    prospect: Prospect
    history: History
    policy: Policy
    today: date


def best_item(shelf: Iterable[Item], script: Script, receiver: Receiver) -> Item | None:
    """Give the thing that suits best; None where nothing does, or the script gives nothing."""
    about = folded(script.topics)
    fitting = [
        item
        for item in shelf
        if item.kind == script.gives
        and (not about or about & folded(item.topics))
        and _suits(item, receiver)
    ]
    return min(fitting, key=lambda item: _rank(script, item, receiver.prospect), default=None)


def folded(words: Iterable[str]) -> frozenset[str]:
    """Fold topics for comparison: letters in one case, no blanks around."""
    return frozenset(word.casefold().strip() for word in words)


def is_gone(item: Item, today: date) -> bool:
    """Whether an event is over, or a thing is out of date."""
    return any(day is not None and day < today for day in (item.date, item.expires))


def _suits(item: Item, receiver: Receiver) -> bool:
    given = {touch.item for touch in receiver.history.real}
    if item.id in given or is_gone(item, receiver.today):
        return False
    if item.kind == "event" and not _may_come(item, receiver):
        return False
    topics, cares = folded(item.topics), _cares(receiver.prospect)
    return not topics or not cares or bool(topics & cares)


def _may_come(event: Item, receiver: Receiver) -> bool:
    """Whether an invitation still goes out in time (rule event-in-time), and not abroad."""
    notice = timedelta(days=receiver.policy.tact.event_notice_days)
    too_late = event.date is None or receiver.today > event.date - notice
    too_late = too_late or (event.rsvp_by is not None and receiver.today >= event.rsvp_by)
    return not too_late and event.is_within_reach(
        receiver.prospect.country, receiver.policy.me.country
    )


def _rank(script: Script, item: Item, prospect: Prospect) -> tuple[bool, int, date, float, str]:
    topics = folded(item.topics)
    liked, hard = topics & folded(prospect.interests), topics & folded(prospect.challenges)
    fit = 2 * len(hard) + len(liked)
    return bool(unsaid(script, item)), -fit, item.date or date.max, item.cost, item.id


def _cares(prospect: Prospect) -> frozenset[str]:
    return folded((*prospect.interests, *prospect.challenges))
