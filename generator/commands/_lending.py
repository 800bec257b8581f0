"""Whether a touch that was told by name is the one that had been planned, so that it has its words.

On Tuesday an e-mail with an article is planned, in a window from Monday to Friday. `log dana email`
on Monday, Tuesday or Wednesday was that e-mail; on the Saturday before it was made early, as one
does; `--on 2026-09-01` was another one, of which nobody knows what stood in it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from generator.commands._touch import SPENT_NOTHING

if TYPE_CHECKING:
    from generator.commands._touch import Happened
    from generator.commands._writing import Writer
    from generator.model.plan import Action

_EARLY = timedelta(days=2)
"""So long before its window something is made because one felt like it, and still is what it is."""


def planned_for(desk: Writer, happened: Happened) -> Action | None:
    """Give the action of the plan that this was: the next touch, by the same channel and in time.

    Only what this week holds is lent: nobody has the words of a later one at hand. Who types a code
    of the sheet, or `done`, says himself which it was, and on whatever day.
    """
    from generator.model.days import Week  # noqa: PLC0415 — heavy

    touches = (a for a in desk.agenda.plan.of(happened.slug) if a.do == "touch")
    action = next(touches, None)
    counts_as = "voicemail" if happened.outcome == "voicemail" else happened.channel
    if action is None or happened.direction == "in":
        return None
    if action.channel not in {happened.channel, counts_as} or action.status == "projected":
        return None
    is_of_this_week = action.date <= Week.of(desk.here.today).days[-1]
    return action if is_of_this_week and _is_its_day(desk, happened, action) else None


def _is_its_day(desk: Writer, happened: Happened, action: Action) -> bool:
    """Whether a touch of that day can be what was planned.

    It can from the start of the action's window on. A little earlier it can where nothing was made
    that day or since: whoever wrote this morning writes a second time for a reason of his own, not
    because of what is planned for Friday.
    """
    begins = min(action.window.earliest, action.date)
    if happened.on >= begins:
        return True
    return happened.on >= begins - _EARLY and not _was_made_since(desk, happened)


def _was_made_since(desk: Writer, happened: Happened) -> bool:
    """Whether something of mine was made on that day or later.

    A ring in vain was not: the second one is the same call. Nor was a meeting: the note of thanks
    is planned for the next day, and written the same evening.
    """
    channels = desk.workspace.channels
    return any(
        touch.date >= happened.on
        and touch.direction == "out"
        and touch.outcome not in SPENT_NOTHING
        and channels[touch.channel].by != "person"
        for touch in desk.people[happened.slug].touches
    )
