"""Somebody who is away: pages and terminal say until when, and do not call it my move."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from generator.model.days import Span, Week
from generator.model.plan import Plan
from generator.model.prospect import Prospect, Touch
from generator.model.workspace import Workspace
from generator.rendering.agenda import Agenda
from generator.rendering.pages import render_pages
from generator.rendering.sheet import render_sheet
from generator.rendering.terminal import render_show, render_today
from tests.rendering.made import ACTIONS, JOSS, PLAN, TODAY, WORKSPACE, day

GONE = "away until 2 December"
AWAY = Span(day(11, 20), day(12, 2))
WROTE = Touch(date=day(11, 19), channel="email", direction="in")
SINCE = "since Thursday"


def joss(**changed: object) -> tuple[Workspace, Plan]:
    """Give the workspace and the plan with Joss away, his late call moved to 3 December."""
    away: Prospect = JOSS.model_copy(update={"away": (AWAY,), **changed})
    moved = (replace(a, date=day(12, 3)) if a.code == "j2d" else a for a in ACTIONS)
    others = (p for p in WORKSPACE.prospects if p.slug != away.slug)
    workspace = replace(WORKSPACE, prospects=(*others, away))
    standings = {**PLAN.standings, away.slug: "waiting"}
    return workspace, replace(PLAN, actions=tuple(moved), standings=standings)  # type: ignore[arg-type]


def page(path: str, made: tuple[Workspace, Plan]) -> str:
    html = next(page.html for page in render_pages(*made) if page.path == path)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def test_what_slipped_by_somebody_who_is_away_says_so_beside_its_new_day() -> None:
    now = f"{GONE}, now planned on Thursday 3 December"
    assert f"{SINCE[0].upper()}{SINCE[1:]}, {now}." in page("index.html", joss())
    assert f"{SINCE}; {now}." in " ".join(render_today(*joss()).split())
    assert f"{SINCE}; {GONE}" in page("weeks/2026-W49.html", joss())
    assert GONE in render_sheet(*joss(), Week.of(day(12, 3)))


def test_who_is_away_is_not_said_to_be_in_the_office_nor_to_wait_for_me() -> None:
    said = page("prospects/joss-field.html", joss(touches=(*JOSS.touches, WROTE)))
    assert f"{GONE}they wrote 4 days ago: your move when they are back" in said
    assert f"{GONE}, then in the office 09:00" in said
    assert f"It slipped, {SINCE}; {GONE}." in said
    assert "waiting for a date" not in said


def test_the_terminal_says_of_one_person_what_slipped_and_that_they_are_away() -> None:
    said = " ".join(render_show(*joss(), "joss-field").split())
    assert f"Slipped, {SINCE}; {GONE}." in said
    assert f"not met yet · {GONE}" in said
    assert "away 20 November to 2 December" in said


def test_show_says_what_slipped_as_the_page_does() -> None:
    assert f"Slipped, {SINCE}." in render_show(WORKSPACE, PLAN, "joss-field")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({}, GONE),
        ({"callback": day(12, 9)}, f"waiting for a date, {GONE}"),
        ({"snooze_until": day(12, 9)}, f"waiting for a date, {GONE}"),
        ({"away": ()}, "waiting for a date"),
        ({"away": (Span(day(11, 1), day(11, 22)),)}, "waiting for a date"),
        ({"away": (Span(TODAY, TODAY),)}, "away until 23 November"),
    ],
)
def test_how_it_stands_with_who_is_away(changed: dict[str, object], says: str) -> None:
    workspace, plan = joss(**changed)
    agenda = Agenda(workspace, plan)
    assert agenda.standing(agenda.prospects["joss-field"]) == says


def test_who_asked_for_silence_is_not_waited_for() -> None:
    workspace, plan = joss()
    silent = replace(plan, standings={**plan.standings, "joss-field": "blocked"})
    agenda = Agenda(workspace, silent)
    assert agenda.standing(agenda.prospects["joss-field"]) == "asked not to be contacted"
