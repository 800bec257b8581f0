"""What is the same for many scripts is said once."""

from __future__ import annotations

from pathlib import Path

from generator.planning.plan import make_plan
from tests.planning.case import read_case

A_FIRM_ALONE = """
says: Three scripts speak to a person, and nobody is named at Acme.
today: 2026-09-07
scripts:
  emails/a-first: {channel: email, purpose: value, words: "Dear {{ prospect.first_name }}, this."}
  emails/b-second: {channel: email, purpose: value, words: "Dear {{ prospect.first_name }}, that."}
  calls/c-third: {channel: call, purpose: value, words: "Dear {{ prospect.first_name }}, hello."}
  emails/d-general: {channel: email, purpose: value, words: "Good morning, this."}
prospects:
  acme:
    company: Acme Logistics
    email: hello@acme.example
    phone: "+44 20 7946 0123"
    added: 2026-09-07
expect: {}
"""


def test_that_nobody_is_named_is_said_once_and_not_for_every_script(tmp_path: Path) -> None:
    file = tmp_path / "case.yml"
    file.write_text(A_FIRM_ALONE, encoding="utf-8")
    case = read_case(file)
    plan = make_plan(case.workspace, case.asks.today, case.asks.weeks)
    told = [[r for r in a.because if r.rule == "no-form-letter"] for a in plan.of("acme")]
    assert max(map(len, told)) == 1
    assert "nobody is named at Acme Logistics" in told[0][0].says
