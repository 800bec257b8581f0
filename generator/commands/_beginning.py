"""Beginning a playbook: whose it is, what lies in it, and what to do next."""

from __future__ import annotations

import getpass
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands._shared import MISUSED
from generator.commands._stop import stop
from generator.commands._writing import is_asked, refuse

if TYPE_CHECKING:
    from generator.writing.starting import Owner

_ZONES = "zoneinfo/"
_HOME = ("GB", "Europe/London")
"""Whose holidays and clock are taken where nothing else is known, as in the policy."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose playbook it is to be, None for a demo's own; and what to say of a guessed name."""

    owner: Owner | None
    guessed: str = ""


def read_owner(me: Mapping[str, str | None], *, demo: bool) -> Whose:
    """Make out whose playbook it is: by the options, else by asking."""
    from generator.writing.starting import Owner  # noqa: PLC0415 — heavy

    given = {key: value.strip() for key, value in me.items() if value and value.strip()}
    if demo and not given:
        return Whose(None)
    if is_asked() and not demo:
        given |= _asked({key: given.get(key) for key in me})
    guessed = ""
    if "name" not in given:
        given["name"] = _name_here()
        guessed = f"{given['name']}: --name, or `me` in playbook/playbook.yml, says it better."
    country, zone = _HOME
    known = {"country": country, "timezone": _zone_here() or zone} | given
    if known["country"] == country:
        known.setdefault("subdivision", "ENG")
    owner = Owner(**{key: value.replace("\\n", "\n") for key, value in known.items()})
    return Whose(owner, guessed)


def _name_here() -> str:
    """Give the name that git signs with, where nobody can be asked for theirs; else the login's."""
    from generator.writing.cloning import name_in_git  # noqa: PLC0415 — heavy

    return name_in_git() or getpass.getuser()


def begin(folder: Path, today: date, whose: Whose, *, demo: bool, dry_run: bool) -> None:
    """Make the folder, and say what to do next."""
    from generator.writing.cloning import begin_repository  # noqa: PLC0415 — heavy
    from generator.writing.refusal import NotSavedError  # noqa: PLC0415 — heavy
    from generator.writing.starting import (  # noqa: PLC0415 — heavy
        begin_playbook,
        demo_playbook,
        new_playbook,
        refuse_occupied,
    )

    owner = whose.owner
    try:
        files = demo_playbook(today, owner) if demo or owner is None else new_playbook(owner)
        if dry_run:
            refuse_occupied(folder)
            _say_what_would_be(folder, files, whose.guessed, today)
            return
        begin_playbook(folder, files, lambda made: _refuse_faults(made, today))
    except NotSavedError as error:
        refuse(error)
    click.echo(f"Your playbook lies in {folder}.")
    if whose.guessed:
        click.echo(f"Begun for {whose.guessed}", err=True)
    for line in begin_repository(folder):
        click.echo(line)
    click.echo(_next_steps(folder, demo=demo))


def _say_what_would_be(folder: Path, files: Mapping[str, bytes], guessed: str, today: date) -> None:
    """List the files, or refuse the faults that they would have."""
    from generator.writing.starting import put_files  # noqa: PLC0415 — heavy

    with tempfile.TemporaryDirectory() as made:
        put_files(Path(made), files)
        _refuse_faults(Path(made), today)
    for path in sorted(files):
        click.echo(f"{folder / path}")
    if guessed:
        click.echo(f"It would be begun for {guessed}", err=True)
    click.echo("Nothing was written (--dry-run).", err=True)


def set_up(root: Path, *, dry_run: bool) -> None:
    """Tell git in this clone what it has to know."""
    from generator.writing.cloning import (  # noqa: PLC0415 — heavy
        ATTRIBUTES_FILE,
        attributes_with_driver,
        set_up_clone,
    )
    from generator.writing.door import Door  # noqa: PLC0415 — heavy
    from generator.writing.refusal import NotSavedError  # noqa: PLC0415 — heavy

    if dry_run:
        click.echo("git would be told how to merge people, and to check before a commit.")
        click.echo("Nothing was written (--dry-run).", err=True)
        return
    try:
        saved = Door(root).save({ATTRIBUTES_FILE: attributes_with_driver}, "init --git")
    except NotSavedError as error:
        refuse(error)
    if saved.changes:
        click.echo(f"Saved {ATTRIBUTES_FILE}; commit it, so that every clone knows.")
    for line in set_up_clone(root):
        click.echo(line)


def _refuse_faults(made: Path, today: date) -> None:
    """Let nothing begin with a fault: what was typed may not be an address or a time zone."""
    from generator import pipeline  # noqa: PLC0415 — heavy

    problems = pipeline.load(made, today, today).problems
    if problems:
        told = "\n".join(f"  {p.message}" + (f"\n    {p.hint}" if p.hint else "") for p in problems)
        stop(f"no playbook was begun:\n{told}", MISUSED)


def _asked(given: Mapping[str, str | None]) -> dict[str, str]:
    """Ask for what was not given, on a terminal; an empty answer leaves a thing out."""
    from generator.model.policy import Me  # noqa: PLC0415 — heavy

    country, zone = _HOME
    questions = {
        "name": ("Your name", ""),
        "does": ("What do you do, to go on from “I …”", Me.model_fields["does"].default),
        "company": ("Your firm", ""),
        "email": ("Your e-mail address", ""),
        "phone": ("Your telephone number", ""),
        "country": ("Whose public holidays do you keep", country),
        "timezone": ("Your time zone", _zone_here() or zone),
    }
    answers = {}
    for key, (question, default) in questions.items():
        if not given.get(key):
            answers[key] = click.prompt(question, default, err=True, show_default=bool(default))
    return {key: answer.strip() for key, answer in answers.items() if answer.strip()}


def _zone_here() -> str:
    """Give this machine's time zone by its name, if it tells; a server on UTC tells nothing."""
    named = os.environ.get("TZ", "").lstrip(":")
    if "/" not in named or named.startswith("/"):
        _, _, named = Path("/etc/localtime").resolve().as_posix().rpartition(_ZONES)
    return "" if named.startswith("Etc/") or "/" not in named else named


def _next_steps(folder: Path, *, demo: bool) -> str:
    first = (
        "playbook today" if demo else "playbook add 'Jo Field' --company 'Field & Co' --met today"
    )
    return "\n".join(
        [
            "",
            "Next:",
            f"  cd {folder}",
            f"  {first}",
            "  playbook build        then open site/index.html",
            "  git add . && git commit -m 'Begin'",
            "Keep it private: if you push it anywhere, then where only you can read it.",
        ]
    )
