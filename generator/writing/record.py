"""What one command changed, as a value: enough to take it back, and no copy of whole files.

A record keeps for each file where its text was cut, what was cut out and what was put in, and the
fingerprints of the file before and after: with those, either state gives the other, byte for byte,
and any third state is recognised as somebody else's work.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, TypeVar

SCHEMA = 1
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Change:
    """One file's bytes before and after; None where there was, or will be, no file.

    `path` is relative to the root, with forward slashes.
    """

    path: str
    before: bytes | None
    after: bytes | None

    @property
    def reversed(self) -> Change:
        """The way back."""
        return Change(self.path, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Splice:
    """A change without the text that stayed: `cut` was replaced by `put` at byte `at`.

    `before` and `after` are fingerprints of the whole file; None where there was no file.
    """

    path: str
    before: str | None
    after: str | None
    at: int
    cut: bytes
    put: bytes

    @classmethod
    def of(cls, change: Change) -> Splice:
        """Keep of a change only what differs."""
        old, new = change.before or b"", change.after or b""
        at = _common(old, new)
        tail = _common(old[at:][::-1], new[at:][::-1])
        return cls(
            change.path,
            fingerprint(change.before),
            fingerprint(change.after),
            at,
            old[at : len(old) - tail],
            new[at : len(new) - tail],
        )

    def back(self, now: bytes | None) -> bytes | None:
        """Give what the file was before, if `now` is what it was after; else raise ValueError."""
        if fingerprint(now) != self.after:
            msg = f"{self.path} changed since"
            raise ValueError(msg)
        if self.before is None:
            return None
        now = now or b""
        was = now[: self.at] + self.cut + now[self.at + len(self.put) :]
        if fingerprint(was) != self.before:
            msg = f"the record of {self.path} is damaged"
            raise ValueError(msg)
        return was


@dataclass(frozen=True, slots=True)
class Record:
    """What a command did: its sentence and its splices.

    `undoes` is the number of the record that it took back, if it did that.
    """

    said: str
    splices: tuple[Splice, ...]
    undoes: int | None = None

    def to_json(self) -> bytes:
        """Write it down; bytes that are no UTF-8 survive as well."""
        files = [
            {
                "path": s.path,
                "before": s.before,
                "after": s.after,
                "at": s.at,
                "cut": _text(s.cut),
                "put": _text(s.put),
            }
            for s in self.splices
        ]
        whole = {"schema": SCHEMA, "said": self.said, "undoes": self.undoes, "files": files}
        return json.dumps(whole, indent=1).encode() + b"\n"

    @classmethod
    def from_json(cls, data: bytes) -> Record:
        """Read it again; raise ValueError for anything that is no whole record.

        One that was cut off while it was written is a JSONDecodeError among those.
        """
        try:
            whole = json.loads(data)
            splices = tuple(_splice(entry) for entry in whole["files"])
            undoes = whole["undoes"]
            said = _as(str, whole["said"])
        except RecursionError:
            msg = "no record of a change (nested too deep)"
            raise ValueError(msg) from None
        except (KeyError, TypeError, AttributeError) as error:
            msg = f"no record of a change ({error})"
            raise ValueError(msg) from None
        if not said.strip():
            msg = "no record of a change (it does not say which)"
            raise ValueError(msg)
        return cls(said, splices, None if undoes is None else _as(int, undoes))


def fingerprint(data: bytes | None) -> str | None:
    """Give the SHA-256 of a file's bytes; None where there is no file."""
    return None if data is None else sha256(data).hexdigest()


def safe_path(path: str) -> str:
    """Give `path` if it names a file below the root that is the user's; else raise ValueError.

    A record may come with a stranger's clone: it must not lead outside, nor into git's own files.
    Where links lead is `is_guarded`'s and the door's to judge.
    """
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or any(sign in path for sign in "\\\0:"):
        msg = f"'{path}' is no path below the playbook"
        raise ValueError(msg)
    if ".." in parts or is_guarded(parts):
        msg = f"'{path}' is not a file of the playbook"
        raise ValueError(msg)
    return path


def is_guarded(parts: Iterable[str]) -> bool:
    """Whether a path leads into git's own files or ours, at any depth: a hook there is a program.

    Some disks know no capitals, and some no dots or spaces at the end of a name.
    """
    return any(part.casefold().rstrip(". ") in {".git", ".playbook"} for part in parts)


def _splice(entry: dict[str, Any]) -> Splice:
    before, after = entry["before"], entry["after"]
    return Splice(
        safe_path(_as(str, entry["path"])),
        None if before is None else _as(str, before),
        None if after is None else _as(str, after),
        _as(int, entry["at"]),
        _bytes(_as(str, entry["cut"])),
        _bytes(_as(str, entry["put"])),
    )


def _as(kind: type[Value], value: object) -> Value:
    """Give what is of its kind: JSON has numbers that no file is long enough for, such as 1e400."""
    if type(value) is not kind:
        msg = f"no record of a change ({value!r:.40} where {kind.__name__} belongs)"
        raise ValueError(msg)
    return value


def _common(one: bytes, other: bytes) -> int:
    """Count the bytes that both begin with."""
    most = min(len(one), len(other))
    if one[:most] == other[:most]:
        return most
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
