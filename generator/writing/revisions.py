"""A playbook as git remembers it: the files of a revision, laid out in a folder to be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import ZipFile

from generator.writing.git import run_git

FOLDERS = ("playbook", "prospects")
"""What a plan is made from."""


class RevisionError(Exception):
    """Git has no such revision of this playbook; the message says why."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: its short name, the day on which it was made, and its first line."""

    name: str
    day: date
    subject: str


def find_revision(root: Path, typed: str) -> Revision:
    """Find the commit that was meant: a hash, a tag, a branch, `HEAD~3`, `@{yesterday}`."""
    wanted = f"{typed}^{{commit}}"
    found = run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    if found.code:
        inside = run_git(root, "rev-parse", "--is-inside-work-tree")
        why = inside.said if inside.code else f"git knows no revision '{typed}' here"
        raise RevisionError(why)
    commit = found.out.strip()
    told = run_git(root, "log", "-1", "--format=%h%n%cs%n%s", "--end-of-options", commit).out
    name, day, subject = [*told.splitlines(), "", ""][:3]
    return Revision(name, date.fromisoformat(day), subject)


def lay_out(root: Path, revision: Revision, folder: Path) -> None:
    """Write the playbook of a revision into an empty folder."""
    prefix = run_git(root, "rev-parse", "--show-prefix").out.strip()
    top = Path(run_git(root, "rev-parse", "--show-toplevel").out.strip())
    tree = f"{revision.name}:{prefix}"
    listed = run_git(top, "ls-tree", "--name-only", tree)
    there = [name for name in FOLDERS if name in listed.out.splitlines()]
    if "playbook" not in there:
        msg = f"{revision.name} has no playbook yet"
        raise RevisionError(msg)
    packed = folder / "then.zip"
    made = run_git(top, "archive", "--format=zip", f"--output={packed}", tree, "--", *there)
    if made.code:
        raise RevisionError(made.said)
    with ZipFile(packed) as archive:  # it lets nothing lie outside the folder, whatever its name
        archive.extractall(folder)
    packed.unlink()


def changed_files(root: Path, revision: Revision) -> tuple[str, ...]:
    """Give the files of the playbook that are not what they were, new ones included."""
    return tuple(sorted(set(_changed(root, revision))))


def _changed(root: Path, revision: Revision) -> Iterator[str]:
    paths = ("--", *FOLDERS)
    known = run_git(root, "diff", "--name-only", "-z", "--relative", revision.name, *paths)
    new = run_git(root, "ls-files", "--others", "--exclude-standard", "-z", *paths)
    for ran in (known, new):
        yield from (name for name in ran.out.split("\0") if name)
