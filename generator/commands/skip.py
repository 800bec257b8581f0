"""`skip`: put one action off."""

from __future__ import annotations

from datetime import timedelta

import click

from generator.commands._codes import Codebook
from generator.commands._snoozing import save_snooze
from generator.commands._writing import Writer, with_writing

_A_WEEK = timedelta(weeks=1)


@click.command()
@click.argument("code")
@click.argument("until", required=False)
@with_writing
def command(desk: Writer, *, code: str, until: str | None) -> None:
    """Put one action off until a day: a week later if UNTIL is not said.

    CODE is on the sheet, in `today`, `week` and `plan`. Nothing else is planned for that person
    before, but for an answer or a promise that falls due.
    """
    action = Codebook(desk).find(code, ahead=True).action
    slug = desk.readable(action.prospect)
    day = desk.read_day(until, "UNTIL") if until else max(action.date, desk.day) + _A_WEEK
    save_snooze(desk, slug, day, "skip")
