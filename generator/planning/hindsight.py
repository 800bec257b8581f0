"""Without hindsight: a playbook as it was known on the morning of a day gone by.

A file says how things stand today, and of some things since when. What has a date is taken back to
the morning of that day; whoever cannot be taken back is left out, because how things stood with
them then is not known. Rules, scripts, the shelf and what people asked for (`opt_out`, `away`) are
today's: nobody is to be written to on paper who wants silence by now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from generator.model.prospect import Prospect, Touch
from generator.model.workspace import Workspace
from generator.planning.standing import CLOSED


def as_known_on(workspace: Workspace, day: date) -> Workspace:
    """Give the workspace as it was known before anything of `day` happened."""
    known = (_then(p, day) for p in workspace.prospects if _is_known(p, day))
    return replace(workspace, prospects=tuple(known))


def _is_known(prospect: Prospect, day: date) -> bool:
    """Whether it can be said how things stood with them: there, in this stage, and not put off."""
    if prospect.stage in CLOSED and prospect.since is None:
        return False
    if prospect.snooze_until and prospect.snooze_until > day:
        return False  # nobody wrote down when they were put off
    starts = [start for start in (prospect.added, prospect.since) if start]
    if not starts:
        starts = [min((t.date for t in prospect.touches), default=day)]
    return max(starts) < day


def _then(prospect: Prospect, day: date) -> Prospect:
    touches = tuple(_touch_then(t, day) for t in prospect.touches if t.date < day)
    changed: Mapping[str, Any] = {
        "touches": touches,
        "prepared": tuple(p for p in prospect.prepared if p.date < day),
        "callback": _callback_then(prospect, touches, day),
    }
    same = all(getattr(prospect, key) == value for key, value in changed.items())
    return prospect if same else prospect.model_copy(update=changed)


def _touch_then(touch: Touch, day: date) -> Touch:
    """Give a touch whose promise is open again if it was kept only later."""
    promised = touch.promised
    if not promised or not promised.kept or promised.kept < day:
        return touch
    return touch.model_copy(update={"promised": promised.model_copy(update={"kept": None})})


def _callback_then(prospect: Prospect, touches: tuple[Touch, ...], day: date) -> date | None:
    """Give the date that they had named by then: this one, or the one before it."""
    if prospect.callback is None or _named_on(prospect, prospect.callback) < day:
        return prospect.callback
    named = [t for t in touches if t.callback]
    return max(named, key=lambda t: t.date).callback if named else None


def _named_on(prospect: Prospect, callback: date) -> date:
    """Say when they named it: as a touch says, else when they last did something."""
    said = [t.date for t in prospect.touches if t.callback == callback]
    did = [t.date for t in prospect.touches if t.is_response]
    return min(said) if said else max(did, default=date.min)
