"""`schema`: JSON Schemas made from the models that the files are read with."""

from __future__ import annotations

from collections.abc import Callable

import click

from generator.commands._schemas import SCHEMAS


@click.command()
@click.argument("what", type=click.Choice(tuple(SCHEMAS)), default="prospect")
def command(what: str) -> None:
    """Print the JSON Schema of a file, for editors: prospect, script, playbook or shelf.

    For programs: plan, why and show are what these commands give with --json.

    With the YAML language server, begin a file with
    `# yaml-language-server: $schema=../prospect.schema.json`.
    """
    from generator.rendering.machine import render_json  # noqa: PLC0415 — heavy

    make: Callable[[], object] = SCHEMAS[what]
    click.echo(render_json(make()))
