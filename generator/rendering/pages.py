"""The site as finished pages, whatever engine shows them.

Adding a page is a layout and a function that fills it.
"""

from __future__ import annotations

from generator.model.page import Page
from generator.model.plan import Plan
from generator.model.workspace import Workspace
from generator.rendering.calendar import calendar_page
from generator.rendering.desk import Desk
from generator.rendering.giving import render_shelf
from generator.rendering.home import render_home
from generator.rendering.icons import read_assets
from generator.rendering.library import render_library
from generator.rendering.people import render_people
from generator.rendering.prospect_page import render_prospect
from generator.rendering.rehearsal import render_rehearsals
from generator.rendering.sheet import render_sheet_of
from generator.rendering.stats import render_stats
from generator.rendering.tact import render_tact
from generator.rendering.unread import render_unread, unread_pages
from generator.rendering.weeks import render_weeks


def render_pages(workspace: Workspace, plan: Plan, past: tuple[Plan, ...] = ()) -> tuple[Page, ...]:
    """Make every page of the site. Each path is there once; the front page comes first.

    `past` are plans of weeks gone by, as today's rules would have made them on their Mondays.
    """
    desk = Desk(workspace, plan)
    sheets = _sheets(desk)
    printed = frozenset(p.path.split("/")[1] for p in sheets)
    made = (
        render_home(desk, printed),
        *render_weeks(desk, printed, past),
        render_people(desk),
        *(render_prospect(desk, p) for p in desk.people),
        *(render_unread(desk, broken) for broken in unread_pages(desk).values()),
        *render_library(desk),
        render_shelf(desk),
        *render_rehearsals(desk),
        render_stats(desk),
        render_tact(desk),
        *sheets,
        calendar_page(workspace, plan),
        *read_assets(),
    )
    return tuple({page.path: page for page in reversed(made)}.values())[::-1]


def _sheets(desk: Desk) -> tuple[Page, ...]:
    """Make the printed sheet of each week of the plan, a document of its own."""
    if desk.policy is None:
        return ()
    return tuple(
        Page(
            path=f"weeks/{week}/sheet.html",
            title=f"Call sheet, week {week.number}",
            html=render_sheet_of(desk, week),
            raw=True,
            search=False,
        )
        for week in desk.weeks
        if week >= desk.week
    )
