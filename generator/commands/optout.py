"""`optout`: never contact a prospect by a channel again."""

from __future__ import annotations

import click

from generator.commands._words import channel_named
from generator.commands._writing import Writer, path_of, with_writing
from generator.model.nearest import did_you_mean

ALL = "all"


@click.command()
@click.argument("prospect")
@click.argument("channels", nargs=-1, metavar="[CHANNEL]...")
@with_writing
def command(desk: Writer, *, prospect: str, channels: tuple[str, ...]) -> None:
    """Never contact a prospect by these channels again; by none at all if none is named.

    PROSPECT is a slug, the beginning of one, or a name. It works on a file with faults too, as
    long as it can be read as YAML.
    """
    from generator.rendering.speech import say_list  # noqa: PLC0415 — heavy
    from generator.writing.edits import Append  # noqa: PLC0415 — heavy

    slug = desk.named(prospect)
    closed = [_channel(desk, word) for word in channels] or [ALL]
    edits = [Append(("opt_out",), each, desk.order, unique=True) for each in dict.fromkeys(closed)]
    labels = ["any channel" if c == ALL else desk.agenda.label(c) for c in closed]
    name = desk.agenda.name(slug)
    told = f"{name}: not to be contacted by {say_list(labels, 'or')} again."
    desk.save({path_of(slug): edits}, f"opt-out: {name}, {', '.join(closed)}", [told])


def _channel(desk: Writer, word: str) -> str:
    if word.lower() == ALL:
        return ALL
    channels = desk.workspace.channels
    found = channel_named(word, channels)
    if found:
        return found
    msg = f"there is no channel '{word}'. {did_you_mean(word, [*channels, ALL])}".rstrip()
    raise click.UsageError(msg)
