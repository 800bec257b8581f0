"""All prospects in one table: where each stands, the last touch and the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.model.page import Page
from generator.model.plan import Action, Unplanned
from generator.model.prospect import Prospect, Touch
from generator.model.text import STAGES
from generator.rendering import speech
from generator.rendering.cards import Why, explained
from generator.rendering.desk import Desk
from generator.rendering.environment import render_page
from generator.rendering.prospect_page import STAGE_LABELS
from generator.rendering.unread import unread_pages


@dataclass(frozen=True, slots=True)
class Row:
    """One prospect's line."""

    who: Prospect
    stage: str
    standing: str
    last: Touch | None
    last_says: str
    next: Action | None
    next_says: str
    name_key: str
    rank: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One list to choose from: its words, and how many people each has."""

    key: str
    label: str
    options: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Someone who is not planned for, until when, and why."""

    who: Prospect
    standing: str
    until: date | None
    why: tuple[Why, ...]


def render_people(desk: Desk) -> Page:
    """Make the index of everybody; those who are not planned for are listed with the reason."""
    rows = tuple(_row(desk, p) for p in desk.people)
    return render_page(
        "people.html.j2",
        "prospects/index.html",
        "Prospects",
        search=False,
        desk=desk,
        rows=rows,
        choices=choices(rows),
        sourced=any(row.who.source or row.who.tags for row in rows),
        waiting=tuple(
            _waiting(u, desk) for u in desk.plan.unplanned if u.prospect in desk.prospects
        ),
        unreadable=desk.workspace.unreadable,
        paged=unread_pages(desk),
    )


def choices(rows: Iterable[Row]) -> tuple[Choice, ...]:
    """Give what the table can be narrowed to; a list of one entry narrows nothing."""
    rows = tuple(rows)
    found = (
        Choice("stage", "Stage", _counted(row.stage for row in rows)),
        Choice("standing", "Standing", _counted(row.standing for row in rows)),
        Choice("source", "Source", _counted(row.who.source for row in rows if row.who.source)),
        Choice("tag", "Tag", _counted(tag for row in rows for tag in row.who.tags)),
    )
    least = {"source": 1, "tag": 1}
    return tuple(c for c in found if len(c.options) >= least.get(c.key, 2))


def _counted(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(words).items(), key=lambda pair: pair[0].casefold()))


def _row(desk: Desk, prospect: Prospect) -> Row:
    last, following = desk.history(prospect).last, desk.next_of(prospect.slug)
    return Row(
        who=prospect,
        stage=STAGE_LABELS.get(prospect.stage, prospect.stage),
        standing=speech.say_standing(desk.plan.standings.get(prospect.slug, "")),
        last=last,
        last_says=speech.say_touch(last, desk.channels) if last else "",
        next=following,
        next_says=_doing(desk, following) if following else "",
        name_key=prospect.title.casefold(),
        rank=STAGES.index(prospect.stage),
    )


def _doing(desk: Desk, action: Action) -> str:
    return desk.preparing(action) if action.do == "prepare" else desk.noun(action)


def _waiting(left: Unplanned, desk: Desk) -> Waiting:
    return Waiting(
        desk.prospects[left.prospect],
        speech.say_left(left),
        left.until,
        explained(left.because),
    )
