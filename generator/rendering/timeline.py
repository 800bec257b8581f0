"""A prospect's history as a picture: inline SVG that needs no script, with its words beside it.

Where a screen is too narrow for a picture, its marks stand below each other, with their words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.model.plan import Action
from generator.model.prospect import Prospect, Touch
from generator.rendering import speech
from generator.rendering.answers import made_with
from generator.rendering.desk import Desk

WIDTH = 760
_LEFT, _RIGHT, _TOP, _LANE = 118, 16, 12, 26
_LABEL = 24  # half the width of a month's name
_LONGEST_PAST = timedelta(days=540)
_LEAST_PAST = timedelta(days=60)
_LEAST_FUTURE = timedelta(days=35)
_LISTED = 8
"""So many of the last touches are in the list that stands for the picture on a phone."""
_MONTHS_BETWEEN_LABELS = {9: 1, 16: 2, 100: 3}


@dataclass(frozen=True, slots=True)
class Mark:
    """One touch or one action: `kind` is answered, unanswered, theirs, attempt or planned."""

    x: float
    y: float
    kind: str
    says: str


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a month."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One channel, with the middle of its line."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the layout draws, in units of the picture."""

    width: int
    height: float
    bottom: float
    left: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    past: tuple[Mark, ...]
    ahead: tuple[Mark, ...]
    today: float
    band: tuple[float, float] | None
    band_says: str
    earlier: int
    unlisted: str
    says: str

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All marks, by date."""
        return (*self.past, *self.ahead)

    @property
    def listed(self) -> tuple[Mark, ...]:
        """The last of what happened, for a list."""
        return self.past[-_LISTED:]


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def __call__(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)


def draw_timeline(desk: Desk, prospect: Prospect) -> Timeline | None:
    """Draw what happened and what is planned; None where there is nothing to draw."""
    touches = desk.history(prospect).touches
    planned = [a for a in desk.of(prospect.slug) if a.do == "touch"]
    if not touches and not planned:
        return None
    shown = [t for t in touches if t.date >= desk.today - _LONGEST_PAST]
    scale = _scale(desk, shown, planned)
    names = tuple(dict.fromkeys([t.counts_as for t in shown] + [a.channel for a in planned]))
    rows = {name: _TOP + _LANE * (n + 0.5) for n, name in enumerate(names)}
    bottom = _TOP + _LANE * len(rows)
    band = _band(desk, prospect)
    return Timeline(
        width=WIDTH,
        height=bottom + 24,
        bottom=bottom,
        left=_LEFT,
        lanes=tuple(Lane(y, desk.channel_named(name).label) for name, y in rows.items()),
        ticks=_ticks(scale),
        past=_past(desk, prospect, shown, scale, rows),
        ahead=_future(desk, planned, scale, rows),
        today=scale(desk.today),
        band=(scale(max(band[0], scale.first)), scale(min(band[1], scale.last)))
        if band and band[1] >= scale.first and band[0] <= scale.last
        else None,
        band_says=_band_says(desk, prospect),
        earlier=len(touches) - len(shown),
        unlisted=_say_unlisted(desk, prospect, touches[: -min(_LISTED, len(shown)) or None]),
        says=_summary(desk, shown, planned),
    )


def _scale(desk: Desk, shown: Sequence[Touch], planned: Sequence[Action]) -> _Scale:
    first = min([desk.today - _LEAST_PAST, *(t.date for t in shown)])
    last = max([desk.today + _LEAST_FUTURE, *(a.date for a in planned)])
    margin = timedelta(days=max(3, (last - first).days // 40))
    return _Scale(first - margin, last + margin)


def _past(
    desk: Desk,
    prospect: Prospect,
    touches: Sequence[Touch],
    scale: _Scale,
    rows: dict[str, float],
) -> tuple[Mark, ...]:
    answered = _answered(desk, prospect)
    return tuple(
        Mark(scale(t.date), rows[t.counts_as], _kind(t, id(t) in answered), _touch_says(desk, t))
        for t in touches
    )


def _answered(desk: Desk, prospect: Prospect) -> set[int]:
    made = made_with(prospect, desk.history(prospect), desk.today)
    return {id(m.touch) for m in made if m.is_answered}


def _say_unlisted(desk: Desk, prospect: Prospect, touches: Sequence[Touch]) -> str:
    """Say what a list leaves out: nobody is to think that they never answered."""
    answered = _answered(desk, prospect)
    kinds = [_kind(touch, id(touch) in answered) for touch in touches]
    answers = kinds.count("answered")
    return f"{len(kinds)} earlier, {answers or 'none'} of them answered" if kinds else ""


def _kind(touch: Touch, answered: bool) -> str:  # noqa: FBT001 — a fact about the touch
    if not touch.is_real:
        return "attempt"
    if touch.direction == "in":
        return "theirs"
    return "answered" if answered else "unanswered"


def _touch_says(desk: Desk, touch: Touch) -> str:
    return f"{speech.say_day(touch.date, desk.today)}: {speech.say_touch(touch, desk.channels)}"


def _future(
    desk: Desk, planned: Sequence[Action], scale: _Scale, rows: dict[str, float]
) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            scale(a.date),
            rows[a.channel],
            "assumed" if desk.is_assumed(a) else "planned",
            f"{speech.say_day(a.date, desk.today)}: {desk.channel_named(a.channel).label},"
            f" {'if nothing comes back' if desk.is_assumed(a) else 'planned'}",
        )
        for a in planned
    )


def _band(desk: Desk, prospect: Prospect) -> tuple[date, date] | None:
    """Give the days of the rhythm, from the last touch, for those who are kept in one."""
    last = desk.history(prospect).last
    low, high = _rhythm(desk, prospect)
    if not last or not high or (prospect.callback or date.min) >= desk.today:
        return None  # a day that they named stands above the rhythm
    return last.date + timedelta(days=low), last.date + timedelta(days=high)


def _rhythm(desk: Desk, prospect: Prospect) -> tuple[int, int]:
    cadences = desk.rules.cadences
    if prospect.stage == "almost":
        return cadences.almost.gap_days
    return cadences.deferred.gap_days if prospect.stage == "deferred" else (0, 0)


def _band_says(desk: Desk, prospect: Prospect) -> str:
    low, high = _rhythm(desk, prospect)
    return f"{low} to {high} days after the last touch" if high else ""


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    firsts = [d for d in _first_days(scale.first, scale.last) if d > scale.first]
    every = next(n for most, n in _MONTHS_BETWEEN_LABELS.items() if len(firsts) <= most)
    shown = [d for d in firsts if (d.month - 1) % every == 0]
    return tuple(Tick(scale(d), _month(d)) for d in shown if scale(d) < WIDTH - _LABEL)


def _first_days(first: date, last: date) -> list[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(m // 12, m % 12 + 1, 1) for m in months]


def _month(day: date) -> str:
    name = speech.MONTHS[day.month - 1][:3]
    return f"{name} {day.year}" if day.month == 1 else name


def _summary(desk: Desk, touches: Sequence[Touch], planned: Sequence[Action]) -> str:
    """Say in a sentence what the picture shows, for those who do not see it."""
    real = [t for t in touches if t.is_real]
    answers = sum(1 for t in real if t.is_response)
    says = (
        f"{speech.say_count(len(real), 'touch', 'touches')},"
        f" {speech.say_count(answers, 'answer')} from them"
    )
    if planned:
        following = planned[0]
        says += (
            f"; next: {desk.channel_named(following.channel).label}"
            f" {speech.say_on(following.date, desk.today)}"
        )
    return says
