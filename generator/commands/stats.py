"""`stats`: your own numbers."""

from __future__ import annotations

import click

from generator.commands._output import ink
from generator.commands._shared import Playbook, with_playbook


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For machines: one JSON document.")
@with_playbook()
def command(here: Playbook, *, as_json: bool) -> None:
    """Count your own touches and answers: by touch, channel, script and stage.

    Every share comes with its counts; where there are too few to tell, that is what it says.
    """
    from generator.rendering import stats_text  # noqa: PLC0415 — heavy

    plan = here.plan()
    if as_json:
        text = stats_text.render_stats_json(here.workspace, plan)
    else:
        text = stats_text.render_stats_text(here.workspace, plan, ink())
    click.echo(text, nl=False)
