"""What a drawn life reckons with: whether the plan takes a call for an attempt or for a touch."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.prospect import Prospect
from generator.planning.plan import make_plan
from tests.properties.builders import TODAY, prospect, touch, workspace
from tests.properties.simulate import is_attempt

GONE = {"away": ["2026-09-09..2027-09-30"]}
CALL_ONLY: dict[str, Any] = {"email": None, "address": None, "links": None}


@pytest.mark.parametrize(
    ("who", "attempt"),
    [
        pytest.param(
            prospect(touch("09-04", "meeting", "held"), stage="met", first_contact="call"),
            True,
            id="met, with more to come",
        ),
        pytest.param(
            prospect(touch("07-06", "email", "replied"), **CALL_ONLY), False, id="answered before"
        ),
        pytest.param(prospect(stage="lead", **CALL_ONLY), False, id="a lead never met"),
        pytest.param(
            prospect(
                touch("08-31", "meeting", "held"),
                touch("09-01", "note", purpose="thanks"),
                stage="met",
                first_contact="call",
                **GONE,
            ),
            True,
            id="met, and nothing follows",
        ),
        pytest.param(
            prospect(stage="lead", **CALL_ONLY, **GONE),
            False,
            id="a lead never met, and nothing follows",
        ),
    ],
)
def test_a_call_is_an_attempt_for_who_was_just_met(who: Prospect, *, attempt: bool) -> None:
    office = workspace(who)
    plan = make_plan(office, TODAY, 4)
    (call, *_) = [a for a in plan.actions if a.channel == "call"]
    assert is_attempt(office, plan, call) is attempt
