"""The index of scripts: it leads to the guide, where there is one."""

from __future__ import annotations

from dataclasses import replace

from generator import pipeline
from tests.rendering.written import TODAY, head, written

WORKSPACE = written({"emails/x": head("Hello.")})


def index(pages: frozenset[str]) -> str:
    workspace = replace(WORKSPACE, pages=pages)
    made = pipeline.pages(workspace, pipeline.plan(workspace, TODAY, 1))
    return next(page.html for page in made if page.path == "scripts/index.html")


def test_it_leads_to_the_guide_where_the_playbook_has_one() -> None:
    link = '<a href="../writing-scripts.html">How to write your own</a>'
    assert link in index(frozenset({"writing-scripts.md"}))
    assert link not in index(frozenset())
    assert "playbook new script KIND NAME" in index(frozenset())
