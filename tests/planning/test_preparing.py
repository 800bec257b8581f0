"""What is prepared ahead stands on a day of its own: it has no hour and costs nothing yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.planning.plan import make_plan
from tests.planning.case import read_case

A_CALL_WITH_SLIDES = """
says: A call for which slides are drawn two days ahead.
today: 2026-09-07
scripts:
  calls/slides: {channel: call, purpose: value, lead_days: 2, cost: 5}
prospects:
  dana-reyes:
    name: Dana Reyes
    stage: almost
    phone: 020 7946 0123
    touches:
      - {date: 2026-08-10, channel: call, outcome: connected}
expect: {}
"""


def test_only_the_call_has_an_hour_and_a_cost_not_what_is_drawn_for_it(tmp_path: Path) -> None:
    file = tmp_path / "case.yml"
    file.write_text(A_CALL_WITH_SLIDES, encoding="utf-8")
    case = read_case(file)
    drawing, call = make_plan(case.workspace, case.asks.today, case.asks.weeks).actions[:2]
    assert (drawing.do, drawing.date, drawing.time, drawing.cost) == (
        "prepare", date(2026, 9, 7), None, 0,
    )  # fmt: skip
    assert (call.do, call.date, call.cost) == ("touch", date(2026, 9, 9), 5)
    assert call.time
    assert drawing.for_id == call.id
