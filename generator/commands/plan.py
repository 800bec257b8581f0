"""`plan`: the whole plan."""

from __future__ import annotations

import click

from generator.commands._output import ink
from generator.commands._shared import Playbook, with_playbook
from generator.commands._weeks import FARTHEST


@click.command()
@click.option(
    "--weeks", type=click.IntRange(1, FARTHEST), metavar="N", help="How far ahead (default 8)."
)
@click.option("--json", "as_json", is_flag=True, help="For machines: one JSON document.")
@with_playbook()
def command(here: Playbook, *, weeks: int | None, as_json: bool) -> None:
    """Give the whole plan: everything to do, and everybody with nothing to do and why."""
    plan = here.plan(weeks)
    if as_json:
        from generator.rendering.machine import render_plan_json  # noqa: PLC0415 — heavy

        click.echo(render_plan_json(plan), nl=False)
        return
    from generator.rendering.terminal import render_plan  # noqa: PLC0415 — heavy

    click.echo(render_plan(here.workspace, plan, ink()), nl=False)
