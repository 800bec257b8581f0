"""`merge-file`: what git calls to merge a prospect. Nobody types it; `init` tells git of it."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands._shared import NOT_SAVED, PROBLEMS
from generator.commands._stop import stop

_FILE = click.Path(path_type=Path)


@click.command(hidden=True)
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.argument("name", default="")
@click.argument("marker", type=int, default=7)
def command(base: Path, ours: Path, theirs: Path, name: str, marker: int) -> None:
    """Merge what two clones made of one file. For git: the driver is given %O %A %B %P %L.

    Exits 0 with both sides' changes in OURS, 1 where a line is left to you, between git's markers.
    """
    from generator.writing.merge_files import merge_files  # noqa: PLC0415 — heavy

    try:
        merged = merge_files(base, ours, theirs, marker)
    except Exception as error:  # noqa: BLE001 — git must hear of anything, and leave the file unmerged
        stop(f"{name or ours} could not be merged ({error})", NOT_SAVED)
    for channel in merged.kept_closed:
        said = f"{name}: one side took out the opt-out '{channel}', and it stays."
        click.echo(f"{said} If they agreed to it, take it out once more.", err=True)
    if merged.clashes:
        places = "1 place" if merged.clashes == 1 else f"{merged.clashes} places"
        what = "which both sides changed; look for <<<<<<<"
        click.echo(f"{name or ours}: {places} left to you, {what}", err=True)
        raise click.exceptions.Exit(PROBLEMS)
