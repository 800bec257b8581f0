"""The slots of a script: what its words may name, and of which kind each is.

The reader checks a script's `needs` against this table, the grammar its words, and the filler has
a value for each. `private` and `notes` are left out on purpose: they are not for the prospect.
"""

from __future__ import annotations

from typing import Literal

from generator.model.nearest import nearest

Kind = Literal["text", "day", "list", "number", "truth"]
"""A truth is so or not: it may be tested, and is never printed, compared or missing."""

_THING_KEYS: dict[str, dict[str, Kind]] = {
    "prospect": {
        "name": "text", "first_name": "text", "company": "text", "role": "text", "source": "text",
        "email": "text", "phone": "text", "address": "text", "country": "text",
        "interests": "list", "challenges": "list", "objections": "list",
        "year_end": "day", "callback": "day", "since": "day", "added": "day",
        "understands_us": "truth", "would_choose_us": "truth",
    },
    "me": {
        "name": "text", "first_name": "text", "does": "text", "company": "text", "email": "text",
        "phone": "text", "address": "text",
    },
    "meeting": {
        "date": "day", "said": "text", "note": "text", "asked": "text", "promised": "text",
    },
    "last": {
        "date": "day", "channel": "text", "said": "text", "item": "text", "note": "text",
        "asked": "text", "promised": "text",
    },
    "item": {
        "title": "text", "kind": "text", "url": "text", "note": "text", "place": "text",
        "date": "day", "rsvp_by": "day", "topics": "list", "cost": "number", "about": "text",
    },
    "event": {
        "title": "text", "url": "text", "note": "text", "place": "text", "date": "day",
        "rsvp_by": "day", "topics": "list", "capacity": "number", "about": "text",
    },
}  # fmt: skip

SLOTS: dict[str, Kind] = {
    "touch_number": "number",
    "today": "day",
    "due": "day",
    "late": "truth",
    **{f"{thing}.{key}": kind for thing, keys in _THING_KEYS.items() for key, kind in keys.items()},
}
"""Every slot by its dotted name; all but the truths can be printed."""

THINGS: tuple[str, ...] = tuple(_THING_KEYS)
"""What can be tested or needed as a whole: `{% if item %}`."""


def is_truth(name: str) -> bool:
    """Whether a slot can only be tested: `{% if late %}`."""
    return SLOTS.get(name) == "truth"


def slot_hint(name: str) -> str:
    """Give the slot that was most likely meant by a name that is none, else those there are."""
    thing, _, key = name.partition(".")
    keys = _THING_KEYS.get(thing)
    if keys:
        meant = nearest(key, keys)
        said = f"{thing}.{meant}" if meant else ""
        return f"Did you mean '{said}'?" if said else f"There is {thing}.{{{', '.join(keys)}}}."
    meant = nearest(name, [*SLOTS, *THINGS])
    if meant:
        return f"Did you mean '{meant}'?"
    return f"Slots begin with {', '.join(THINGS[:-1])} or {THINGS[-1]}."
