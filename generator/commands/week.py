"""`week`: what to do in a week."""

from __future__ import annotations

import click

from generator.commands._output import ink
from generator.commands._shared import Playbook, with_playbook
from generator.commands._weeks import plan_reaching, week_named


@click.command()
@click.argument("week", required=False)
@click.option("--json", "as_json", is_flag=True, help="For machines: one JSON document.")
@with_playbook()
def command(here: Playbook, *, week: str | None, as_json: bool) -> None:
    """Say what to do in a week: this one, or WEEK (2026-W48, next, or any day in it).

    Of days gone by it shows what was done.
    """
    asked = week_named(week, here.today)
    plan = plan_reaching(here, asked)
    if as_json:
        from generator.rendering.machine import render_actions_json  # noqa: PLC0415 — heavy

        held = [a for a in plan.actions if a.week == asked]
        click.echo(render_actions_json(plan, held, week=asked), nl=False)
        return
    from generator.rendering.terminal import render_week  # noqa: PLC0415 — heavy

    click.echo(render_week(here.workspace, plan, asked, ink()), nl=False)
