"""`serve`: the site in a browser, built again whenever a file is saved."""

from __future__ import annotations

import os

import click

from generator.commands._output import dry_run_option, say_dry
from generator.commands._shared import MISUSED, Playbook, with_playbook
from generator.commands._stop import stop


@click.command()
@click.option(
    "-a", "--address", metavar="HOST:PORT", help="Where to: `127.0.0.1:8000` if not said."
)
@dry_run_option
@with_playbook(counts=False)
def command(here: Playbook, address: str | None, *, dry_run: bool) -> None:
    """Show the site while you write: it is built again whenever you save a file.

    Only this machine can see it, unless you name an address that others reach. Ctrl+C ends it.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice is for theme makers
    from generator.mkdocs_plugin import SiteError, find_place, serve_site  # noqa: PLC0415 — heavy

    try:
        if dry_run:
            place = find_place(here.root, address=address)
            say_dry(f"Would show the site at {place.address} from a temporary folder.")
            return
        serve_site(here.root, address, today=here.asked)
    except SiteError as error:
        stop(str(error), MISUSED)
