"""Golden cases: one file a sentence, below `tests/cases/<rule>/`.

Each expected date was worked out by hand; the comment in the file says how.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.rules import RULES
from generator.planning.plan import make_plan
from tests.planning.case import CASES, read_case
from tests.planning.matching import as_table, differences

FILES = sorted(CASES.glob("*/*.yml"))
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
    found = differences(plan, case.asks)
    if found:
        listed = "\n".join(f"  {line}" for line in found)
        pytest.fail(
            f"{case.name}: {case.asks.says}\n{listed}\n\nThe case:\n\n{case.text}\n"
            f"The plan:\n\n{as_table(plan)}",
            pytrace=False,
        )


def test_every_folder_of_cases_is_a_rule_or_a_part_of_tact() -> None:
    folders = {file.parent.name for file in FILES}

    assert folders <= {*RULES, *BESIDE_THE_RULES}


def test_every_rule_has_a_case() -> None:
    assert set(RULES) <= {file.parent.name for file in FILES}
