"""Which touches of mine were answered: told once, for the timeline, the scripts and the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from generator.model.history import History
from generator.model.prospect import Prospect, Touch

NEW_FOR = timedelta(days=14)
"""So long an answer may still come. Until then a touch is in no share, whatever came of it: to
count those that were answered already, and not those that may yet be, would tilt it."""


@dataclass(frozen=True, slots=True)
class Made:
    """One touch of mine. `number` counts them since the prospect last did something, from 1.

    It is answered when they answered in it (a talk), or when the next thing came from them.
    It is new in its first days, answered or not.
    """

    prospect: Prospect
    touch: Touch
    number: int
    is_answered: bool
    is_new: bool


def made_with(prospect: Prospect, history: History, today: date) -> Iterator[Made]:
    """Give the touches that I made with one person, oldest first."""
    real = history.real
    number = 1
    for touch, following in zip_longest(real, real[1:]):
        if touch.direction == "out":
            theirs = following is not None and following.direction == "in"
            answered = touch.is_response or theirs
            yield Made(prospect, touch, number, answered, is_new=is_new(touch, today))
        number = 1 if touch.is_response else number + 1


def is_new(touch: Touch, today: date) -> bool:
    """Whether a touch is so young that its answer may still come."""
    return today - touch.date <= NEW_FOR
