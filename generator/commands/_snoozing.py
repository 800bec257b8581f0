"""Leaving somebody alone until a day: `snooze` and `skip` write the same key."""

from __future__ import annotations

from datetime import date

import click

from generator.commands._writing import Writer, path_of


def save_snooze(desk: Writer, slug: str, until: date, verb: str) -> None:
    """Write the day before which nothing is planned for somebody."""
    from generator.rendering.speech import say_day  # noqa: PLC0415 — heavy
    from generator.writing.edits import SetKey  # noqa: PLC0415 — heavy

    said_day = say_day(until, desk.here.today)
    if until <= desk.here.today:
        msg = f"{said_day} is not ahead, so nothing would be put off"
        raise click.UsageError(msg)
    name = desk.agenda.name(slug)
    edit = SetKey(("snooze_until",), until, desk.order)
    desk.save(
        {path_of(slug): [edit]},
        f"{verb}: {name}, until {until}",
        [f"{name}: left alone until {said_day}."],
    )
