"""`init`: begin a playbook of your own."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands._beginning import begin, read_owner, set_up
from generator.commands._shared import Given, Playbook, given_day


@click.command()
@click.argument("folder", metavar="DIR", required=False, type=click.Path(path_type=Path))
@click.option("--demo", is_flag=True, help="With invented people, who live around today.")
@click.option("--name", metavar="TEXT", help="Your name.")
@click.option("--does", metavar="TEXT", help='What you do, as strangers hear it: "I …".')
@click.option("--company", metavar="FIRM", help="Your firm.")
@click.option("--email", metavar="ADDRESS", help="Your e-mail address.")
@click.option("--phone", metavar="NUMBER", help="Your telephone number, said in voicemails.")
@click.option("--address", metavar="TEXT", help="Your postal address, the sender on labels.")
@click.option("--country", metavar="CODE", help="Whose public holidays are yours: GB, DE, US.")
@click.option("--subdivision", metavar="CODE", help="The part of it, where holidays differ: ENG.")
@click.option("--timezone", metavar="ZONE", help="Your time zone: Europe/London.")
@click.option("--git", "clone", is_flag=True, help="Only tell git in this clone how to merge.")
@click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    folder: Path | None,
    demo: bool,
    clone: bool,
    dry_run: bool,
    **me: str | None,
) -> None:
    """Begin a playbook of your own in the new folder DIR: a private git repository.

    A clone of it on another machine is told once how to merge people, and what to check before a
    commit: `playbook init --git`, typed there.
    """
    given = ctx.find_object(Given) or Given(None, None)
    if clone:
        if folder or demo:
            msg = "--git is for a playbook that is there already; it takes no DIR"
            raise click.UsageError(msg)
        set_up(Playbook(given).root, dry_run=dry_run)
        return
    if folder is None:
        msg = "say where: playbook init DIR (a new folder)"
        raise click.UsageError(msg)
    begin(folder, given_day(given), read_owner(me, demo=demo), demo=demo, dry_run=dry_run)
