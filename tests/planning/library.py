"""A library and a shelf for the cases: words for every channel, purpose and moment that tact names.

The words are poor on purpose: what counts is which script is chosen, when and why. A case that
names channels (`library: [email, note]`) has the scripts of those alone, as a small library would.
"""

from __future__ import annotations

from generator.model.script import Script
from generator.model.shelf import Item

ASKS = {
    "ask": "twenty minutes",
    "movement": "a date",
    "status": "where it stands",
    "breakup": "stay or go",
}
LEAD_DAYS = {"gift": 4, "invite": 1}
PARCEL = 8
"""What a courier takes for one parcel."""

# One line a channel: purpose, then the moment behind @, then the kind of item behind a colon.
LINES = {
    "call": (
        "value:advice value:report ask:article movement:advice status answer"
        " value@after-delivery value@after-a-gap:advice value@return:advice status@callback"
        " value@before-event movement@money-found:advice value@half-way:advice"
        " movement@year-end:report movement@new-budget:advice"
    ),
    "voicemail": (
        "value:advice value:report ask:article movement:advice status breakup@after-hours"
        " value@after-a-gap:advice status@callback"
    ),
    "email": (
        "value:article value:report value:advice ask:article movement:advice movement:report"
        " status answer breakup thanks@after-meeting thanks@after-no status@after-pitch"
        " value@after-a-gap:article value@return:article value@before-event status@callback"
        " movement@money-found:advice value@half-way:advice movement@year-end:report"
        " movement@new-budget:advice"
    ),
    "note": (
        "value:article value:report ask:article answer breakup thanks@after-meeting thanks@after-no"
        " value@after-a-gap:article value@return:article status@callback"
    ),
    "gift": "value:book value:gift",
    "invite": "value:event",
    "mailshot": "value:report value:article",
    "social": "value:article value:report ask:article movement:advice status answer breakup",
    "intro": "value:person value:lead",
}


def script(channel: str, line: str) -> Script:
    """Make the script of one word of `LINES`: `value@return:article`."""
    head, _, gives = line.partition(":")
    purpose, _, moment = head.partition("@")
    name = "-".join(filter(None, (purpose, moment, gives)))
    return Script(
        title=f"{channel} {name}",
        channel=channel,
        purpose=purpose,
        when=moment or None,
        gives=gives or "none",
        ask=ASKS.get(purpose, "none"),
        lead_days=LEAD_DAYS.get(channel, 0),
        cost=PARCEL if channel == "gift" else 0,
        key=f"{channel}s/{name}",
        body="Here is something for you.",
        body_line=1,
        slots=frozenset(),
    )


LIBRARY: tuple[Script, ...] = tuple(
    sorted(
        (script(channel, line) for channel, lines in LINES.items() for line in lines.split()),
        key=lambda made: made.key,
    )
)


def library(channels: tuple[str, ...]) -> tuple[Script, ...]:
    """Give the scripts of these channels; of all where none is named."""
    unknown = set(channels) - set(LINES)
    if unknown:
        msg = f"the library has no scripts for {', '.join(sorted(unknown))}"
        raise ValueError(msg)
    return tuple(s for s in LIBRARY if not channels or s.channel in channels)


def _items(kind: str, count: int, cost: float = 0, lead_days: int = 0) -> list[Item]:
    return [
        Item(
            id=f"{kind}-{n}",
            kind=kind,
            title=f"{kind.capitalize()} {n}",
            cost=cost,
            lead_days=lead_days,
        )
        for n in range(1, count + 1)
    ]


SHELF: tuple[Item, ...] = tuple(
    sorted(
        [
            *_items("article", 9),
            *_items("report", 5),
            *_items("advice", 9),
            *_items("book", 3, cost=12, lead_days=3),
            *_items("gift", 2, cost=20, lead_days=2),
            *_items("person", 2),
            *_items("lead", 1),
        ],
        key=lambda item: item.id,
    )
)
"""What can be given where a case names no shelf of its own: all but events, which have dates."""
