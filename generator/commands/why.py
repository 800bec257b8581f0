"""`why`: every reason behind the next action of one prospect."""

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
    """Give every reason behind the next action of one prospect, and what was left out and why.

    PROSPECT is a slug, the beginning of one, or a name. Where nothing is planned it says why, and
    until when.
    """
    slug = resolve(prospect, here.workspace)
    if as_json:
        from generator.rendering.machine import render_why_json  # noqa: PLC0415 — heavy

        click.echo(render_why_json(here.plan(), slug), nl=False)
        return
    from generator.rendering.terminal import render_why  # noqa: PLC0415 — heavy

    click.echo(render_why(here.workspace, here.plan(), slug, ink()), nl=False)
