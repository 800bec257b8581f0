"""`why`: every reason behind the next action of one prospect."""

from __future__ import annotations

import click

from generator.commands._output import ink
from generator.commands._people import resolve
from generator.commands._shared import Playbook, with_playbook


@click.command()
@click.argument("prospect")
@with_playbook()
def command(here: Playbook, *, prospect: str) -> None:
    """Give every reason behind the next action of one prospect, and what was left out and why.

    PROSPECT is a slug, the beginning of one, or a name. Where nothing is planned it says why, and
    until when.
    """
    from generator.rendering.terminal import render_why  # noqa: PLC0415 — heavy

    slug = resolve(prospect, here.workspace)
    click.echo(render_why(here.workspace, here.plan(), slug, ink()), nl=False)
