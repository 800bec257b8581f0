"""Edits of YAML that leave a user's file as the user wrote it, but for what was asked.

An edit is a value: set this key, append this entry. It knows two things, how the *data* look after
it (`applied`) and how the *text* may be cut and filled so (`splices`), from the places that the
strict reader gives to everything in the file. Comments, order, quotation marks, indentation, flow
and block style, line ends, a byte order mark and a missing last line end all stay, because nothing
but the splice is touched.

After each splice the text is read again, and only if its data are the old data with exactly this
edit is it taken. If no way of writing it proves right, the edit is refused and the lines to paste
are in the refusal: a human reads strange styles better than any of this.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model.problem import Problem
from generator.writing.layout import (
    Cut,
    append_to_block,
    append_to_flow,
    append_to_nothing,
    append_to_word,
    insert_key,
    make_cuts,
    remove_key,
    replace_value,
)
from generator.writing.refusal import NotSavedError
from generator.writing.remarks import remarks
from generator.writing.scalars import Value, entry_lines, item_lines, plain_value
from generator.yamltree import (
    MAX_BYTES,
    Mapping,
    Node,
    Path,
    Scalar,
    find,
    parse_yaml,
    to_plain,
)
from generator.yamltree import (
    Sequence as Listed,
)

_BOM = b"\xef\xbb\xbf"


class FaultyFileError(NotSavedError):
    """The file cannot be read, so nothing is written into it."""

    def __init__(self, path: str, problems: tuple[Problem, ...]) -> None:
        told = "\n".join(f"  {p}" + (f"\n    {p.hint}" if p.hint else "") for p in problems)
        super().__init__(f"{path} has a fault, so nothing is written into it:\n{told}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A step of a path into a list: the only entry that has all of this, and the key `has`."""

    data: dict[str, str]
    has: str = ""

    def found_in(self, listed: object) -> int | None:
        """Give its place; None where there is none such, or more than one."""
        entries = enumerate(listed) if isinstance(listed, list) else ()
        places = [
            n for n, entry in entries
            if isinstance(entry, dict) and self.data.items() <= entry.items()
            and (not self.has or self.has in entry)
        ]  # fmt: skip
        return places[0] if len(places) == 1 else None


Where = tuple[str | int | Entry, ...]


@dataclass(frozen=True, slots=True)
class SetKey:
    """Give a key its value, whether it is there or not.

    `order` are the keys in the order of the format: a new key comes after those before it.
    With `only_new` nothing that stands there by now is overwritten.
    """

    where: Where
    value: Value
    order: tuple[str, ...] = ()
    only_new: bool = False

    def refuses(self, there: object) -> bool:
        """Whether something else was written there that is not to be lost."""
        return self.only_new and there not in (None, "", [], {}, plain_value(self.value))

    def applied(self, data: Any, at: Path) -> None:  # noqa: ANN401 — plain data
        """Change plain data so."""
        _follow(data, at[:-1])[at[-1]] = plain_value(self.value)

    def cuts(self, text: str, top: Node, at: Path) -> Iterator[tuple[Cut, ...]]:
        """Give the ways to write it, the best first."""
        holder, key = find(top, at[:-1]), str(at[-1])
        if not isinstance(holder, Mapping):
            return
        value = holder.get(key)
        if value is not None:
            yield from replace_value(text, holder, key, self.value)
        else:
            yield from insert_key(text, holder, key, self.value, self.order)

    def lines(self) -> tuple[str, ...]:
        """Give the lines to paste."""
        return entry_lines(str(self.where[-1]), self.value)


@dataclass(frozen=True, slots=True)
class RemoveKey:
    """Take a key away; nothing happens where it is not there."""

    where: Where

    def applied(self, data: Any, at: Path) -> None:  # noqa: ANN401 — plain data
        """Change plain data so."""
        _follow(data, at[:-1]).pop(at[-1], None)

    def cuts(self, text: str, top: Node, at: Path) -> Iterator[tuple[Cut, ...]]:
        """Give the ways to write it, the best first."""
        holder, key = find(top, at[:-1]), str(at[-1])
        if isinstance(holder, Mapping) and holder.get(key) is not None:
            yield from remove_key(text, holder, key)
        else:
            yield ()

    def lines(self) -> tuple[str, ...]:
        """Give the lines to paste: here, what to take out."""
        return (f"(take out the key '{self.where[-1]}')",)


@dataclass(frozen=True, slots=True)
class Append:
    """Put an entry at the end of a list; a missing list is begun, a single word becomes one.

    `identity` names the key by which an entry is known: one that is there is refused. `unique` says
    that an entry which stands there just so is enough.
    """

    where: Where
    value: Value
    order: tuple[str, ...] = ()
    identity: str = ""
    unique: bool = False

    def applied(self, data: Any, at: Path) -> None:  # noqa: ANN401 — plain data
        """Change plain data so."""
        holder = _follow(data, at[:-1])
        old = holder.get(at[-1])
        listed = [] if old is None else [old] if isinstance(old, str) else old
        new = plain_value(self.value)
        if self.identity and isinstance(new, dict):
            known = [each.get(self.identity) for each in listed if isinstance(each, dict)]
            if new[self.identity] in known:
                msg = f"this is written down already ({new[self.identity]})"
                raise NotSavedError(msg)
        if not (self.unique and new in listed):
            holder[at[-1]] = [*listed, new]

    def cuts(self, text: str, top: Node, at: Path) -> Iterator[tuple[Cut, ...]]:
        """Give the ways to write it, the best first."""
        holder, key = find(top, at[:-1]), str(at[-1])
        if not isinstance(holder, Mapping):
            return
        value = holder.get(key)
        if value is None:
            yield from insert_key(text, holder, key, [self.value], self.order)
        elif isinstance(value, Listed) and value.items and not value.flow:
            yield from append_to_block(text, value, self.value)
        elif isinstance(value, Listed) and value.items:
            yield from append_to_flow(text, value, self.value)
        elif isinstance(value, Listed) or (isinstance(value, Scalar) and value.text is None):
            yield from append_to_nothing(text, top, holder, key, self.value)
        elif isinstance(value, Scalar):
            yield from append_to_word(text, value, self.value)

    def lines(self) -> tuple[str, ...]:
        """Give the lines to paste."""
        return (f"{self.where[-1]}:", *(f"  {line}" for line in item_lines(self.value)))


Edit = SetKey | RemoveKey | Append


def apply_edits(data: bytes, edits: Sequence[Edit], path: str) -> bytes:
    """Edit a file's bytes; raise NotSavedError where that cannot be done with certainty."""
    bom = data.startswith(_BOM)
    try:
        text = (data[len(_BOM) :] if bom else data).decode("utf-8")
    except UnicodeDecodeError:
        _, problems = parse_yaml(data, path)
        raise FaultyFileError(path, problems) from None
    for edit in edits:
        text = _edited(text, edit, path)
    return (_BOM if bom else b"") + text.encode("utf-8")


def _edited(text: str, edit: Edit, path: str) -> str:
    top = _read(text, path)
    wanted: Any = to_plain(top)
    at = _resolved(wanted, edit.where, path)
    if wanted is None:
        wanted = {}
    if not isinstance(_follow(wanted, at[:-1]), dict):
        steps = "".join(f" under '{step}'" for step in at[:-1] if isinstance(step, str))
        msg = (
            f"{path} has no keys with values{steps or ' at its top'}, so none can be written there"
        )
        raise NotSavedError(msg, edit.lines())
    if isinstance(edit, SetKey) and edit.refuses(_follow(wanted, at)):
        msg = f"{path} says something else there by now ('{at[-1]}'), and that is not overwritten"
        raise NotSavedError(msg, edit.lines())
    wanted = copy.deepcopy(wanted)
    edit.applied(wanted, at)
    if wanted == to_plain(top):
        return text
    own = _own_text(text, top, at) if isinstance(edit, RemoveKey) else ""
    for cuts in edit.cuts(text, top, at):
        tried = make_cuts(text, cuts)
        if len(tried.encode()) > MAX_BYTES:
            msg = f"{path} would have more than a million bytes then; move old notes elsewhere"
            raise NotSavedError(msg)
        if _means(tried, wanted, path) and not _forgets(text, tried, cuts, own):
            return tried
    msg = f"{path} is written in a style in which this cannot be put with certainty"
    raise NotSavedError(msg, edit.lines())


def _read(text: str, path: str) -> Node:
    top, problems = parse_yaml(text, path)
    if top is None or problems:
        raise FaultyFileError(path, problems)
    return top


def _means(text: str, wanted: object, path: str) -> bool:
    """Whether a text is sound and says exactly this."""
    top, problems = parse_yaml(text, path)
    return top is not None and not problems and to_plain(top) == wanted


def _own_text(text: str, top: Node, at: Path) -> str:
    """Give the text of a key and its value, with the rest of the line: its remark goes with it."""
    holder, name = find(top, at[:-1]), str(at[-1])
    if not isinstance(holder, Mapping):
        return ""
    key, value = holder.key(name), holder.get(name)
    if key is None or value is None:
        return ""
    return text[key.start.offset : value.end.offset] + text[value.end.offset :].split("\n", 1)[0]


def _forgets(before: str, after: str, cuts: Sequence[Cut], own: str) -> bool:
    """Whether a comment went, but for those in `own`: the text of a key that goes."""
    if not any("#" in before[cut.start : cut.end] for cut in cuts):
        return False
    lost = remarks(tuple(before.splitlines())) - remarks(tuple(after.splitlines()))
    return any(remark not in own for remark in lost)


def _resolved(data: Any, where: Where, path: str) -> Path:  # noqa: ANN401 — plain data
    """Turn a path with entries into one with numbers."""
    at: list[str | int] = []
    for step in where:
        if isinstance(step, Entry):
            place = step.found_in(_follow(data, tuple(at)))
            if place is None:
                keys = ", ".join(f"{key}: {value}" for key, value in step.data.items())
                msg = f"{path} does not have exactly one entry with {keys}; give each an `id`"
                raise NotSavedError(msg)
            at.append(place)
        else:
            at.append(step)
    return tuple(at)


def _follow(data: Any, at: Path) -> Any:  # noqa: ANN401 — plain data
    """Go down a path; None where it leads nowhere."""
    for step in at:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data
