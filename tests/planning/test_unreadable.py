"""A file with a fault: nothing is planned from it, and the plan says which fault and whose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.model.channel import CHANNELS
from generator.model.plan import Reason
from generator.model.policy import Policy
from generator.model.problem import Problem
from generator.model.prospect import Prospect
from generator.model.workspace import Unreadable, Workspace
from generator.planning.plan import make_plan
from tests.planning.case import ME
from tests.planning.library import SHELF, library

TODAY = date(2026, 9, 7)
FAULT = Problem("prospects/kit-lawson.yml", 4, 1, "unknown stage 'almots'")
KIT = Unreadable("kit-lawson", "prospects/kit-lawson.yml", (FAULT,))
DANA = Prospect(slug="dana-reyes", name="Dana Reyes", email="dana@acme.example")
WORKSPACE = Workspace(
    Policy.model_validate({"me": ME}),
    dict(CHANNELS),
    (DANA,),
    library(()),
    SHELF,
    unreadable=(KIT,),
    problems=(FAULT,),
)


def test_a_prospect_whose_file_has_a_fault_is_left_out_with_the_fault() -> None:
    plan = make_plan(WORKSPACE, TODAY)

    (left_out,) = plan.unplanned
    assert (left_out.prospect, left_out.standing, left_out.until) == ("kit-lawson", "blocked", None)
    says = (
        "The file prospects/kit-lawson.yml has a fault (unknown stage 'almots');"
        " nothing is planned until it is mended."
    )
    assert left_out.because == (Reason("unreadable", says),)
    assert (plan.today, plan.weeks, plan.problems) == (TODAY, 8, (FAULT,))
    assert {action.prospect for action in plan.actions} == {"dana-reyes"}


def test_without_a_readable_policy_nobody_is_planned_for() -> None:
    plan = make_plan(replace(WORKSPACE, policy=None), TODAY, weeks=3)

    says = (
        "The file playbook/playbook.yml could not be read; nothing is planned until it is mended."
    )
    assert (plan.today, plan.weeks, plan.actions) == (TODAY, 3, ())
    assert [entry.prospect for entry in plan.unplanned] == ["dana-reyes", "kit-lawson"]
    dana = plan.unplanned[0]
    assert (dana.standing, dana.until, dana.because) == (
        "blocked", None, (Reason("unreadable", says),)
    )  # fmt: skip
    assert plan.problems == (FAULT,)


def test_without_readable_channels_nobody_is_planned_for() -> None:
    """They say what an opt-out closes: a default in their place might reach who wants silence."""
    fault = Problem("playbook/channels.yml", 3, 1, "unknown key 'labell'")
    plan = make_plan(replace(WORKSPACE, problems=(fault,)), TODAY)

    says = (
        "The file playbook/channels.yml could not be read; nothing is planned until it is mended."
    )
    assert plan.actions == ()
    assert {e.prospect: e.because for e in plan.unplanned}["dana-reyes"] == (
        Reason("unreadable", says),
    )
