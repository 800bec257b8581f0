"""`what-if`: what another policy would ask of you."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from generator.commands._shared import Playbook, with_playbook
from generator.commands._weeks import FARTHEST

if TYPE_CHECKING:
    from generator.model.policy import Policy


@click.command()
@click.option("--boldness", type=click.Choice(["gentle", "steady", "bold"]), help="How bold to be.")
@click.option("--capacity", metavar="CHANNEL=N,…", help="What a day holds: `total=6,call=3`.")
@click.option(
    "--weeks", type=click.IntRange(1, FARTHEST), metavar="N", help="How far ahead (default 8)."
)
@click.option("--json", "as_json", is_flag=True, help="For machines: one JSON document.")
@with_playbook()
def command(
    here: Playbook, *, boldness: str | None, capacity: str | None, weeks: int | None, as_json: bool
) -> None:
    """Set the work, the cost and the dates of another policy beside today's. Nothing is changed."""
    from generator import pipeline  # noqa: PLC0415 — heavy
    from generator.rendering.what_if import (  # noqa: PLC0415 — heavy
        render_what_if,
        render_what_if_json,
    )

    policy = here.workspace.policy
    if policy is None:
        return
    now = here.plan(weeks)
    changed = replace(here.workspace, policy=_changed(policy, boldness, capacity))
    other = pipeline.plan(changed, here.today, now.weeks)
    document = (
        render_what_if_json(now, other) if as_json else render_what_if(here.workspace, now, other)
    )
    click.echo(document, nl=False)


def _changed(policy: Policy, boldness: str | None, capacity: str | None) -> Policy:
    update: dict[str, object] = {"boldness": boldness} if boldness else {}
    if capacity:
        update["capacity"] = policy.capacity | _capacity(capacity, policy.capacity)
    return policy.model_copy(update=update)


def _capacity(text: str, known: dict[str, int]) -> dict[str, int]:
    found = {}
    for part in text.split(","):
        channel, _, count = part.partition("=")
        if channel.strip() not in known or not count.strip().isdigit():
            msg = f"'{part}' is no capacity; write total=6 or call=3 ({', '.join(known)})"
            raise click.UsageError(msg)
        found[channel.strip()] = int(count)
    return found
