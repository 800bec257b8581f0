"""What belongs to a playbook: what no output may take the place of, wherever a link leads.

A sheet, a feed or a list of contacts goes where its user says. Those files do not go through the
door and `undo` knows nothing of them, so that a person's file under a sheet would be lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_FOLDERS = ("playbook", "prospects", ".playbook")
_MARK = Path("playbook", "playbook.yml")
_ENDINGS = (".yml", ".yaml", ".md", ".j2")
"""Of which a playbook is made, and which no output has."""


def belongs(root: Path, file: Path) -> bool:
    """Whether `file` is one of the playbook at `root`, of another one, or of git; links followed.

    Raises OSError for a link that leads in a circle.
    """
    target = _resolved(file)
    if ".git" in _parts(target):
        return True
    return any(_is_own(target, at) for at in {_resolved(root), *_playbooks_above(target)})


def _is_own(target: Path, root: Path) -> bool:
    """Whether it lies in one of the folders of a playbook, or is a file of its top."""
    if any(_is_below(target, _resolved(root / name)) for name in _FOLDERS):
        return True
    name = target.name.casefold()
    at_top = _parts(target.parent) == _parts(root)
    linked = any(target == _resolved(own) for own in root.glob("*.yml"))
    return linked or (at_top and (name.startswith(".git") or name.endswith(_ENDINGS)))


def _is_below(target: Path, folder: Path) -> bool:
    parts = _parts(folder)
    return _parts(target)[: len(parts)] == parts


def _parts(path: Path) -> tuple[str, ...]:
    """Give the parts of a path as a disk compares them that knows no capitals."""
    return tuple(part.casefold() for part in path.parts)


def _playbooks_above(target: Path) -> Iterator[Path]:
    return (folder for folder in target.parents if (folder / _MARK).exists())


def _resolved(file: Path) -> Path:
    try:
        return file.resolve()
    except RuntimeError as error:  # so does Python before 3.13 say that a link leads to itself
        raise OSError(0, "a link that leads in a circle") from error
