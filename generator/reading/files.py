"""Opening users' files: every way in which that can go wrong is a problem, none an exception."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from generator.model.problem import Problem
from generator.yamltree import MAX_BYTES, Node, decode, parse_yaml, too_large

_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
"""Without blocking: a named pipe called `x.yml` must not hang the whole playbook."""

READ_IT = "Give yourself the right to read it."
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Source:
    """A file of a user: where it lies, and how problems name it (from the root, with `/`)."""

    file: Path
    path: str

    @classmethod
    def of(cls, root: Path, file: Path) -> Source:
        """Name `file` from the root; what no terminal should see is escaped."""
        relative = file.relative_to(root).as_posix()
        shown = os.fsencode(relative).decode("utf-8", "backslashreplace")
        return cls(file, _CONTROL.sub(lambda found: repr(found[0])[1:-1], shown))

    def fault(self, message: str, hint: str = "") -> Problem:
        """Give a problem of the file as a whole: it stands at its beginning, if there is a file."""
        at = 1 if self.file.is_file() else 0
        return Problem(self.path, at, at, message, hint)


def read_text(source: Source) -> tuple[str | None, tuple[Problem, ...]]:
    """Read the text of a file, without a byte order mark."""
    data, problems = _read(source, MAX_BYTES)
    if data is None:
        return None, problems
    if len(data) > MAX_BYTES:
        return None, (too_large(source.path),)
    return decode(data, source.path)


def read_whole(source: Source, most: int) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Read the bytes of a file of another program, of `most` bytes."""
    data, problems = _read(source, most)
    if data is not None and len(data) > most:
        message = f"the file is larger than {most // 1_000_000} MB"
        return None, (source.fault(message, "Export fewer people at a time."),)
    return data, problems


def read_tree(source: Source) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read the tree of a YAML file."""
    text, problems = read_text(source)
    return parse_yaml(text, source.path) if text is not None else (None, problems)


def walk(folder: Path, ending: str) -> tuple[list[Path], list[Path]]:
    """Find the files below `folder` whose names end so, hidden ones and linked folders left out.

    Then come the folders that may not be looked into: what they hold must not vanish unsaid.
    """
    files: list[Path] = []
    closed: list[OSError] = []
    for at, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found = (name for name in names if name.endswith(ending) and not name.startswith("."))
        files += (Path(at, name) for name in sorted(found))
    refused = (error.filename for error in closed if isinstance(error, PermissionError))
    return files, sorted(map(Path, refused))


def _read(source: Source, most: int) -> tuple[bytes | None, tuple[Problem, ...]]:
    try:
        return _read_bytes(source.file, most), ()
    except OSError as error:
        return None, (source.fault(*_trouble(source.file, error)),)


def _read_bytes(file: Path, most: int) -> bytes:
    """Read one byte more than is allowed at most, so that the caller sees what is too large."""
    handle = os.open(file, _OPEN)
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(0, "no ordinary file")
        return stream.read(most + 1)


def _trouble(file: Path, error: OSError) -> tuple[str, str]:
    """Say why a file could not be read, and what to do."""
    if file.is_dir():
        return "this is a folder, not a file", "Take '.yml' off its name, or take it away."
    if error.errno == 0:
        return "this is no ordinary file", "Take it away, or write a file in its place."
    if file.is_symlink():
        return "this is a link that leads to no file", "Take it away, or let it lead to a file."
    if isinstance(error, PermissionError):
        return "the file may not be read", READ_IT
    return f"the file could not be read ({error.strerror or error})", ""
