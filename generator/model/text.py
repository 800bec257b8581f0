"""The types of what users write: text until one of these says otherwise.

Each turns text into a value or raises ValueError with a sentence for the user.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from generator.model.days import Hours, Span, YearDay, YearSpan, ways_to_read

Stage = Literal["lead", "met", "proposal", "almost", "deferred", "won", "declined", "unfit"]
Purpose = Literal["thanks", "value", "ask", "movement", "status", "answer", "breakup", "closing"]
Outcome = Literal[
    "sent", "delivered", "connected", "voicemail", "no_answer", "replied", "held", "attended",
    "accepted", "declined", "bounced", "practised",
]  # fmt: skip
Boldness = Literal["gentle", "steady", "bold"]
ItemKind = Literal["article", "report", "book", "gift", "event", "advice", "person", "lead"]
Moment = Literal[
    "after-meeting", "after-pitch", "after-hours", "after-delivery", "after-a-gap",
    "before-event", "after-no", "callback", "return",
    # the dated reasons to return to someone who put the work off (004)
    "money-found", "half-way", "year-end", "new-budget",
]  # fmt: skip
Trilean = Literal["yes", "no", "unknown"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

STAGES: tuple[str, ...] = get_args(Stage)
PURPOSES: tuple[str, ...] = get_args(Purpose)
OUTCOMES: tuple[str, ...] = get_args(Outcome)
ITEM_KINDS: tuple[str, ...] = get_args(ItemKind)
MOMENTS: tuple[str, ...] = get_args(Moment)
WEEKDAYS: tuple[str, ...] = get_args(Weekday)
RESPONSES = frozenset({"connected", "replied", "held", "attended", "accepted", "declined"})
NO_TOUCH = frozenset({"no_answer", "bounced", "practised"})
WRITTEN = frozenset({"email", "note", "gift", "invite", "mailshot", "social", "intro"})
"""Channels by which nobody is rung: no answer to a letter is a letter that was sent."""
URL_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
YEARS = range(1900, 2200)
"""Days of other years are slips, or a way to write "never": nobody counts weeks up to them."""
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_EMAIL = re.compile(
    r"[^\s@<>,;:\"?&%\\()\[\]]+@[^\s@<>,;:\"?&%\\()\[\]]+\.[^\s@<>,;:\"?&%\\()\[\].]+"
)
LINE_BREAK = re.compile("\r\n|[\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")
"""All that some program takes for the end of a line: the next one is a new field to a vCard."""
_NOT_ONE_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_NOT_IN_A_URL = re.compile("[\\s<>\"'`\\\\\x00-\x1f\x7f-\x9f]")
_PHONE_DIGITS = range(3, 21)
_PHONE = re.compile(r"\+?[0-9][0-9 ()./\-]*(?: ?(?:x|ext\.?) ?[0-9]+)?")


class Written(BaseModel):
    """A value that a user writes: frozen, and no key is ever ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def parse_day(text: str) -> date:
    """Read an ISO date, and nothing else that could be meant otherwise."""
    if not _ISO_DAY.fullmatch(text):
        meant = " or ".join(ways_to_read(text)) or "2026-11-23"
        msg = f"'{text}' is no date; write it as {meant} (year-month-day)"
        raise ValueError(msg)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        msg = f"there is no day {text}"
        raise ValueError(msg) from None
    if day.year not in YEARS:
        msg = f"{text} is too far away; write a day of the years {YEARS[0]} to {YEARS[-1]}"
        raise ValueError(msg)
    return day


def parse_span(text: str) -> Span:
    """Read `2026-12-20..2027-01-07`, or one day."""
    first, dots, last = text.partition("..")
    return Span(parse_day(first.strip()), parse_day((last if dots else first).strip()))


def parse_year_day(text: str) -> YearDay:
    """Read `12-31`."""
    found = re.fullmatch(r"(\d{2})-(\d{2})", text)
    try:
        if found:
            return YearDay(int(found[1]), int(found[2]))
    except ValueError:
        pass
    msg = f"'{text}' is no day of the year; write it as 12-31 (month-day)"
    raise ValueError(msg)


def parse_year_span(text: str) -> YearSpan:
    """Read `12-20..01-04`."""
    first, _, last = text.partition("..")
    return YearSpan(parse_year_day(first.strip()), parse_year_day((last or first).strip()))


def parse_clock(text: str) -> time:
    """Read `9:00` or `17:30`."""
    found = _CLOCK.fullmatch(text.strip())
    try:
        if found:
            return time(int(found[1]), int(found[2]))
    except ValueError:
        pass
    msg = f"'{text}' is no time of day; write it as 09:00"
    raise ValueError(msg)


def parse_hours(text: str) -> Hours:
    """Read `09:00-17:30`."""
    start, dash, end = text.replace("\N{EN DASH}", "-").partition("-")
    if not dash:
        msg = f"'{text}' are no hours; write them as 09:00-17:30"
        raise ValueError(msg)
    return Hours(parse_clock(start), parse_clock(end))


def one_line(text: str) -> str:
    """Refuse line breaks and control characters: they break titles, headers and calendars."""
    found = _NOT_ONE_LINE.search(text)
    if found:
        bad = found[0]
        broken = bad in "\r\n\u2028\u2029"
        what = "a line break" if broken else f"the control character U+{ord(bad):04X}"
        msg = f"has {what} in it; write it on one line"
        raise ValueError(msg)
    return text.strip()


def many_lines(text: str) -> str:
    """Refuse control characters other than line breaks and tabs; every line break is one kind."""
    found = _CONTROL.search(text)
    if found:
        msg = f"has the control character U+{ord(found[0]):04X} in it; take it out"
        raise ValueError(msg)
    return LINE_BREAK.sub("\n", text)


def parse_email(text: str) -> str:
    """Accept one plain address: nothing that could add a header or a second recipient."""
    if not _EMAIL.fullmatch(text) or _NOT_ONE_LINE.search(text):
        msg = f"'{text}' is no e-mail address; write one address such as dana@acme.example"
        raise ValueError(msg)
    return text


def parse_phone(text: str) -> str:
    """Accept a telephone number as a person writes it."""
    if not _PHONE.fullmatch(text) or sum(c.isdigit() for c in text) not in _PHONE_DIGITS:
        msg = f"'{text}' is no telephone number; write it as +44 20 7946 0123"
        raise ValueError(msg)
    return text


def parse_url(text: str) -> str:
    """Accept a link that a page may carry: http, https, mailto or tel."""
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    target = parts.netloc if parts.scheme in {"http", "https"} else parts.path
    if parts.scheme not in URL_SCHEMES or not target or _NOT_IN_A_URL.search(text):
        begin = "begin it with https:, http:, mailto: or tel:"
        msg = f"'{text}' is no link that a page may carry; {begin}"
        raise ValueError(msg)
    return text


def parse_timezone(text: str) -> str:
    """Accept an IANA time zone."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError, IsADirectoryError):
        msg = f"there is no time zone '{text}'; write it as Europe/London"
        raise ValueError(msg) from None
    return text


def as_list(value: object) -> object:
    """Let a single word stand where a list is meant."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


def whole(value: object) -> object:
    """Accept digits only: `1e3`, `0x10` and `3.0` are no counts."""
    if isinstance(value, str) and not re.fullmatch(r"[+-]?\d{1,9}", value):
        msg = f"'{value}' is no whole number"
        raise ValueError(msg)
    return value


def number(value: object) -> object:
    """Accept a plain decimal number."""
    if isinstance(value, str) and not re.fullmatch(r"[+-]?\d{1,9}(\.\d{1,6})?", value):
        msg = f"'{value}' is no number"
        raise ValueError(msg)
    return value


def _text_schema(description: str, pattern: str | None = None) -> WithJsonSchema:
    schema: dict[str, Any] = {"type": "string", "description": description}
    return WithJsonSchema(schema | ({"pattern": pattern} if pattern else {}))


def _from_text(parse: Any) -> BeforeValidator:  # noqa: ANN401 — any parser of this module
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


Line = Annotated[str, AfterValidator(one_line), _text_schema("one line of text")]
Lines = Annotated[
    str, AfterValidator(many_lines), _text_schema("text, of several lines if need be")
]
Day = Annotated[date, _from_text(parse_day), _text_schema("an ISO date", r"^\d{4}-\d{2}-\d{2}$")]
DaySpan = Annotated[
    Span, _from_text(parse_span), _text_schema("2026-12-20..2027-01-07, or one day")
]
DayOfYear = Annotated[YearDay, _from_text(parse_year_day), _text_schema("12-31", r"^\d\d-\d\d$")]
SpanOfYear = Annotated[YearSpan, _from_text(parse_year_span), _text_schema("12-20..01-04")]
OfficeHours = Annotated[Hours, _from_text(parse_hours), _text_schema("09:00-17:30")]
Email = Annotated[str, AfterValidator(parse_email), _text_schema("one e-mail address")]
Phone = Annotated[str, AfterValidator(parse_phone), _text_schema("a telephone number")]
Url = Annotated[str, AfterValidator(parse_url), _text_schema("an http, https, mailto or tel link")]
TimeZone = Annotated[str, AfterValidator(parse_timezone), _text_schema("an IANA time zone")]
Whole = Annotated[int, BeforeValidator(whole)]
Number = Annotated[float, BeforeValidator(number)]
