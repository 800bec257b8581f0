"""The weeks: a calendar of actions, day by day, and what was done in the weeks gone by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.days import Week
from generator.model.page import Page
from generator.rendering.cards import Card, Done, card, cards, done
from generator.rendering.desk import Desk
from generator.rendering.environment import render_page
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


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the overview of all weeks: a few names, and how many more."""

    day: date
    names: tuple[tuple[str, str, bool], ...]
    more: int
    is_today: bool
    is_past: bool


def render_weeks(desk: Desk, sheets: frozenset[str]) -> tuple[Page, ...]:
    """Make the page of each week, and their overview."""
    return (render_overview(desk), *(render_week(desk, w, sheets) for w in desk.weeks))


def render_week(desk: Desk, week: Week, sheets: frozenset[str]) -> Page:
    """Make the page of one week."""
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
    )


def _neighbour(desk: Desk, week: Week, step: int) -> Week | None:
    other = week.plus(step)
    return other if desk.weeks[0] <= other <= desk.weeks[-1] else None


def render_overview(desk: Desk) -> Page:
    """Make the overview: a line a week, a cell a day."""
    days = sorted({d.weekday() for w in desk.weeks for d in _shown(desk, w)})
    rows = [(w, [_cell(desk, w.days[n]) for n in days]) for w in desk.weeks]
    return render_page(
        "weeks.html.j2", "weeks/index.html", "Weeks", search=False, desk=desk, rows=rows, days=days
    )


def _cell(desk: Desk, day: date) -> Cell:
    planned = [(a.prospect, desk.name(a.prospect), a.status == "projected") for a in desk.on(day)]
    happened = [(p.slug, p.title, False) for p, t in desk.done_on(day) if t.is_real]
    everybody = tuple(dict.fromkeys((*happened, *planned)))
    shown = everybody[:_NAMES_IN_A_DAY]
    return Cell(day, shown, len(everybody) - len(shown), day == desk.today, day < desk.today)
