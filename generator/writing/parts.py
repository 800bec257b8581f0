"""A YAML text taken apart into parts that can be put into another text, and put together again.

A part is an entry of a mapping or of a list as it was written: its lines, and above them the
comments and blank lines that belong to it. Parts keep the columns they stood in until they are
moved. What cannot be taken apart with certainty raises StrangeTextError, and is never guessed at.

    # with a comment            lead
    touches:                    lines, the first of them the header of a block …
      - id: t-2                   … of parts: this one's first line shares the dash
        date: 2026-11-20
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.writing.scalars import Value, entry_lines, item_lines
from generator.writing.weave import Lines
from generator.yamltree import Mapping, Node, Plain, Scalar, find, parse_yaml, to_plain
from generator.yamltree import Sequence as Listed

_LITERAL = re.compile(r"[|>][-+0-9]*")
_REMARK = re.compile(r"[ \t]*(?:#.*)?")


class StrangeTextError(Exception):
    """A text in a style that is not taken apart here."""


@dataclass(frozen=True, slots=True)
class Part:
    """One entry. `key` is empty in a list; `column` is that of its first sign, counted from 0."""

    key: str
    lines: Lines
    column: int
    lead: Lines = ()

    @property
    def body(self) -> Lines:
        """Its lines as they would stand at the left edge, to be compared."""
        return tuple(_shifted(line, -self.column) for line in self.lines)

    def moved(self, column: int) -> Part:
        """Put it at another column."""
        by = column - self.column
        if not by:
            return self
        lines, lead = (
            tuple(_shifted(line, by) for line in each) for each in (self.lines, self.lead)
        )
        return Part(self.key, lines, column, lead)

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return "\n".join(self.lines) + "\n"

    @property
    def node(self) -> Node:
        """Its value, with its place in `text`."""
        found = find(read(self.lines), (self.key or 0,))
        if found is None:
            raise StrangeTextError
        return found

    @property
    def value(self) -> Plain:
        """Its value as plain data."""
        return to_plain(self.node)


@dataclass(frozen=True, slots=True)
class Block:
    """Parts in their order, and what stands above the first and below the last of them."""

    parts: tuple[Part, ...] = ()
    column: int = 0
    head: Lines = ()
    tail: Lines = ()

    @property
    def lines(self) -> Lines:
        """The whole as lines."""
        inner = [line for part in self.parts for line in (*part.lead, *part.lines)]
        return (*self.head, *inner, *self.tail)

    @property
    def by_key(self) -> dict[str, Part]:
        """The parts of a mapping by their keys."""
        return {part.key: part for part in self.parts}


@dataclass(frozen=True, slots=True)
class Opened:
    """A part whose value is a block: its own first lines, and the block below them.

    `dash` is the column of a dash that shares its line with the block's first part; None without.
    """

    header: Lines
    block: Block
    dash: int | None = None

    def closed(self, part: Part) -> Part:
        """Put it together again in `part`'s place; its lead are the comments that must go above."""
        if self.dash is None:
            return replace(part, lines=(*self.header, *self.block.lines), lead=())
        if not self.block.parts:
            raise StrangeTextError
        first, *rest = self.block.parts
        begin = first.lines[0]
        lines = (f"{begin[: self.dash]}-{begin[self.dash + 1 :]}", *first.lines[1:])
        below = Block(tuple(rest), tail=self.block.tail).lines
        return replace(part, lines=(*lines, *below), lead=first.lead)


@lru_cache(maxsize=8192)  # a merge asks for the same parts again and again
def read(lines: Lines) -> Node:
    """Read lines strictly."""
    tree, problems = parse_yaml("\n".join(lines) + "\n", "")
    if tree is None or problems:
        raise StrangeTextError
    return tree


def take_apart(lines: Lines) -> Block:
    """Take a whole document apart."""
    tree = read(lines)
    if isinstance(tree, Scalar) and tree.text is None:
        return Block(tail=lines)
    block = _block(lines, tree)
    first = block.parts[0]
    blank = [n for n, line in enumerate(first.lead) if not line.strip().startswith("#")]
    own = blank[-1] + 1 if blank else 0
    parts = (replace(first, lead=first.lead[own:]), *block.parts[1:])
    return replace(block, parts=parts, head=first.lead[:own])


def open_part(part: Part) -> Opened | None:
    """Take the value of a part apart; None where it is not a block."""
    node = part.node
    if isinstance(node, Scalar) or node.flow:
        return None
    if part.key or node.start.line > 1:
        return Opened(part.lines[:1], _block(part.lines[1:], read(part.lines[1:])))
    first = part.lines[0]
    body = (f"{first[: part.column]} {first[part.column + 1 :]}", *part.lines[1:])
    return Opened((), _block(body, read(body)), part.column)


def made_part(key: str, value: Plain) -> Part:
    """Write a part anew."""
    lines = entry_lines(key, writable(value)) if key else item_lines(writable(value))
    return Part(key, lines, 0)


def made_block(value: Plain) -> Block:
    """Write a mapping or a list of entries anew, as a block."""
    if isinstance(value, dict):
        return Block(tuple(made_part(key, each) for key, each in value.items()))
    return Block(tuple(made_part("", each) for each in value or ()))


def remark_span(part: Part) -> tuple[int, int] | None:
    """Find where the comment beside a part's value, or beside its key, stands or would stand."""
    node, text = part.node, part.text
    if isinstance(node, Scalar) and node.style in {"|", ">"}:
        head = _LITERAL.match(text, node.start.offset)
        start = head.end() if head else node.start.offset
    elif isinstance(node, Scalar) or node.flow:
        start = content_end(text, node)
    else:
        tree = read(part.lines)
        name = tree.key(part.key) if isinstance(tree, Mapping) else None
        if name is None:
            return None
        start = text.index(":", name.end.offset) + 1
    found = _REMARK.match(text, start)
    end = found.end() if found else start
    return (start, end) if text[end : end + 1] in {"\n", ""} else None


def content_end(text: str, node: Node) -> int:
    """Give the place behind the last sign of a value."""
    start, end = node.start.offset, node.end.offset
    return start + len(text[start:end].rstrip())


def with_text(part: Part, text: str) -> Part:
    """Give a part other lines."""
    return replace(part, lines=tuple(text.removesuffix("\n").split("\n")))


def _block(lines: Lines, tree: Node) -> Block:
    if isinstance(tree, Scalar) or tree.flow:
        raise StrangeTextError
    column = tree.start.column - 1
    begins = list(_begins(lines, tree, column))
    keys = [name.text or "" for name, _ in tree.pairs] if isinstance(tree, Mapping) else []
    if len(set(begins)) != len(begins):
        raise StrangeTextError
    parts: list[Part] = []
    lead = lines[: begins[0]]
    for n, begin in enumerate(begins):
        end = begins[n + 1] if n + 1 < len(begins) else len(lines)
        inner = begin + _own_lines(lines[begin:end], column)
        parts.append(Part(keys[n] if keys else "", lines[begin:inner], column, lead))
        lead = lines[inner:end]
    return Block(tuple(parts), column, tail=lead)


def _begins(lines: Lines, tree: Mapping | Listed, column: int) -> Iterator[int]:
    """Give the first line of each part: its key's, or its dash's."""
    if isinstance(tree, Mapping):
        yield from (name.start.line - 1 for name, _ in tree.pairs)
        return
    for item in tree.items:
        line = item.start.line - 1
        while lines[line][column : column + 1] != "-" or lines[line][:column].strip():
            line -= 1
            if line < 0:
                raise StrangeTextError
        yield line


def _own_lines(lines: Lines, column: int) -> int:
    """Count the lines of a part without the blank ones and comments that lead up to the next."""
    end = len(lines)
    while end > 1 and _leads_on(lines[end - 1], column):
        end -= 1
    return end


def _leads_on(line: str, column: int) -> bool:
    bare = line.lstrip(" ")
    return not bare.strip() or (bare.startswith("#") and len(line) - len(bare) <= column)


def _shifted(line: str, by: int) -> str:
    if by >= 0:
        return f"{' ' * by}{line}" if line.strip() else line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]


def writable(value: Plain) -> Value:
    """Give a value as the writer of scalars takes it: nothing is an empty text."""
    if isinstance(value, dict):
        return {key: writable(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [writable(each) for each in value]
    return value or ""
