"""A tiny synthetic library and shelf: words for every channel, purpose and moment.

With it the planner always has something to say, so that a property never fails for want of words.
"""

from __future__ import annotations

from datetime import date, timedelta

from generator.model.channel import CHANNELS
from generator.model.script import Script
from generator.model.shelf import Item
from generator.model.text import MOMENTS, PURPOSES

GIVES = {
    "gift": ("book", "gift"),
    "invite": ("event",),
    "intro": ("person", "lead"),
}
GIVING = frozenset({"value", "ask", "movement"})
ONLY = {
    "gift": {"value", "movement", "thanks"},
    "invite": {"value", "movement", "ask"},
    "mailshot": {"value"},
    "intro": {"value", "movement"},
}
"""What these channels are good for; nobody says goodbye with a parcel."""


def script(
    channel: str, purpose: str, moment: str | None = None, gives: str = "none", turn: int = 0
) -> Script:
    """Make a script that needs nothing but its item."""
    name = "-".join(filter(None, (purpose, moment, gives if gives != "none" else "", str(turn))))
    return Script(
        title=f"{channel} {name}", channel=channel, purpose=purpose, when=moment, gives=gives,
        key=f"{channel}/{name}", body="Good morning. Here is something for you.", body_line=1,
        slots=frozenset(),
    )  # fmt: skip


def library() -> tuple[Script, ...]:
    """A script for every channel, purpose and moment, and a second one for no moment."""
    made = [
        script(channel, purpose, moment, gives, turn)
        for channel in CHANNELS
        if channel != "meeting"
        for purpose in PURPOSES
        if purpose in ONLY.get(channel, PURPOSES)
        for moment in (None, *MOMENTS)
        for gives in (_given(channel, purpose) if moment is None else _given(channel, purpose)[:1])
        for turn in range(2 if moment is None else 1)
    ]
    return tuple(sorted(made, key=lambda s: s.key))


def _given(channel: str, purpose: str) -> tuple[str, ...]:
    if purpose not in GIVING:
        return ("none",)
    return GIVES.get(channel, ("article", "advice"))


def shelf(today: date) -> tuple[Item, ...]:
    """Plenty to give, cheap and dear, quick and slow, and events on both sides of `today`."""
    made = [Item(id=f"article-{n:02d}", kind="article", title=f"Article {n}") for n in range(24)]
    made += [Item(id=f"advice-{n:02d}", kind="advice", title=f"Advice {n}") for n in range(12)]
    made += [
        Item(id=f"book-{n}", kind="book", title=f"Book {n}", cost=9 + 4 * n, lead_days=n + 2)
        for n in range(5)
    ]
    made += [
        Item(id=f"gift-{n}", kind="gift", title=f"Gift {n}", cost=20 * n, lead_days=n)
        for n in range(4)
    ]
    made += [
        Item(
            id=f"event-{n}", kind="event", title=f"Event {n}", place="The Mill",
            date=today + timedelta(days=away), rsvp_by=today + timedelta(days=away - 7),
        )
        for n, away in enumerate((-5, 8, 20, 45, 75))
    ]  # fmt: skip
    made += [Item(id=f"person-{n}", kind="person", title=f"Person {n}") for n in range(3)]
    made += [Item(id=f"lead-{n}", kind="lead", title=f"Lead {n}") for n in range(2)]
    made.append(
        Item(id="report-old", kind="report", title="Old report", expires=today - timedelta(days=1))
    )
    return tuple(sorted(made, key=lambda item: item.id))


LIBRARY = library()
