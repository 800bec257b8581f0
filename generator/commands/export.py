"""`export`: the pages as Markdown for any engine, or the contacts as CSV or vCard."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands._exporting import write_export
from generator.commands._output import dry_run_option, refuse_own, save, say_dry
from generator.commands._shared import MISUSED, NOT_SAVED, Playbook, with_playbook
from generator.commands._stop import stop

_MARK = b"\xef\xbb\xbf"
"""By which Excel knows UTF-8; in a file only, for pipes it is noise."""


@click.command()
@click.argument("folder", metavar="[DIR]", required=False)
@click.option(
    "--csv",
    "kind",
    flag_value="csv",
    multiple=True,
    help="The contacts as CSV, for a spreadsheet.",
)
@click.option(
    "--vcf",
    "kind",
    flag_value="vcf",
    multiple=True,
    help="The contacts as vCards, for an address book.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Where the contacts go; stdout without it.",
)  # fmt: skip
@dry_run_option
@with_playbook()
def command(
    here: Playbook, folder: str | None, kind: tuple[str, ...], output: Path | None, *, dry_run: bool
) -> None:
    """Write the pages of the site as Markdown files into DIR, or the contacts as CSV or vCard.

    A page has its title as front matter and its article as one block of HTML. Tell the engine to
    keep file names in links (`use_directory_urls: false`). DIR must be new, empty, or an export.
    What is `private` is never exported; opt-outs always are.
    """
    if len(set(kind)) > 1:
        msg = "--csv and --vcf are two documents: choose one, and export the other after it"
        raise click.UsageError(msg)
    if kind and not folder:
        _export_contacts(here, kind[0], output, dry_run=dry_run)
    elif folder and not kind and not output:
        export = _say_pages if dry_run else _export_pages
        export(here, Path(folder).resolve())
    else:
        msg = "say where the pages go (export DIR), or what you want: --csv or --vcf"
        raise click.UsageError(msg)


def _export_contacts(here: Playbook, kind: str, output: Path | None, *, dry_run: bool) -> None:
    from generator.rendering.contacts import render_csv, render_vcards  # noqa: PLC0415 — heavy

    render = render_csv if kind == "csv" else render_vcards
    document = render(here.workspace.prospects).encode()
    if dry_run:
        _say_contacts(here, output)
    elif output and str(output) != "-":
        save(output, (_MARK if kind == "csv" else b"") + document, here.root)
    else:
        click.echo(document, nl=False)
    missing = len(here.workspace.unreadable)
    if missing:
        whose = "1 person is" if missing == 1 else f"{missing} people are"
        click.echo(f"{whose} not in it: the file has a fault.", err=True)


def _say_contacts(here: Playbook, output: Path | None) -> None:
    """Say whose contacts would go where."""
    people = len(here.workspace.prospects)
    who = "1 contact" if people == 1 else f"{people} contacts"
    if output and str(output) != "-":
        refuse_own(output, here.root)
        say_dry(f"Would save {who} as {output}.")
    else:
        say_dry(f"Would print {who}.")


def _say_pages(here: Playbook, target: Path) -> None:
    """Say how many pages would go where, or refuse as the export would."""
    from generator import pipeline  # noqa: PLC0415 — heavy
    from generator.writing.folders import ForeignFolderError, refuse_foreign  # noqa: PLC0415 — here

    try:
        refuse_foreign(target, "export")
    except ForeignFolderError as error:
        stop(str(error), MISUSED)
    count = len(pipeline.pages(here.workspace, here.plan()))
    people = len(here.workspace.prospects) + len(here.workspace.unreadable)
    say_dry(f"Would write {count} files into {target}, with personal data of {people} people.")


def _export_pages(here: Playbook, target: Path) -> None:
    from generator.writing.folders import (  # noqa: PLC0415 — only here
        ForeignFolderError,
        begin_folder,
        drop_folder,
        replace_folder,
    )

    try:
        made = begin_folder(target, "export")
    except ForeignFolderError as error:
        stop(str(error), MISUSED)
    except OSError as error:
        stop(f"Nothing was exported: {error}", NOT_SAVED)
    try:
        count = write_export(here, made)
        replace_folder(target, made)
    except OSError as error:
        drop_folder(made)
        stop(f"Nothing was exported: {error}", NOT_SAVED)
    people = len(here.workspace.prospects) + len(here.workspace.unreadable)
    click.echo(f"{count} files in {target}, with personal data of {people} people.")
