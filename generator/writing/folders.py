"""Folders that are made anew as a whole: the site, an export. Never one that somebody else made.

A folder of ours has a marker in it. What is new is written beside the old and takes its place in
two renames, so that at any moment either the old is there whole, or the new.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

MARKERS = {"site": ".playbook-site", "export": ".playbook-export"}
_MARKED = "Made by playbook. The next time, this whole folder is replaced.\n"
_OPEN = 0o755


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
    if not target.exists():
        made.rename(target)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    target.rename(aside / "old")
    try:
        made.rename(target)
    except OSError:
        (aside / "old").rename(target)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def drop_folder(made: Path) -> None:
    """Remove what was begun and will not be needed."""
    shutil.rmtree(made, ignore_errors=True)
