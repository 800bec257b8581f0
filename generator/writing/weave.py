"""Three versions of a list of lines woven into one, and the marks of a conflict as git makes them.

Lines stand without their ends. A change is taken from the side that made it; changes that touch
one another without being the same are a clash, which nobody but the user can settle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

Lines = tuple[str, ...]

MARKER = 7
"""How many signs a marker of git has, unless it asks for more."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A place where both sides say something else."""

    ours: Lines
    theirs: Lines


class _Change(NamedTuple):
    """What one side put in the place of the base's lines from `start` to `end`."""

    start: int
    end: int
    put: Lines


def weave(base: Lines, ours: Lines, theirs: Lines) -> list[str | Clash]:
    """Weave two versions that came from one: lines, and the places where they clash."""
    woven: list[str | Clash] = []
    at = 0
    for mine, yours in _regions(_changes(base, ours), _changes(base, theirs)):
        both = [*mine, *yours]
        start, end = min(c.start for c in both), max(c.end for c in both)
        woven += base[at:start]
        at = end
        one, other = _applied(base, start, end, mine), _applied(base, start, end, yours)
        if not yours or one == other:
            woven += one
        elif not mine:
            woven += other
        else:
            woven.append(Clash(one, other))
    return [*woven, *base[at:]]


def weave_cleanly(base: Lines, ours: Lines, theirs: Lines) -> Lines | None:
    """Weave them, or give None where they clash."""
    woven = weave(base, ours, theirs)
    if any(isinstance(each, Clash) for each in woven):
        return None
    return tuple(each for each in woven if isinstance(each, str))


def compare(ours: Lines, theirs: Lines) -> list[str | Clash]:
    """Give two versions as one, with a clash wherever they differ."""
    found: list[str | Clash] = []
    for what, a, b, c, d in _opcodes(ours, theirs):
        if what == "equal":
            found += ours[a:b]
        else:
            found.append(Clash(ours[a:b], theirs[c:d]))
    return found


def align(one: Lines, other: Lines) -> Iterator[tuple[int, int, int]]:
    """Give the runs of lines that both have: where in the one, where in the other, how many."""
    return ((a, c, b - a) for what, a, b, c, _ in _opcodes(one, other) if what == "equal")


def with_markers(woven: Sequence[str | Clash], size: int = MARKER) -> Lines:
    """Write clashes as git does."""
    lines: list[str] = []
    for each in woven:
        if isinstance(each, str):
            lines.append(each)
        else:
            lines += [f"{'<' * size} ours", *each.ours, "=" * size]
            lines += [*each.theirs, f"{'>' * size} theirs"]
    return tuple(lines)


def _changes(base: Lines, side: Lines) -> list[_Change]:
    return [
        _Change(a, b, side[c:d]) for what, a, b, c, d in _opcodes(base, side) if what != "equal"
    ]


def _opcodes(one: Lines, other: Lines) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, one, other, autojunk=False).get_opcodes()


def _regions(
    mine: list[_Change], yours: list[_Change]
) -> Iterator[tuple[list[_Change], list[_Change]]]:
    """Group the changes of both sides that touch one another, in the order of the base."""
    marked = sorted([(change, 0) for change in mine] + [(change, 1) for change in yours])
    group: tuple[list[_Change], list[_Change]] = ([], [])
    end = -1
    for change, side in marked:
        if change.start > end and (group[0] or group[1]):
            yield group
            group = ([], [])
        group[side].append(change)
        end = max(end, change.end) if len(group[0]) + len(group[1]) > 1 else change.end
    if group[0] or group[1]:
        yield group


def _applied(base: Lines, start: int, end: int, changes: list[_Change]) -> Lines:
    """Give the base's lines from `start` to `end` with these changes made."""
    lines: list[str] = []
    at = start
    for change in changes:
        lines += [*base[at : change.start], *change.put]
        at = change.end
    return (*lines, *base[at:end])
