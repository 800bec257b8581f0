"""Tight cases for the planner: two hundred people, three touches each, and days too small for them.

A case is a `Workspace` that the planner plans as it plans any other, and the same thing told in
numbers, for whoever wants to find a better plan. So that the two are one problem:

- each person can be reached by one channel only, and the library has no goodbyes: after three
  touches there is nothing left to do for anybody within the weeks planned;
- the first window is the planner's own; the later ones follow from the touch before by the gap of
  the stage, and whoever compares checks them against those of the plan;
- no holiday, leave or quiet day lies in these weeks, and the limits on touches in a fortnight and
  on catching up are out of reach: they are other rules than the one measured.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from generator.model.channel import CHANNELS
from generator.model.plan import Plan, Window
from generator.model.policy import Policy
from generator.model.prospect import Prospect, Touch
from generator.model.script import Script
from generator.model.workspace import Workspace
from generator.planning.calendars import Calendar, my_calendar

TODAY = date(2026, 9, 7)
"""A Monday; England has no public holiday in the three months after it."""
TOUCHES = 3
ROOMY_WEEKS = 12
"""The work is one of four weeks, but it may end late; by then every touch has its day."""
FULL_DAYS = (23, 30)
"""All touches together fill so many days to the brim, where twenty would be wanted."""
KINDS = {"asked": 20, "named": 30, "overdue": 30, "lead": 60, "proposal": 30, "almost": 30}
"""How many people of each kind a case has."""
LINES = {
    "email": {"email": "{slug}@firm.example"},
    "call": {"phone": "+44 20 7946 0{number:03}"},
    "note": {"address": "{number} Dock Road"},
}
"""The one line by which somebody is reached."""
SHARES = (50, 30, 20)
LEAD_BD, ALMOST_DAYS, STEPS_BD = (3, 7), (6, 11), (5, 9, 13)
"""The gaps: of a lead in business days, of an almost-client in days; the steps of a proposal."""
ANSWERED, OVERDUE, REST = 16, 4, 1
"""Weights of a day late (TACT 4): answers and named dates, what is late today, the rest."""


@dataclass(frozen=True)
class Chain:
    """The three touches of one person, in numbers.

    `first` is the window of the first touch, `weights` what a day late costs for each; nothing
    more is sent until the day that was `named` is over.
    """

    slug: str
    kind: str
    channel: str
    first: Window
    weights: tuple[int, ...]
    named: date | None = None

    @property
    def is_owed(self) -> bool:
        """Whether it begins with an answer or a named date."""
        return self.kind in {"asked", "named"}

    def following(self, calendar: Calendar, place: int, last: date) -> Window:
        """Give the window of the touch at `place`, where the one before was made on `last`."""
        if self.kind == "almost":
            return Window(*(last + timedelta(days=n) for n in ALMOST_DAYS))
        if self.kind == "proposal":
            due = calendar.after(last, STEPS_BD[place] - STEPS_BD[place - 1])
            return Window(due, calendar.after(due, 1))
        window = Window(*(calendar.after(last, n) for n in LEAD_BD))
        if self.named and last < self.named:
            over = self.named + timedelta(days=1)
            return Window(max(window.earliest, over), max(window.latest, over))
        return window

    def wanted_by(self, calendar: Calendar) -> tuple[date, ...]:
        """Give the last day of each touch's window, if no touch were ever late."""
        days = [self.first.latest]
        for place in range(1, TOUCHES):
            days.append(self.following(calendar, place, max(days[-1], TODAY)).latest)
        return tuple(days)


@dataclass(frozen=True)
class Tight:
    """A case: the playbook to plan, and what a day holds (of each channel, and in all)."""

    workspace: Workspace
    kinds: dict[str, str]
    channels: dict[str, str]
    calendar: Calendar

    @property
    def capacity(self) -> dict[str, int]:
        """What a day holds of each channel; `total` in all."""
        assert self.workspace.policy  # noqa: S101 — every case has one
        return self.workspace.policy.capacity

    def chains(self, plan: Plan) -> tuple[Chain, ...]:
        """Tell the case in numbers; the first windows are those of the plan."""
        first = {a.prospect: a.window for a in reversed(plan.actions)}
        named = {p.slug: p.callback for p in self.workspace.prospects}
        return tuple(
            Chain(
                slug,
                kind,
                self.channels[slug],
                first[slug],
                _weights(kind, first[slug]),
                named[slug],
            )
            for slug, kind in self.kinds.items()
        )


def _weights(kind: str, first: Window) -> tuple[int, ...]:
    is_late = first.latest < TODAY
    begins = ANSWERED if kind in {"asked", "named"} else OVERDUE if is_late else REST
    return (begins, *(REST for _ in range(TOUCHES - 1)))


def make_case(seed: int, full_days: int) -> Tight:
    """Make one case, always the same for a seed, whose touches fill so many days."""
    chance = random.Random(seed)  # noqa: S311 — a sample, no secret
    kinds = [kind for kind, count in KINDS.items() for _ in range(count)]
    chance.shuffle(kinds)
    by_slug = {f"person-{n:03}": kind for n, kind in enumerate(kinds)}
    channels = {slug: _channel(kind, chance) for slug, kind in by_slug.items()}
    policy = _policy(Counter(channels.values()), full_days)
    calendar = my_calendar(policy.me, policy.working_time)
    people = tuple(
        _person(slug, kind, channels[slug], _history(kind, channels[slug], calendar, chance))
        for slug, kind in by_slug.items()
    )
    workspace = Workspace(policy, dict(CHANNELS), people, _library())
    return Tight(workspace, by_slug, channels, calendar)


def _channel(kind: str, chance: random.Random) -> str:
    if kind in {"asked", "proposal"}:
        return "email"
    return chance.choices(list(LINES), SHARES)[0]


def _policy(people: Counter[str], full_days: int) -> Policy:
    """Give each channel a little more room than its share, so that both limits are felt."""
    room = {name: ceil(TOUCHES * n / (full_days - 1)) for name, n in people.items()}
    return Policy.model_validate(
        {
            "me": {"name": "Ludo Marsh", "country": "GB", "subdivision": "ENG"},
            "capacity": {**room, "total": ceil(TOUCHES * people.total() / full_days)},
            "tact": {
                "breakup_after": TOUCHES,
                "max_in_14_days": {"steady": 14},
                "catch_up_per_day": 100,
            },
            "cadences": {
                "lead": {"gap_bd": LEAD_BD},
                "almost": {"gap_days": ALMOST_DAYS},
                "proposal": {"steps_bd": {"steady": [f"{bd} email" for bd in STEPS_BD]}},
            },
        }
    )


def _library() -> tuple[Script, ...]:
    purposes = ("value", "ask", "movement", "status", "answer")
    return tuple(
        Script(
            title=f"{channel} {purpose}",
            channel=channel,
            purpose=purpose,
            key=f"{channel}s/{purpose}",
            body="Here is something for you.",
            body_line=1,
            slots=frozenset(),
        )
        for channel in sorted(LINES)
        for purpose in sorted(purposes)
    )


def _person(slug: str, kind: str, channel: str, touches: tuple[Touch, ...]) -> Prospect:
    number = int(slug[-3:])
    line = {key: text.format(slug=slug, number=number) for key, text in LINES[channel].items()}
    stage = kind if kind in {"proposal", "almost"} else "lead"
    last = touches[-1]
    facts = {"slug": slug, "name": f"Person {number}", "stage": stage, "since": last.date}
    return Prospect.model_validate({**facts, **line, "touches": touches, "callback": last.callback})


def _history(
    kind: str, channel: str, calendar: Calendar, chance: random.Random
) -> tuple[Touch, ...]:
    """Give the last touch: something they did, so that nobody begins with a silence."""
    least, most = {"asked": (0, 1), "named": (5, 30), "overdue": (9, 20), "proposal": (1, 5)}.get(
        kind, (1, 7)
    )
    on = calendar.before(TODAY, chance.randint(least, most))
    named = calendar.after(TODAY, chance.randint(1, 15)) if kind == "named" else None
    if kind == "asked":
        return (Touch(date=on, channel=channel, direction="in"),)
    outcome = "connected" if channel == "call" else "replied"
    return (Touch(date=on, channel=channel, outcome=outcome, callback=named),)


def working_days(calendar: Calendar, weeks: int) -> list[date]:
    """Give my working days of so many weeks from today on."""
    span = (TODAY + timedelta(days=n) for n in range(7 * weeks))
    return [day for day in span if calendar.works(day)]


def days_late(days: Iterable[date], latest: date, made: date) -> int:
    """Count the working days past the later of `latest` and today, up to the day it was made."""
    return sum(max(latest, TODAY) < day <= made for day in days)
