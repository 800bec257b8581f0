"""The calls to the system that the door makes, one method each: the door's hinges.

Nothing but the door's own modules may use them. They stand together, and each does one thing, so
that a test can let every one of them fail, before it has done its work and after.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl
else:
    import msvcrt

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
"""Without blocking: a named pipe must not hang the door."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
_LOCK = (
    os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
)  # a link in a stranger's clone would have another file signed
PRIVATE = 0o600
PRIVATE_FOLDER = 0o700
_AFAR = 1 << 30
"""Where Windows locks: a byte that nobody reads."""


class Disk:
    """The file system. Every method raises OSError as the system does."""

    def read(self, file: Path) -> bytes | None:
        """Give the bytes of a file; None where there is none."""
        try:
            handle = os.open(file, _READ)
        except FileNotFoundError:
            return None
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, "no ordinary file")
            return stream.read()

    def mode(self, file: Path) -> int | None:
        """Give the mode bits of a file; None where there is none."""
        try:
            return file.stat().st_mode & 0o7777
        except FileNotFoundError:
            return None

    def may_write(self, file: Path) -> bool:
        """Whether the user may change a file."""
        return os.access(file, os.W_OK)

    def names(self, folder: Path) -> list[str]:
        """Give the names in a folder; none where there is no such folder."""
        try:
            return sorted(entry.name for entry in folder.iterdir())
        except FileNotFoundError:
            return []

    def make_folder(self, folder: Path, mode: int = PRIVATE_FOLDER) -> None:
        """Make a folder if it is not there."""
        folder.mkdir(mode, parents=True, exist_ok=True)

    def create(self, file: Path, mode: int) -> int:
        """Begin a new file; `mode` is lessened by the user's umask, as everywhere."""
        return os.open(file, _NEW, mode)

    def write(self, handle: int, data: bytes) -> int:
        """Write some of `data`; say how much."""
        return os.write(handle, data)

    def set_mode(self, file: Path, mode: int) -> None:
        """Give a file its mode bits."""
        file.chmod(mode)

    def sync(self, handle: int) -> None:
        """Wait until what was written is on the disk, not only in its cache."""
        full = getattr(fcntl, "F_FULLFSYNC", None) if sys.platform != "win32" else None
        if full is not None:
            fcntl.fcntl(handle, full)
        else:
            os.fsync(handle)

    def close(self, handle: int) -> None:
        """End writing."""
        os.close(handle)

    def replace(self, source: Path, target: Path) -> None:
        """Let `source` take the place of `target`, in one step."""
        source.replace(target)

    def remove(self, file: Path) -> None:
        """Take a file away, if it is there."""
        file.unlink(missing_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Wait until the names in a folder are on the disk."""
        if sys.platform == "win32":  # a folder cannot be opened there
            return
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def open_lock(self, file: Path) -> int:
        """Open the lock file, making it if need be."""
        return os.open(file, _LOCK, PRIVATE)

    def try_lock(self, handle: int) -> bool:
        """Take the lock if nobody has it; the system gives it back when this process ends."""
        try:
            if sys.platform == "win32":
                os.lseek(handle, _AFAR, os.SEEK_SET)
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True

    def unlock(self, handle: int) -> None:
        """Give a lock back before its file is closed."""
        if sys.platform == "win32":
            os.lseek(handle, _AFAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_UN)

    def sign(self, handle: int, text: str) -> None:
        """Write into the lock file who has it."""
        os.lseek(handle, 0, os.SEEK_SET)
        os.ftruncate(handle, 0)
        os.write(handle, text.encode())


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Let Ctrl-C and its like wait for the few milliseconds in which files change places."""
    block = getattr(signal, "pthread_sigmask", None)
    if block is None:
        yield
        return
    waiting = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = block(signal.SIG_BLOCK, waiting)
    try:
        yield
    finally:
        block(signal.SIG_SETMASK, before)
