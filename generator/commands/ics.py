"""`ics`: the calendar feed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands._output import save
from generator.commands._shared import Playbook, with_playbook

if TYPE_CHECKING:
    from generator.model.workspace import Workspace


@click.command()
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Where to; stdout without it.",
)  # fmt: skip
@click.option("--words", is_flag=True, help="Add why, what to say, and how to reach them.")
@click.option(
    "--channel", "channels", multiple=True, metavar="CHANNEL",
    help="Only this channel, such as call; may be given again.",
)  # fmt: skip
@with_playbook()
def command(here: Playbook, *, output: Path | None, words: bool, channels: tuple[str, ...]) -> None:
    """Give the plan as a calendar that other programs read (iCalendar).

    Events are titles alone, because feeds lie on other people's servers; --words adds the rest.
    """
    from generator.rendering.calendar import render_calendar  # noqa: PLC0415 — heavy

    known = [_named(word, here.workspace) for word in channels]
    text = render_calendar(here.workspace, here.plan(), known, words=words).encode()
    if output and str(output) != "-":
        save(output, text, here.root)
    else:
        click.echo(text, nl=False)


def _named(word: str, workspace: Workspace) -> str:
    from generator.commands._words import channel_named  # noqa: PLC0415 — only with --channel
    from generator.model.nearest import did_you_mean  # noqa: PLC0415 — the same

    channel = channel_named(word, workspace.channels)
    if channel is None:
        msg = f"there is no channel '{word}'. {did_you_mean(word, list(workspace.channels))}"
        raise click.BadParameter(msg.strip(), param_hint="--channel")
    return channel
