"""`new script`: a script to begin with."""

from __future__ import annotations

import re
import unicodedata

import click

from generator.commands._writing import Writer, with_writing
from generator.model.nearest import did_you_mean
from generator.model.text import one_line


@click.group()
def command() -> None:
    """Begin something new: `playbook new script KIND NAME`."""


@command.command()
@click.argument("kind")
@click.argument("name")
@with_writing
def script(desk: Writer, *, kind: str, name: str) -> None:
    """Write a script to begin with: in order as it stands, with a remark at all that is yours.

    KIND is a folder of the library: handwritten-notes, courier-gifts, event-invites,
    breakup-messages, calls, voicemails, emails, mailshots, introductions, social or thank-yous.
    NAME is what you call it: "A picture from the shop".
    """
    from generator.rendering.starting import STARTERS, render_starter  # noqa: PLC0415 — heavy
    from generator.writing.newcomer import only_if_new  # noqa: PLC0415 — heavy

    folder = _kind_named(kind)
    title = _title(name)
    path = f"playbook/{folder}/{_file_name(title)}.md.j2"
    content = render_starter(STARTERS[folder], title).encode()
    desk.write(
        {path: lambda before: only_if_new(path, content, before)},
        f"new script: {title}",
        [f"{title}: {path}"],
    )
    if not desk.dry_run:
        key = path.removeprefix("playbook/").removesuffix(".md.j2")
        click.echo(f"Make it yours, then see it filled in: playbook script PROSPECT {key}")


def _kind_named(word: str) -> str:
    """Give the folder that a word names: itself, or the one of a channel."""
    from generator.rendering.starting import STARTERS  # noqa: PLC0415 — heavy

    said = word.strip().lower().replace(" ", "-")
    named = next((f for f in STARTERS if said in {f, f.removesuffix("s")}), None)
    found = named or next((f for f, starter in STARTERS.items() if starter.channel == said), None)
    if found:
        return found
    msg = f"there is no kind '{word}'. {did_you_mean(said, STARTERS)}".rstrip()
    raise click.UsageError(msg)


def _title(name: str) -> str:
    try:
        title = one_line(" ".join(_without_path(name).split()))
    except ValueError as error:
        msg = f"the name {error}"
        raise click.UsageError(msg) from None
    if not _file_name(title):
        msg = f"'{name}' is no name for a script: give it some letters"
        raise click.UsageError(msg)
    return title[0].upper() + title[1:]


def _without_path(name: str) -> str:
    """Read a name that is written as its file is: `emails/my-letter.md.j2` is "my letter"."""
    bare = name.strip().removesuffix(".j2").removesuffix(".md")
    is_file = bare == bare.lower() and not re.search(r"\s", bare)
    return bare.rpartition("/")[2].replace("-", " ") if is_file else bare


def _file_name(title: str) -> str:
    """Give the name of a file as the library has them: `a-picture-from-the-shop`."""
    bare = unicodedata.normalize("NFKD", title.replace("\N{RIGHT SINGLE QUOTATION MARK}", ""))
    ascii_only = bare.encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:80].strip("-")
