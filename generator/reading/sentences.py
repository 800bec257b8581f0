"""What is wrong, in words: one sentence and one hint for each kind of fault that a schema finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import available_timezones

from generator.model.nearest import did_you_mean
from generator.yamltree import Path

Said = tuple[str, str]
"""A message and its hint."""

_LONGEST = 80
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_QUOTED = re.compile(r"'([^']*)'")
_KEYS = "keys with values"
_EXPECTED = {
    "model_type": _KEYS, "model_attributes_type": _KEYS, "dict_type": _KEYS,
    "dataclass_type": _KEYS, "mapping_type": _KEYS, "tuple_type": "a list", "list_type": "a list",
    "string_type": "text", "is_instance_of": "text", "date_type": "a date",
    "date_from_datetime_parsing": "a date", "int_type": "a whole number",
    "int_parsing": "a whole number", "float_type": "a number", "float_parsing": "a number",
}  # fmt: skip
_HINTS = {_KEYS: "Write each as `key: value`.", "a list": "Write it as `[one, another]`."}


def shown(text: object) -> str:
    """Show what a user wrote, on one line and not too long."""
    line = _in_a_line(str(text))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _in_a_line(text: str) -> str:
    """Show control characters and line breaks as escapes."""
    return _BREAKS.sub(lambda found: repr(found[0])[1:-1], text)


def unknown(what: str, word: str, known: list[str]) -> Said:
    """Say that a word is none of those known."""
    return f"unknown {what} '{shown(word)}'", did_you_mean(word, known)


def unknown_key(key: str, known: list[str]) -> Said:
    """Say that a key is not known here."""
    message, hint = unknown("key", key, known)
    return message, hint or "Keys of your own begin with 'x-'."


def say(kind: str, path: Path, value: object, context: Mapping[str, Any], text: str) -> Said:
    """Say what is wrong with `value` at `path`; `kind`, `context` and `text` are the schema's."""
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "the file")
    entry = bool(path) and isinstance(path[-1], int)
    if kind == "missing" and entry:
        return f"'{key}' has too few entries", "Write both: the least and the most."
    teller = _TELLERS.get(kind)
    if teller:
        return teller(key, value, {**context, "entry": entry})
    subject = f"an entry of '{key}'" if entry else f"'{key}'"
    expected = _EXPECTED.get(kind)
    if expected:
        return f"{subject} must be {expected}, not {_what(value)}", _HINTS.get(expected, "")
    return f"{subject}: {shown(text)}", ""


def _what(value: object) -> str:
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, (list, tuple)):
        return "a list"
    return f"'{shown(value)}'" if value else "nothing"


def _missing(key: str, _value: object, _context: Mapping[str, Any]) -> Said:
    return f"'{key}' is missing", f"Add `{key}: …`." if key.isidentifier() else ""


def _one_of(key: str, value: object, context: Mapping[str, Any]) -> Said:
    allowed = list(dict.fromkeys(_QUOTED.findall(str(context.get("expected", "")))))
    if isinstance(value, str):
        known = did_you_mean(value, allowed)
        entry = context.get("entry")
        return (
            (f"unknown entry '{shown(value)}' in '{key}'", known)
            if entry
            else (f"unknown {key} '{shown(value)}'", known)
        )
    return f"'{key}' must be one word, not {_what(value)}", did_you_mean("", allowed)


def _own_words(key: str, value: object, context: Mapping[str, Any]) -> Said:
    """Pass on what a type of the model said: a sentence, then the remedy after a semicolon."""
    said = str(context.get("error", ""))
    if isinstance(value, str) and len(value) > _LONGEST:
        said = said.replace(value, f"{value[:_LONGEST]}…")
    fault, _, remedy = said.rpartition("; ") if "; " in said else (said, "", "")
    fault = _in_a_line(fault)
    if fault.startswith("there is no time zone") and isinstance(value, str):
        return f"{key}: {fault}", _of_an_offset(value) or did_you_mean(value, available_timezones())
    joint = " " if fault.startswith("has ") else ": "
    return f"{key}{joint}{fault}", f"{remedy[:1].upper()}{remedy[1:]}." if remedy else ""


_OFFSET = re.compile(r"(?:UTC|GMT)? ?([+-])(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
KEPT_BY: dict[str, str] = {
    "-11:00": "Pacific/Pago_Pago", "-10:00": "Pacific/Honolulu", "-09:30": "Pacific/Marquesas",
    "-09:00": "Pacific/Gambier", "-08:00": "Pacific/Pitcairn", "-07:00": "America/Phoenix",
    "-06:00": "America/Mexico_City", "-05:00": "America/Bogota", "-04:00": "America/Puerto_Rico",
    "-03:00": "America/Sao_Paulo", "-02:00": "America/Noronha", "-01:00": "Atlantic/Cape_Verde",
    "+00:00": "Atlantic/Reykjavik", "+01:00": "Africa/Lagos", "+02:00": "Africa/Johannesburg",
    "+03:00": "Europe/Istanbul", "+03:30": "Asia/Tehran", "+04:00": "Asia/Dubai",
    "+04:30": "Asia/Kabul", "+05:00": "Asia/Karachi", "+05:30": "Asia/Kolkata",
    "+05:45": "Asia/Kathmandu", "+06:00": "Asia/Dhaka", "+06:30": "Asia/Yangon",
    "+07:00": "Asia/Bangkok", "+08:00": "Asia/Singapore", "+08:45": "Australia/Eucla",
    "+09:00": "Asia/Tokyo", "+09:30": "Australia/Darwin", "+10:00": "Australia/Brisbane",
    "+11:00": "Pacific/Guadalcanal", "+12:00": "Pacific/Tarawa", "+13:00": "Pacific/Apia",
    "+14:00": "Pacific/Kiritimati",
}  # fmt: skip
"""For each offset a place that keeps it all the year, so that it is right whatever the season."""


def _of_an_offset(text: str) -> str:
    """Say what to write for an offset: spelling would lead to a clock that is hours away."""
    found = _OFFSET.fullmatch(text.strip())
    if not found:
        return ""
    sign, hours, minutes = found[1], int(found[2]), found[3] or "00"
    clock = f"{hours:02}:{minutes}"
    kept = KEPT_BY.get("+00:00" if clock == "00:00" else f"{sign}{clock}")
    return f"Write a place, such as {kept or 'Europe/London'}: an offset knows no summer time."


def _bound(
    sentence: str, bound: str, hint: str
) -> Callable[[str, object, Mapping[str, Any]], Said]:
    def tell(key: str, value: object, context: Mapping[str, Any]) -> Said:
        return f"{key}: {shown(value)} {sentence}", hint.format(context.get(bound, 0))

    return tell


def _too_few(key: str, _value: object, context: Mapping[str, Any]) -> Said:
    return f"'{key}' has too few entries", f"At least {context.get('min_length', 1)}."


def _too_many(key: str, _value: object, context: Mapping[str, Any]) -> Said:
    return f"'{key}' has too many entries", f"At most {context.get('max_length', '')}."


_TELLERS: dict[str, Callable[[str, object, Mapping[str, Any]], Said]] = {
    "missing": _missing,
    "literal_error": _one_of,
    "value_error": _own_words,
    "greater_than_equal": _bound("is too small", "ge", "At least {:g}."),
    "greater_than": _bound("is too small", "gt", "More than {:g}."),
    "less_than_equal": _bound("is too large", "le", "At most {:g}."),
    "less_than": _bound("is too large", "lt", "Less than {:g}."),
    "too_short": _too_few,
    "too_long": _too_many,
}
