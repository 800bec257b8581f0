"""`hook`: what git calls before a commit. Nobody types it; `init` writes the hook that does."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from generator.commands._shared import PROBLEMS, Playbook, with_playbook
from generator.commands._stop import stop


@click.command(hidden=True)
@click.argument("name", type=click.Choice(["pre-commit"]))
@with_playbook(counts=False)
def command(here: Playbook, *, name: str) -> None:
    """Check what is staged, whatever lies in the folder. For git's hook NAME."""
    from generator.writing.cloning import check_out_index, top_of  # noqa: PLC0415 — heavy

    del name
    top = top_of(Path.cwd())
    if top is None or not here.root.is_relative_to(top.resolve()):
        return
    with tempfile.TemporaryDirectory(prefix="playbook-staged-") as folder:
        trouble = check_out_index(top, Path(folder))
        if trouble:
            stop(f"what is staged cannot be looked at: {trouble}", PROBLEMS)
        _check(here, Path(folder) / here.root.relative_to(top.resolve()))


def _check(here: Playbook, staged: Path) -> None:
    from generator import pipeline  # noqa: PLC0415 — heavy
    from generator.commands.check import report  # noqa: PLC0415 — heavy
    from generator.model.workspace import POLICY_FILE  # noqa: PLC0415 — heavy

    if not (staged / POLICY_FILE).exists():
        click.echo(f"{POLICY_FILE} is not in git, so what is staged was not checked.", err=True)
        return
    read = pipeline.load(staged, here.asked, here.clock)
    problems = (*read.problems, *pipeline.forgotten_faults(staged))
    if problems:
        click.echo(report(problems, (), 0), err=True)
        said = (
            "Nothing was committed. Mend it and stage it, or go past this: git commit --no-verify"
        )
        click.echo(said, err=True)
        raise click.exceptions.Exit(PROBLEMS)
