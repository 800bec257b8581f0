"""What `done` writes besides a touch: preparations made, and promises kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.commands._writing import Writer, path_of

if TYPE_CHECKING:
    from generator.model.plan import Action
    from generator.model.prospect import Touch


def save_prepared(desk: Writer, action: Action, on: date) -> None:
    """Put down a preparation: the book ordered, the invitation printed."""
    from generator.rendering.speech import say_day  # noqa: PLC0415 — heavy
    from generator.writing.edits import Append  # noqa: PLC0415 — heavy
    from generator.writing.scalars import OneLine  # noqa: PLC0415 — heavy

    entry = OneLine(date=on, channel=action.channel)
    if action.item:
        entry["item"] = action.item
    edit = Append(("prepared",), entry, desk.order, unique=True)
    doing = desk.agenda.doing(action)
    said = f"prepared: {doing[0].lower()}{doing[1:]}"
    name, day = desk.agenda.name(action.prospect), say_day(on, desk.here.today)
    told = f"{name}: prepared on {day} ({doing})."
    desk.save({path_of(action.prospect): [edit]}, said, [told])


def promise_kept(desk: Writer, action: Action) -> Touch | None:
    """Give the touch with the promise that `action` keeps, if it was planned for one."""
    if action.purpose != "answer":
        return None
    history = desk.agenda.history(desk.people[action.prospect])
    if history.unanswered or not history.promises:
        return None
    return history.promises[0][0]
