"""Pairs of edits made at once in two clones, merged by real git, judged fact by fact.

    python -m tests.torture.merge 3000 [SEED]

For each pair `people.py` says what base, ours and theirs mean. From that follows what the merge
must give: every fact that one side alone has changed, as that side has it. Where both changed one
fact, and not to the same, a conflict is honest, and must be one. Judged so:

    lost        a fact that should be there is not, or git ended without a conflict it should have
    doubled     a touch, a word or a comment stands there twice
    mixed       anything else that nobody wrote, in either side of a conflict too
    honest      a conflict over a fact that both changed
    needless    a conflict although every fact was clear
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.writing.edits import Append, apply_edits
from generator.writing.refusal import NotSavedError
from generator.yamltree import parse_yaml, to_plain
from tests.torture.people import GONE, WORD_LISTS, Sheet, after, some_deeds, some_sheet

BATCH = 100
"""Files in one repository: git calls the driver once for each."""

DRIVER = f'"{sys.executable}" -c "from generator.cli import main; main()" merge-file %O %A %B %P %L'
NOBODY = {
    "GIT_AUTHOR_NAME": "Jo", "GIT_AUTHOR_EMAIL": "jo@field.example",
    "GIT_COMMITTER_NAME": "Jo", "GIT_COMMITTER_EMAIL": "jo@field.example",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
}  # fmt: skip

_BESIDE = {"remark", "lead"}

Facts = dict[tuple[str, ...], Any]
Clashes = dict[tuple[str, ...], tuple[Any, Any]]


@dataclass(frozen=True)
class Pair:
    """One person's file, and what two clones made of it."""

    name: str
    base: Sheet
    ours: Sheet
    theirs: Sheet


@dataclass(frozen=True)
class Verdict:
    """What came of a pair; `why` says it for a person."""

    kind: str
    why: str = ""


def some_pair(seed: int) -> Pair:
    """Make up a pair; the same seed gives the same."""
    rng = random.Random(seed)  # noqa: S311 — no secret: a seed that can be named again
    base = some_sheet(rng)
    mine, yours = some_deeds(rng), some_deeds(rng)
    if rng.random() < 0.05:  # the same done on both machines, such as one sheet typed back twice
        yours.append(mine[0])
    pair = Pair(f"p{seed}", base, after(base, mine), after(base, yours))
    _tell_apart(pair)
    return pair


def _tell_apart(pair: Pair) -> None:
    """Take for two what both typed without an id, but then changed until no words are the same.

    Who made them knows that it was one touch. Nothing in the files says so.
    """
    mine = {touch.uid: touch.data for touch in pair.ours.touches}
    known = {touch.uid for touch in pair.base.touches}
    for touch in pair.theirs.touches:
        other = mine.get(touch.uid)
        if other in (None, touch.data) or touch.uid in known or "id" in touch.data:
            continue
        told = (touch.data.get(key) for key in ("said", "note", "asked", "promised"))
        if not any(each and each in other.values() for each in told):
            touch.uid += " again"


def text_of(sheet: Sheet) -> bytes:
    """Write a sheet: by hand what its hand did, by the tool's own edits what the tool did."""
    data = sheet.text()
    for touch in sheet.touches:
        if touch.by_tool:
            value = {k: _as_day(k, v) for k, v in touch.data.items()}
            try:
                data = apply_edits(
                    data, [Append(("touches",), value, tuple(sheet.order), "id")], "x"
                )
            except NotSavedError:  # an honest refusal: then a hand writes it
                touch.by_tool = False
                return text_of(sheet)
    return data


def _as_day(key: str, value: Any) -> Any:  # noqa: ANN401 — plain data
    if isinstance(value, dict):
        return {k: _as_day(k, v) for k, v in value.items()}
    return date.fromisoformat(value) if key in {"date", "by", "kept"} else value


# --- what should come of it -----------------------------------------------------------------------


def expected(pair: Pair) -> tuple[Facts, Clashes]:
    """Give the facts that are clear, and those that are not, each with both sides' word."""
    base, ours, theirs = pair.base.facts(), pair.ours.facts(), pair.theirs.facts()
    clear: Facts = {}
    clashes: Clashes = {}
    for name in {**base, **ours, **theirs}:
        b, o, t = (side.get(name, GONE) for side in (base, ours, theirs))
        if name[:2] == ("word", "opt_out"):
            found = next(each for each in (o, t) if each != GONE)
        elif t in (o, b):
            found = o
        elif o == b:
            found = t
        else:
            clashes[name] = (o, t)
            continue
        if found != GONE:
            clear[name] = found
    return _without_the_gone(pair, clear, clashes), clashes


def _without_the_gone(pair: Pair, clear: Facts, clashes: Clashes) -> Facts:
    """Settle touches that one side took out: all their facts go, unless the other changed them."""
    base, ours, theirs = pair.base.facts(), pair.ours.facts(), pair.theirs.facts()
    for name in [each for each in base if each[0] == "touch" and len(each) == 2]:
        for one, other in ((ours, theirs), (theirs, ours)):
            if name in one or name not in other:
                continue
            own = {n: f for n, f in other.items() if n[:2] == name}
            was = {n: f for n, f in base.items() if n[:2] == name}
            for fact in [fact for fact in {**clear, **clashes} if fact[:2] == name]:
                clear.pop(fact, None)
                clashes.pop(fact, None)
            if own != was:
                clashes[name] = ("gone", "changed") if one is ours else ("changed", "gone")
    for comment in [name for name in {**clear, **clashes} if name[0] in _BESIDE]:
        fact = ("key", comment[1])
        there = [comment[1] in {*s.values, *s.words} for s in (pair.base, pair.ours, pair.theirs)]
        if all(there[1:]) or not there[0]:
            continue
        clear.pop(comment, None)
        clashes.pop(comment, None)
        if any(
            side.get(comment, base.get(comment)) != base.get(comment) for side in (ours, theirs)
        ):
            clear.pop(fact, None)  # taken out here, and there a comment written to it
            clashes[fact] = (ours.get(fact, GONE), theirs.get(fact, GONE))
            clashes[comment] = (ours.get(comment, GONE), theirs.get(comment, GONE))
    return clear


def may_clash(pair: Pair) -> bool:
    """Whether the notes were changed on both sides: lines that touch one another may clash."""
    return pair.base.notes not in (pair.ours.notes, pair.theirs.notes)


# --- judging --------------------------------------------------------------------------------------


def judge(pair: Pair, merged: bytes, *, conflict: bool) -> Verdict:
    """Say what came of a pair."""
    clear, clashes = expected(pair)
    if conflict and not clashes and not may_clash(pair):
        return Verdict("needless", merged.decode())
    if clashes and not conflict:
        return Verdict("lost", f"no conflict over {sorted(clashes)}")
    for side, text in zip((0, 1), resolved(merged), strict=True):
        wanted = clear | {name: both[side] for name, both in clashes.items()}
        wrong = compare(pair, wanted, text, loosely=conflict)
        if wrong:
            return wrong
    return Verdict("honest" if conflict else "clean")


def resolved(merged: bytes) -> tuple[str, str]:
    """Take ours everywhere, and theirs everywhere."""
    sides: tuple[list[str], list[str]] = ([], [])
    within = (True, True)
    for line in merged.decode().splitlines(keepends=True):
        mark = line[:7]
        if mark in {"<" * 7, "=" * 7, ">" * 7}:
            within = {"<": (True, False), "=": (False, True), ">": (True, True)}[line[0]]
            continue
        for side, open_ in zip(sides, within, strict=True):
            if open_:
                side.append(line)
    return "".join(sides[0]), "".join(sides[1])


def compare(pair: Pair, wanted: Facts, text: str, *, loosely: bool) -> Verdict | None:
    """Hold a text against the facts that it should have."""
    tree, problems = parse_yaml(text, "x")
    if tree is None or problems:
        return Verdict("mixed", f"cannot be read: {problems}\n{text}")
    data: Any = to_plain(tree)
    for kind, why in _differences(pair, wanted, data, loosely=loosely):
        return Verdict(kind, f"{why}\n{text}")
    for kind, why in () if loosely else _comments(wanted, text):
        return Verdict(kind, f"{why}\n{text}")
    return None


def _comments(wanted: Facts, text: str) -> Iterator[tuple[str, str]]:
    """Each comment stands as often as it was written, and where: two hands may write the same."""
    of = {n: v for n, v in wanted.items() if (n[0] in _BESIDE or n[-1] == "#") and v != GONE}
    for said, times in Counter(of.values()).items():
        if text.count(said) != times:
            yield "lost" if text.count(said) < times else "doubled", f"comment {said}"
    lines = text.removeprefix("\ufeff").splitlines()
    for (kind, key, *_), said in of.items():
        at = [n for n, line in enumerate(lines) if line.startswith(f"{key}:")]
        places = {"remark": [lines[n] for n in at], "lead": [lines[n - 1] for n in at if n]}
        if lines[0] == said:  # a comment at the top may be the file's, and not its first key's
            continue
        if kind in places and not any(line.endswith(said) for line in places[kind]):
            yield "mixed", f"comment {said} is not with {key}"


def _differences(
    pair: Pair, wanted: Facts, data: dict[str, Any], *, loosely: bool
) -> Iterator[tuple[str, str]]:
    values = {
        key: value.rstrip("\n")
        for key, value in data.items()
        if isinstance(value, str) and key not in {"notes", *WORD_LISTS}
    }
    hoped: dict[str, str] = {}
    for name, said in wanted.items():
        if name[0] == "key" and said != GONE:
            for key, each in zip(
                name[1].split("+"), said if "+" in name[1] else [said], strict=True
            ):
                if each is not None:
                    hoped[key] = each.rstrip("\n")
    if values != hoped:
        yield "mixed", f"keys {sorted(set(values.items()) ^ set(hoped.items()))}"
    for key in WORD_LISTS:
        listed = data.get(key) or []
        listed = [listed] if isinstance(listed, str) else listed
        yield from _compared(
            f"words of {key}", listed, [n[2] for n in wanted if n[:2] == ("word", key)]
        )
    lines = (data.get("notes") or "").split("\n")
    hoped_lines = [v for n, v in wanted.items() if n[0] == "line" and v != GONE]
    if not may_clash(pair) or not loosely:
        yield from _compared("notes", [line for line in lines if line], hoped_lines)
    prepared = [v for n, v in wanted.items() if n[0] == "prepared"]
    yield from _compared("prepared", data.get("prepared") or [], prepared)
    yield from _compared("touches", data.get("touches") or [], list(_touches(pair, wanted)))
    yield from _order(pair, data.get("touches") or [])


def _touches(pair: Pair, wanted: Facts) -> Iterator[dict[str, Any]]:
    for name, there in wanted.items():
        if name[0] != "touch" or len(name) != 2:
            continue
        if there in {"gone", "changed"}:
            side = pair.ours if any(t.uid == name[1] for t in pair.ours.touches) else pair.theirs
            if there == "changed":
                yield next(t.data for t in side.touches if t.uid == name[1])
            continue
        touch: dict[str, Any] = {}
        for (_, _, *rest), said in ((n, v) for n, v in wanted.items() if n[:2] == name[:2]):
            if said == GONE or not rest or rest == ["#"]:
                continue
            if rest == ["how"]:
                touch |= {k: v for k, v in said.items() if v is not None}
            elif len(rest) == 2:
                touch.setdefault(rest[0], {})[rest[1]] = said
            else:
                touch[rest[0]] = said
        yield touch


def _compared(what: str, found: list[Any], hoped: list[Any]) -> Iterator[tuple[str, str]]:
    """Compare two lists of which the order is free."""
    have, want = Counter(map(_key, found)), Counter(map(_key, hoped))
    if want - have and have - want:
        yield "mixed", f"{what}: {list(have - want)} instead of {list(want - have)}"
    elif want - have:
        yield "lost", f"{what}: {list(want - have)}"
    elif have - want:
        yield "doubled", f"{what}: {list(have - want)}"


def _order(pair: Pair, touches: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Touches stand in the order of their dates, where both sides kept that order."""
    for side in (pair.ours, pair.theirs):
        days = [touch.data["date"] for touch in side.touches]
        if days != sorted(days):
            return
    days = [touch["date"] for touch in touches]
    if days != sorted(days):
        yield "mixed", f"dates out of order: {days}"


def _key(value: Any) -> str:  # noqa: ANN401 — plain data
    if isinstance(value, dict):
        return str(sorted((k, _key(v)) for k, v in value.items()))
    return str(value).rstrip("\n")


# --- by real git ----------------------------------------------------------------------------------


def merge_by_git(folder: Path, pairs: list[Pair]) -> Iterator[tuple[Pair, bytes, bool]]:
    """Merge pairs in one repository; give each file with whether git calls it a conflict."""

    def git(*words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=folder, capture_output=True, check=False, env=os.environ | NOBODY
        )
        if done.returncode and words[0] != "merge":
            raise RuntimeError(done.stderr.decode())
        return done.stdout.decode()

    def commit(side: str) -> None:
        for pair in pairs:
            (folder / f"{pair.name}.yml").write_bytes(text_of(getattr(pair, side)))
        git("add", "--all")
        git("commit", "--quiet", "--allow-empty", "--message", side)

    git("init", "--quiet", "--initial-branch", "ours")
    git("config", "merge.playbook.driver", DRIVER)
    git("config", "core.autocrlf", "false")
    (folder / ".gitattributes").write_text("*.yml merge=playbook\n")
    commit("base")
    git("checkout", "--quiet", "-b", "theirs")
    commit("theirs")
    git("checkout", "--quiet", "ours")
    commit("ours")
    git("merge", "--quiet", "--no-edit", "theirs")
    unmerged = set(git("diff", "--name-only", "--diff-filter=U").split())
    for pair in pairs:
        name = f"{pair.name}.yml"
        yield pair, (folder / name).read_bytes(), name in unmerged


def run(count: int, seed: int = 1) -> tuple[Counter[str], list[tuple[Pair, Verdict]]]:
    """Merge so many pairs; count what came of them, and give those that went wrong."""
    seen: Counter[str] = Counter()
    wrong: list[tuple[Pair, Verdict]] = []
    for begin in range(0, count, BATCH):
        seeds = range(seed * 10**6 + begin, seed * 10**6 + min(begin + BATCH, count))
        with tempfile.TemporaryDirectory() as folder:
            for pair, merged, conflict in merge_by_git(Path(folder), [some_pair(s) for s in seeds]):
                verdict = judge(pair, merged, conflict=conflict)
                seen[verdict.kind] += 1
                if verdict.kind not in {"clean", "honest"}:
                    wrong.append((pair, verdict))
    return seen, wrong


def main() -> None:
    """Run as a program: say the figures, and the first that went wrong."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    seen, wrong = run(count, seed)
    print(count, dict(seen))  # noqa: T201 — a program for the terminal
    for pair, verdict in wrong[:5]:
        print("-" * 80, pair.name, verdict.kind, verdict.why, sep="\n")  # noqa: T201 — the same
    sys.exit(bool({"lost", "mixed", "doubled"} & set(seen)))


if __name__ == "__main__":
    main()
