"""Leaving somebody alone until a day: `snooze` and `skip` write the same key.

What is owed is not put off by it, and a note after a meeting does not wait for ever: both are said.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from generator.commands._next import say_action
from generator.commands._writing import Writer, path_of

if TYPE_CHECKING:
    from generator.model.plan import Action
    from generator.model.prospect import Promise, Touch


def save_snooze(desk: Writer, slug: str, until: date, verb: str) -> None:
    """Write the day before which nothing is planned for somebody, but for what is owed."""
    from generator.rendering.speech import say_day  # noqa: PLC0415 — heavy
    from generator.writing.edits import SetKey  # noqa: PLC0415 — heavy

    said_day = say_day(until, desk.here.today)
    if until <= desk.here.today:
        msg = f"{said_day} is not ahead, so nothing would be put off"
        raise click.UsageError(msg)
    name = desk.agenda.name(slug)
    then = _touches_then(desk, slug, until)
    kept = then[0] if then and then[0].date < until else None
    but, *remedies = _not_put_off(desk, kept) if kept else ("",)
    edit = SetKey(("snooze_until",), until, desk.order)
    desk.save(
        {path_of(slug): [edit]},
        f"{verb}: {name}, until {until}",
        [f"{name}: left alone until {said_day}{but}.", *remedies, *_lapses(desk, slug, then)],
    )


def _touches_then(desk: Writer, slug: str, until: date) -> list[Action]:
    """Give what would be planned for somebody who is put off until that day."""
    from generator import pipeline  # noqa: PLC0415 — heavy

    put_off = desk.people[slug].model_copy(update={"snooze_until": until})
    alone = replace(desk.workspace, prospects=(put_off,))
    return [a for a in pipeline.plan(alone, desk.here.today).actions if a.do == "touch"]


def _not_put_off(desk: Writer, kept: Action) -> tuple[str, ...]:
    """Say what falls due before that day all the same, and how it is brought to an end."""
    history = desk.agenda.history(desk.people[kept.prospect])
    if kept.purpose == "answer" and history.unanswered:
        return _an_answer(desk, kept, history.unanswered)
    if kept.purpose == "answer" and history.promises:
        return _a_promise(desk, kept, *history.promises[0])
    return (f", but for the date they named: {say_action(desk.agenda, kept)}",)


def _an_answer(desk: Writer, kept: Action, asked: Touch) -> tuple[str, ...]:
    from generator.rendering.speech import say_day  # noqa: PLC0415 — heavy

    day = say_day(asked.date, desk.here.today)
    but = f", but for the answer they wait for since {day}: an answer is not put off"
    theirs = f"their {desk.agenda.label(asked.channel)} of {day} in {path_of(kept.prospect)}"
    none = (
        f"If it needs no answer, write `outcome: accepted` (a yes, or a thank you) or `outcome:"
        f" declined` (a no) at {theirs}."
    )
    return but, f"If you have answered: playbook log {kept.prospect} {_by(desk, kept)}", none


def _a_promise(desk: Writer, kept: Action, touch: Touch, promise: Promise) -> tuple[str, ...]:
    from generator.rendering.speech import say_day  # noqa: PLC0415 — heavy

    today = desk.here.today
    owed = f"{promise.what}, by {say_day(promise.by, today)}"
    but = f", but for what you promised ({owed}): a promise is not put off"
    done = f"If it is done: playbook log {kept.prospect} {_by(desk, kept)} --purpose answer"
    yours = f"your {desk.agenda.label(touch.channel)} of {say_day(touch.date, today)}"
    none = (
        f"If it is not wanted any more, write `kept: {today}` into the promise at {yours} in"
        f" {path_of(kept.prospect)}."
    )
    return but, done, none


def _by(desk: Writer, kept: Action) -> str:
    """Give the words that log it: a call needs its outcome."""
    return (
        f"{kept.channel} connected" if desk.workspace.channels[kept.channel].live else kept.channel
    )


def _lapses(desk: Writer, slug: str, then: list[Action]) -> list[str]:
    """Say so where the note after a meeting would come too late on that day."""
    from generator.planning.owed import LAPSE_DAYS  # noqa: PLC0415 — heavy
    from generator.rendering.speech import say_day  # noqa: PLC0415 — heavy

    note = next(filter(_is_first_note, desk.agenda.plan.of(slug)), None)
    if note is None or any(map(_is_first_note, then)):
        return []
    today, due = desk.here.today, note.window.latest
    days = (due + timedelta(days=n) for n in range(LAPSE_DAYS, 0, -1))
    last = (d for d in days if d > today and any(map(_is_first_note, _touches_then(desk, slug, d))))
    remedy = next((f" To keep it: playbook snooze {slug} {day}" for day in last), "")
    late = f"more than {LAPSE_DAYS} days late it lapses, so it is not asked for any more."
    return [f"The note after your meeting is due by {say_day(due, today)}; {late}{remedy}"]


def _is_first_note(action: Action) -> bool:
    return action.do == "touch" and [r.rule for r in action.because[:1]] == ["first-note"]
