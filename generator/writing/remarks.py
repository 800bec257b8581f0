"""Comments in a merge. They are no facts, and yet nobody's comment goes without a word.

Where one side took a thing out and the other wrote a comment to it, that is a conflict as if the
thing itself had been changed: `with_remarks` changes the base so that it becomes one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from generator.writing.agreement import Three, Value, canon, matched
from generator.writing.parts import Block, Part, content_end, open_part, read
from generator.writing.weave import Lines
from generator.yamltree import Mapping, Node, Plain, Scalar

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*", re.MULTILINE)
_SIGN = re.compile(r"\S")
_COMMENTED = "#"
"""A key that no file has: with it, an entry is another than it was."""


def remarks(lines: Lines) -> Counter[str]:
    """Count the comments in lines, wherever they stand."""
    text = "\n".join(lines) + "\n"
    bare, at = [], 0
    for start, end in _texts(text, read(lines)):  # a # within a text begins no comment
        bare += [text[at:start], _SIGN.sub("x", text[start:end])]
        at = max(start, end)
    found = _COMMENT.finditer("".join([*bare, text[at:]]))
    return Counter(text[each.start() : each.end()].rstrip() for each in found)


def with_remarks(blocks: Three[Block], data: Three[Value]) -> Three[Value]:
    """Let the base differ from what one side took out and the other wrote a comment to."""
    base = data.base
    if isinstance(base, dict):
        sides = Three(*(each.by_key for each in blocks))
        marked = {
            key: _marked(Three(*(side.get(key) for side in sides)), value)
            for key, value in base.items()
        }
        return data._replace(base=marked)
    lists = Three(*(each if isinstance(each, list) else [] for each in data))
    if not lists.base or not all(isinstance(each, dict) for each in chain(*lists)):
        return data
    entries = list(lists.base)
    for at in matched(lists):
        if at.base is not None:
            entries[at.base] = _marked(parts_at(blocks, at), entries[at.base])
    return data._replace(base=entries)


def parts_at(blocks: Three[Block], at: Three[int | None]) -> Three[Part | None]:
    """Give the parts at these places of three lists."""
    pairs = zip(blocks, at, strict=True)
    return Three(*(None if n is None else block.parts[n] for block, n in pairs))


def _marked(three: Three[Part | None], value: Plain) -> Plain:
    base, ours, theirs = three
    if base is None:
        return value
    if ours and theirs:
        return _marked_within(Three(base, ours, theirs), value)
    own = ours or theirs
    if own is None or canon(own.key, own.value) != canon(own.key, value):
        return value
    if not _remarks_of(own) - _remarks_of(base):
        return value
    return {**(value if isinstance(value, dict) else {}), _COMMENTED: "otherwise"}


def _marked_within(three: Three[Part], value: Plain) -> Plain:
    if three.base.body in (three.ours.body, three.theirs.body):
        return value
    base, ours, theirs = (open_part(each) for each in three)
    if not (base and ours and theirs):
        return value
    blocks = Three(base.block, ours.block, theirs.block)
    marked = with_remarks(blocks, Three[Value](value, three.ours.value, three.theirs.value)).base
    return value if not isinstance(marked, (dict, list)) else marked


def _remarks_of(part: Part) -> Counter[str]:
    above = Counter(line.strip() for line in part.lead if line.strip())
    return above + remarks(part.lines)


def _texts(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """Give where the texts stand, keys too; the line on which `|` stands may end in a comment."""
    if isinstance(node, Scalar):
        start, end = node.start.offset, content_end(text, node)
        yield (text.find("\n", start) if node.style in {"|", ">"} else start), end
        return
    for each in chain(*node.pairs) if isinstance(node, Mapping) else node.items:
        yield from _texts(text, each)
