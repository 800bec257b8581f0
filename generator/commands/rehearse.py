"""`rehearse`: practise a voicemail before it is left."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from generator.commands._output import ink
from generator.commands._touch import Happened
from generator.commands._words import script_named
from generator.commands._writing import Writer, is_asked, with_writing
from generator.commands.log import save_all
from generator.commands.script import Refusal

if TYPE_CHECKING:
    from generator.model.plan import Action
    from generator.model.prospect import Prospect
    from generator.model.script import Script
    from generator.rendering.rehearsal import Rehearsal

_TICK = 1.0
_OVER = 20
"""As many columns as are surely written over."""
_BREATH = 2.0
"""Seconds between the title and the first word, to draw breath in."""


@click.command()
@click.argument("prospect")
@click.argument("script", required=False)
@click.option("--done", is_flag=True, help="Write down that you practised it; ask nothing.")
@click.option("--on", metavar="DATE", help="When you practised it; today if not said.")
@click.option(
    "--countdown/--no-countdown", "counting", default=True,
    help="Show each breath in its time (on a terminal), or all at once.",
)  # fmt: skip
@with_writing
def command(  # noqa: PLR0913 — as the options declare
    desk: Writer,
    *,
    prospect: str,
    script: str | None,
    done: bool,
    on: str | None,
    counting: bool,
) -> None:
    """Practise a voicemail aloud: its words in breaths, with the time that is left.

    Without SCRIPT it is the next voicemail that is planned for PROSPECT. At the end it asks
    whether you practised it, and writes that down; nothing counts as a touch by it.
    """
    from generator.rendering.rehearsal import prepare  # noqa: PLC0415 — heavy

    person = desk.people[desk.one(prospect)]
    chosen, action = _chosen(desk, person, script)
    rehearsal = prepare(desk.agenda, chosen, person, action)
    if not rehearsal:
        raise Refusal.no_policy()
    if done:
        _write_down(desk, rehearsal, on)
        return
    _show(desk, rehearsal, counting=counting and sys.stdout.isatty())
    if is_asked() and not desk.dry_run and _may_be_dated(desk, on):
        click.echo("")
        if click.confirm("Did you say it aloud", err=True):
            _write_down(desk, rehearsal, on)


def _chosen(desk: Writer, person: Prospect, named: str | None) -> tuple[Script, Action | None]:
    """Give the script to practise, and the planned voicemail that it is for."""
    from generator.rendering.rehearsal import is_rehearsed, planned_voicemails  # noqa: PLC0415 — heavy

    agenda = desk.agenda
    planned = planned_voicemails(agenda, person.slug)
    if not named:
        if not planned:
            raise click.UsageError(_none_planned(person))
        return agenda.scripts[planned[0].script or ""], planned[0]
    script = agenda.scripts[script_named(named, desk.workspace)]
    if not is_rehearsed(agenda.channels[script.channel]):
        label = agenda.label(script.channel)
        msg = f"'{script.key}' is no voicemail ({label}): only what a machine hears is practised"
        raise click.UsageError(msg)
    if agenda.refuses(person, script.channel):
        raise Refusal.opted_out(person, agenda.label(script.channel))
    return script, next((a for a in planned if a.script == script.key), None)


def _none_planned(person: Prospect) -> str:
    return (
        f"no voicemail is planned for {person.title}. Name the words to practise:"
        f" playbook rehearse {person.slug} voicemails/…"
    )


def _may_be_dated(desk: Writer, on: str | None) -> bool:
    """Whether there is a day to date by: a day that is pinned for a sample is none."""
    return bool(on or desk.here.asked or not desk.pinned)


def _write_down(desk: Writer, rehearsal: Rehearsal, on: str | None) -> None:
    happened = Happened(
        slug=rehearsal.who.slug,
        channel=rehearsal.script.channel,
        on=desk.day_of(on),
        outcome="practised",
        script=rehearsal.script.key,
    )
    save_all(desk, [happened])


# --- showing it -------------------------------------------------------------------------------


def _show(desk: Writer, rehearsal: Rehearsal, *, counting: bool) -> None:
    from generator.rendering.rehearsal import heading, render_rehearsal  # noqa: PLC0415 — heavy

    if not counting:
        click.echo(render_rehearsal(rehearsal, desk.here.today, ink()), nl=False)
        return
    click.echo("\n".join(heading(rehearsal, ink())))
    count_down(rehearsal)


def count_down(rehearsal: Rehearsal) -> None:
    """Show one breath after the other, each for as long as it takes, with the seconds running."""
    from generator.rendering.rehearsal import breath_line  # noqa: PLC0415 — heavy
    from generator.rendering.speech import say_countdown  # noqa: PLC0415 — heavy

    style = ink()
    click.echo("  Breathe in.", nl=False)  # the first breath is written over it
    time.sleep(_BREATH)
    for phrase in rehearsal.phrases:
        gone = 0.0
        while gone < phrase.seconds:
            line = breath_line(phrase, style, phrase.left - gone)
            click.echo(f"\r{line:<{_OVER}}", nl=False)
            time.sleep(min(_TICK, phrase.seconds - gone))
            gone += _TICK
        click.echo("\n" if phrase.ends else "")
    click.echo(f"  {say_countdown(0):>5}")
