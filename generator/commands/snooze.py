"""`snooze`: leave a prospect alone until a date."""

from __future__ import annotations

import click

from generator.commands._snoozing import save_snooze
from generator.commands._writing import Writer, path_of, with_writing

_AWAKE = frozenset({"off", "none", "now"})


@click.command()
@click.argument("prospect")
@click.argument("day", metavar="DATE")
@with_writing
def command(desk: Writer, *, prospect: str, day: str) -> None:
    """Leave a prospect alone until DATE; `off` takes that back.

    PROSPECT is a slug, the beginning of one, or a name. DATE is 2026-12-01, friday, 6w and so on.
    An answer or a promise that falls due before is not put off.
    """
    slug = desk.one(prospect)
    if day.lower() not in _AWAKE:
        save_snooze(desk, slug, desk.read_day(day, "DATE"), "snooze")
        return
    from generator.writing.edits import RemoveKey  # noqa: PLC0415 — heavy

    name = desk.agenda.name(slug)
    told = [f"{name}: no longer put off."]
    desk.save({path_of(slug): [RemoveKey(("snooze_until",))]}, f"snooze: {name}, off", told)
