"""What is given along with a script that no plan speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline
from generator.model.days import Week
from generator.model.prospect import Prospect
from generator.model.workspace import Workspace
from generator.planning.next_step import next_step
from generator.planning.outlook import Outlook
from generator.planning.step import Step
from generator.planning.world import World
from generator.rendering.agenda import Agenda
from generator.rendering.sheet import render_sheet
from generator.rendering.suiting import Receiver, best_item
from generator.rendering.terminal import render_today
from tests.rendering.written import TODAY, head, written

SAMPLE = Path(__file__).parents[2]

SHELF = """\
- {id: boats, kind: book, title: Boats, topics: [Sailing], cost: 20}
- {id: knots, kind: book, title: Knots, topics: [rope]}
- {id: old, kind: book, title: Old, topics: [rope, sailing], expires: 2026-11-01}
- {id: cheap, kind: book, title: Cheap, topics: [sailing], cost: 5}
- {id: soon, kind: event, title: Soon, topics: [sailing], date: 2026-12-02}
- {id: later, kind: event, title: Later, topics: [sailing], date: 2027-02-02}
- {id: sooner, kind: event, title: Sooner, topics: [sailing], date: 2027-01-02}
- {id: closed, kind: event, title: Closed, date: 2027-01-01, rsvp_by: 2026-11-23}
"""


def suggested(person: str, **keys: str) -> str | None:
    """Give the id of what goes with a script of these keys to somebody."""
    workspace = written(
        {"x/x": head("Hello.", **keys)}, {"jo": f"name: Jo\n{person}\n"}, shelf=SHELF
    )
    agenda = Agenda(workspace, pipeline.plan(workspace, TODAY, 1))
    item = agenda.suggest(workspace.scripts[0], workspace.prospects[0])
    return item.id if item else None


GAVE_KNOTS = "touches: [{date: 2026-11-01, channel: gift, item: knots}]"


@pytest.mark.parametrize(
    ("person", "keys", "item"),
    [
        ("interests: [sailing]", {"gives": "book"}, "cheap"),
        ("interests: [sailing]\nchallenges: [ROPE]", {"gives": "book"}, "knots"),
        ("interests: [sailing]", {"gives": "book", "topics": "[rope]"}, None),
        ("interests: [gardening]", {"gives": "book"}, None),
        ("role: unknown", {"gives": "book"}, "knots"),
        (f"interests: [rope]\n{GAVE_KNOTS}", {"gives": "book"}, None),
        ("interests: [sailing]", {"gives": "event"}, "sooner"),
        ("interests: [sailing]", {"gives": "none"}, None),
    ],
)
def test_what_suits_best_goes_along(person: str, keys: dict[str, str], item: str | None) -> None:
    assert suggested(person, **keys) == item


BARE = """\
- {id: a-bare, kind: advice, title: Bare, topics: [sailing, rope]}
- {id: told, kind: advice, title: Told, topics: [sailing], note: Reef early.}
- {id: with-link, kind: advice, title: Link, topics: [sailing], url: https://example.com/x, cost: 2}
"""


@pytest.mark.parametrize(
    ("words", "keys", "item"),
    [
        ("Hello.", {}, "a-bare"),
        ("{% if item.note %}{{ item.note }}{% endif %} Hello.", {}, "a-bare"),
        ("{{ item.note }}", {}, "told"),
        ("Hello.", {"needs": "[item.note]"}, "told"),
        ("{{ item.url }}", {}, "with-link"),
        ("{{ item.note }} {{ item.about }} {{ item.title }}", {}, "told"),
        ("{{ item.place }}", {}, "a-bare"),
    ],
)
def test_what_the_shelf_says_too_little_of_comes_after_what_it_says_enough_of(
    words: str, keys: dict[str, str], item: str
) -> None:
    jo = {"jo": "name: Jo\ninterests: [sailing, rope]\n"}
    workspace = written({"x/x": head(words, gives="advice", **keys)}, jo, shelf=BARE)
    agenda = Agenda(workspace, pipeline.plan(workspace, TODAY, 1))
    given = agenda.suggest(workspace.scripts[0], workspace.prospects[0])
    assert given
    assert given.id == item


@pytest.fixture(scope="module")
def sample() -> Workspace:
    return pipeline.load(SAMPLE, TODAY, TODAY)


def test_it_is_what_the_planner_would_give(sample: Workspace) -> None:
    compared = 0
    for prospect in sample.prospects:
        outlook = _outlook(sample, prospect)
        if not outlook or not sample.policy:
            continue
        receiver = Receiver(prospect, outlook.case.history, sample.policy, outlook.start)
        for script in sample.scripts:
            told = best_item(sample.shelf, script, receiver)
            given = outlook.item_for(outlook.case.world.wordings[script.key])
            assert told == given, (prospect.slug, script.key)
            compared += told is not None
    assert compared > 500


def _outlook(sample: Workspace, prospect: Prospect) -> Outlook | None:
    assert sample.policy
    case = World(sample, sample.policy).case(prospect, TODAY)
    step = next_step(case)
    if not isinstance(step, Step) or step.owed or prospect.prepared:
        return None  # what is owed or lies ready is chosen otherwise
    return Outlook(case, step, TODAY, frozenset())


@pytest.mark.parametrize("person", ["", "interests: [rope]\n"])
def test_what_is_given_at_a_guess_is_called_one_wherever_it_is_named(person: str) -> None:
    jo = f"name: Jo\nstage: lead\nemail: jo@x.example\nadded: 2026-11-23\n{person}"
    shelf = "- {id: knots, kind: article, title: Knots, topics: [rope]}"
    workspace = written(
        {"emails/x": head("Hi {{ item.title }}.", gives="article")}, {"jo": jo}, shelf
    )
    plan = pipeline.plan(workspace, TODAY, 2)
    pages = {page.path: page.html for page in pipeline.pages(workspace, plan)}
    sheet = render_sheet(workspace, plan, Week.of(TODAY)).partition("To copy")[0]
    texts = [render_today(workspace, plan), sheet]
    texts += [
        pages[path].partition("is a guess")[0] for path in ("index.html", "prospects/jo.html")
    ]
    assert all("Knots" in text for text in texts)
    assert ["a guess" in text for text in texts] == [not person] * 4
