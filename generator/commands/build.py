"""`build`: the site, in a folder that takes the old one's place when it is whole."""

from __future__ import annotations

import os
from pathlib import Path

import click

from generator.commands._output import dry_run_option, say_dry
from generator.commands._progress import Progress
from generator.commands._shared import MISUSED, NOT_SAVED, PROBLEMS, Playbook, with_playbook
from generator.commands._stop import stop

_NO_ZENSICAL = (
    "Zensical is not on this machine. `pip install zensical` brings it;"
    " or `playbook export DIR` writes the pages as Markdown for any engine."
)


@click.command()
@click.option("-d", "--site-dir", "folder", metavar="DIR", help="Where to: `site` if not said.")
@click.option("--strict", is_flag=True, help="Build nothing if a file has a problem; exits 1.")
@click.option(
    "--engine",
    type=click.Choice(["mkdocs", "zensical"]),
    default="mkdocs",
    show_default=True,
    help="What puts the frame around the pages.",
)
@dry_run_option
@with_playbook(counts=False)
def command(
    here: Playbook, folder: str | None, engine: str, *, strict: bool, dry_run: bool
) -> None:
    """Build the site.

    The old site stays as it is until the new one is whole. A folder that was not made here is
    never touched.
    """
    target = Path(folder).resolve() if folder else None
    if dry_run:
        _say_what_would_be(here, target, engine, strict=strict)
        return
    if engine == "zensical":
        _build_with_zensical(here, target, strict=strict)
        return
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice is for theme makers
    from generator.mkdocs_plugin import SiteError, StrictError, build_site  # noqa: PLC0415 — heavy
    from generator.rendering.speech import say_whose_data  # noqa: PLC0415 — heavy

    try:
        with Progress() as report:
            built = build_site(here.root, target, today=here.asked, strict=strict, report=report)
    except StrictError as error:
        stop(f"{error} `playbook check` names what it is.", PROBLEMS)
    except SiteError as error:
        code = NOT_SAVED if isinstance(error.__cause__, OSError) else MISUSED
        stop(str(error), code)
    if built.problems:
        click.echo(count_problems(built.problems), err=True)
    click.echo(say_whose_data(built.address, built.people))


def _say_what_would_be(here: Playbook, target: Path | None, engine: str, *, strict: bool) -> None:
    """Say where the site would be and how large, or refuse as the build would."""
    from generator import pipeline  # noqa: PLC0415 — heavy
    from generator.commands import _zensical  # noqa: PLC0415 — rarely used
    from generator.mkdocs_plugin import SiteError, find_place  # noqa: PLC0415 — heavy

    if engine == "zensical" and not _zensical.is_there():
        stop(_NO_ZENSICAL, MISUSED)
    try:
        place = find_place(here.root, target)
    except SiteError as error:
        stop(str(error), MISUSED)
    problems = len(here.workspace.problems)
    if strict and problems:
        stop(count_problems(problems), PROBLEMS)
    pages = sum(page.path.endswith(".html") for page in pipeline.pages(here.workspace, here.plan()))
    here.count_problems()
    say_dry(f"Would build {pages} pages into {place.folder}.")


def count_problems(problems: int) -> str:
    """Say how many problems the files have."""
    what = "is 1 problem" if problems == 1 else f"are {problems} problems"
    return f"There {what} in your files; `playbook check` names them."


def _build_with_zensical(here: Playbook, target: Path | None, *, strict: bool) -> None:
    from generator.commands import _zensical  # noqa: PLC0415 — rarely used
    from generator.rendering.speech import say_whose_data  # noqa: PLC0415 — heavy

    if not _zensical.is_there():
        stop(_NO_ZENSICAL, MISUSED)
    if strict and here.workspace.problems:
        stop(count_problems(len(here.workspace.problems)), PROBLEMS)
    try:
        index = _zensical.build(here, target or here.root / "site", strict=strict)
    except _zensical.FailedError as error:
        stop(str(error), NOT_SAVED)
    here.count_problems()
    people = len(here.workspace.prospects) + len(here.workspace.unreadable)
    click.echo(say_whose_data(index.as_uri(), people))
