"""The way of the whole: read, plan, render. Each stop is one function of one room.

Imports happen inside, so that a command loads only the rooms it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from generator.model.days import Week
    from generator.model.page import Page
    from generator.model.plan import Plan
    from generator.model.problem import Problem
    from generator.model.workspace import Workspace

WEEKS = 8
WEEKS_TO_COMPARE = 4
"""How far ahead `check` looks for letters that two people would have in common."""
LOOKED_BACK = timedelta(weeks=5)
"""How far back the pages of gone weeks reach."""
GRACE = timedelta(days=1)
"""It may be tomorrow already where the user is."""


def load(root: Path, today: date | None, clock: date) -> Workspace:
    """Read the playbook at `root`, check its words, and give it with every fault.

    `today` is the day that was asked for, if one was; `clock` is what the clock says. A touch more
    than a day after both is a fault.
    """
    from generator.reading.workspace import read_workspace  # noqa: PLC0415 — see above
    from generator.rendering.grammar import check_scripts  # noqa: PLC0415 — see above

    asked = today or pinned_day(root) or clock
    read = read_workspace(root, max(asked, clock) + GRACE)
    scripts, faults = check_scripts(read.scripts, read.policy, read.channels)
    return replace(read, scripts=scripts, problems=tuple(sorted({*read.problems, *faults})))


def pinned_day(root: Path) -> date | None:
    """Give the day at which `playbook.yml` stops the clock, as samples do."""
    from generator.reading.settings import read_policy, read_channels  # noqa: PLC0415, I001 — see above

    policy, _ = read_policy(root, read_channels(root)[0])
    return policy.today if policy else None


def plan(workspace: Workspace, today: date, weeks: int = WEEKS) -> Plan:
    """Plan the weeks from `today` on."""
    from generator.planning.places import my_holidays  # noqa: PLC0415 — see above
    from generator.planning.plan import make_plan  # noqa: PLC0415 — see above

    made = make_plan(workspace, today, weeks)
    if workspace.policy is None:
        return made
    last = today + timedelta(weeks=weeks)
    return replace(made, holidays=my_holidays(workspace.policy.me, today - LOOKED_BACK, last))


def pages(workspace: Workspace, plan: Plan) -> tuple[Page, ...]:
    """Render every page of the site.

    Beside what was done in the weeks gone by stands what today's plan would have asked of them.
    """
    from generator.rendering.desk import PAST_WEEKS  # noqa: PLC0415 — see above
    from generator.rendering.pages import render_pages  # noqa: PLC0415 — see above

    return render_pages(workspace, plan, past_plans(workspace, plan.today, PAST_WEEKS))


def past_plans(workspace: Workspace, today: date, weeks: int) -> tuple[Plan, ...]:
    """Plan each of the past weeks on the morning of its Monday: what was known, today's rules.

    Whoever is in none of a plan's standings was left out: how things stood then is not known.
    """
    from generator.model.days import Week  # noqa: PLC0415 — see above
    from generator.planning.hindsight import as_known_on  # noqa: PLC0415 — see above
    from generator.planning.plan import make_plan  # noqa: PLC0415 — see above

    mondays = (Week.of(today).plus(-n).monday for n in range(1, weeks + 1))
    return tuple(make_plan(as_known_on(workspace, monday), monday, 1) for monday in mondays)


def sheet(workspace: Workspace, plan: Plan, week: Week, paper: Literal["a4", "letter"]) -> str:
    """Render the sheet of a week, a document of its own."""
    from generator.rendering.sheet import render_sheet  # noqa: PLC0415 — see above

    return render_sheet(workspace, plan, week, paper)


Warner = Callable[["Workspace", date], Iterable["Problem"]]
"""Finds what is no fault but worth a look. Each of its problems carries the name of a rule."""


def warners() -> tuple[Warner, ...]:
    """Give all that warn. A room that has one more adds it to its own tuple."""
    from generator.planning.breaches import WARNERS as BREACHES  # noqa: PLC0415 — see above
    from generator.planning.places import WARNERS as PLACES  # noqa: PLC0415 — see above
    from generator.reading.warnings import WARNERS  # noqa: PLC0415 — see above
    from generator.rendering.lint import WARNERS as LINT  # noqa: PLC0415 — see above

    return (*WARNERS, *LINT, *BREACHES, *PLACES, in_the_weeks_ahead)


def in_the_weeks_ahead(workspace: Workspace, today: date) -> Iterator[Problem]:
    """Find what shows only in the words of those who are planned for: a form letter to two."""
    from generator.rendering.lint import PLAN_WARNERS  # noqa: PLC0415 — see above

    ahead = plan(workspace, today, WEEKS_TO_COMPARE)
    for warner in PLAN_WARNERS:
        yield from warner(workspace, ahead)


def warnings(workspace: Workspace, today: date) -> tuple[Problem, ...]:
    """Find everything worth a look, in the order of the files."""
    return tuple(sorted({found for warner in warners() for found in warner(workspace, today)}))


def forgotten_faults(root: Path) -> tuple[Problem, ...]:
    """Find what is wrong with the file of those who were forgotten."""
    from generator.writing.suppressions import faults_in  # noqa: PLC0415 — see above

    return faults_in(root)


def clone_warnings(root: Path, workspace: Workspace) -> tuple[Problem, ...]:
    """Find what git should be told in this clone, and who is back although they were forgotten."""
    from generator.writing.cloning import clone_warnings  # noqa: PLC0415 — see above
    from generator.writing.forgetting import come_back  # noqa: PLC0415 — see above

    private = workspace.policy.git.private_remotes if workspace.policy else ()
    return (*clone_warnings(root, private), *come_back(root, workspace.prospects))
