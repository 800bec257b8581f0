"""A channel of one's own is planned like any other: one entry of `channels.yml`, never code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.model.channel import CHANNELS, Channel
from generator.model.plan import Plan
from generator.planning.plan import make_plan
from tests.planning.case import read_case
from tests.planning.library import library

CHAT = Channel.model_validate({"label": "chat message", "by": "web", "needs": ["handle"]})

LATE_AND_NAMED = """
says: Ben is late since Monday 12 October; Dana may be reached on Tuesday 13 or Wednesday 14.
today: 2026-10-13
policy: {capacity: {total: 1}}
prospects:
  ben-achebe:
    name: Ben Achebe
    stage: lead
    links: {linkedin: https://example.com/ben}
    touches:
      - {date: 2026-10-01, channel: social, outcome: replied}
  dana-reyes:
    name: Dana Reyes
    stage: almost
    links: {linkedin: https://example.com/dana}
    callback: 2026-10-14
    touches:
      - {date: 2026-09-30, channel: social, outcome: replied}
expect: {}
"""


def plan_by_chat(folder: Path, written: str) -> Plan:
    file = folder / "case.yml"
    file.write_text(written, encoding="utf-8")
    case = read_case(file)
    scripts = tuple(s.model_copy(update={"channel": "chat"}) for s in library(("email",)))
    channels = {**CHANNELS, "chat": CHAT}
    workspace = replace(case.workspace, channels=channels, scripts=scripts)
    return make_plan(workspace, case.asks.today, case.asks.weeks)


def test_a_day_holds_as_many_of_a_channel_without_a_number_as_it_holds_touches(
    tmp_path: Path,
) -> None:
    plan = plan_by_chat(tmp_path, LATE_AND_NAMED)
    first = {slug: plan.of(slug)[0] for slug in ("ben-achebe", "dana-reyes")}
    assert {a.channel for a in plan.actions} == {"chat"}
    assert first["ben-achebe"].date == date(2026, 10, 13)
    assert first["dana-reyes"].date == date(2026, 10, 14)
    assert "went to others" in " ".join(r.says for r in first["dana-reyes"].because)
