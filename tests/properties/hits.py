"""How often each property really had something to say, and how often it must."""

from __future__ import annotations

import os
from collections import Counter

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "properties"
FLOOR = 1_000 if THOROUGH else 200
HITS: Counter[int] = Counter()
BEGUN: Counter[int] = Counter()
"""The hits before the test that runs: two tests of one property each have to reach the floor."""


def examples(usual: int, thorough: int = 10_000) -> int:
    """How many examples a test draws: the usual number, or 10,000 for the thorough."""
    return thorough if THOROUGH else usual


def years(usual: int) -> int:
    """How many years are lived: the usual number, or 100 for the thorough."""
    return 100 if THOROUGH else usual


def hit(number: int, times: int = 1) -> None:
    """Count that the precondition of a property was met."""
    HITS[number] += times


def enough(number: int) -> None:
    """Fail where a test hardly ever put its property to the test."""
    times = HITS[number] - BEGUN[number]
    assert times >= FLOOR, (
        f"property {number} was put to the test {times} times only; {FLOOR} are wanted"
    )
