"""What two people made of one file, agreed as data: the meaning of a merge.

Base, ours and theirs are plain data, as the strict reader gives them. A change is taken from the
side that made it, key by key:

- touches and other lists of entries are matched by `id`, else by content; what either side put in
  stays, in the order of its dates; an entry that both changed is agreed field by field;
- lists of words are sets in order: what was put in is in, what was taken out is out;
- `opt_out` is a union: a line that either side has closed stays closed, even where the other has
  taken it out. Who may be called again says so once more, after the merge;
- the lines of `notes` and `private` are agreed like lines of any text;
- a value that both changed, and not to the same, is a conflict: `prefer` says whose stands.

Asked once with ours preferred and once with theirs, the two answers differ in the conflicts and
nowhere else. Some fields speak of one fact together (`TOGETHER`): half of one side's and half of
the other's would be a fact that nobody wrote, so they are taken from one side.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, Literal, NamedTuple, TypeVar

from generator.writing.weave import weave_cleanly
from generator.yamltree import Plain

Prefer = Literal["ours", "theirs"]
T = TypeVar("T")


class Missing(Enum):
    """A key that is not there."""

    MISSING = "missing"


MISSING = Missing.MISSING
Value = Plain | Missing

WORDS = frozenset({"away", "interests", "challenges", "objections", "tags", "shared", "opt_out"})
"""Lists of words, where one word may stand without brackets."""

PROSE = frozenset({"notes", "private"})
"""Texts whose lines are facts of their own. An address is one fact: its lines are not agreed."""

CLOSED = "opt_out"

TOGETHER = (
    ("stage", "since"),
    ("country", "subdivision"),
    ("channel", "direction", "outcome"),
)

TOLD = ("said", "note", "asked", "promised")
"""What a touch says in words of its own."""


class Three(NamedTuple, Generic[T]):
    """One thing in three versions: a value, or the place of an entry in three lists."""

    base: T
    ours: T
    theirs: T

    def prefer(self, side: Prefer) -> T:
        """Give the preferred side's."""
        return self.ours if side == "ours" else self.theirs


@dataclass(frozen=True, slots=True)
class Agreed:
    """An entry of a list: where it stood in the three lists (None: nowhere), and what it is now."""

    at: Three[int | None]
    value: Value


def agree(three: Three[Value], prefer: Prefer) -> Value:
    """Agree whole documents: a mapping, or a list of entries."""
    return agree_value("", three, prefer)


def agree_value(key: str, three: Three[Value], prefer: Prefer) -> Value:
    """Agree on the value of a key; MISSING where it is to go."""
    base, ours, theirs = (canon(key, each) for each in three)
    if key == CLOSED and ours != theirs:
        return _union(three)
    if ours in (theirs, base):
        return three.theirs if ours != theirs else three.ours
    if base == theirs:
        return three.ours
    for fits, way in _WAYS:
        if all(each in (MISSING, None) or fits(key, each) for each in three):
            return way(three, prefer)
    return three.prefer(prefer)


def agree_mapping(three: Three[Value], prefer: Prefer) -> dict[str, Value]:
    """Agree on every key that any side has; ours' keys first, in their order."""
    sides = Three(*(each if isinstance(each, dict) else {} for each in three))
    whole = _clashing(sides)
    agreed: dict[str, Value] = {}
    for key in dict.fromkeys([*sides.ours, *sides.theirs, *sides.base]):
        of_key = Three[Value](*(side.get(key, MISSING) for side in sides))
        agreed[key] = of_key.prefer(prefer) if key in whole else agree_value(key, of_key, prefer)
    return agreed


def agree_entries(three: Three[Value], prefer: Prefer) -> list[Agreed]:
    """Agree on a list of entries, in the order in which they are to stand."""
    lists = Three(*(each if isinstance(each, list) else [] for each in three))
    agreed = [Agreed(at, _agree_entry(lists, at, prefer)) for at in matched(lists)]
    kept = [entry for entry in agreed if entry.value is not MISSING]
    if canon("", lists.ours) == canon("", lists.base):  # theirs alone has changed anything
        return sorted((e for e in kept if e.at.theirs is not None), key=lambda e: e.at.theirs or 0)
    ordered = sorted((e for e in kept if e.at.ours is not None), key=lambda e: e.at.ours or 0)
    theirs = [e for e in kept if e.at.ours is None]
    for entry in sorted(theirs, key=lambda e: e.at.theirs or 0):
        ordered.insert(_place(ordered, entry, lists.theirs), entry)
    return ordered


def canon(key: str, value: Value) -> Value:
    """Give a value without what says nothing.

    That is empty keys and lists, the brackets of a single word, and line ends at the end of a text:
    whether a block has one hangs on its style, and on whether the file ends with one.
    """
    if isinstance(value, str):
        return [value] if key in WORDS else value.rstrip("\n")
    if isinstance(value, dict):
        inner = {name: canon(name, each) for name, each in value.items()}
        return {name: each for name, each in inner.items() if not isinstance(each, Missing)}
    if isinstance(value, list):
        items = [canon("", each) for each in value]
        return [None if isinstance(each, Missing) else each for each in items] or MISSING
    return MISSING if value is None else value


# --- the ways to agree where both sides changed something -----------------------------------------


def _is_words(key: str, value: Value) -> bool:
    if isinstance(value, str):
        return key in WORDS
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        return False
    return key in WORDS or len(set(map(str, value))) == len(value)


def _is_entries(_key: str, value: Value) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _is_mapping(_key: str, value: Value) -> bool:
    return isinstance(value, dict)


def _is_prose(key: str, value: Value) -> bool:
    return key in PROSE and isinstance(value, str)


def _agree_words(three: Three[Value], _prefer: Prefer) -> Value:
    """Take ours' order without what theirs took out; put theirs' new words by their neighbours."""
    base, ours, theirs = map(words, three)
    agreed = [word for word in ours if word in theirs or word not in base]
    for n, word in enumerate(theirs):
        if word in base or word in agreed:
            continue
        at = next((agreed.index(w) + 1 for w in reversed(theirs[:n]) if w in agreed), len(agreed))
        while at < len(agreed) and agreed[at] not in base and agreed[at] not in theirs:
            at += 1
        agreed.insert(at, word)
    return list(agreed)


def _agree_some(three: Three[Value], prefer: Prefer) -> Value:
    if not isinstance(three.ours, dict) or not isinstance(three.theirs, dict):
        return three.prefer(prefer)
    agreed = agree_mapping(three, prefer)
    return {key: each for key, each in agreed.items() if not isinstance(each, Missing)}


def _agree_list(three: Three[Value], prefer: Prefer) -> Value:
    values = [entry.value for entry in agree_entries(three, prefer)]
    return [each for each in values if not isinstance(each, Missing)]


def _agree_prose(three: Three[Value], prefer: Prefer) -> Value:
    texts = [tuple(each.split("\n")) for each in three if isinstance(each, str)]
    woven = weave_cleanly(*texts) if len(texts) == len(three) else None
    return three.prefer(prefer) if woven is None else "\n".join(woven)


Way = tuple[Callable[[str, Value], bool], Callable[[Three[Value], Prefer], Value]]
_WAYS: tuple[Way, ...] = (
    (_is_words, _agree_words),
    (_is_entries, _agree_list),
    (_is_mapping, _agree_some),
    (_is_prose, _agree_prose),
)


def words(value: Value) -> list[str]:
    """Give a list of words, a single one or none as a list."""
    if isinstance(value, list):
        return [str(each) for each in value]
    return [value] if isinstance(value, str) else []


def _union(three: Three[Value]) -> Value:
    mine = words(three.ours)
    return [*mine, *(word for word in words(three.theirs) if word not in mine)]


def _clashing(three: Three[dict[str, Plain]]) -> frozenset[str]:
    """Find the keys that speak of one fact together, and of which both sides made another fact."""
    found: set[str] = set()
    for group in TOGETHER:
        base, ours, theirs = (
            tuple(canon(key, side.get(key, MISSING)) for key in group) for side in three
        )
        if base not in (ours, theirs) and ours != theirs:
            found.update(group)
    return frozenset(found)


# --- entries of lists: who is who, and where they stand -------------------------------------------


def _agree_entry(lists: Three[list[Plain]], at: Three[int | None], prefer: Prefer) -> Value:
    pairs = zip(lists, at, strict=True)
    return agree_value("", Three(*(MISSING if n is None else e[n] for e, n in pairs)), prefer)


def matched(lists: Three[list[Plain]]) -> Iterator[Three[int | None]]:
    """Say which entries are one, by their places in the three lists; None where it is not."""
    ours = _versions(lists.base, lists.ours)
    theirs = _versions(lists.base, lists.theirs)
    for n in range(len(lists.base)):
        yield Three(n, ours.get(n), theirs.get(n))
    mine = [n for n in range(len(lists.ours)) if n not in ours.values()]
    yours = [n for n in range(len(lists.theirs)) if n not in theirs.values()]
    both = _told_by_both([lists.ours[n] for n in mine], [lists.theirs[n] for n in yours])
    for k, n in enumerate(mine):
        yield Three(None, n, yours[both[k]] if k in both else None)
    for k, n in enumerate(yours):
        if k not in both.values():
            yield Three(None, None, n)


def _versions(base: Sequence[Plain], side: Sequence[Plain]) -> dict[int, int]:
    """Match entries with what one side made of them: the equal ones, then the likest first."""
    found = _equals(base, side)
    free = [b for b in range(len(side)) if b not in found.values()]
    rest = [a for a in range(len(base)) if a not in found]
    scored = [(-_likeness(base[a], side[b]), abs(a - b), a, b) for a in rest for b in free]
    for likeness, _, a, b in sorted(scored):
        if likeness < 0 and a not in found and b not in found.values():
            found[a] = b
    return found


def _equals(one: Sequence[Plain], other: Sequence[Plain]) -> dict[int, int]:
    """Match entries that have one id, or none and the same content; each once, in order."""
    places: dict[str, list[int]] = {}
    for n, entry in enumerate(other):
        places.setdefault(_name(entry), []).append(n)
    found = {}
    for n, entry in enumerate(one):
        if places.get(_name(entry)):
            found[n] = places[_name(entry)].pop(0)
    return found


def _told_by_both(mine: Sequence[Plain], yours: Sequence[Plain]) -> dict[int, int]:
    """Match entries that are new on both sides: the equal ones, then those of the same words."""
    found = _equals(mine, yours)
    for n in [n for n in range(len(mine)) if n not in found]:
        free = (k for k in range(len(yours)) if k not in found.values())
        told = next((k for k in free if _is_retold(mine[n], yours[k])), None)
        if told is not None:
            found[n] = told
    return found


def _is_retold(one: Plain, other: Plain) -> bool:
    """Whether both tell of one contact: nobody says the same words twice on one day."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    if _id(one) or _id(other) or _occasion(one) != _occasion(other):
        return False
    return any(one.get(key) and one[key] == other.get(key) for key in TOLD)


def _name(entry: Plain) -> str:
    """Give what an entry is known by."""
    known = _id(entry)
    content = canon("", entry)
    shown = None if isinstance(content, Missing) else content
    return f"id {known}" if known else json.dumps(shown, sort_keys=True)


def _id(entry: Plain) -> str | None:
    value = entry.get("id") if isinstance(entry, dict) else None
    return value if isinstance(value, str) else None


def _likeness(one: Plain, other: Plain) -> float:
    """Say how much of an entry that has no id is still there: half or more, of the same day."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return 0.0
    if _id(one) is not None or _occasion(one) != _occasion(other):
        return 0.0
    kept = sum(canon(key, each) == canon(key, other.get(key)) for key, each in one.items())
    share = kept / len(one) if one else 0.0
    return share if share >= 1 / 2 else 0.0


def _occasion(entry: dict[str, Plain]) -> tuple[Plain, ...]:
    return entry.get("date"), entry.get("channel"), entry.get("direction", "out")


def _place(ordered: list[Agreed], entry: Agreed, theirs: list[Plain]) -> int:
    """Find where an entry of theirs belongs: by its day, and within a day where theirs had it."""
    day = _day(entry.value)
    own = entry.at.theirs or 0
    stood = [None if e.at.theirs is None else e.at.theirs for e in ordered]
    if not day:
        before = [k for k, n in enumerate(stood) if n is not None and n < own]
        return before[-1] + 1 if before else 0
    days = [_day(each.value) for each in ordered]
    known = [each for each in days if each]
    if known and known[0] > known[-1]:  # the newest first
        return next((k for k, each in enumerate(days) if each and each <= day), len(ordered))
    at = next((k + 1 for k in reversed(range(len(days))) if "" < days[k] <= day), 0)
    for k, n in enumerate(stood[:at]):
        if n is not None and n > own and days[k] == day == _day(theirs[n]):
            return k
    return at


def _day(entry: Value) -> str:
    value = (entry.get("date") or entry.get("on")) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else ""
