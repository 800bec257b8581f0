"""A prospect: one person at one company, and what has happened between us."""

from __future__ import annotations

from datetime import date
from itertools import dropwhile
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic.json_schema import SkipJsonSchema

from generator.model.text import (
    NO_TOUCH,
    RESPONSES,
    WRITTEN,
    Boldness,
    Day,
    DayOfYear,
    DaySpan,
    Email,
    Line,
    Lines,
    OfficeHours,
    Outcome,
    Phone,
    Purpose,
    Stage,
    TimeZone,
    Trilean,
    Url,
    Written,
    as_list,
)

TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev",
    "herr", "frau", "m", "mme", "mlle",
})  # fmt: skip
"""What may stand before a name and is no name: nobody is called by it alone."""

Words = Annotated[tuple[Line, ...], BeforeValidator(as_list)]


class Promise(Written):
    """What I said I would do, and by when."""

    what: Line
    by: Day
    kept: Day | None = None


class Prepared(Written):
    """A preparation that was done: the book ordered, the invitation printed."""

    date: Day
    channel: Line
    item: Line | None = None


class Touch(Written):
    """A contact that happened, or an attempt at one. `date` is a day in my time zone."""

    id: Line | None = None
    date: Day
    channel: Line
    direction: Literal["out", "in"] = "out"
    to: Line | None = None
    outcome: Outcome = "sent"
    purpose: Purpose | None = None
    script: Line | None = None
    item: Line | None = None
    said: Lines | None = None
    asked: Lines | None = None
    promised: Promise | None = None
    callback: Day | None = None
    note: Lines | None = None
    line: SkipJsonSchema[int] = 0

    @property
    def is_attempt(self) -> bool:
        """A ring of mine that nobody answered: no touch, but it uses up the day."""
        rung = self.direction == "out" and self.channel not in {*WRITTEN, "meeting"}
        return rung and self.outcome == "no_answer"

    @property
    def is_real(self) -> bool:
        """Whether this counts as a touch at all: a ring of theirs that I missed does."""
        if self.outcome == "no_answer":
            return self.direction == "in" or self.channel in WRITTEN
        return self.outcome not in NO_TOUCH

    @property
    def is_response(self) -> bool:
        """Whether the prospect did something."""
        return self.is_real and (self.direction == "in" or self.outcome in RESPONSES)

    @property
    def fills_the_day(self) -> bool:
        """Whether it takes its share of a day: mine, an attempt too; no meeting, no practice."""
        came_back = self.outcome in {"bounced", "practised"}
        return self.direction == "out" and self.channel != "meeting" and not came_back

    @property
    def counts_as(self) -> str:
        """The channel it counts for: a call that ended on the machine was a voicemail."""
        return "voicemail" if self.outcome == "voicemail" else self.channel


class Prospect(Written):
    """One person at one company; `slug` is the name of the file and never changes."""

    slug: SkipJsonSchema[str]
    name: Line | None = None
    first_name: Line | None = None
    company: Line | None = None
    role: Line | None = None
    stage: Stage = "lead"
    since: Day | None = None
    source: Line | None = None
    first_contact: Line | None = None
    email: Email | None = None
    phone: Phone | None = None
    address: Lines | None = None
    links: dict[Line, Url] = Field(default_factory=dict)
    country: Line | None = None
    subdivision: Line | None = None
    timezone: TimeZone | None = None
    office_hours: OfficeHours | None = None
    away: Annotated[tuple[DaySpan, ...], BeforeValidator(as_list)] = ()
    language: Line | None = None
    year_end: DayOfYear | None = None
    interests: Words = ()
    challenges: Words = ()
    objections: Words = ()
    understands_us: Trilean = "unknown"
    would_choose_us: Trilean = "unknown"
    added: Day | None = None
    callback: Day | None = None
    snooze_until: Day | None = None
    opt_out: Words = ()
    boldness: Boldness | None = None
    tags: Words = ()
    shared: Annotated[tuple[Literal["email", "phone"], ...], BeforeValidator(as_list)] = ()
    notes: Lines | None = None
    private: Lines | None = None
    prepared: tuple[Prepared, ...] = ()
    touches: tuple[Touch, ...] = ()

    @property
    def title(self) -> str:
        """What a page calls them: the person, else the company."""
        return self.name or self.company or self.slug

    @property
    def can_be_reached(self) -> bool:
        """Whether any address, number or link of theirs is known."""
        return bool(self.email or self.phone or self.address or self.links)

    @property
    def given_name(self) -> str | None:
        """How a letter begins; None for a company alone.

        A title is passed over, but for who has no more than that and a surname: `Dr. Müller`.
        """
        if self.first_name or not self.name:
            return self.first_name
        words = self.name.split()
        named = list(dropwhile(lambda word: word.rstrip(".").lower() in TITLES, words))
        if len(named) == len(words):
            return words[0]
        return self.name if len(named) < 2 else named[0]  # noqa: PLR2004 — a surname alone

    @property
    def path(self) -> str:
        """The file, relative to the root."""
        return f"prospects/{self.slug}.yml"

    def history(self, today: date) -> tuple[Touch, ...]:
        """Touches up to `today`, by date; those of one day stay in the file's order."""
        return tuple(sorted((t for t in self.touches if t.date <= today), key=lambda t: t.date))
