"""The policy: who I am, when I work, what a day holds, and every number of tact.

Every key has its default, so that a file of `me` alone is a working playbook.
"bd" in a name counts business days of both sides, "days" counts calendar days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from generator.model.days import YearDay, YearSpan
from generator.model.text import (
    Boldness,
    Day,
    DaySpan,
    Email,
    Line,
    Lines,
    Number,
    OfficeHours,
    Phone,
    SpanOfYear,
    TimeZone,
    Weekday,
    Whole,
    Written,
    as_list,
    parse_hours,
)


def some_name(text: str) -> str:
    """Refuse a name of nothing but spaces: every letter is signed with its first word."""
    if not text:
        msg = "has no letter in it; write your own name, such as Ludo Marsh"
        raise ValueError(msg)
    return text


class Me(Written):
    """The user. `does` is how I tell strangers what I do, behind the word "I"."""

    name: Annotated[Line, AfterValidator(some_name)]
    does: Line = "build software with a small team"
    company: Line | None = None
    email: Email | None = None
    phone: Phone | None = None
    address: Lines | None = None
    country: Line = "GB"
    subdivision: Line | None = None
    timezone: TimeZone = "Europe/London"

    @property
    def first_name(self) -> str:
        """How I sign to someone I know."""
        return self.name.split()[0]


class WorkingTime(Written):
    """When I work. `extra_days` are worked although they are weekends or holidays."""

    days: Annotated[tuple[Weekday, ...], BeforeValidator(as_list)] = (
        "mon", "tue", "wed", "thu", "fri",
    )  # fmt: skip
    hours: OfficeHours = parse_hours("09:00-17:30")
    away: Annotated[tuple[DaySpan, ...], BeforeValidator(as_list)] = ()
    extra_days: Annotated[tuple[Day, ...], BeforeValidator(as_list)] = ()


class Budget(Written):
    """What gifts may cost: a month in all, and a calendar year for one prospect."""

    currency: Line = "GBP"
    per_month: Number = Field(150, ge=0)
    per_prospect_year: Number = Field(60, ge=0)


@dataclass(frozen=True, slots=True)
class Step:
    """One fixed step of a proposal: so many business days after the anchor, by this channel."""

    bd: int
    channel: str

    def __str__(self) -> str:
        return f"{self.bd} {self.channel}"


def parse_step(value: object) -> object:
    """Read `3 call`."""
    if not isinstance(value, str):
        return value
    found = re.fullmatch(r"(\d{1,3}) +([a-z-]+)", value.strip())
    if not found:
        msg = f"'{value}' is no step; write it as '3 call' (business days, then a channel)"
        raise ValueError(msg)
    return Step(int(found[1]), found[2])


Steps = Annotated[
    tuple[
        Annotated[
            Step,
            BeforeValidator(parse_step),
            WithJsonSchema({"type": "string", "pattern": r"^\d+ +[a-z-]+$"}),
        ],
        ...,
    ],
    BeforeValidator(as_list),
]


def _steps(*steps: str) -> tuple[Step, ...]:
    return tuple(Step(int(s.split()[0]), s.split()[1]) for s in steps)


class StepsByBoldness(Written):
    """The fixed steps after a pitch, for each boldness."""

    gentle: Steps = Field(
        _steps("0 email", "5 call", "9 call", "15 email", "23 call"), min_length=1
    )
    steady: Steps = Field(
        _steps("0 email", "3 call", "6 call", "10 email", "15 call"), min_length=1
    )
    bold: Steps = Field(
        _steps("0 email", "2 call", "2 email", "3 call", "4 call", "8 email", "14 voicemail"),
        min_length=1,
    )

    @model_validator(mode="after")
    def _in_order(self) -> StepsByBoldness:
        for name in ("gentle", "steady", "bold"):
            days = [step.bd for step in getattr(self, name)]
            if days != sorted(days):
                msg = f"the steps of {name} are not in order: {', '.join(map(str, days))}"
                raise ValueError(msg)
        return self


class ByBoldness(Written):
    """A number for each boldness."""

    gentle: Whole = Field(2, ge=1, le=14)
    steady: Whole = Field(3, ge=1, le=14)
    bold: Whole = Field(5, ge=1, le=14)


def _one_number_is_steadys(value: object) -> object:
    return {"steady": value} if isinstance(value, str) else value


_WHOLE = re.compile(r"[+-]?\d{1,9}")


def _pair(value: object) -> object:
    if isinstance(value, (list, tuple)) and len(value) == 2:  # noqa: PLR2004 — a pair
        low, high = value
        if all(_WHOLE.fullmatch(str(end)) for end in value) and int(low) > int(high):
            msg = f"[{low}, {high}] ends before it begins"
            raise ValueError(msg)
    return value


Gap = Annotated[
    tuple[Annotated[Whole, Field(ge=0, le=400)], Annotated[Whole, Field(ge=1, le=400)]],
    BeforeValidator(_pair),
]


class Tact(Written):
    """The numbers of tact; `playbook.yml` says beside each where it comes from."""

    first_note_hours: Whole = Field(24, ge=1, le=240)
    note_words: Whole = Field(60, ge=10, le=500)
    script_words: Whole = Field(120, ge=10, le=1000)
    min_gap_bd: Whole = Field(2, ge=1, le=60)
    max_in_14_days: Annotated[ByBoldness, BeforeValidator(_one_number_is_steadys)] = ByBoldness()
    quiet_after: Whole = Field(3, ge=1, le=50)
    breakup_after: Whole = Field(5, ge=1, le=50)
    breakup_channels: Whole = Field(3, ge=1, le=9)
    planning_range: Gap = (5, 12)
    rest_days: Whole = Field(90, ge=1, le=1000)
    rest_every_days: Whole = Field(84, ge=1, le=1000)
    callback_fraction: Number = Field(0.85, gt=0, le=1)
    callback_early_max_days: Whole = Field(14, ge=0, le=90)
    attempts_in_a_row: Whole = Field(3, ge=1, le=10)
    catch_up_per_day: Whole = Field(4, ge=1, le=100)
    quiet_days: Annotated[tuple[SpanOfYear, ...], BeforeValidator(as_list)] = (
        YearSpan(YearDay(12, 20), YearDay(1, 4)),
    )
    fresh_days: Whole = Field(180, ge=0, le=3650)
    quotes_per_year: Whole = Field(2, ge=1, le=100)
    event_notice_days: Whole = Field(10, ge=0, le=365)
    one_door_bd: Whole = Field(3, ge=0, le=60)
    office_hours: OfficeHours = parse_hours("09:00-17:30")


class LeadCadence(Written):
    """Earning a first meeting."""

    gap_bd: Gap = (3, 7)


class MetCadence(Written):
    """After a first meeting: few, live, and to the point."""

    gap_bd: Gap = (5, 15)
    attempts: Whole = Field(3, ge=1, le=10)
    attempts_within_bd: Whole = Field(5, ge=1, le=30)


class ProposalCadence(Written):
    """After a pitch: fixed steps, then the quiet rhythm."""

    steps_bd: StepsByBoldness = StepsByBoldness()
    quiet_gap_bd: Gap = (5, 10)
    breakup_gap_bd: Gap = (10, 15)


class RhythmCadence(Written):
    """For those with no work for us now: in calendar days, endless."""

    gap_days: Gap = (30, 42)


class Cadences(Written):
    """The cadence of each stage that has one."""

    lead: LeadCadence = LeadCadence()
    met: MetCadence = MetCadence()
    proposal: ProposalCadence = ProposalCadence()
    almost: RhythmCadence = RhythmCadence()
    deferred: RhythmCadence = RhythmCadence()


DEFAULT_CAPACITY: dict[str, int] = {
    "total": 10, "call": 6, "voicemail": 2, "email": 4, "note": 3, "gift": 1, "invite": 4,
    "mailshot": 20, "social": 4, "intro": 2,
}  # fmt: skip


def _merged_capacity(value: object) -> object:
    return DEFAULT_CAPACITY | value if isinstance(value, dict) else value


Capacity = Annotated[
    dict[Line, Annotated[Whole, Field(ge=0, le=10_000)]], BeforeValidator(_merged_capacity)
]


def parse_flag(value: object) -> object:
    """Read `true` or `false`, in any of the words that YAML has for them."""
    if not isinstance(value, str):
        return value
    said = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    if value.lower() not in said:
        msg = f"'{value}' is neither true nor false"
        raise ValueError(msg)
    return said[value.lower()]


Flag = Annotated[bool, BeforeValidator(parse_flag)]


class Git(Written):
    """What git is told. `commit` commits after every command that writes, as `--commit` does.

    `private_remotes` only you can read, by name or address; `check` asks about the others.
    """

    commit: Flag = False
    private_remotes: Annotated[tuple[Line, ...], BeforeValidator(as_list)] = ()


def parse_edit_url(text: str) -> str:
    """Accept the beginning of a link that opens a file: of a git host, or of an editor."""
    if not text:
        return ""
    scheme, colon, rest = text.partition(":")
    runs = scheme.lower() in {"javascript", "data", "vbscript", "blob"}
    if runs or not colon or not re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme, re.IGNORECASE):
        rest = ""
    if not rest.startswith("/") or re.search(r"[\s<>\"'`\\]", text):
        msg = f"'{text}' is no link; write it as https://git.example/me/playbook/edit/main/"
        raise ValueError(msg)
    return text if text.endswith(("/", "=")) else f"{text}/"


class Site(Written):
    """What the site shows, beyond what it always does.

    `edit_url` leads to the folder of the playbook, where a prospect's file can be edited: a page of
    your git host, or an editor's own address; empty, there is no link. `search_notes` lets the
    search find the words of notes.
    """

    edit_url: Annotated[Line, AfterValidator(parse_edit_url)] = ""
    search_notes: Flag = True


class Policy(Written):
    """`playbook.yml`, with a default for everything but `me`."""

    me: Me
    working_time: WorkingTime = WorkingTime()
    capacity: Capacity = Field(default_factory=lambda: dict(DEFAULT_CAPACITY))
    budget: Budget = Budget()
    boldness: Boldness = "steady"
    today: Day | None = None
    tact: Tact = Tact()
    cadences: Cadences = Cadences()
    git: Git = Git()
    site: Site = Site()
