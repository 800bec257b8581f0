"""Time planning against reading: 10,000 people and twelve weeks, in one process.

`python bench/scale.py` makes a playbook of so many invented people, reads it and plans it with the
product's own functions, and prints the processor's seconds of each and their ratio. Above 1,
planning takes less time than reading. `--profile` says instead where the time of planning goes.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY))

from bench.people import TODAY, write_playbook  # noqa: E402 — the path above comes first
from generator import pipeline  # noqa: E402 — the path above comes first
from generator.cli import NEW_OBJECTS  # noqa: E402 — the path above comes first

PEOPLE, WEEKS, LISTED = 10_000, 12, 45


def measure(root: Path, weeks: int) -> tuple[float, float, int]:
    """Give the processor's seconds of reading and of planning, and how many actions came of it."""
    began = time.process_time()
    workspace = pipeline.load(root, TODAY, TODAY)
    read = time.process_time()
    plan = pipeline.plan(workspace, TODAY, weeks)
    return read - began, time.process_time() - read, len(plan.actions)


def profile(root: Path, weeks: int) -> None:
    """Print the functions of planning that cost most, by their own time."""
    workspace = pipeline.load(root, TODAY, TODAY)
    watch = cProfile.Profile()
    watch.runcall(pipeline.plan, workspace, TODAY, weeks)
    pstats.Stats(watch).sort_stats("tottime").print_stats(LISTED)


def main() -> None:
    """Make the playbook and measure it, the numbers asked for or the usual ones."""
    gc.set_threshold(NEW_OBJECTS)  # as the command line does
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--weeks", type=int, default=WEEKS)
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="playbook-scale-") as folder:
        root = Path(folder) / "root"
        root.mkdir()
        write_playbook(root, REPOSITORY, asked.people)
        if asked.profile:
            profile(root, asked.weeks)
            return
        read, planned, actions = measure(root, asked.weeks)
    each = 1000 / asked.people
    print(f"{asked.people:,} people, {asked.weeks} weeks, {actions:,} actions; processor seconds")
    print(f"  reading their files{read:8.2f}{read * each:8.2f} ms each")
    print(f"  planning           {planned:8.2f}{planned * each:8.2f} ms each")
    print(f"  reading takes {read / planned:.2f} times as long as planning")


if __name__ == "__main__":
    main()
