"""`undo`: take back the last change."""

from __future__ import annotations

import click

from generator.commands._writing import Writer, with_writing


@click.command()
@click.option("--list", "listed", is_flag=True, help="Say what can be taken back, the last first.")
@with_writing
def command(desk: Writer, *, listed: bool) -> None:
    """Take back the last change that a command made; the one before, if typed again.

    The files become what they were, byte for byte. A file that was changed since is never touched.
    """
    if listed:
        desk.list_changes()
    else:
        desk.undo()
