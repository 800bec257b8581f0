"""A disk on which one call goes wrong: before it has done its work, or after."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

from generator.writing.disk import Disk

CALLS = sorted(name for name in vars(Disk) if not name.startswith("_"))
FULL, BROKEN = errno.ENOSPC, errno.EIO


@dataclass(frozen=True)
class Fault:
    """The call that goes wrong, counted from 0, and how. `lasting`: all that follow do too."""

    at: int
    code: int
    after: bool = False
    lasting: bool = False


class QuickDisk(Disk):
    """A disk that does not wait: no test here pulls the plug."""

    def sync(self, handle: int) -> None:
        del handle

    def sync_folder(self, folder: Path) -> None:
        del folder


class FaultyDisk(QuickDisk):
    """Counts its calls, and lets one of them (or all from there on) fail."""

    def __init__(self, fault: Fault | None = None) -> None:
        self.fault = fault
        self.made: list[str] = []

    def happens(self) -> None:
        """Before every call: a place for a disk to stop at."""

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 — any method
        found = super().__getattribute__(name)
        return self._counted(name, found) if name in CALLS else found

    def _counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def counted(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 — as the method has them
            self.happens()
            at = len(self.made)
            self.made.append(name)
            fault = self.fault
            wrong = fault is not None and (at == fault.at or (fault.lasting and at > fault.at))
            if fault and wrong and not fault.after:
                raise OSError(fault.code, os.strerror(fault.code))
            given = call(*args, **kwargs)
            if fault and wrong:
                raise OSError(fault.code, os.strerror(fault.code))
            return given

        return counted


def files_of(root: Path) -> dict[str, bytes]:
    """Give every file below `root` that is the user's, hidden ones included."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".playbook" not in path.relative_to(root).parts[0]
    }
