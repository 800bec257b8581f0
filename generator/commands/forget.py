"""`forget`: erase a prospect."""

from __future__ import annotations

import click

from generator.commands._people import known_people
from generator.commands._whom import person_named
from generator.commands._writing import Writer, is_asked, with_writing


@click.command()
@click.argument("prospect")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_writing
def command(desk: Writer, *, prospect: str, yes: bool) -> None:
    """Erase a prospect for good: their file, its traces in undo, and the built site.

    Only a salted hash stays, so that no import brings them back. What git still holds, and how to
    purge it, is said and not done.
    """
    from generator.commands._forgetting import Farewell  # noqa: PLC0415 — heavy

    # No slip of the finger here: whoever is erased by mistake is gone for good.
    meant = person_named(prospect, known_people(desk.workspace), exactly=True)
    farewell = Farewell(desk, meant.slug)
    farewell.say_what_goes()
    if desk.dry_run:
        click.echo("Nothing was written (--dry-run).", err=True)
        return
    if not yes and not is_asked():
        msg = "nothing takes this back: say --yes, or ask for it on a terminal"
        raise click.UsageError(msg)
    if not yes:
        click.confirm("Forget them for good?", abort=True, err=True)
    farewell.carry_out()
