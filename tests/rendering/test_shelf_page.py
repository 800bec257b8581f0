"""The page of the shelf: by kind, what is gone by last."""

from __future__ import annotations

import re

from generator import pipeline
from tests.rendering.written import TODAY, written

SHELF = """
- {id: a-talk, kind: event, title: The later talk, date: 2027-03-04}
- {id: b-talk, kind: event, title: The sooner talk, date: 2027-01-20, cost: 5}
- {id: c-talk, kind: event, title: The talk gone by, date: 2026-11-01}
- {id: d-book, kind: book, title: The book, cost: 19, lead_days: 5}
- {id: e-page, kind: article, title: The article}
"""


def page_with(shelf: str) -> str:
    workspace = written({}, {}, shelf)
    made = pipeline.pages(workspace, pipeline.plan(workspace, TODAY, 1))
    return next(page.html for page in made if page.path == "shelf/index.html")


def test_things_stand_under_their_kind_and_events_by_their_day() -> None:
    found = re.findall(r"<h2[^>]*>(\w[\w ]*)|</span> (The [^<]*)</p>", page_with(SHELF))
    assert ["".join(pair).strip() for pair in found] == [
        "Articles", "The article", "Books", "The book", "Events", "The sooner talk",
        "The later talk", "Gone by", "The talk gone by",
    ]  # fmt: skip


def test_a_tile_says_what_a_thing_costs_and_its_kind_only_where_no_heading_does() -> None:
    html = page_with(SHELF)
    assert '<p class="pb-small">£19, 5 business days ahead</p>' in html
    assert '<p class="pb-small">event, Sunday 1 November</p>' in html
    assert html.count('<p class="pb-small">event') == 1


def test_kinds_are_a_jump_away_where_there_are_several() -> None:
    assert '<a href="#book">Books</a>' in page_with(SHELF)
    assert "pb-jump" not in page_with("- {id: d-book, kind: book, title: The book}")


def test_a_bare_shelf_says_how_to_begin() -> None:
    assert "The shelf is bare." in page_with("")
