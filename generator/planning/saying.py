"""How the planner's reasons say days and numbers: as a person would."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

NUMBER_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip


@lru_cache(maxsize=4096)
def a_day(day: date) -> str:
    """Say `Tuesday 24 November`."""
    return f"{day:%A} {_in_its_month(day)}"


@lru_cache(maxsize=4096)
def _in_its_month(day: date) -> str:
    return f"{day.day} {day:%B}"


def a_date(day: date, now: date) -> str:
    """Say `3 October`, with the year where it is not this one."""
    year = f" {day.year}" if day.year != now.year else ""
    return f"{_in_its_month(day)}{year}"


def a_number(count: int) -> str:
    """Say `three`, and digits from thirteen on."""
    return NUMBER_WORDS[count] if 0 <= count < len(NUMBER_WORDS) else str(count)


def touches(count: int) -> str:
    """Say `One touch` or `Five touches`, at the head of a sentence."""
    return f"{a_number(count).capitalize()} touch{'es' * (count != 1)}"


def times(count: int) -> str:
    """Say `once`, `twice`, `three times`."""
    return {1: "once", 2: "twice"}.get(count, f"{a_number(count)} times")


def in_a_row(tries: int) -> str:
    """Say ` three times in a row`; of one there is nothing to say."""
    return "" if tries == 1 else f" {times(tries)} in a row"


def days(count: int, noun: str = "day") -> str:
    """Say `1 day`, `34 days`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def a_list(words: list[str]) -> str:
    """Say `call, e-mail and note`."""
    if len(words) < 2:  # noqa: PLR2004 — one word needs no "and"
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def an(noun: str) -> str:
    """Say `a parcel`, `an invitation`."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
