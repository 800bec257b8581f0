"""Folders that are made anew as a whole: the site, an export. Never one that somebody else made.

A folder of ours has a marker in it. What is new is written beside the old and takes its place in
two renames, so that at any moment either the old is there whole, or the new. What a build that was
killed left beside them is swept by a later one, once a site stands: it holds people.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

MARKERS = {"site": ".playbook-site", "export": ".playbook-export"}
_MARKED = "Made by playbook. The next time, this whole folder is replaced.\n"
_OPEN = 0o755
_HOUR = 3600
"""What is older than the new folder by so many seconds is no other build at work."""


class ForeignFolderError(Exception):
    """The folder is not ours to replace; the message says so to the user."""


def begin_folder(target: Path, kind: str) -> Path:
    """Make a marked folder beside `target`; raise ForeignFolderError if that is another's."""
    refuse_foreign(target, kind)
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    (made / MARKERS[kind]).write_text(_MARKED, encoding="utf-8")
    made.chmod(_OPEN)
    return made


def refuse_foreign(target: Path, kind: str) -> None:
    """Raise ForeignFolderError if something lies at `target` that we did not make."""
    if target.is_dir():
        if any(target.iterdir()) and not (target / MARKERS[kind]).is_file():
            msg = (
                f"{target} has files in it that were not made here, so it was left alone."
                " Empty it, or name another folder."
            )
            raise ForeignFolderError(msg)
    elif target.exists() or target.is_symlink():
        msg = f"{target} is a file. Name a folder."
        raise ForeignFolderError(msg)


def replace_folder(target: Path, made: Path) -> None:
    """Put `made` in the place of `target`; if that fails, the old one is put back."""
    if target.exists():
        _exchange(target, made)
    else:
        made.rename(target)
    with suppress(OSError):  # what cannot be swept now is swept by the next
        _sweep(target)


def drop_folder(made: Path) -> None:
    """Remove what was begun and will not be needed."""
    shutil.rmtree(made, ignore_errors=True)


def _exchange(target: Path, made: Path) -> None:
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    target.rename(aside / "old")
    try:
        made.rename(target)
    except OSError:
        (aside / "old").rename(target)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _sweep(target: Path) -> None:
    """Remove what killed builds of this folder left beside it, and nothing that others made."""
    begun = re.compile(rf"\.{re.escape(target.name)}-[a-z0-9_]{{8}}")  # as `mkdtemp` names them
    before = target.stat().st_mtime - _HOUR
    for beside in list(target.parent.iterdir()):
        if begun.fullmatch(beside.name) and _is_left_over(beside, before):
            drop_folder(beside)


def _is_left_over(folder: Path, before: float) -> bool:
    """Whether it is an old one of ours: a new folder, or an old one that was put aside."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    marked = any(
        (at / name).is_file() for at in (folder, folder / "old") for name in MARKERS.values()
    )
    return marked and folder.stat().st_mtime < before
