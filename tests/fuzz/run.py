"""Feed every target so many broken inputs, and say how many there were and what they found.

    python -m tests.fuzz.run 20000 [SEED]

The same count and seed give the same inputs. What is found is kept in `.cache/fuzz/`.
"""

from __future__ import annotations

import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

from tests.fuzz.mutate import mutated
from tests.fuzz.targets import TARGETS, Target

SECONDS = 2
MEGABYTES = 300
KEPT = Path(".cache/fuzz")


class TooLongError(Exception):
    """An input took more than its time."""


@dataclass
class Fed:
    """What came of feeding one target."""

    name: str
    inputs: int = 0
    slowest: float = 0
    found: list[str] = field(default_factory=list)


def chance(seed: str) -> Random:
    """Give chance that can be repeated."""
    return Random(seed)  # noqa: S311 — no secret hangs on it


def feed(target: Target, count: int, seed: int, keep: Path | None = KEPT) -> Fed:
    """Feed one target; every exception is found once for each place that it comes from."""
    random = chance(f"{target.name} {seed}")
    seeds = target.seeds()
    fed = Fed(target.name)
    known: set[str] = set()
    for number in range(count):
        data = seeds[number] if number < len(seeds) else mutated(seeds, random)
        start = time.perf_counter()
        fault = _fault(target.feed, data)
        fed.slowest = max(fed.slowest, time.perf_counter() - start)
        fed.inputs += 1
        where = fault.partition(": ")[0]
        if fault and where not in known:
            known.add(where)
            fed.found.append(f"{fault}\n  input: {_kept(data, keep) or repr(data[:300])}")
    return fed


def _fault(call: Callable[[bytes], None], data: bytes) -> str:
    """Call with a time limit; give where it went wrong, or nothing."""
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS * 5)  # others use this machine too
    before = time.process_time()
    try:
        call(data)
    except Exception as error:  # noqa: BLE001 — whatever it is, it is a find
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}: {error}"[
            :900
        ]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    used = time.process_time() - before
    return f"took {used:.1f} s of CPU" if used > SECONDS else ""


def _stop(_signal: int, _frame: object) -> None:
    raise TooLongError


def _kept(data: bytes, keep: Path | None) -> str:
    if keep is None:
        return ""
    keep.mkdir(parents=True, exist_ok=True)
    file = keep / sha256(data).hexdigest()[:12]
    file.write_bytes(data)
    return str(file)


def say(line: str) -> None:
    """Tell it at once: the next target may take minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(count: int, seed: int) -> int:
    """Feed all targets; the exit code is 1 if anything was found."""
    found = 0
    for target in TARGETS:
        fed = feed(target, count, seed)
        found += len(fed.found)
        say(f"{fed.name:8} {fed.inputs:7,} inputs, slowest {fed.slowest:.2f} s")
        for fault in fed.found:
            say(f"  {fault}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(f"{count * len(TARGETS):,} inputs in all (seed {seed}), {found} faults, peak {peak} MB")
    return 1 if found or peak > MEGABYTES else 0


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(numbers + [20_000, 1][len(numbers) :])))
