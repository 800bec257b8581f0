"""A week as it is typed, and a plan that reaches it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from generator.commands._dates import parse_week
from generator.commands._shared import Playbook

if TYPE_CHECKING:
    from generator.model.days import Week
    from generator.model.plan import Plan

FARTHEST = 104
"""Weeks ahead that may be planned: two years."""


def week_named(text: str | None, today: date) -> Week:
    """Give the week that was typed, this one where none was; else it is misuse."""
    try:
        return parse_week(text or "this", today)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def plan_reaching(here: Playbook, week: Week) -> Plan:
    """Plan as far as `week`, and never less than usual."""
    from generator import pipeline  # noqa: PLC0415 — heavy

    ahead = (week.monday - here.today).days // 7 + 2
    if ahead > FARTHEST:
        msg = f"{week} lies more than two years ahead: nobody can plan that far"
        raise click.UsageError(msg)
    return here.plan(max(pipeline.WEEKS, ahead))
