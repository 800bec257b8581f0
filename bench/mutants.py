"""Change one small thing of the planner at a time, and see whether a test notices.

`make mutants SAMPLE=600 SEED=1` tries a sample of the mutants, drawn with the seed; `SAMPLE=0`
tries all. `README.md` beside it says how to read what it prints, `MUTANTS.md` what the survivors
teach. The work is done on a copy below `.cache`, so that nobody's editing disturbs a long run.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
ROOM = REPOSITORY / ".cache" / "mutants"
COPIED = ("generator", "tests", "playbook", "prospects", "mkdocs.yml", "pyproject.toml")
SEEDLING = "generator.planning.saying.x_an__mutmut_1"
"""One mutant, tried first and alone: mutmut then makes all and learns which test reaches which."""
SURVIVED, NO_TEST, NOT_TRIED = "survived", "no test reaches it", "not tried"
FATES = {None: NOT_TRIED, 0: SURVIVED, 5: NO_TEST, 33: NO_TEST} | dict.fromkeys(
    (-24, 24, 36, 152, 255), "never ended"
)
"""What mutmut's numbers for a mutant mean; by all others a failed test or a crash killed it."""
SPREAD = 1.96
"""Standard deviations on each side in which a true share lies 95 times in 100."""


FIRST = """
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: "forty_people" not in item.nodeid)
"""
"""In the copy whole plans are compared first: most mutants show there, and the rest is saved."""


def copy_house() -> None:
    """Bring the copy up to date; files keep their times, so that unchanged ones are not redone.

    mutmut copies the tests once more and never takes one away: a case renamed would fail there. And
    it keeps which test reaches what: of code and tests since written it would know nothing.
    """
    shutil.rmtree(ROOM / "mutants" / "tests", ignore_errors=True)
    (ROOM / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
    for name in COPIED:
        source, copy = REPOSITORY / name, ROOM / name
        if source.is_dir():
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            ROOM.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy)
    (ROOM / "tests" / "planning" / "conftest.py").write_text(FIRST, encoding="utf-8")


def mutmut(*arguments: str, log: Path) -> None:
    """Run mutmut in the copy, in one process; what it says goes to `log`."""
    command = [str(Path(sys.executable).parent / "mutmut"), *arguments]
    with log.open("ab") as out:
        done = subprocess.run(
            command, cwd=ROOM, stdout=out, stderr=out, check=False, env=_environment()
        )
    if done.returncode:
        sys.exit(f"mutmut gave up; the end of {log}:\n{log.read_text()[-2000:]}")


def _environment() -> dict[str, str]:
    return os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}


def read_codes() -> dict[str, int | None]:
    """Give mutmut's number for each mutant by its name; None where it was not tried yet."""
    codes: dict[str, int | None] = {}
    for file in sorted((ROOM / "mutants" / "generator" / "planning").glob("*.meta")):
        codes |= json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return codes


def fate_of(code: int | None) -> str:
    """Say in a word what came of a mutant."""
    return FATES.get(code, "killed")


def draw(names: Iterable[str], count: int, seed: int) -> list[str]:
    """Draw a sample, always the same for a seed; all where `count` is 0."""
    ordered = sorted(names)
    if not count or count >= len(ordered):
        return ordered
    return sorted(random.Random(seed).sample(ordered, count))  # noqa: S311 — a sample, no secret


def interval(killed: int, total: int) -> tuple[float, float]:
    """Give Wilson's interval of 95 % for a share found in a sample."""
    share, bend = killed / total, SPREAD**2 / total
    middle = (share + bend / 2) / (1 + bend)
    width = SPREAD / (1 + bend) * (share * (1 - share) / total + bend / total / 4) ** 0.5
    return middle - width, middle + width


def report(names: list[str], everything: int) -> Iterator[str]:
    """Say how many were killed, of which fate the others are, and where they are."""
    codes = read_codes()
    fates = {name: fate_of(codes[name]) for name in names}
    tried = [name for name in names if fates[name] != NOT_TRIED]
    left = [name for name in tried if fates[name] in {SURVIVED, NO_TEST}]
    killed = len(tried) - len(left)
    yield f"{len(tried):,} mutants tried of {everything:,}"
    yield f"{killed:,} killed: {killed / len(tried):.1%}"
    if len(tried) < everything:
        low, high = interval(killed, len(tried))
        yield f"of all, between {low:.1%} and {high:.1%} (95 times in 100)"
    yield ", ".join(f"{fate}: {n:,}" for fate, n in sorted(Counter(fates.values()).items()))
    files = Counter(name.split(".")[2] for name in tried)
    lost = Counter(name.split(".")[2] for name in left)
    for file, n in sorted(files.items(), key=lambda pair: -lost[pair[0]]):
        yield f"  {file:14}{n - lost[file]:5} of {n:5} killed{lost[file]:5} left"
    yield from (f"{fates[name]}: {name}" for name in left)


def main() -> None:
    """Try a sample, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=600, help="how many; 0 for all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only", nargs="*", default=[""], help="only mutants whose name holds one of these"
    )
    asked = parser.parse_args()
    copy_house()
    log = ROOM / "mutmut.log"
    log.write_text("")
    mutmut("run", "--max-children", "1", SEEDLING, log=log)
    everything = read_codes()
    wanted = [name for name in everything if any(part in name for part in asked.only)]
    names = draw(wanted, asked.sample, asked.seed)
    mutmut("run", "--max-children", "1", *names, log=log)
    print("\n".join(report(names, len(wanted))))


if __name__ == "__main__":
    main()
