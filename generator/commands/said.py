"""`said`: write down what somebody told you, at the contact that is in the file already."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from generator.commands._stop import stop
from generator.commands._touch import text_of
from generator.commands._writing import Writer, path_of, with_writing

if TYPE_CHECKING:
    from generator.model.prospect import Prospect, Touch


@click.command()
@click.argument("prospect")
@click.argument("text")
@click.option("--on", metavar="DATE", help="The day they said it; the last contact if not said.")
@with_writing
def command(desk: Writer, *, prospect: str, text: str, on: str | None) -> None:
    """Write down what somebody told you: TEXT goes to the contact that is in the file already.

    PROSPECT is a slug, the beginning of one, or a name. TEXT is best one sentence in their own
    words: a note quotes it. What is written there already is never overwritten.
    """
    from generator.rendering.speech import say_date, say_touch  # noqa: PLC0415 — heavy
    from generator.writing.edits import Entry, SetKey  # noqa: PLC0415 — heavy

    words = text_of(text)
    if not words:
        msg = "say what they told you: playbook said dana 'The warehouse moves in March.'"
        raise click.UsageError(msg)
    person = desk.people[desk.one(prospect)]
    touch = _touch(desk, person, desk.read_day(on, "--on") if on else None)
    day, way = say_date(touch.date, desk.here.today), say_touch(touch, desk.workspace.channels)
    step = Entry({"id": touch.id} if touch.id else _place(touch))
    desk.save(
        {path_of(person.slug): [SetKey(("touches", step, "said"), words, _order(), only_new=True)]},
        f"said: {person.title}, {touch.channel} of {touch.date}",
        [f"{person.title}, {way}, {day}. They said: {' '.join(words.split())}"],
    )


def _touch(desk: Writer, person: Prospect, on: date | None) -> Touch:
    """Find the contact at which it was said: a meeting before anything else of that day."""
    last = max(desk.here.today, desk.here.clock)
    real = [t for t in person.history(last) if t.is_real and on in {None, t.date}]
    if not real:
        when = f" on {on}" if on else ""
        msg = f"{person.title} and you had no contact{when} that is written down: playbook log"
        raise click.UsageError(msg)
    met = [t for t in real if t.channel == "meeting" or t.is_response]
    if not met:
        stop(_mine_alone(desk, person, real[-1]), 2)
    meetings = [t for t in met if t.channel == "meeting"]
    touch = (meetings or met)[-1] if on else met[-1]
    if touch.said:
        said = " ".join(touch.said.split())
        place = f"{person.path}, line {touch.line}"
        stop(f"their words of that day are written down already: “{said}” ({place})", 2)
    return touch


def _mine_alone(desk: Writer, person: Prospect, sent: Touch) -> str:
    """Say why nothing of theirs goes to what I sent, and where it goes instead."""
    label = desk.agenda.label(sent.counts_as)
    last = desk.agenda.history(person).last_response
    day = f"name the day on which they told you (--on {last.date})" if last else ""
    log = f'log their answer (playbook log {person.slug} CHANNEL --in --on DATE --said "…")'
    remedy = ", or ".join(part for part in (day, log) if part)
    return f"the {label} of {sent.date} was yours, so nothing of theirs goes to it: {remedy}"


def _place(touch: Touch) -> dict[str, str]:
    return {"date": str(touch.date), "channel": touch.channel}


def _order() -> tuple[str, ...]:
    from generator.model.prospect import Touch as Model  # noqa: PLC0415 — heavy

    return tuple(key for key in Model.model_fields if key != "line")
