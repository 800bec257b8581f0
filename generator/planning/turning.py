"""Turning: who is made another way tomorrow than today, and so is asked anew in the evening."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from generator.planning.calendars import ONE_DAY
from generator.planning.due import OWED, Due
from generator.planning.verdicts import PRESSING
from generator.planning.world import World

Turns = Callable[[Due], bool]
NEAR_QUIET_DAYS = timedelta(days=14)
"""This long before quiet days somebody's next day of work may lie in them."""


def turning(world: World, day: date) -> Turns | None:
    """Tell whose words are others from tomorrow on; None: nobody's.

    Everybody's where quiet days begin or end, on my days or on those that we share; where the
    days after them or a leave do, those of steps that may ask or give.
    """
    tomorrow, quiet = day + ONE_DAY, world.is_quiet_day(day)
    following = world.calendars.mine.after(day, 1)
    if quiet != world.is_quiet_day(following):
        return lambda _: True
    if world.is_just_back(day) != world.is_just_back(following):
        return has_mixed_purposes
    if quiet or world.is_quiet_day(day + NEAR_QUIET_DAYS):
        return lambda due: world.is_quiet_day(due.case.both.on_or_after(tomorrow)) != quiet
    return None


def has_mixed_purposes(due: Due) -> bool:
    """Whether some of its purposes press and others give: which go first hangs on the day."""
    pressing = PRESSING.intersection(due.choice.step.purposes)
    return 0 < len(pressing) < len(due.choice.step.purposes)


def is_asked(due: Due, tomorrow: date, turns: Turns | None) -> bool:
    """Whether what a day left over is asked anew, or only aimed anew."""
    step = due.choice.step
    always = step.owed or step.fixed or due.is_dateless
    return always or bool(turns and turns(due)) or due.hangs_on_the_day(tomorrow)


def stays_in_its_lane(due: Due, tomorrow: date, turns: Turns | None) -> bool:
    """Whether what a day left over waits on as it is: what will only be late tomorrow.

    A late goodbye is asked when its turn comes.
    """
    if due.urgency == OWED or due.latest(tomorrow) >= tomorrow:
        return False
    if due.choice.step.is_breakup:
        return True
    return not (turns and turns(due)) and not due.hangs_on_the_day(tomorrow)


def late_ones(waiting: Iterable[Due], tomorrow: date, turns: Turns | None) -> list[Due]:
    """Give what is late, aims at a day to come or at none yet, and has other words tomorrow."""
    if turns is None:
        return []
    return [
        due for due in waiting
        if tomorrow <= due.ready and due.choice.step.window.latest < tomorrow and turns(due)
    ]  # fmt: skip
