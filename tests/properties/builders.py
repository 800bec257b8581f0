"""Short ways to write prospects, touches, actions and plans in the tests of the checker."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from generator.model.channel import CHANNELS
from generator.model.plan import Action, Plan, Reason, TimeSlot, Window
from generator.model.policy import Me, Policy
from generator.model.prospect import Prospect, Touch
from generator.model.workspace import Workspace
from tests.properties.library import LIBRARY, shelf

ME = Me(name="Ludo Marsh", country="GB", subdivision="ENG", timezone="Europe/London")
TODAY = date(2026, 9, 7)
"""A Monday with no holiday near it."""


def day(text: str) -> date:
    """Read an ISO date; `09-14` is one of 2026."""
    return date.fromisoformat(text if len(text) > len("09-14") else f"2026-{text}")


def policy(**more: Any) -> Policy:
    """Make a policy as the file would."""
    return Policy.model_validate({"me": ME, **more})


def touch(on: str, channel: str, outcome: str = "sent", **more: Any) -> Touch:
    """Make a touch of the history."""
    return Touch.model_validate({"date": day(on), "channel": channel, "outcome": outcome, **more})


def prospect(*touches: Touch, slug: str = "dana-reyes", **more: Any) -> Prospect:
    """Make a prospect who can be reached every way; a key set to None is left out."""
    known: dict[str, Any] = {
        "slug": slug, "name": "Dana Reyes", "stage": "almost", "email": f"{slug}@acme.example",
        "phone": f"+44 20 7946 0{sum(map(ord, slug)) % 900 + 100}", "address": "1 Dock Road",
        "links": {"linkedin": "https://example.com/dana"}, "touches": touches,
    }  # fmt: skip
    known |= more
    return Prospect.model_validate(
        {key: value for key, value in known.items() if value is not None}
    )


def workspace(*prospects: Prospect, **more: Any) -> Workspace:
    """Make a workspace with the synthetic library."""
    known: dict[str, Any] = {
        "policy": policy(),
        "channels": dict(CHANNELS),
        "scripts": LIBRARY,
        "shelf": shelf(TODAY),
    }
    known |= more
    return Workspace(prospects=prospects, **known)


def action(on: str, channel: str = "email", purpose: str = "value", **more: Any) -> Action:
    """Make a planned touch, with a reason and (for calls) an hour."""
    at = day(on)
    known: dict[str, Any] = {
        "id": f"a-{on}-{channel}", "code": f"{on}-{channel}", "prospect": "dana-reyes", "date": at,
        "do": "touch", "for_id": None, "channel": channel, "purpose": purpose, "script": None,
        "item": None, "cost": 0.0, "status": "due" if at == TODAY else "planned",
        "window": Window(at, at), "touch_number": 1, "standing": "active",
        "because": (Reason("rhythm", "your rhythm is 30 to 42 days"),),
        "time": slot(on) if channel in {"call", "voicemail"} else None,
    }  # fmt: skip
    if "rules" in more:
        known["because"] = tuple(Reason(rule, f"because of {rule}") for rule in more.pop("rules"))
    return Action(**(known | more))


def slot(
    on: str, start: str = "10:00", end: str = "12:00", zone: str = "Europe/London"
) -> TimeSlot:
    """Make the hours for a call, on their clock."""
    return TimeSlot(day(on), time.fromisoformat(start), time.fromisoformat(end), zone)


def plan(*actions: Action, today: date = TODAY, weeks: int = 8, **more: Any) -> Plan:
    """Make a plan of these actions, in the order of their dates."""
    own = tuple(sorted(actions, key=lambda a: a.date))
    return Plan(today=today, weeks=weeks, actions=own, unplanned=more.pop("unplanned", ()), **more)
