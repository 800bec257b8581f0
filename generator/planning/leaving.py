"""Who was left: somebody live whom I wrote to once or twice, and then forgot."""

from __future__ import annotations

from generator.planning.next_step import next_step
from generator.planning.standing import CLOSED
from generator.planning.step import Step
from generator.planning.world import Case

FEW = 2
"""Left after so many touches is left early."""


def step_left_out(case: Case) -> Step | None:
    """Give the step that should have been made by now after one or two unreturned touches.

    What I owe them is another matter: that is late, and they are not forgotten.
    """
    if case.prospect.stage in CLOSED or not 0 < case.history.streak <= FEW:
        return None
    step = next_step(case)
    if isinstance(step, Step) and step.window.latest < case.now and not step.owed:
        return step
    return None
