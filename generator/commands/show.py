"""`show`: all that is known of one prospect."""

from __future__ import annotations

import click

from generator.commands._output import ink
from generator.commands._people import resolve
from generator.commands._shared import Playbook, with_playbook


@click.command()
@click.argument("prospect")
@click.option("--json", "as_json", is_flag=True, help="For machines: one JSON document.")
@with_playbook()
def command(here: Playbook, *, prospect: str, as_json: bool) -> None:
    """Show all that is known of one prospect, and what comes next.

    PROSPECT is a slug, the beginning of one, or a name. What is private stays in the file.
    """
    slug = resolve(prospect, here.workspace)
    if as_json:
        from generator.rendering.machine import render_show_json  # noqa: PLC0415 — heavy

        click.echo(render_show_json(here.workspace, here.plan(), slug), nl=False)
        return
    from generator.rendering.terminal import render_show  # noqa: PLC0415 — heavy

    click.echo(render_show(here.workspace, here.plan(), slug, ink()), nl=False)
