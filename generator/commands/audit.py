"""`audit`: search a built site for what should not be in it."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands._shared import MISUSED, PROBLEMS, Playbook, with_playbook
from generator.commands._stop import stop

if TYPE_CHECKING:
    from generator.rendering.audit import Finding

_LARGEST = 50_000_000


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="For machines: one JSON document.")
@click.option("--dry-run", is_flag=True, help="The same: nothing is ever written by it.")
@with_playbook(counts=False)
def command(here: Playbook, folder: Path, *, as_json: bool, dry_run: bool) -> None:
    """Search a built site for private text, requests elsewhere, and scripts from names.

    DIR is the folder of the site. What is found is named with its file and line, and ends with 1.
    """
    from generator.rendering.audit import audit  # noqa: PLC0415 — heavy

    del dry_run
    if not folder.is_dir():
        stop(f"There is no folder {folder}: build the site first.", MISUSED)
    try:
        files = dict(_read(folder))
    except OSError as error:
        stop(f"The site could not be read: {error}", MISUSED)
    if not any(path.endswith(".html") for path in files):
        stop(f"There is no page in {folder}: it is no built site.", MISUSED)
    found = audit(files, here.workspace)
    unread = len(here.workspace.unreadable)
    if unread:
        click.echo(_not_looked_for(unread), err=True)
    click.echo(_as_json(found, len(files)) if as_json else _as_text(found, len(files)), nl=False)
    if found:
        raise click.exceptions.Exit(PROBLEMS)


def _read(folder: Path) -> Iterator[tuple[str, str]]:
    """Give every file that can hold words; what is packed is unpacked."""
    for top, _, names in os.walk(folder):
        for name in sorted(names):
            file = Path(top, name)
            data = file.read_bytes()[:_LARGEST]
            if name.endswith(".gz"):
                try:
                    data = gzip.decompress(data)
                except (OSError, EOFError):
                    continue
            if b"\0" not in data[:1024]:
                yield file.relative_to(folder).as_posix(), data.decode("utf-8", "replace")


def _not_looked_for(unread: int) -> str:
    what = "1 prospect's file" if unread == 1 else f"{unread} prospects' files"
    return f"{what} could not be read, so private text of theirs was not looked for."


def _as_text(found: tuple[Finding, ...], files: int) -> str:
    lines = [str(finding) for finding in found]
    if found:
        count = "1 thing" if len(found) == 1 else f"{len(found)} things"
        lines.append(f"{count} found in {files} files.")
    else:
        lines.append(
            f"Nothing found in {files} files: no private text, no request elsewhere, no script"
            " from a name."
        )
    return "\n".join(lines) + "\n"


def _as_json(found: tuple[Finding, ...], files: int) -> str:
    from generator.rendering.audit import count_kinds  # noqa: PLC0415 — heavy
    from generator.rendering.machine import SCHEMA, render_json  # noqa: PLC0415 — heavy

    findings = [{"path": f.path, "line": f.line, "kind": f.kind, "message": f.says} for f in found]
    return render_json(
        {"schema": SCHEMA, "files": files, "counts": count_kinds(found), "findings": findings}
    )
