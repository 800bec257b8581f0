"""Where a document goes: a terminal, a pipe, a file, the clipboard."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands._shared import NOT_SAVED, wants_colour

if TYPE_CHECKING:
    from generator.rendering.ink import Ink

CLIPBOARDS: tuple[tuple[str, ...], ...] = (
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
    ("pbcopy",),
    ("clip",),
)
"""Programs that fill the clipboard from their standard input, the first that is there is used."""

_SECONDS = 5
_NEEDS = {"wl-copy": "WAYLAND_DISPLAY", "xclip": "DISPLAY", "xsel": "DISPLAY"}


def ink() -> Ink:
    """Give colour where stdout is a terminal that wants it."""
    from generator.rendering.ink import Ink  # noqa: PLC0415 — only where text is shown

    return Ink(colour=wants_colour())


def dry_run_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that makes files `--dry-run`, as every writing command has it."""
    told = "Say what would be written, and write nothing."
    return click.option("--dry-run", is_flag=True, help=told)(command)


def say_dry(would: str) -> None:
    """Say what would be written, and that nothing was."""
    click.echo(would)
    click.echo("Nothing was written (--dry-run).", err=True)


def save(file: Path, content: bytes, root: Path) -> None:
    """Write a document whole or not at all; where that fails say so and end with 3.

    What belongs to the playbook at `root` is never overwritten: `undo` could not bring it back.
    """
    refuse_own(file, root)
    try:
        if file.exists() and not file.is_file():
            file.write_bytes(content)  # a device or a pipe: written to, never replaced by a file
        else:
            _replace(file.resolve(), content)  # a link stays, and what it points to is new
    except OSError as error:
        click.echo(f"{file} was not saved: {error.strerror or error}", err=True)
        raise click.exceptions.Exit(NOT_SAVED) from None
    click.echo(f"Saved {file}", err=True)


def refuse_own(file: Path, root: Path) -> None:
    """Refuse to write over what belongs to the playbook at `root`."""
    from generator.writing.belonging import belongs  # noqa: PLC0415 — only where a file is named

    if belongs(root, file):
        msg = (
            f"{file} belongs to the playbook, so it was left as it is."
            " Name a file outside of playbook/ and prospects/."
        )
        raise click.BadParameter(msg, param_hint="-o")


def _replace(file: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        part.chmod(0o666 & ~_umask())
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def find_clipboard(environ: Mapping[str, str] = os.environ) -> tuple[str, ...] | None:
    """Find a program that fills the clipboard of the session that the user sits in."""
    for command in CLIPBOARDS:
        needed = _NEEDS.get(command[0])
        if shutil.which(command[0]) and (not needed or environ.get(needed)):
            return command
    return None


def copy(text: str) -> bool:
    """Put `text` on the clipboard; say whether that worked."""
    command = find_clipboard()
    if not command:
        return False
    # Windows' own program reads the encoding of the console unless it is given UTF-16.
    encoding = "utf-16-le" if command[0] == "clip" and sys.platform == "win32" else "utf-8"
    try:
        done = subprocess.run(  # noqa: S603 — one of ours, found on the path
            command,
            input=text.encode(encoding),
            stdout=subprocess.DEVNULL,  # xclip stays behind and would keep a pipe open
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
