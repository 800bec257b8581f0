"""Measure check, plan and build as whole processes, beside a plain MkDocs Material build.

`make bench` runs it; `README.md` beside it says how to read what it prints.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY))

from bench.markdown import write_ready_markdown  # noqa: E402 — the path above comes first
from bench.people import TODAY, write_playbook  # noqa: E402 — the path above comes first

SIZES = (100, 1_000, 5_000)
PLAIN = """\
site_name: The same pages, from ready Markdown
use_directory_urls: false
plugins: [search, offline]
markdown_extensions:
  - admonition
  - attr_list
  - md_in_html
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
nav: [index.md]
not_in_nav: "*"
"""
"""The settings of the plain build; its theme has those of our own site."""
MARKDOWN, BLOCKS = "plain, Markdown", "plain, HTML"


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds on the wall, seconds of processor, the peak in megabytes."""

    wall: float
    processor: float
    memory: float


def measure(arguments: list[str], log: Path) -> Cost:
    """Run one process to its end; its output goes to `log`."""
    began = time.perf_counter()
    with log.open("wb") as out:
        pid = os.posix_spawn(
            arguments[0],
            arguments,
            os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"},
            file_actions=[
                (os.POSIX_SPAWN_DUP2, out.fileno(), 1),
                (os.POSIX_SPAWN_DUP2, out.fileno(), 2),
            ],
        )
        _, status, used = os.wait4(pid, 0)
    wall = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"{' '.join(arguments)} did not go through:\n{log.read_text()[-2000:]}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def measure_all(root: Path, rounds: int) -> dict[str, list[Cost]]:
    """Measure every command on one root, and the plain build of the pages it makes, in turn."""
    command = str(Path(sys.executable).parent / "playbook")
    playbook = [command, "-C", str(root), "--today", f"{TODAY}"]
    exported = root / BLOCKS / "docs"
    whole = {"export": [measure([*playbook, "export", str(exported)], root / "export.log")]}
    write_ready_markdown(exported, root / MARKDOWN / "docs")
    ours = {
        "check": ["check"],
        "plan": ["plan", "--json"],
        "build": ["build", "-d", str(root / "site")],
    }
    turns: dict[str, list[Cost]] = {name: [] for name in (*ours, MARKDOWN, BLOCKS)}
    for _ in range(rounds):
        for name, words in ours.items():
            turns[name].append(measure([*playbook, *words], root / f"{name}.log"))
        for kind in (MARKDOWN, BLOCKS):
            turns[kind].append(measure_plain(root / kind))
    return turns | whole


def measure_plain(folder: Path) -> Cost:
    """Measure MkDocs with Material on a folder of ready pages."""
    settings = folder / "mkdocs.yml"
    ours = yaml.safe_load((REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"))
    settings.write_text(PLAIN + yaml.safe_dump({"theme": ours["theme"]}), encoding="utf-8")
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(settings)]
    return measure(mkdocs, folder / "build.log")


def pages_in(folder: Path) -> int:
    """Count the pages of a built site."""
    return sum(1 for _ in folder.rglob("*.html"))


def middle(costs: list[Cost]) -> Cost:
    """Give the cost in the middle of several, by the processor's time."""
    return sorted(costs, key=lambda cost: cost.processor)[len(costs) // 2]


def report(
    count: int, root: Path, costs: dict[str, list[Cost]], before: dict[str, list[Cost]] | None
) -> None:
    """Print one size: each cost, its share per prospect, and how it grew from the size before."""
    print(f"\n{count:,} prospects: {pages_in(root / 'site'):,} pages,", end=" ")
    print(f"{pages_in(root / MARKDOWN / 'site'):,} in the plain build")
    print(f"  {'':16}{'wall s':>8}{'cpu s':>8}{'peak MB':>9}{'ms each':>9}{'grew by':>9}")
    for name, all_costs in costs.items():
        cost = middle(all_costs)
        figures = f"{cost.wall:8.2f}{cost.processor:8.2f}{cost.memory:9.0f}"
        each = 1000 * cost.processor / count
        grew = f"{cost.processor / middle(before[name]).processor:8.1f}x" if before else ""
        print(f"  {name:16}{figures}{each:9.2f}{grew:>9}", flush=True)
    for kind in (MARKDOWN, BLOCKS):
        turns = zip(costs[kind], costs["build"], strict=True)
        ratios = sorted(plain.processor / ours.processor for plain, ours in turns)
        said = f"{ratios[len(ratios) // 2]:.2f} times as fast as {kind}"
        print(f"  build is {said} (by the processor's time; {ratios[0]:.2f} to {ratios[-1]:.2f})")


def main() -> None:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="how many prospects")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    asked, before = parser.parse_args(), None
    for count in asked.sizes:
        with tempfile.TemporaryDirectory(prefix="playbook-bench-") as folder:
            root = Path(folder) / "root"
            root.mkdir()
            write_playbook(root, REPOSITORY, count)
            costs = measure_all(root, asked.rounds)
            report(count, root, costs, before)
            before = costs


if __name__ == "__main__":
    main()
