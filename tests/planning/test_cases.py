"""Golden cases: one file a sentence, below `tests/cases/<rule>/`.

Each expected date was worked out by hand; the comment in the file says how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.model.plan import Plan
from generator.model.rules import RULES
from generator.planning.breaches import past_breaches
from generator.planning.plan import make_plan
from tests.planning.case import CASES, Case, read_case
from tests.planning.matching import as_table, differences

FILES = sorted(CASES.glob("*/*.yml"))
SENTENCE = re.compile(r"[A-Z0-9“].*[a-z0-9)”'][.?]", re.DOTALL)
BESIDE_THE_RULES = {"stages", "standing", "planning", "fine-print"}
"""Folders for what sections of tact other than the rules ask for."""


def _param(file: Path) -> object:
    case = read_case(file)
    marks = (
        [pytest.mark.xfail(reason=case.asks.xfail, raises=pytest.fail.Exception, strict=True)]
        if case.asks.xfail
        else []
    )
    return pytest.param(file, id=case.name, marks=marks)


@pytest.mark.parametrize("file", [_param(file) for file in FILES])
def test_the_plan_is_what_tact_asks_for(file: Path) -> None:
    case = read_case(file)
    plan = make_plan(case.workspace, case.asks.today, case.asks.weeks)
    found = [*differences(plan, case.asks), *badly_said(plan)]
    if case.asks.warns is not None and warnings_of(case) != case.asks.warns:
        found.append(f"warns {warnings_of(case)}")
    if found:
        listed = "\n".join(f"  {line}" for line in found)
        pytest.fail(
            f"{case.name}: {case.asks.says}\n{listed}\n\nThe case:\n\n{case.text}\n"
            f"The plan:\n\n{as_table(plan)}",
            pytrace=False,
        )


def badly_said(plan: Plan) -> Iterator[str]:
    """Find what names no rule, or is no whole sentence: whatever the case, that is no reason."""
    refused = [reason for action in plan.actions for reason in action.refused]
    given = [reason for entry in (*plan.actions, *plan.unplanned) for reason in entry.because]
    for reason in (*given, *refused):
        if reason.rule not in {*RULES, "reach"} or not SENTENCE.fullmatch(reason.says):
            yield f"{reason.rule} says '{reason.says}'"


def warnings_of(case: Case) -> dict[str, tuple[str, ...]]:
    """Give by slug what is said of the past, each behind the date on the line it points at."""
    lines, found = case.text.splitlines(), {}
    for problem in past_breaches(case.workspace, case.asks.today):
        day = re.findall(r"date: (\d{4}-\d\d-\d\d)", lines[problem.line - 1])[0]
        slug = Path(problem.path).stem
        says = f"{day} {problem.rule}: {problem.message} {problem.hint}".strip()
        found[slug] = (*found.get(slug, ()), says)
    return found


def test_a_warning_points_at_the_first_word_of_its_touch() -> None:
    """In a file of a prospect that stands behind two spaces, a dash and a space."""
    warned = [case for case in map(read_case, FILES) if case.asks.warns]
    found = [p for case in warned for p in past_breaches(case.workspace, case.asks.today)]

    assert {problem.column for problem in found} == {5}


def test_every_case_expects_something() -> None:
    asks = {file.stem: read_case(file).asks for file in FILES}

    assert not [n for n, a in asks.items() if not a.expect and not a.days and a.warns is None]


def test_every_folder_of_cases_is_a_rule_or_a_part_of_tact() -> None:
    folders = {file.parent.name for file in FILES}

    assert folders <= {*RULES, *BESIDE_THE_RULES}


def test_every_rule_has_a_case() -> None:
    assert set(RULES) <= {file.parent.name for file in FILES}
