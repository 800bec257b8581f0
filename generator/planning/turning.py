"""Turning: who is made another way tomorrow than today, and so is asked anew in the evening."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.planning.due import OWED, Due
from generator.planning.verdicts import PRESSING
from generator.planning.world import World


def giving_goes_first_anew(world: World, day: date) -> bool:
    """Whether giving goes before asking from my next working day on, or does so no more.

    It does in quiet days, and in the first days after them and after a leave.
    """
    following = world.calendars.mine.after(day, 1)
    return world.is_just_back(day) != world.is_just_back(following)


def has_mixed_purposes(due: Due) -> bool:
    """Whether some of its purposes press and others give: which go first hangs on the day."""
    pressing = PRESSING.intersection(due.choice.step.purposes)
    return 0 < len(pressing) < len(due.choice.step.purposes)


def is_asked(due: Due, tomorrow: date, *, turns: bool) -> bool:
    """Whether what a day left over is asked anew, or only aimed anew."""
    step = due.choice.step
    always = step.owed or step.fixed or due.is_dateless
    return always or is_turned(due, tomorrow, turns=turns)


def stays_in_its_lane(due: Due, tomorrow: date, *, turns: bool) -> bool:
    """Whether what a day left over waits on as it is: what will only be late tomorrow.

    A late goodbye is asked when its turn comes.
    """
    if due.urgency == OWED or due.latest(tomorrow) >= tomorrow:
        return False
    if due.choice.step.is_breakup:
        return True
    return not is_turned(due, tomorrow, turns=turns)


def is_turned(due: Due, tomorrow: date, *, turns: bool) -> bool:
    """Whether a step may be made another way tomorrow, or with words for another purpose."""
    return (turns and has_mixed_purposes(due)) or due.hangs_on_the_day(tomorrow)


def late_ones(waiting: Iterable[Due], tomorrow: date) -> list[Due]:
    """Give what is late, aims at a day to come or at none yet, and may press or give."""
    return [
        due for due in waiting
        if tomorrow <= due.ready and due.choice.step.window.latest < tomorrow
        and has_mixed_purposes(due)
    ]  # fmt: skip
