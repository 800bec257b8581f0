"""What all writing commands share: the door, the diff, the day, the commit, and what comes next.

A writing command is written so:

    @click.command()
    @click.argument("prospect")
    @with_writing
    def command(desk: Writer, *, prospect: str) -> None:
        slug = desk.one(prospect)
        desk.save({path_of(slug): [SetKey(("stage",), "won", desk.order)]}, "stage: …", ["…"])

Whatever it would say is said before anything is written; `--dry-run` shows the diff instead of
writing. Nothing is ever dated by the day that `playbook.yml` pins for a sample.
"""

from __future__ import annotations

import contextlib
import difflib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property, update_wrapper
from typing import TYPE_CHECKING, Any, NoReturn, cast

import click

from generator.commands._dates import next_such_day, parse_date
from generator.commands._faults import MisuseError
from generator.commands._shared import MISUSED, NOT_SAVED, UNSURE, Playbook, say, with_playbook
from generator.commands._stop import stop

if TYPE_CHECKING:
    from generator.commands._whom import Meant
    from generator.model.problem import Problem
    from generator.model.prospect import Prospect
    from generator.model.workspace import Workspace
    from generator.rendering.agenda import Agenda
    from generator.writing.door import Door, Rewrite, Saved
    from generator.writing.edits import Edit
    from generator.writing.record import Change

_KEPT_BREAK = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


_FAR = timedelta(weeks=5)


def _names_a_day(text: str, day: date) -> bool:
    """Whether a day was named itself, and not by how far off it is: `yesterday`, `-3d`."""
    return parse_date(text, day + _FAR) == day


def path_of(slug: str) -> str:
    """Give the file of a prospect, from the root."""
    return f"prospects/{slug}.yml"


def with_writing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command its `Writer`, and the options that every writing command has."""

    def run(here: Playbook, *, dry_run: bool, commit: bool | None, **given: Any) -> None:  # noqa: ANN401 — a command's own
        _refuse_no_text(given.values())
        command(Writer(here, dry_run=dry_run, commit=commit), **given)

    shared: Any = update_wrapper(run, command)
    shared = click.option(
        "--commit/--no-commit",
        "commit",
        default=None,
        help="Commit the files that changed; `git: {commit: true}` in playbook.yml is the same.",
    )(with_playbook(counts=False)(shared))
    shared = click.option(
        "--dry-run", is_flag=True, help="Show what would change, and change nothing."
    )(shared)
    return cast("Callable[..., None]", shared)


def _refuse_no_text(values: Iterable[Any]) -> None:
    """Refuse words that are no UTF-8: a terminal of another encoding hands them on as they are."""
    for value in values:
        if isinstance(value, tuple):
            _refuse_no_text(value)
        elif isinstance(value, str) and not _is_text(value):
            msg = f"{value!r} is not UTF-8 text"
            raise click.UsageError(msg)


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


class Writer:
    """A command's way to the files."""

    def __init__(self, here: Playbook, *, dry_run: bool, commit: bool | None) -> None:
        self.here = here
        self.dry_run = dry_run
        self._commit = commit
        self._takings: list[str] = []

    @property
    def workspace(self) -> Workspace:
        """The files as they were read."""
        return self.here.workspace

    @cached_property
    def agenda(self) -> Agenda:
        """The plan before the change."""
        from generator.rendering.agenda import Agenda  # noqa: PLC0415 — heavy

        return Agenda(self.workspace, self.here.plan())

    @cached_property
    def people(self) -> dict[str, Prospect]:
        """Everybody whose file could be read."""
        return {prospect.slug: prospect for prospect in self.workspace.prospects}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The keys of a prospect, in the order of the format."""
        from generator.model.prospect import Prospect  # noqa: PLC0415 — heavy

        return tuple(Prospect.model_fields)

    @cached_property
    def door(self) -> Door:
        """The one door."""
        from generator.writing.door import Door  # noqa: PLC0415 — heavy

        return Door(self.here.root)

    def read_again(self) -> None:
        """Forget what was read, because it has changed."""
        self.here.__dict__.pop("workspace", None)
        for name in ("agenda", "people"):
            self.__dict__.pop(name, None)

    # --- days -----------------------------------------------------------------------------------

    @property
    def day(self) -> date:
        """Today, to date by: what was asked for or the clock's, never a day pinned for a sample."""
        if self.here.asked is None and self.pinned:
            command = click.get_current_context().info_name
            remedy = f"Say the day: playbook --today {self.pinned} {command} …"
            self._refuse_pinned(self.pinned, remedy)
        return self.here.asked or self.here.clock

    def _refuse_pinned(self, pinned: date, remedy: str) -> NoReturn:
        from generator.rendering.speech import say_full_day  # noqa: PLC0415 — heavy

        msg = (
            f"playbook.yml stops the clock on {say_full_day(pinned)} for its sample, and nothing"
            f" is dated by that. {remedy}; or delete its line `today:`."
        )
        raise click.UsageError(msg)

    @property
    def pinned(self) -> date | None:
        """The day at which `playbook.yml` stops the clock, as samples do."""
        policy = self.workspace.policy
        return policy.today if policy else None

    def read_day(self, text: str, option: str) -> date:
        """Read a day as it was typed; else it is misuse."""
        base = self.here.asked or self.here.clock
        try:
            day = parse_date(text, base)
            hangs = parse_date(text, base + _FAR) != day  # "friday" hangs on what today is
        except ValueError as error:
            msg = f"{option}: {error}"
            raise click.UsageError(msg) from None
        if hangs and self.here.asked is None and self.pinned:
            self._refuse_pinned(self.pinned, f"Write the day in full, such as {self.pinned}")
        return day

    def day_of(self, text: str | None, option: str = "--on") -> date:
        """Read the day on which something happened, today if none was typed."""
        if text is None:
            return self.day
        day = self.read_day(text, option)
        # The day of grace is for a date in figures: whoever types "tomorrow" means tomorrow.
        last = self.last_day if day.isoformat() == text.strip() else self.day
        if day > last and text.strip().isalpha():  # "friday" is the one gone by
            with contextlib.suppress(ValueError):
                day = parse_date(f"last {text}", self.day)
        if day > last:
            msg = f"{option}: {day} has not come yet; what is to be done needs no entry"
            raise click.UsageError(msg)
        return day

    def callback_of(self, text: str, option: str, on: date) -> date:
        """Read the day they named at a touch of the day `on`: that day or a later one."""
        day = self.read_day(text, option)
        if day >= on:
            return day
        meant = next_such_day(day, on) if _names_a_day(text, day) else None
        remedy = f"Did you mean {meant}?" if meant else f"Name {on} or a later day."
        fault = f"{option}: {day} lies before the touch at which they named it ({on})."
        raise MisuseError(fault, remedy)

    @property
    def last_day(self) -> date:
        """The last day that may have happened: a day of grace is for travellers."""
        from generator.pipeline import GRACE  # noqa: PLC0415 — heavy

        return max(self.here.today, self.here.clock) + GRACE

    # --- people ---------------------------------------------------------------------------------

    def one(self, text: str) -> str:
        """Give the slug of the one prospect meant, whose file can be read; else refuse."""
        return self.readable(self.named(text))

    def named(self, text: str) -> str:
        """Give the slug of the one prospect meant, faults in their file or not."""
        from generator.commands._people import known_people  # noqa: PLC0415 — heavy
        from generator.commands._whom import person_named  # noqa: PLC0415 — heavy

        return self.taken(person_named(text, known_people(self.workspace)))

    def taken(self, meant: Meant) -> str:
        """Give the slug of somebody, and keep for later what is to be said of their name."""
        if meant.taking:
            self._takings.append(meant.taking)
        return meant.slug

    def readable(self, slug: str) -> str:
        """Refuse to write into a file that cannot be read."""
        broken = next((u for u in self.workspace.unreadable if u.slug == slug), None)
        if broken:
            told = "\n".join(
                f"  {p}" + (f"\n    {p.hint}" if p.hint else "") for p in broken.problems
            )
            stop(f"{broken.path} has a fault, so nothing is written into it:\n{told}", NOT_SAVED)
        return slug

    # --- writing --------------------------------------------------------------------------------

    def save(self, edits: Mapping[str, Sequence[Edit]], said: str, told: Sequence[str]) -> None:
        """Make these edits, all or none; `said` names them in `undo` and in git."""
        from generator.writing.edits import apply_edits  # noqa: PLC0415 — heavy

        def rewrite(path: str, own: Sequence[Edit]) -> Rewrite:
            def edited(before: bytes | None) -> bytes | None:
                if before is None:
                    from generator.writing.refusal import NotSavedError  # noqa: PLC0415 — heavy

                    msg = f"{path} is not there any more"
                    raise NotSavedError(msg)
                return apply_edits(before, own, path)

            return edited

        self.write({path: rewrite(path, own) for path, own in edits.items()}, said, told)

    def write(self, wanted: Mapping[str, Rewrite], said: str, told: Sequence[str]) -> None:
        """Rewrite files through the door; say what was meant, and what came of it.

        Nothing is said before it is saved: whoever reads half of it must not think it done.
        """
        checked = {path: self._checked(path, rewrite) for path, rewrite in wanted.items()}
        with _refusing():
            if self.dry_run:
                changes = self.door.preview(checked)
                self._say_takings("")
                _say_all(told)
                self._show(changes)
            else:
                saved = self.door.save(checked, said)
                self._say_takings("; `playbook undo` takes it back")
                _say_all(told)
                self._tell(saved, said)

    def _say_takings(self, remedy: str) -> None:
        for taking in self._takings:
            click.echo(f"{taking}{remedy}", err=True)
        self._takings.clear()

    def undo(self) -> None:
        """Take the last change back."""
        with _refusing():
            if self.dry_run:
                record, changes = self.door.previous()
                say(f"Would take back: {record.said}")
                self._show(changes)
                return
            said, saved = self.door.undo()
            if not said:
                for note in saved.notes:
                    say(note)
                return
            say(f"Taken back: {said.splitlines()[0]}")
            self._tell(saved, f"undo: {said}")

    def list_changes(self) -> None:
        """Say what can be taken back."""
        with _refusing():
            sentences = self.door.history()
        for said in sentences:
            say(said.splitlines()[0])
        if not sentences:
            click.echo("There is nothing to take back.", err=True)

    def _show(self, changes: Sequence[Change]) -> None:
        for change in changes:
            say(diff_of(change), nl=False)
        click.echo("Nothing was written (--dry-run).", err=True)

    def _tell(self, saved: Saved, said: str) -> None:
        changes = saved.changes
        for note in saved.notes:
            click.echo(note, err=True)
        if not changes:
            say("It stands there already; nothing was changed.")
            return
        say(_what_was_saved(changes))
        self._commit_if_asked(changes, said)
        for line in self._next_lines(changes):
            say(line)
        if not saved.durable:
            stop("saved, but the system did not confirm that it is on the disk for good", UNSURE)

    def _commit_if_asked(self, changes: Sequence[Change], said: str) -> None:
        if not self.commits:
            return
        from generator.writing.git import commit  # noqa: PLC0415 — rarely used

        made = commit(self.here.root, [change.path for change in changes], said)
        if made.done:
            say(f"Committed: {said.splitlines()[0]}")
        else:
            click.echo(f"Not committed: {made.why or 'git has it so already'}", err=True)

    @property
    def commits(self) -> bool:
        """Whether git is to be told: as was asked, else as `playbook.yml` says."""
        if self._commit is not None:
            return self._commit
        policy = self.workspace.policy
        return bool(policy and policy.git.commit)

    def _next_lines(self, changes: Sequence[Change]) -> list[str]:
        from generator import pipeline  # noqa: PLC0415 — heavy
        from generator.commands._next import next_line  # noqa: PLC0415 — heavy
        from generator.rendering.agenda import Agenda  # noqa: PLC0415 — heavy

        workspace = self._changed(changes)
        after = Agenda(workspace, pipeline.plan(workspace, self.here.today))
        there = [change.path for change in changes if change.after is not None]
        slugs = [slug for path in there if (slug := _slug(path))]
        return [next_line(self.agenda, after, slug, named=len(slugs) > 1) for slug in slugs]

    def _changed(self, changes: Sequence[Change]) -> Workspace:
        """Give the workspace with the files as they are now."""
        people = dict(self.people)
        for change in changes:
            slug = _slug(change.path)
            if slug is None:
                continue
            people.pop(slug, None)
            found = self._parsed(slug, change.after)[0]
            if found:
                people[slug] = found
        return replace(self.workspace, prospects=tuple(people[slug] for slug in sorted(people)))

    def _checked(self, path: str, rewrite: Rewrite) -> Rewrite:
        """Let nothing through that would make a readable file unreadable.

        What would is what was typed, and so misuse: the file was in order without it.
        """
        from generator.writing.refusal import MisfitError  # noqa: PLC0415 — heavy

        slug = _slug(path)

        def checked(before: bytes | None) -> bytes | None:
            after = rewrite(before)
            if slug is None or after is None:
                return after
            known = {(p.message, p.hint) for p in self._parsed(slug, before)[1]}
            new = [p for p in self._parsed(slug, after)[1] if (p.message, p.hint) not in known]
            if new:
                told = "\n".join(f"  {p.message}. {p.hint}".rstrip() for p in new)
                msg = f"{path} would have a fault then:\n{told}"
                raise MisfitError(msg)
            return after

        return checked

    def _parsed(self, slug: str, data: bytes | None) -> tuple[Prospect | None, tuple[Problem, ...]]:
        from generator.reading.prospects import Setting, parse_prospect  # noqa: PLC0415 — heavy
        from generator.yamltree import parse_yaml  # noqa: PLC0415 — heavy

        if data is None:
            return None, ()
        tree, problems = parse_yaml(data, path_of(slug))
        if tree is None or problems:
            return None, problems
        setting = Setting(self.workspace.channels, self.last_day)
        read = parse_prospect(tree, slug, path_of(slug), setting)
        return read.prospect, read.problems


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


@contextlib.contextmanager
def _refusing() -> Iterator[None]:
    """Turn what the door refuses into words and an exit code."""
    from generator.writing.refusal import NotSavedError, UnsureError  # noqa: PLC0415 — heavy

    try:
        yield
    except NotSavedError as error:
        refuse(error)
    except UnsureError as error:
        stop(str(error), UNSURE)


def refuse(error: Exception) -> NoReturn:
    """Say why nothing was saved, give the lines to paste, and end with 3; with 2 by misuse."""
    from generator.writing.refusal import MisfitError  # noqa: PLC0415 — heavy

    said = f"Nothing was saved: {error}"
    click.echo(said if said[-1] in ".?!\n" else f"{said}.", err=True)
    paste = getattr(error, "paste", ())
    if paste:
        click.echo("You can write it in yourself:", err=True)
        for line in paste:
            click.echo(f"  {line}", err=True)
    raise click.exceptions.Exit(MISUSED if isinstance(error, MisfitError) else NOT_SAVED)


def _what_was_saved(changes: Sequence[Change]) -> str:
    kept = ", ".join(change.path for change in changes if change.after is not None)
    gone = ", ".join(change.path for change in changes if change.after is None)
    parts = [f"Saved {kept}." if kept else "", f"Took away {gone}." if gone else ""]
    return " ".join(part for part in parts if part)


def is_asked() -> bool:
    """Whether somebody sits at a terminal and can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def diff_of(change: Change) -> str:
    """Give a change as git shows it."""
    old, new = _lines(change.before), _lines(change.after)
    one = f"a/{change.path}" if change.before is not None else "/dev/null"
    other = f"b/{change.path}" if change.after is not None else "/dev/null"
    lines = difflib.unified_diff(old, new, one, other)
    return "".join(
        line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"
        for line in lines
    )


def _lines(data: bytes | None) -> list[str]:
    text = (data or b"").decode("utf-8", "backslashreplace")
    return [line for line in _KEPT_BREAK.split(text) if line]


def _slug(path: str) -> str | None:
    found = re.fullmatch(r"prospects/([^/]+)\.yml", path)
    return found[1] if found else None
