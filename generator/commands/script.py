"""`script`: the words for one prospect, filled in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from generator.commands._output import copy
from generator.commands._people import resolve
from generator.commands._shared import MISUSED, Playbook, with_playbook

if TYPE_CHECKING:
    from generator.model.problem import Problem
    from generator.model.prospect import Prospect
    from generator.model.script import Script
    from generator.model.workspace import Workspace
    from generator.rendering.agenda import Agenda
    from generator.rendering.asking import Question
    from generator.rendering.words import Words


class Refusal(click.ClickException):
    """There are no words to give, and why."""

    exit_code = MISUSED

    @classmethod
    def nothing_planned(cls, prospect: Prospect) -> Refusal:
        """No next action, and no script named."""
        return cls(
            f"Nothing is planned for {prospect.title} (playbook why {prospect.slug} says why)."
            " Name the script whose words you want."
        )

    @classmethod
    def opted_out(cls, prospect: Prospect, label: str) -> Refusal:
        """Keep to an opt-out here too: no flag overrides it."""
        return cls(f"{prospect.title} asked not to be contacted by {label}: no words for that.")

    @classmethod
    def no_policy(cls) -> Refusal:
        """Without a policy there is no user."""
        return cls("playbook.yml cannot be read, so there is nobody to sign the words.")


@click.command()
@click.argument("prospect")
@click.argument("script", required=False)
@click.option("--copy", "to_clipboard", is_flag=True, help="Put them on the clipboard as well.")
@with_playbook()
def command(here: Playbook, *, prospect: str, script: str | None, to_clipboard: bool) -> None:
    """Print the words for one prospect, filled in: those of the next action, or of SCRIPT.

    PROSPECT is a slug, the beginning of one, or a name; SCRIPT is a path below playbook/, or its
    last part. What is still missing is asked for.
    """
    from generator.rendering.agenda import Agenda  # noqa: PLC0415 — heavy
    from generator.rendering.speech import say_blanks  # noqa: PLC0415 — heavy
    from generator.rendering.terminal import render_words  # noqa: PLC0415 — heavy

    slug = resolve(prospect, here.workspace)
    faults = _faults(here.workspace, slug)
    if faults:
        _say_no_words(faults)
        return
    agenda = Agenda(here.workspace, here.plan())
    words, questions = _words(agenda, slug, script)
    text = render_words(words)
    click.echo(render_words(words, wrapped=sys.stdout.isatty()), nl=False)
    if words.aside:
        click.echo(words.aside, err=True)
    for question in questions:
        click.echo(f"Still to fill in: {question.says}", err=True)
        if question.command or question.place:
            click.echo(f"  {question.command or question.place}", err=True)
    if words.blanks:
        click.echo(f"Still to fill in: {say_blanks(len(words.blanks))}.", err=True)
    if to_clipboard:
        click.echo(_copied(text), err=True)


def _faults(workspace: Workspace, slug: str) -> tuple[Problem, ...]:
    """Give what is wrong with their file, or with one without which nothing is planned."""
    own = {u.path for u in workspace.unreadable if u.slug == slug}
    people = {p.slug for p in workspace.prospects}
    closed = {workspace.closed_by} if slug in people else own
    return tuple(problem for problem in workspace.problems if problem.path in closed)


def _say_no_words(faults: tuple[Problem, ...]) -> None:
    """Say which faults keep anything from being planned; a fault of data is no misuse."""
    click.echo(f"Nothing is planned from {faults[0].path}, so there are no words:", err=True)
    for fault in faults:
        click.echo(f"  {fault}", err=True)
        if fault.hint:
            click.echo(f"    {fault.hint}", err=True)


def _copied(text: str) -> str:
    if copy(text):
        return "Copied."
    return (
        "Nothing was copied: no clipboard program works here (wl-copy, xclip, xsel, pbcopy, clip)."
    )


def _words(agenda: Agenda, slug: str, named: str | None) -> tuple[Words, tuple[Question, ...]]:
    prospect = agenda.prospects[slug]
    asked = _script_named(agenda, named) if named else None
    action = next((a for a in agenda.plan.of(slug) if a.script and _fits(a.script, asked)), None)
    script = asked or (agenda.script_of(action) if action else None)
    if not script:
        raise Refusal.nothing_planned(prospect)
    if agenda.refuses(prospect, script.channel):
        raise Refusal.opted_out(prospect, agenda.label(script.channel))
    words = agenda.fill(script, prospect, action)
    if not words:
        raise Refusal.no_policy()
    return words, agenda.asks_of(words.missing, slug, script, action)


def _fits(key: str, asked: Script | None) -> bool:
    return asked is None or asked.key == key


def _script_named(agenda: Agenda, named: str) -> Script:
    """Find a script by its path below `playbook/` or the end of it; else it is misuse."""
    said = named.removeprefix("playbook/").removesuffix(".md.j2").strip("/")
    exact = agenda.scripts.get(said)
    if exact:
        return exact
    found = [s for key, s in agenda.scripts.items() if key.endswith(f"/{said}")]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "\n".join(f"  {s.key}" for s in found)
        msg = f"'{named}' may be several scripts:\n{listed}"
        raise click.UsageError(msg)
    raise click.UsageError(_unknown(agenda, named, said))


def _unknown(agenda: Agenda, named: str, said: str) -> str:
    from generator.model.nearest import nearest  # noqa: PLC0415 — only for a misspelt name

    near = nearest(said, agenda.scripts) or _near_by_name(agenda, said)
    hint = f" Did you mean '{near}'?" if near else " They are the files under playbook/*/."
    return f"there is no usable script '{named}'.{hint}"


def _near_by_name(agenda: Agenda, said: str) -> str | None:
    from generator.model.nearest import nearest  # noqa: PLC0415 — only for a misspelt name

    by_name = {key.rsplit("/", 1)[-1]: key for key in agenda.scripts}
    near = nearest(said.rsplit("/", 1)[-1], by_name)
    return by_name[near] if near else None
