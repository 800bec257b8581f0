"""`today`: what to do today, and what slipped."""

from __future__ import annotations

import click

from generator.commands._output import ink
from generator.commands._shared import Playbook, with_playbook


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For machines: one JSON document.")
@with_playbook()
def command(here: Playbook, *, as_json: bool) -> None:
    """Say what to do today, and what slipped.

    On a free day it says who comes next.
    """
    plan = here.plan()
    if as_json:
        from generator.rendering.machine import render_actions_json  # noqa: PLC0415 — heavy

        late = [a for a in plan.actions if a.status == "overdue" or a.date == here.today]
        click.echo(render_actions_json(plan, late), nl=False)
        return
    from generator.rendering.terminal import render_today  # noqa: PLC0415 — heavy

    click.echo(render_today(here.workspace, plan, ink()), nl=False)
