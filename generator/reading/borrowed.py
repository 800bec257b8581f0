"""What other people's libraries know: vCards (vobject), telephone numbers and their zones.

Both are met here only, and only with text that `vcards.py` and `contacts.py` have looked at:
vobject's pattern for a line takes twice as long for every comma more in a malformed one (twenty
commas: 0.7 s), so nothing reaches it whose head is not known to be sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import phonenumbers
import vobject  # type: ignore[import-untyped]  # it has none
from phonenumbers import timezone

from generator.reading.cards import FIRST, UNSAID

_LONGEST = 60
_FROM_ABROAD = ("+", "00", "tel:+", "\uff0b")
_UNKNOWN = "Etc/Unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """One property of a vCard, unescaped. Structured values are tuples of texts."""

    group: str
    name: str
    labels: tuple[str, ...]
    value: str | tuple[str, ...]
    preference: int = UNSAID


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number as people write it internationally, with its country and zone where certain."""

    text: str
    country: str | None
    timezone: str | None


def parse_card(text: str) -> tuple[Line, ...]:
    """Read one vCard of any version, one property a line; raise ValueError for what it is not."""
    try:
        card = next(vobject.readComponents(text, allowQP=False))
    except (vobject.base.VObjectError, ValueError, LookupError, StopIteration) as error:
        raise ValueError(_first_line(str(error))) from None
    except (AttributeError, TypeError, IndexError) as error:  # its own stumbling
        raise ValueError(_first_line(f"{type(error).__name__}: {error}")) from None
    return tuple(_line(child) for child in card.lines())


def parse_telephone(text: str, country: str) -> Telephone | None:
    """Read a number that may be written as at home in `country`; None where it is none.

    What is no number of that country and does not say of which it is stays as it was written.
    """
    if len(text) > _LONGEST:
        return None
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    if not text.startswith(_FROM_ABROAD) and not phonenumbers.is_valid_number(number):
        return None
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    zones = [z for z in timezone.time_zones_for_number(number) if z != _UNKNOWN]
    region = phonenumbers.region_code_for_country_code(number.country_code or 0)
    return Telephone(
        shown,
        phonenumbers.region_code_for_number(number) or (region if region != "ZZ" else None),
        zones[0] if len(zones) == 1 else None,
    )


def _line(child: Any) -> Line:  # noqa: ANN401 — vobject has no types
    params = {name: values for name, values in child.params.items() if name != "CHARSET"}
    words = [*child.singletonparams, *params.get("TYPE", ())]
    labels = [word.casefold() for listed in words for word in str(listed).split(",") if word]
    preference = FIRST if "pref" in labels else _number(params.get("PREF", ()))
    plain = tuple(label for label in labels if label not in {"pref", "internet", "voice"})
    return Line(child.group or "", child.name.upper(), plain, _value(child), preference)


def _number(values: Iterable[object]) -> int:
    """Read version 4's `PREF=2`."""
    text = str(next(iter(values), ""))
    return int(text) if re.fullmatch(r"\d{1,3}", text, re.ASCII) else UNSAID


def _value(child: Any) -> str | tuple[str, ...]:  # noqa: ANN401 — vobject has no types
    value = child.value
    if child.name == "N":
        parts = (value.given, value.additional, value.family, value.prefix, value.suffix)
        return tuple(_joined(part) for part in parts)
    if child.name == "ADR":
        first = (value.box, value.extended, value.street)
        rest = (value.city, value.region, value.code, value.country)
        return tuple(_joined(part) for part in (*first, *rest))
    if isinstance(value, (list, tuple)):
        return tuple(_joined(part) for part in value)
    return str(value)


def _joined(part: object) -> str:
    return " ".join(map(str, part)) if isinstance(part, (list, tuple)) else str(part)


def _first_line(text: str) -> str:
    return text.splitlines()[0][:120] if text else "it cannot be read"
