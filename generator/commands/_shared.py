"""What all commands share: the root, the day, the playbook itself, the voice and the exit codes.

A command is written so:

    @click.command()
    @with_playbook()
    def command(here: Playbook) -> None:
        click.echo(render_today(here.workspace, here.plan()), nl=False)

Documents go to stdout, talk to stderr. A fault of data is counted, never a traceback.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

import click

if TYPE_CHECKING:
    from generator.model.plan import Plan
    from generator.model.workspace import Workspace

DONE, PROBLEMS, MISUSED, NOT_SAVED, UNSURE = 0, 1, 2, 3, 4
"""The exit codes: done; your files have problems; misused; nothing was saved; saved, perhaps."""

_STOPPED = 130
_NAME = "playbook"
_COMPLETE = "_PLAYBOOK_COMPLETE"
_MARK = Path("playbook", "playbook.yml")
_P = ParamSpec("_P")


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed before the command, or stands in the environment."""

    root: str | None
    today: str | None


class Playbook:
    """The playbook that a command works on; everything in it is read when it is first asked for."""

    def __init__(self, given: Given) -> None:
        self.root = find_root(Path(given.root) if given.root else Path.cwd())
        self.clock = _clock()
        self.asked = _asked(given.today, self.clock)

    @cached_property
    def workspace(self) -> Workspace:
        """The files, read and checked."""
        from generator import pipeline  # noqa: PLC0415 — heavy

        return pipeline.load(self.root, self.asked, self.clock)

    @cached_property
    def today(self) -> date:
        """The day asked for, else the one pinned in `playbook.yml`, else the clock's."""
        policy = self.workspace.policy
        return self.asked or (policy.today if policy else None) or self.clock

    def plan(self, weeks: int | None = None) -> Plan:
        """Give the plan from today on, eight weeks unless told otherwise."""
        from generator import pipeline  # noqa: PLC0415 — heavy

        return pipeline.plan(self.workspace, self.today, weeks or pipeline.WEEKS)

    def count_problems(self) -> None:
        """Say on stderr how many problems there are, if there are any and the files were read."""
        read: Workspace | None = self.__dict__.get("workspace")
        if read is None:
            return
        self._count_left_out(read)
        if not read.problems:
            return
        count = len(read.problems)
        what = "is 1 problem" if count == 1 else f"are {count} problems"
        click.echo(f"There {what} in your files; `playbook check` names them.", err=True)
        if read.closed_by:
            name = read.closed_by.rpartition("/")[2]
            click.echo(f"{name} cannot be read, so nothing is planned.", err=True)

    def _count_left_out(self, read: Workspace) -> None:
        later = sum(t.date > self.today for p in read.prospects for t in p.touches)
        if later:
            what, them = ("1 touch lies", "it") if later == 1 else (f"{later} touches lie", "them")
            told = f"{what} after {self.today}, so the plan leaves {them} out"
            click.echo(f"{told}; `playbook check` says where.", err=True)


def with_playbook(
    *, counts: bool = True
) -> Callable[[Callable[Concatenate[Playbook, _P], None]], Callable[_P, None]]:
    """Give a command its playbook, and count the problems on stderr when it is done."""

    def decorate(command: Callable[Concatenate[Playbook, _P], None]) -> Callable[_P, None]:
        @wraps(command)
        def run_with(*args: _P.args, **kwargs: _P.kwargs) -> None:
            given = click.get_current_context().find_object(Given) or Given(None, None)
            here = Playbook(given)
            command(here, *args, **kwargs)
            if counts:
                here.count_problems()

        return run_with

    return decorate


def find_root(start: Path) -> Path:
    """Find the playbook that `start` lies in, upwards as git does."""
    if not start.is_dir():
        msg = f"there is no folder {start}"
        raise click.UsageError(msg)
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / _MARK).exists() or all(
            (folder / d).is_dir() for d in ("playbook", "prospects")
        ):
            return folder
    msg = f"there is no playbook in {here} or above it (a folder with {_MARK.as_posix()})"
    raise click.UsageError(msg)


def wants_colour() -> bool:
    """Whether stdout is a terminal that shows colour, and nobody said otherwise."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return bool(sys.stdout) and sys.stdout.isatty() and not plain


def run(group: click.Group) -> int:
    """Run a command line and give its exit code: no traceback for misuse, a quiet end of a pipe."""
    _speak_anyway()
    completing = os.environ.get(_COMPLETE)
    if completing:
        from click.shell_completion import shell_complete  # noqa: PLC0415 — only for shells

        return shell_complete(group, {}, _NAME, _COMPLETE, completing)
    try:
        # Not `group.main`: that one ends a broken pipe with 1, which means problems here.
        with group.make_context(_NAME, sys.argv[1:]) as context:
            group.invoke(context)
        if sys.stdout:  # None where the shell has closed it: `>&-`
            sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _STOPPED
    except (OSError, OverflowError) as error:
        return _said(error)
    return DONE


def _said(error: OSError | OverflowError) -> int:
    """Say what the system refused, or that a day is beyond calendars; a broken pipe is quiet."""
    if isinstance(error, OverflowError):
        click.echo("Error: that number or that day is too large for a calendar.", err=True)
        return MISUSED
    _forget_stdout()
    if isinstance(error, BrokenPipeError) or error.errno == errno.EPIPE:
        return DONE
    where = f"{error.filename}: " if error.filename else ""
    click.echo(f"Error: {where}{error.strerror or error}.", err=True)
    return NOT_SAVED


def given_day(given: Given) -> date:
    """Give the day asked for before the command, else the clock's, where there is no playbook."""
    clock = _clock()
    return _asked(given.today, clock) or clock


def _asked(text: str | None, clock: date) -> date | None:
    from generator.commands._dates import parse_date  # noqa: PLC0415 — only where a day is given

    try:
        return parse_date(text, clock) if text and text.strip() else None
    except ValueError as error:
        msg = f"--today: {error}"
        raise click.UsageError(msg) from None


def _clock() -> date:
    return date.today()  # noqa: DTZ011 — the user's own day


def _speak_anyway() -> None:
    """Let a terminal without UTF-8 show escapes instead of a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure and (stream.encoding or "").lower().replace("-", "") != "utf8":
            reconfigure(errors="backslashreplace")


def say(text: str, *, nl: bool = True) -> None:
    """Say something while there is still something to do.

    Where nobody listens any more (`| head`), go on: what was typed is meant all the same.
    """
    try:
        click.echo(text, nl=nl)
    except BrokenPipeError:
        _forget_stdout()


def _forget_stdout() -> None:
    """Send what is still to be flushed nowhere, so that the interpreter ends in silence."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
