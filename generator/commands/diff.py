"""`diff`: what changed since a revision, said in actions."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from generator.commands._shared import Playbook, with_playbook


@click.command()
@click.argument("revision", metavar="REV", default="HEAD")
@click.option("--json", "as_json", is_flag=True, help="For machines: one JSON document.")
@with_playbook()
def command(here: Playbook, *, revision: str, as_json: bool) -> None:
    """Say what changed since the git revision REV (HEAD unless told): who is moved, and how.

    Both plans are made for the same day, so that nothing differs but what stands in the files:
    after an edit of the cadence, of a script or of a person, look here before you commit it.
    """
    from generator import pipeline  # noqa: PLC0415 — heavy
    from generator.rendering.changes import (  # noqa: PLC0415 — heavy
        Planned,
        Since,
        render_changes,
        render_changes_json,
    )
    from generator.writing.revisions import (  # noqa: PLC0415 — heavy
        RevisionError,
        changed_files,
        find_revision,
        lay_out,
    )

    try:
        found = find_revision(here.root, revision)
        with tempfile.TemporaryDirectory(prefix="playbook-diff-") as folder:
            lay_out(here.root, found, Path(folder))
            before = pipeline.load(Path(folder), here.asked, here.clock)
        since = Since(
            found.name, found.day.isoformat(), found.subject, changed_files(here.root, found)
        )
    except RevisionError as error:
        raise click.UsageError(str(error)) from None
    then = Planned(before, pipeline.plan(before, here.today))
    now = Planned(here.workspace, here.plan())
    render = render_changes_json if as_json else render_changes
    click.echo(render(since, then, now), nl=False)
