"""Where in a text an edit is put: cuts that keep the style of what stands around them.

Each function gives ways to write one thing, the most natural first; `edits.py` takes the first that
proves right. A cut replaces the characters from `start` to `end` by `put`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Keyed
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from generator.writing.scalars import (
    STEP,
    Value,
    entry_lines,
    flow_value,
    has_lines,
    indented,
    item_lines,
    literal,
    scalar,
)
from generator.yamltree import Mapping, Node, Scalar
from generator.yamltree import Sequence as Listed

_BREAK = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"([ ]*)#[^\r\n]*")
_LITERAL = frozenset("|>")
_HEAD = re.compile(r"([|>])[+-]?([1-9]?)[+-]?")


class Cut(NamedTuple):
    """Put `put` in the place of the characters from `start` to `end`."""

    start: int
    end: int
    put: str


def make_cuts(text: str, cuts: Sequence[Cut]) -> str:
    """Make all cuts, the last first, so that the places of the others hold."""
    for cut in sorted(cuts, reverse=True):
        text = text[: cut.start] + cut.put + text[cut.end :]
    return text


def replace_value(text: str, holder: Mapping, key: str, value: Value) -> Iterator[tuple[Cut, ...]]:
    """Write another value behind a key that is there."""
    old = holder.get(key)
    name = holder.key(key)
    if old is None or name is None:
        return
    if isinstance(old, Scalar) and old.text is None and not old.style:
        yield from _fill(text, holder, name, old, value)
        return
    if isinstance(old, Scalar) and old.style in _LITERAL and isinstance(value, (str, date)):
        yield from _over_block(text, name, old, value)
    start, end = old.start.offset, _content_end(text, old)
    if isinstance(old, Scalar) and isinstance(value, (str, date)):
        if isinstance(value, str) and "\n" in value and not holder.flow:
            yield from _as_block(text, (start, end), name, value)
        style = old.style if old.style not in _LITERAL else ""
        yield (Cut(start, end, scalar(value, flow=holder.flow, style=style)),)
    yield (Cut(start, end, flow_value(value)),)


def insert_key(
    text: str, holder: Mapping, key: str, value: Value, order: Sequence[str] = ()
) -> Iterator[tuple[Cut, ...]]:
    """Write a key that is not there yet, after those that come before it in the `order`."""
    pairs = holder.pairs
    if holder.flow:
        put = f"{key}: {flow_value(value)}"
        if pairs:
            at = _content_end(text, pairs[-1][1])
            yield (Cut(at, at, f", {put}"),)
        else:
            at = holder.start.offset + 1
            yield (Cut(at, at, put),)
        return
    if not pairs:
        return
    column = pairs[0][0].start.column - 1
    before = _predecessor(pairs, key, order)
    lines = _shaped(holder, key, value)
    if before is None:
        first = pairs[0][0].start.offset
        eol = _eol_at(text, first)
        put = "".join(f"{line}{eol}" for line in indented(lines, column)).lstrip(" ")
        yield (Cut(first, first, f"{put}{' ' * column}"),)
        return
    yield from _after(text, before[1], column, indented(lines, column))
    lines = _shaped(holder, key, value, blocks=False)
    yield from _after(text, before[1], column, indented(lines, column))


def remove_key(text: str, holder: Mapping, key: str) -> Iterator[tuple[Cut, ...]]:
    """Take a key out, with its value and the comment beside it."""
    index = next(n for n, (name, _) in enumerate(holder.pairs) if name.text == key)
    name, value = holder.pairs[index]
    end = _content_end(text, value)
    if holder.flow:
        if index:
            yield (Cut(_content_end(text, holder.pairs[index - 1][1]), end, ""),)
        elif len(holder.pairs) > 1:
            yield (Cut(name.start.offset, holder.pairs[1][0].start.offset, ""),)
        else:
            yield (Cut(name.start.offset, end, ""),)
        return
    begin = _line_start(text, name.start.offset)
    if text[begin : name.start.offset].strip():  # it shares its line with a dash
        if len(holder.pairs) > 1:
            yield (Cut(name.start.offset, holder.pairs[1][0].start.offset, ""),)
        return
    line_end = _line_end(text, end)
    found = _BREAK.match(text, line_end)
    if found:
        yield (Cut(begin, found.end(), ""),)
    else:
        yield (Cut(_before_break(text, begin), line_end, ""),)


def append_to_block(text: str, listed: Listed, value: Value) -> Iterator[tuple[Cut, ...]]:
    """Write an entry after the last of a list of dashes, in the shape of that."""
    last = listed.items[-1]
    column = listed.start.column - 1
    eol = _eol_at(text, _content_end(text, last))
    lead = eol if _are_apart(text, listed) else ""
    in_flow = isinstance(last, Mapping) and last.flow and not has_lines(value)
    if in_flow:
        yield from _after(text, last, column, indented([f"- {flow_value(value)}"], column), lead)
    gap = _gap(text, listed, last)
    # A block that keeps its blank lines would keep the lead too; one that ends the file would need
    # the line end that the file lacks.
    for blocks in (True, False):
        lines = indented(item_lines(value, gap, blocks=blocks), column)
        for begun in dict.fromkeys((lead, "")):
            yield from _after(text, last, column, lines, begun)


def append_to_flow(text: str, listed: Listed, value: Value) -> Iterator[tuple[Cut, ...]]:
    """Write an entry after the last of a list in brackets."""
    put = flow_value(value)
    items = listed.items
    end = _content_end(text, items[-1])
    above = _content_end(text, items[-2]) if len(items) > 1 else listed.start.offset
    if not _BREAK.search(text, above, items[-1].start.offset):
        yield (Cut(end, end, f", {put}"),)
        return
    begin = items[-1].start.offset
    indent = text[_line_start(text, begin) : begin]
    new = f"{_eol_at(text, end)}{indent if not indent.strip() else ' ' * STEP}{put}"
    rest = re.compile(r"\s*,").match(text, end, listed.end.offset - 1)
    if rest:
        at = min(_line_end(text, rest.end()), listed.end.offset - 1)
        yield (Cut(at, at, f"{new},"),)
        yield (Cut(rest.end(), rest.end(), f" {put},"),)
        return
    at = _line_end(text, end)
    if at < listed.end.offset:
        yield (Cut(end, end, ","), Cut(at, at, new))
    yield (Cut(end, end, f",{new}"),)


def append_to_nothing(
    text: str, top: Node, holder: Mapping, key: str, value: Value
) -> Iterator[tuple[Cut, ...]]:
    """Begin a list behind a key that has an empty one, or nothing."""
    old, name = holder.get(key), holder.key(key)
    if old is None or name is None:
        return
    empty = isinstance(old, Scalar)
    start, end = old.start.offset, old.end.offset
    if holder.flow or not isinstance(value, Keyed):
        put = f"[{flow_value(value)}]"
        yield (Cut(start, end, f" {put}" if empty else put),)
        return
    column = name.start.column - 1 + _dash_indent(top)
    at = _line_end(text, end)
    colon = text.rfind(":", name.end.offset, start) + 1
    for blocks in (True, False):  # a block that ends the file would need the line end it lacks
        lines = indented(item_lines(value, blocks=blocks), column)
        put = "".join(f"{_eol_at(text, end)}{line}" for line in lines)
        yield (*(() if empty else (Cut(colon or start, end, ""),)), Cut(at, at, put))
    yield (Cut(start, end, f"[{flow_value(value)}]"),)


def append_to_word(text: str, word: Scalar, value: Value) -> Iterator[tuple[Cut, ...]]:
    """Make a list of a single word and what joins it."""
    start, end = word.start.offset, _content_end(text, word)
    yield (Cut(start, end, f"[{text[start:end]}, {flow_value(value)}]"),)
    yield (Cut(start, end, f"[{flow_value(word.text or '')}, {flow_value(value)}]"),)


# --- the parts of it --------------------------------------------------------------------------


def _fill(
    text: str, holder: Mapping, name: Scalar, old: Scalar, value: Value
) -> Iterator[tuple[Cut, ...]]:
    """Write a value behind a key that has none."""
    at = old.start.offset
    if isinstance(value, str) and "\n" in value and not holder.flow:
        yield from _as_block(text, (at, at), name, value, " ")
    put = scalar(value, flow=holder.flow) if isinstance(value, (str, date)) else flow_value(value)
    yield (Cut(at, at, f" {put}"),)
    yield (Cut(at, at, f": {put}"),)


def _as_block(
    text: str, span: tuple[int, int], name: Scalar, value: str, lead: str = ""
) -> Iterator[tuple[Cut, ...]]:
    """Write a text of several lines; a comment behind the old value stays beside its key."""
    block = literal(value)
    if not block:
        return
    start, end = span
    head, lines = block
    at = _line_end(text, end)
    eol = _eol_at(text, end)
    body = "".join(f"{eol}{line}" for line in indented(lines, name.start.column - 1 + STEP))
    yield (Cut(start, end, f"{lead}{head}"), Cut(at, at, body))


def _over_block(
    text: str, name: Scalar, old: Scalar, value: str | date
) -> Iterator[tuple[Cut, ...]]:
    """Write over a text in a block; the comment beside its head stays beside the key."""
    found = _HEAD.match(text, old.start.offset)
    end = _content_end(text, old)
    if not found or end < found.end():
        return
    body = Cut(_line_end(text, found.end()), end, "")
    if body.start >= end:
        return
    if isinstance(value, str) and "\n" in value:
        for head, below in _as_block(text, found.span(), name, value):
            yield head, body._replace(put=below.put)
    yield Cut(*found.span(), scalar(value)), body


def _after(
    text: str, node: Node, column: int, lines: Sequence[str], lead: str = ""
) -> Iterator[tuple[Cut, ...]]:
    """Write lines below a node, and below the comments that are indented more than `column`."""
    at = _line_end(text, _content_end(text, node))
    eol = _eol_at(text, at)
    below = _past_comments(text, at, column)
    put = lead + "".join(f"{eol}{line}" for line in lines)
    yield (Cut(below, below, put),)
    if below != at:
        yield (Cut(at, at, put),)
    beyond = node.end.offset  # a literal block that keeps its blank lines ends further down
    if beyond > at:
        yield (Cut(beyond, beyond, lead + "".join(f"{line}{eol}" for line in lines)),)
    head = _head_of_last(text, node)
    if head:  # a block that ended with the file, without a line end: it must not gain one
        yield (head, Cut(below, below, put))


def _head_of_last(text: str, node: Node) -> Cut | None:
    """Let the last block in a node end without a line end: its head becomes `|-` or `>-`."""
    while not isinstance(node, Scalar):
        inner = node.items if isinstance(node, Listed) else tuple(v for _, v in node.pairs)
        if not inner:
            return None
        node = inner[-1]
    found = _HEAD.match(text, node.start.offset) if node.style in _LITERAL else None
    return Cut(found.start(), found.end(), f"{found[1]}{found[2]}-") if found else None


def _shaped(holder: Mapping, key: str, value: Value, *, blocks: bool = True) -> tuple[str, ...]:
    """Write an entry, its dashes as far in as those of the other lists beside it."""
    lines = entry_lines(key, value, blocks=blocks)
    lists = [v for _, v in holder.pairs if isinstance(v, Listed) and v.items and not v.flow]
    if len(lines) > 1 and lists and not isinstance(value, (str, Keyed)):
        own = lists[-1].start.column - holder.pairs[0][0].start.column
        if own >= 0:
            return (lines[0], *(line and " " * own + line[STEP:] for line in lines[1:]))
    return lines


def _dash_indent(top: Node) -> int:
    """Say how far in the dashes of the file's own lists stand, two columns where it has none."""
    if isinstance(top, Mapping):
        for name, value in reversed(top.pairs):
            if isinstance(value, Listed) and value.items and not value.flow:
                return max(0, value.start.column - name.start.column)
    return STEP


def _predecessor(
    pairs: Sequence[tuple[Scalar, Node]], key: str, order: Sequence[str]
) -> tuple[Scalar, Node] | None:
    if key not in order:
        return pairs[-1]
    rank = {name: n for n, name in enumerate(order)}
    earlier = [pair for pair in pairs if rank.get(pair[0].text or "", len(order)) < rank[key]]
    return max(earlier, key=lambda pair: rank[pair[0].text or ""], default=None)


def _are_apart(text: str, listed: Listed) -> bool:
    """Whether a blank line stands between the entries."""
    return any(
        len(_BREAK.findall(text, _content_end(text, one), two.start.offset)) > 1
        and not text[_line_end(text, _content_end(text, one)) : two.start.offset].strip(" \t\r\n-")
        for one, two in list(pairwise(listed.items))[-1:]
    )


def _gap(text: str, listed: Listed, last: Node) -> int:
    """Say how far a list's entries begin behind their dash."""
    begin = _line_start(text, last.start.offset)
    before = text[begin : last.start.offset]
    gap = last.start.column - listed.start.column
    return gap if before.strip() == "-" and gap >= STEP else STEP


def _content_end(text: str, node: Node) -> int:
    """Give the place behind the last character of a value that is no white space."""
    start, end = node.start.offset, node.end.offset
    while end > start and text[end - 1] in " \t\r\n":
        end -= 1
    return end


def _past_comments(text: str, at: int, column: int) -> int:
    """Go down from the end of a line past comments that are indented more than `column`."""
    while True:
        found = _BREAK.match(text, at)
        comment = _COMMENT.match(text, found.end()) if found else None
        if not comment or len(comment[1]) <= column:
            return at
        at = comment.end()


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    found = _BREAK.search(text, at)
    return found.start() if found else len(text)


def _before_break(text: str, line_start: int) -> int:
    """Give the place before the break that ends the line above."""
    if text[:line_start].endswith("\r\n"):
        return line_start - 2
    return max(0, line_start - 1)


def _eol_at(text: str, at: int) -> str:
    """Give the line end in use at a place: of its own line, else of the one above."""
    found = _BREAK.search(text, at)
    if found:
        return found[0]
    above = _BREAK.findall(text, 0, at)
    return above[-1] if above else "\n"
