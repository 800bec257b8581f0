"""`sheet`: the call sheet of a week, to print."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands._output import save
from generator.commands._shared import MISUSED, Playbook, with_playbook
from generator.commands._weeks import plan_reaching, week_named
from generator.model.days import Week

_NAMES = {"a4": "A4", "letter": "Letter"}


@click.command()
@click.argument("week", required=False)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Where to; stdout without it.",
)  # fmt: skip
@click.option("--pdf", is_flag=True, help="As PDF, by a Chromium, Chrome or Edge found here.")
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True,
    help="What is in your printer.",
)  # fmt: skip
@with_playbook()
def command(
    here: Playbook, *, week: str | None, output: Path | None, pdf: bool, paper: str
) -> None:
    """Make the call sheet of a week (this one, or WEEK as 2026-W48 or next), as HTML or PDF.

    A page for each day, then notes to copy by hand, orders, invitations and address labels.
    """
    asked = week_named(week, here.today)
    if pdf and not output and sys.stdout.isatty():
        msg = f"a PDF is nothing for a terminal; say where it goes: -o call-sheet-{asked}.pdf"
        raise click.UsageError(msg)
    html = _render(here, asked, paper)
    _put(here, _printed(html, asked, paper) if pdf else html.encode(), output)


def _render(here: Playbook, week: Week, paper: str) -> str:
    from generator.rendering.sheet import render_sheet  # noqa: PLC0415 — heavy

    plan = plan_reaching(here, week)
    return render_sheet(
        here.workspace,
        plan,
        week,
        "letter" if paper == "letter" else "a4",
    )


def _put(here: Playbook, document: bytes, output: Path | None) -> None:
    if output and str(output) != "-":
        save(output, document, here.root)
    else:
        click.echo(document, nl=False)


def _printed(html: str, week: Week, paper: str) -> bytes:
    from generator.commands._browser import (  # noqa: PLC0415 — only for --pdf
        PrintError,
        find_browser,
        print_pdf,
    )

    browser = find_browser()
    if not browser:
        click.echo("No Chromium, Chrome or Edge was found that could make the PDF.", err=True)
    else:
        try:
            return print_pdf(browser, html)
        except PrintError as error:
            click.echo(f"{browser} made no PDF: {error}", err=True)
    click.echo(_by_hand(week, paper), err=True)
    raise click.exceptions.Exit(MISUSED)


def _by_hand(week: Week, paper: str) -> str:
    choice = "" if paper == "a4" else f" --paper {paper}"
    return (
        f"By hand: playbook sheet {week}{choice} -o call-sheet.html, open that file in any browser"
        f" and print it on {_NAMES[paper]}, at 100 %, without the browser's own headers and"
        " footers; 'Save as PDF' is among the printers.\n"
        "Or name a browser: PLAYBOOK_BROWSER=/path/to/chrome."
    )
