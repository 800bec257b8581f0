"""`add`: put in a new prospect."""

from __future__ import annotations

from typing import Any

import click

from generator.commands._adding import read_newcomer, save_newcomer
from generator.commands._writing import Writer, with_writing


@click.command()
@click.argument("name", required=False)
@click.option("--company", metavar="FIRM", help="Where they work; alone, it is a firm.")
@click.option("--role", metavar="TEXT", help="What they do there.")
@click.option("--email", metavar="ADDRESS", help="Their e-mail address.")
@click.option("--phone", metavar="NUMBER", help="Their telephone number.")
@click.option("--address", metavar="TEXT", help="Their postal address.")
@click.option("--country", metavar="CODE", help="Whose public holidays they keep: GB, DE, US.")
@click.option("--timezone", metavar="ZONE", help="Their time zone: Europe/London.")
@click.option("--source", metavar="TEXT", help="How you came to know of them.")
@click.option("--first-contact", metavar="CHANNEL", help="How you first reached each other.")
@click.option("--stage", metavar="STAGE", help="lead if not said; met with --met.")
@click.option("--met", metavar="DATE", help="When you met them.")
@click.option("--said", metavar="TEXT", help="What they said then that you want to remember.")
@click.option("--interest", multiple=True, metavar="TOPIC", help="What they like; may be repeated.")
@click.option("--challenge", multiple=True, metavar="TOPIC", help="What costs them sleep.")
@click.option("--tag", multiple=True, metavar="TAG", help="A tag of your own; may be repeated.")
@click.option("--notes", metavar="TEXT", help="What you know of them, in Markdown.")
@click.option("--on", metavar="DATE", help="When you put them in; today if not said.")
@click.option("--another", is_flag=True, help="It is somebody else of the same name.")
@with_writing
def command(desk: Writer, *, another: bool, **typed: Any) -> None:  # noqa: ANN401 — as the options declare
    """Put in a new prospect: a file of their own, with a comment for what you learn later.

    NAME is the person's; for a firm without one, leave it out and say --company.
    """
    save_newcomer(desk, read_newcomer(desk, typed), another=another)
