"""`export DIR`: the same pages as Markdown files, for any engine that wants Markdown."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands._exporting import write_export
from generator.commands._shared import MISUSED, NOT_SAVED, Playbook, with_playbook
from generator.commands._stop import stop


@click.command()
@click.argument("folder", metavar="DIR")
@with_playbook()
def command(here: Playbook, folder: str) -> None:
    """Write the pages of the site as Markdown files into DIR.

    Each has its title as front matter and its article as one block of HTML. Tell the engine to
    keep file names in links (`use_directory_urls: false`). DIR must be new, empty, or an export.
    """
    from generator.writing.folders import (  # noqa: PLC0415 — only here
        ForeignFolderError,
        begin_folder,
        drop_folder,
        replace_folder,
    )

    target = Path(folder).resolve()
    try:
        made = begin_folder(target, "export")
    except ForeignFolderError as error:
        stop(str(error), MISUSED)
    try:
        count = write_export(here, made)
        replace_folder(target, made)
    except OSError as error:
        drop_folder(made)
        stop(f"Nothing was exported: {error}", NOT_SAVED)
    people = len(here.workspace.prospects) + len(here.workspace.unreadable)
    click.echo(f"{count} files in {target}, with personal data of {people} people.")
