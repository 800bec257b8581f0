"""What words are for: each stage by purpose, and what each moment adds.

The planner chooses by these tables, the linter tells which script has no place in them, and the
tests of the library and of its guide read their rows from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

OPEN = frozenset({"lead", "met", "proposal", "almost", "deferred"})
"""Stages in which somebody is contacted; to a no there is one thank-you."""
CHASED = OPEN - {"met"}
"""Stages in which a silence of theirs ends with a goodbye."""

CONTACT_FOR: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "lead": ("value", "ask"),
        "met": ("value",),
        "proposal": ("value", "movement", "status"),
        "almost": ("value", "movement"),
        "deferred": ("value", "movement"),
    }
)
"""What the rhythm of each stage is for, what comes first in front."""

WHENEVER: Mapping[str, frozenset[str]] = MappingProxyType({"answer": OPEN, "breakup": CHASED})
"""What history asks for in any rhythm, without a moment of its own."""

_DATED = frozenset({"movement", "value"})
_DEFERRED = frozenset({"deferred"})
MOMENTS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        # moment: the purposes and the stages that it comes up for
        "after-meeting": (frozenset({"thanks"}), OPEN),
        "after-pitch": (frozenset({"status", "value", "movement"}), frozenset({"proposal"})),
        "after-hours": (frozenset({"breakup"}), CHASED),
        "after-delivery": (frozenset({"value", "movement", "status", "ask"}), OPEN),
        "after-a-gap": (frozenset({"value", "movement", "status"}), CHASED),
        "before-event": (frozenset({"status", "value", "answer"}), OPEN),
        "after-no": (frozenset({"thanks", "closing"}), frozenset({"declined"})),
        "callback": (
            frozenset({"answer", "movement", "value", "status", "ask", "thanks"}),
            OPEN,
        ),
        "return": (frozenset({"value"}), CHASED),
        "money-found": (_DATED, _DEFERRED),
        "half-way": (_DATED, _DEFERRED),
        "year-end": (_DATED, _DEFERRED),
        "new-budget": (_DATED, _DEFERRED),
    }
)
"""When a moment comes up at all: words of another purpose or for another stage are never sent."""
DATED_REASONS = frozenset(name for name, (_, stages) in MOMENTS.items() if stages == _DEFERRED)
"""The moments of the dated reasons to return to somebody who put the work off (004)."""
EXACT_MOMENTS = frozenset({"after-meeting", "after-no", "before-event", "after-delivery"})
"""Moments for which general words of the same purpose would be beside the point."""
SPOKEN_TO = frozenset({"met"})
"""Stages in which a call is a live talk: no message is ever left on a machine (002)."""
GIVING = frozenset({"value", "ask", "movement"})
"""Purposes that bring something: the others are owed, or want nothing but clarity."""


def purposes_at(moment: str, stage: str) -> frozenset[str]:
    """Give what words for a moment may be for in a stage; nothing where it never comes up.

    A silence of mine ends with whatever the stage is for, besides what it brings itself.
    """
    purposes, stages = MOMENTS[moment]
    if stage not in stages:
        return frozenset()
    return purposes | frozenset(CONTACT_FOR[stage] if moment == "after-a-gap" else ())


def is_for_any_time(purpose: str, stage: str) -> bool:
    """Whether words for a purpose are chosen in a stage without naming a moment."""
    return purpose in CONTACT_FOR.get(stage, ()) or stage in WHENEVER.get(purpose, ())


def moments_for(purpose: str, stages: Iterable[str]) -> tuple[str, ...]:
    """Give the moments at which words for a purpose are chosen in one of these stages."""
    there = tuple(stages)
    return tuple(m for m in MOMENTS if any(purpose in purposes_at(m, stage) for stage in there))
