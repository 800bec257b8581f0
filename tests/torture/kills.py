"""A writer that is killed at a random moment, over and over, and what it leaves."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from generator.model.prospect import Prospect
from generator.writing.door import Door
from generator.writing.edits import Append, apply_edits
from generator.writing.ids import id_of

PEOPLE = ("prospects/dana.yml", "prospects/tom.yml")
ORDER = tuple(Prospect.model_fields)
LONGEST = 3
"""How long a writer lives at most: the time of so many writes, measured beforehand."""

FRESH_EVERY = 40
"""Kills after which the files begin anew, so that they stay as small as in life."""


@dataclass
class Tally:
    """What was seen, in kills."""

    kills: int = 0
    writes: int = 0
    split: int = 0
    unfinished: int = 0
    faults: list[str] = field(default_factory=list)


class States:
    """A file after each number of writes, byte for byte."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._known = [f"name: Somebody   # {path}\r\nstage: met\r\n".encode()]

    def after(self, count: int) -> bytes:
        """Give the bytes after so many writes."""
        while len(self._known) <= count:
            self._known.append(self.next(self._known[-1], len(self._known)))
        return self._known[count]

    def next(self, before: bytes, number: int) -> bytes:
        """Write one touch more."""
        touch = {
            "id": id_of(self._path, str(number)),
            "date": date(2026, 11, 24),
            "channel": "call",
            "outcome": "connected",
            "said": f"call {number}: fine #1\nand more\n",
        }
        return apply_edits(before, [Append(("touches",), touch, ORDER, "id")], self._path)

    def count(self, data: bytes, most: int) -> int | None:
        """Say after how many writes a file looks so; None if after no number of them."""
        return next((n for n in range(most + 1) if self.after(n) == data), None)


def kill_writers(root: Path, times: int, seed: int) -> Tally:
    """Kill so many writers of two files, and look each time at what they left."""
    dice = Random(seed)  # noqa: S311 — a test's dice
    states = {path: States(path) for path in PEOPLE}
    tally = Tally()
    done = 0
    longest = LONGEST * _time_of_a_write(root, states)
    for turn in range(times):
        if turn % FRESH_EVERY == 0:
            done = 0
            for path in PEOPLE:
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(states[path].after(0))
        told = _write_until_killed(root, states, done, dice.uniform(0, longest))
        tally.kills += 1
        tally.writes += told
        done = _look(root, states, done + told, tally)
    return tally


def _time_of_a_write(root: Path, states: dict[str, States]) -> float:
    """Measure a write in seconds: a disk may be slow, and kills are to fall everywhere in it."""
    begun = time.perf_counter()
    for number in range(1, 6):
        _save(Door(root), states, number)
    return (time.perf_counter() - begun) / 5


def _save(door: Door, states: dict[str, States], number: int) -> None:
    wanted = {
        path: lambda data, own=own: own.next(data or own.after(0), number)  # type: ignore[misc]
        for path, own in states.items()
    }
    door.save(wanted, f"write {number}")


def _write_until_killed(root: Path, states: dict[str, States], done: int, seconds: float) -> int:
    """Let a process of its own write and tell of each write; kill it; say how many it told of."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _write_for_ever(root, states, done, writer)
    os.close(writer)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as stream:
        return len(stream.read())


def _write_for_ever(root: Path, states: dict[str, States], done: int, told: int) -> None:
    try:
        door = Door(root)
        number = done
        while True:
            number += 1
            _save(door, states, number)
            os.write(told, b".")
    finally:
        os._exit(1)


def _look(root: Path, states: dict[str, States], told: int, tally: Tally) -> int:
    """Look at both files before and after the next writer; give where they are now."""
    seen = [states[path].count((root / path).read_bytes(), told + 1) for path in PEOPLE]
    if not set(seen) <= {told, told + 1}:
        tally.faults.append(f"told of {told}, found {seen}")
    tally.split += len(set(seen)) > 1
    tally.unfinished += bool(list((root / ".playbook/undo").glob("*.pending")))
    Door(root).save({}, "look")
    after = [states[path].count((root / path).read_bytes(), told + 1) for path in PEOPLE]
    if len(set(after)) != 1 or after[0] not in {told, told + 1}:
        tally.faults.append(f"told of {told}, found {seen}, and {after} after the next writer")
    return after[0] or 0
