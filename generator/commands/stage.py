"""`stage`: move a prospect to another stage."""

from __future__ import annotations

import click

from generator.commands._shared import say
from generator.commands._writing import Writer, path_of, with_writing
from generator.model.nearest import did_you_mean
from generator.model.text import STAGES


@click.command()
@click.argument("prospect")
@click.argument("stage")
@click.option("--on", metavar="DATE", help="Since when; today if not said.")
@with_writing
def command(desk: Writer, *, prospect: str, stage: str, on: str | None) -> None:
    """Move a prospect to another stage, and write down since when.

    PROSPECT is a slug, the beginning of one, or a name. STAGE is lead, met, proposal, almost,
    deferred, won, declined or unfit.
    """
    wanted = stage.lower()
    if wanted not in STAGES:
        msg = f"there is no stage '{stage}'. {did_you_mean(wanted, STAGES)}".rstrip()
        raise click.UsageError(msg)
    slug = desk.one(prospect)
    person = desk.people[slug]
    if person.stage == wanted and on is None:
        say(f"{person.title} is in that stage already; nothing was changed.")
        return
    from generator.rendering.speech import say_day, say_stage  # noqa: PLC0415 — heavy
    from generator.writing.edits import SetKey  # noqa: PLC0415 — heavy

    since = desk.day_of(on)
    said_day = say_day(since, desk.here.today)
    edits = [
        SetKey(("stage",), wanted, desk.order),
        SetKey(("since",), since, desk.order),
    ]
    desk.save(
        {path_of(slug): edits},
        f"stage: {person.title}, {person.stage} to {wanted}",
        [f"{person.title}: from {person.stage} to {wanted} ({say_stage(wanted)}), {said_day}."],
    )
