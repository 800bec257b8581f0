"""Forgetting somebody, step by step: what goes, what stays, and what only the user can purge."""

from __future__ import annotations

import shlex
from functools import cached_property

import click

from generator.commands._shared import UNSURE, say
from generator.commands._stop import stop
from generator.commands._writing import Writer, path_of, refuse
from generator.writing.forgetting import (
    History,
    drop_site,
    forget,
    in_history,
    mentions,
    person_of,
)
from generator.writing.refusal import NotSavedError, UnsureError
from generator.writing.suppressions import SUPPRESSIONS, Person

_MOST = 8
_SAID = "forget somebody"


class Farewell:
    """All that is to be done and said about one prospect who is to be forgotten."""

    def __init__(self, desk: Writer, slug: str) -> None:
        self._desk = desk
        self._root = desk.here.root
        self._path = path_of(slug)

    @cached_property
    def _person(self) -> Person:
        try:
            data = self._desk.door.read(self._path)
        except NotSavedError as error:
            refuse(error)
        if data is None:
            refuse(NotSavedError(f"{self._path} is not there any more"))
        return person_of(data)

    def say_what_goes(self) -> None:
        """Say what is about to go, before anybody is asked."""
        who = self._person.name or self._person.company or self._path
        say(f"{who}: {self._path}, and every trace of it that undo keeps.")
        site = drop_site(self._root, really=False)
        if site:
            say(f"Also {site}.")

    def carry_out(self) -> None:
        """Forget them, and say what is left."""
        person = self._person
        try:
            saved = forget(self._root, self._path, person, self._desk.here.clock)
            drop_site(self._root)
        except NotSavedError as error:
            refuse(error)
        except (UnsureError, OSError) as error:
            stop(str(error), UNSURE)
        for note in saved.notes:
            click.echo(note, err=True)
        say(f"Forgotten: {self._path} is gone.")
        say(
            f"{SUPPRESSIONS} keeps salted hashes of how they could be known again, so that nothing"
            " brings them back. That is pseudonymous, not anonymous."
        )
        self._commit()
        self._say_mentions(mentions(self._root, self._path, person))
        self._say_history(in_history(self._root, self._path, person), person)
        say("Sheets, exports and calendars outside this folder are yours to clear away.")

    def _commit(self) -> None:
        if not self._desk.commits:
            return
        from generator.writing.git import commit, run_git  # noqa: PLC0415 — rarely used

        known = run_git(self._root, "ls-files", "--", self._path).out.strip()
        made = commit(self._root, [SUPPRESSIONS, *([self._path] if known else [])], _SAID)
        if made.done:
            say(f"Committed: {_SAID}")
        else:
            click.echo(f"Not committed: {made.why or 'git has it so already'}", err=True)

    def _say_mentions(self, found: tuple[str, ...]) -> None:
        if not found:
            return
        say("Their name, or a part of it, still stands in:")
        for path in found[:_MOST]:
            say(f"  {path}")
        if len(found) > _MOST:
            say(f"  and {len(found) - _MOST} more files")

    def _say_history(self, history: History | None, person: Person) -> None:
        """Say what git holds, and the command that purges it; it is never run here."""
        if history is None or not (history.commits or history.messages):
            return
        if history.commits:
            say(f"git still holds the file, in {_commits(history)}.")
        purge = f"git filter-repo --force --invert-paths --path {self._path}"
        steps = [purge]
        if history.messages:
            count = history.messages
            told = "1 commit message names" if count == 1 else f"{count} commit messages name"
            say(f"{told} them.")
            swap = shlex.quote(f"{person.name}==>somebody forgotten")
            names = ".git/forgotten-names"
            steps = [
                f"printf '%s\\n' {swap} > {names}",
                f"{purge} --replace-message {names} --replace-text {names}",
                f"rm {names}",
            ]
        say("To purge that, commit first, make a copy of the folder, and then type:")
        for step in steps:
            say(f"  {step}")
        say(
            "It rewrites the history: push it with --force to every remote, and make every other"
            " clone anew, or they bring it back."
        )


def _commits(history: History) -> str:
    """Say how many commits, and when the first and the last of them were made."""
    from generator.rendering.speech import say_full_day  # noqa: PLC0415 — heavy

    count = "1 commit" if history.commits == 1 else f"{history.commits} commits"
    days = list(dict.fromkeys(say_full_day(day) for day in (history.first, history.last) if day))
    return f"{count}, {'from ' if len(days) > 1 else 'of '}{' to '.join(days)}"
