"""One lock for a whole playbook: who writes reads first, and nobody writes in between.

It is a file of its own (`.playbook/lock`), because a replaced file is another file to a lock. The
system holds it for a process and lets it go when that ends, however it ends: no lock is ever left
behind. The file says who holds it, for those who wait.
"""

from __future__ import annotations

import contextlib
import os
import platform
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from generator.writing.disk import Disk
from generator.writing.refusal import BusyError, NotSavedError

LOCK = "lock"
TRIES = 500
PAUSE = 0.01
"""Five seconds in all: 500 tries, a hundredth of a second apart."""


@contextlib.contextmanager
def locked(folder: Path, doing: str, disk: Disk, tries: int = TRIES) -> Iterator[None]:
    """Hold the lock in `folder`; raise BusyError after five seconds, naming who holds it."""
    file = folder / LOCK
    try:
        handle = disk.open_lock(file)
    except OSError as error:
        msg = f"{file} cannot be opened ({error.strerror or error}), so nothing is safe to write"
        raise NotSavedError(msg) from error
    try:
        _wait(handle, file, disk, tries)
        with contextlib.suppress(OSError):  # a courtesy to those who wait, no more
            what = doing.splitlines()[0]
            disk.sign(handle, f"process {os.getpid()} on {platform.node()} ({what})")
        yield
    finally:
        os.close(handle)


def _wait(handle: int, file: Path, disk: Disk, tries: int) -> None:
    for _ in range(tries):
        try:
            if disk.try_lock(handle):
                return
        except OSError as error:
            msg = f"{file} cannot be locked ({error.strerror or error}): nothing is safe to write"
            raise NotSavedError(msg) from error
        time.sleep(PAUSE)
    msg = f"another playbook is writing here: {_owner(file)}"
    raise BusyError(msg)


def _owner(file: Path) -> str:
    """Say who holds the lock, and since when by the file's own date."""
    try:
        owner = file.read_text(encoding="utf-8", errors="replace").strip()
        since = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    except OSError:
        owner, since = "", None
    named = owner or "a process that did not say its name"
    return f"{named}, since {since:%H:%M:%S}" if since else named
