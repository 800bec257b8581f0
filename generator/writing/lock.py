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

LOCK, TURN = "lock", "turn"
TRIES = 500
PAUSE = 0.01
"""Five seconds in all: 500 tries, a hundredth of a second apart."""


@contextlib.contextmanager
def locked(folder: Path, doing: str, disk: Disk, tries: int = TRIES) -> Iterator[None]:
    """Hold the lock in `folder`; raise BusyError after five seconds, naming who holds it.

    Who wants the lock takes its turn first, and gives that up when the lock is held. So a process
    that writes over and over cannot take the lock again before another that waits for it.
    """
    with contextlib.ExitStack() as held:
        turn = _opened(folder / TURN, disk, held)
        handle = _opened(folder / LOCK, disk, held)
        left = _wait(turn, folder / LOCK, disk, tries)
        _wait(handle, folder / LOCK, disk, left)
        with contextlib.suppress(OSError):  # if not now, then when its file is closed
            disk.unlock(turn)
        with contextlib.suppress(OSError):  # a courtesy to those who wait, no more
            what = doing.splitlines()[0]
            disk.sign(handle, f"process {os.getpid()} on {platform.node()} ({what})")
        yield


def _opened(file: Path, disk: Disk, held: contextlib.ExitStack) -> int:
    try:
        handle = disk.open_lock(file)
    except OSError as error:
        msg = f"{file} cannot be opened ({error.strerror or error}), so nothing is safe to write"
        raise NotSavedError(msg) from error
    held.callback(os.close, handle)
    return handle


def _wait(handle: int, lock: Path, disk: Disk, tries: int) -> int:
    """Wait until it is ours; give the tries that are left."""
    for left in range(tries, 0, -1):
        try:
            if disk.try_lock(handle):
                return left
        except OSError as error:
            msg = f"{lock} cannot be locked ({error.strerror or error}): nothing is safe to write"
            raise NotSavedError(msg) from error
        time.sleep(PAUSE)
    msg = f"another playbook is writing here: {_owner(lock)}"
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
