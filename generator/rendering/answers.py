"""Which touches of mine were answered: told once, for the timeline, the scripts and the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from generator.model.history import History
from generator.model.prospect import Prospect, Touch

STILL_OPEN = timedelta(days=14)
"""So long after the last touch its answer may still come."""


@dataclass(frozen=True, slots=True)
class Made:
    """One touch of mine. `number` counts them since the prospect last did something, from 1.

    It is answered when they answered in it (a talk), or when the next thing came from them.
    """

    prospect: Prospect
    touch: Touch
    number: int
    is_answered: bool
    is_open: bool


def made_with(prospect: Prospect, history: History, today: date) -> Iterator[Made]:
    """Give the touches that I made with one person, oldest first."""
    real = history.real
    number = 1
    for touch, following in zip_longest(real, real[1:]):
        if touch.direction == "out":
            theirs = following is not None and following.direction == "in"
            answered = touch.is_response or theirs
            waits = following is None and today - touch.date <= STILL_OPEN
            yield Made(prospect, touch, number, answered, is_open=waits and not answered)
        number = 1 if touch.is_response else number + 1
