"""`import`: bring in contacts from a CRM or an address book."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands._importing import bring_in
from generator.commands._writing import Writer, with_writing


@click.command("import")
@click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--on", metavar="DATE", help="The day they come in; today if not said.")
@with_writing
def command(desk: Writer, *, file: Path, on: str | None) -> None:
    """Bring in the contacts of FILE: CSV of a CRM or address book, LinkedIn's own, or vCard.

    The same file twice adds nothing, and what you wrote always stays. Who opted out, or was
    forgotten, is not brought back. New people begin a few a day, so that you can keep up.
    """
    bring_in(desk, file, desk.day_of(on))
