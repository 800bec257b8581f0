"""The weeks: a calendar of actions, day by day, and what was done in the weeks gone by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.model.days import Week
from generator.model.page import Page
from generator.model.plan import Action, Plan
from generator.model.prospect import Prospect, Touch
from generator.rendering import speech
from generator.rendering.cards import Card, Done, card, cards, done
from generator.rendering.desk import Desk
from generator.rendering.environment import render_page
from generator.rendering.icons import icon
from generator.rendering.load import DayLoad, day_load

_NAMES_IN_A_DAY = 4


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a week page: what is planned, and what happened."""

    day: date
    load: DayLoad
    cards: tuple[Card, ...]
    done: tuple[Done, ...]
    is_today: bool
    is_past: bool
    off: str


@dataclass(frozen=True, slots=True)
class Would:
    """A touch that today's plan would have asked of a week gone by, and what was done instead."""

    action: Action
    prospect: Prospect
    picture: Markup
    verb: str
    firm: str
    purpose: str
    done: Touch | None
    as_asked: bool
    says: str


@dataclass(frozen=True, slots=True)
class Month:
    """The weeks of a month, by their Thursdays, each with its cells."""

    id: str
    label: str
    rows: tuple[tuple[Week, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the overview of all weeks: a few names, and how many more."""

    day: date
    names: tuple[tuple[str, str, bool], ...]
    more: int
    is_today: bool
    is_past: bool


def render_weeks(desk: Desk, sheets: frozenset[str], past: Iterable[Plan] = ()) -> tuple[Page, ...]:
    """Make the page of each week, and their overview; `past` are plans of weeks gone by."""
    known = {Week.of(plan.today): plan for plan in past}
    weeks = (render_week(desk, w, sheets, known.get(w)) for w in desk.weeks)
    return (render_overview(desk), *weeks)


def render_week(desk: Desk, week: Week, sheets: frozenset[str], past: Plan | None = None) -> Page:
    """Make the page of one week; `past` is what today's plan would have asked of it."""
    days = tuple(_day(desk, d) for d in _shown(desk, week))
    return render_page(
        "week.html.j2",
        f"weeks/{week}.html",
        _title(desk, week),
        search=False,
        desk=desk,
        week=week,
        days=days,
        earlier=_neighbour(desk, week, -1),
        later=_neighbour(desk, week, 1),
        is_past=week < desk.week,
        is_this=week == desk.week,
        ahead=preparing_for_later(desk, week),
        assumed=any(c.is_assumed for d in days for c in d.cards),
        has_sheet=str(week) in sheets,
        would=would_have_asked(desk, week, past) if past else (),
        looked_back=past is not None and desk.policy is not None,
        left_out=sum(p.slug not in past.standings for p in desk.people) if past else 0,
    )


def would_have_asked(desk: Desk, week: Week, past: Plan) -> tuple[Would, ...]:
    """Set beside each touch of a plan for a week gone by what was done with that person in it.

    Each touch answers for one of them: first for one by its own channel, else for one that was
    asked otherwise, both in the order of the days.
    """
    touches = (a for a in past.actions if a.do == "touch" and a.prospect in desk.prospects)
    asked = sorted(touches, key=lambda a: a.date)
    left = {slug: _made_in(desk, week, slug) for slug in {a.prospect for a in asked}}
    done = {a.id: _take(left[a.prospect], a.channel) for a in asked}
    instead = {a.id: _take(left[a.prospect]) for a in asked if not done[a.id]}
    return tuple(_would(desk, a, done[a.id], instead.get(a.id)) for a in asked)


def _made_in(desk: Desk, week: Week, slug: str) -> list[Touch]:
    touches = desk.history(desk.prospects[slug]).touches
    return [t for t in touches if t.date in week.days and t.direction == "out"]


def _take(made: list[Touch], channel: str | None = None) -> Touch | None:
    """Take out the first touch, or the first by this channel."""
    at = (n for n, t in enumerate(made) if not channel or channel in {t.channel, t.counts_as})
    first = next(at, None)
    return None if first is None else made.pop(first)


def _would(desk: Desk, action: Action, same: Touch | None, instead: Touch | None) -> Would:
    channel = desk.channel_named(action.channel)
    done = same or instead
    return Would(
        action=action,
        prospect=desk.prospects[action.prospect],
        picture=icon(channel.icon),
        verb=desk.verb(action),
        firm=desk.firm(action.prospect),
        purpose=desk.purpose(action),
        done=done,
        as_asked=same is not None,
        says=speech.say_touch(done, desk.channels) if done else "",
    )


def _title(desk: Desk, week: Week) -> str:
    year = f", {week.year}" if week.year != desk.week.year else ""
    return f"Week {week.number}{year}"


def preparing_for_later(desk: Desk, week: Week) -> tuple[Card, ...]:
    """Give this week's preparations for touches of a later week."""
    found = []
    for action in desk.in_week(week):
        touch = desk.touch_of(action)
        if action.do == "prepare" and (touch is None or touch.week > week):
            found.append(card(desk, action))
    return tuple(found)


def _shown(desk: Desk, week: Week) -> tuple[date, ...]:
    """Give the days on which I work, and those on which something is or was."""
    usual = set(desk.days_of(week))
    return tuple(d for d in week.days if d in usual or desk.happened_on(d))


def _day(desk: Desk, day: date) -> Day:
    return Day(
        day=day,
        load=day_load(desk, day),
        cards=cards(desk, desk.on(day)),
        done=tuple(done(desk, p, t) for p, t in desk.happened_on(day)),
        is_today=day == desk.today,
        is_past=day < desk.today,
        off=desk.day_off(day),
    )


def _neighbour(desk: Desk, week: Week, step: int) -> Week | None:
    other = week.plus(step)
    return other if desk.weeks[0] <= other <= desk.weeks[-1] else None


def render_overview(desk: Desk) -> Page:
    """Make the overview: month by month, a line a week, a cell a day."""
    days = sorted({d.weekday() for w in desk.weeks for d in _shown(desk, w)})
    rows = [(w, tuple(_cell(desk, w.days[n]) for n in days)) for w in desk.weeks]
    return render_page(
        "weeks.html.j2",
        "weeks/index.html",
        "Weeks",
        search=False,
        desk=desk,
        months=_months(rows),
        assumed=any(name[2] for _, cells in rows for cell in cells for name in cell.names),
        days=[speech.WEEKDAYS[n] for n in days],
    )


def _months(rows: Iterable[tuple[Week, tuple[Cell, ...]]]) -> tuple[Month, ...]:
    found: dict[tuple[int, int], list[tuple[Week, tuple[Cell, ...]]]] = defaultdict(list)
    for week, cells in rows:
        thursday = week.days[3]
        found[thursday.year, thursday.month].append((week, cells))
    return tuple(
        Month(f"m-{year}-{month:02d}", f"{speech.MONTHS[month - 1]} {year}", tuple(weeks))
        for (year, month), weeks in found.items()
    )


def _cell(desk: Desk, day: date) -> Cell:
    planned = [(a.prospect, desk.name(a.prospect), desk.is_assumed(a)) for a in desk.on(day)]
    happened = [(p.slug, p.title, False) for p, t in desk.done_on(day) if t.is_real]
    everybody = tuple(dict.fromkeys((*happened, *planned)))
    shown = everybody[:_NAMES_IN_A_DAY]
    return Cell(day, shown, len(everybody) - len(shown), day == desk.today, day < desk.today)
