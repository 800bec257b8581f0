"""Merging what two clones made of one file: both sides' changes in ours' own text, or a conflict.

What the merge *means* is agreed as data (`agreement.py`); here it is written, in this order:

1. If the lines of the three versions weave into a text that means what was agreed, that is it:
   nothing of either side's comments, order and style is lost.
2. Else ours is taken apart into parts (`parts.py`), and so are the others. A part that one side
   alone has changed is taken as that side wrote it; one that both have changed is opened and
   merged part by part, down to a single line. Comments are woven like lines.
3. That is done twice, once with each side preferred where they cannot agree. Either text is read
   again and must say exactly what was agreed. Where the two differ, and nowhere else, git's
   markers stand.

If a version cannot be read, or nothing proves right, the lines clash as they would in git, with
markers: nothing is ever merged on a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.writing.agreement import (
    CLOSED,
    MISSING,
    Missing,
    Prefer,
    Three,
    Value,
    agree,
    agree_entries,
    agree_mapping,
    canon,
    words,
)
from generator.writing.parts import (
    Block,
    Opened,
    Part,
    StrangeTextError,
    content_end,
    made_block,
    made_part,
    open_part,
    read,
    remark_span,
    take_apart,
    with_text,
    writable,
)
from generator.writing.remarks import parts_at, remarks, with_remarks
from generator.writing.scalars import flow_value
from generator.writing.weave import (
    MARKER,
    Clash,
    Lines,
    align,
    compare,
    weave,
    weave_cleanly,
    with_markers,
)
from generator.yamltree import Mapping, Node, Plain, Scalar, parse_yaml, to_plain
from generator.yamltree import Sequence as Listed

_BOM = "\ufeff"
_SIDES: tuple[Prefer, Prefer] = ("ours", "theirs")


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged file. `clashes` counts the places that the user must settle, marked as git does.

    `kept_closed` are opt-outs that stay although one side had taken them out.
    """

    data: bytes
    clashes: int = 0
    kept_closed: tuple[str, ...] = ()


def merge(base: bytes, ours: bytes, theirs: bytes, marker: int = MARKER) -> Merged:
    """Merge two versions of a file that came from one; `base` is empty where there was none."""
    texts = Three(*(_text(each) for each in (base, ours, theirs)))
    frame = _Frame.of(texts.ours)
    lines = Three(*(_lines(each) for each in texts))
    try:
        merged = _merge(lines)
        clashes = [each for each in merged if isinstance(each, Clash)]
        kept = _kept_closed(Three(*(to_plain(read(each)) for each in lines)))
    except StrangeTextError:
        merged, kept = _as_git_would(lines), ()
        clashes = [each for each in merged if isinstance(each, Clash)]
    return Merged(frame.around(merged, marker), len(clashes), kept)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the lines of a text: a byte order mark, and the end of each line."""

    bom: bool
    lines: Lines
    ends: Lines

    @classmethod
    def of(cls, text: str) -> _Frame:
        return cls(text.startswith(_BOM), _lines(text), _ends(text))

    def around(self, merged: list[str | Clash], marker: int) -> bytes:
        """Write lines as ours has them: with its ends where it has the line, else with the last."""
        lines = with_markers(_with_bom(merged) if self.bom else merged, marker)
        ended = "".join(map(str.__add__, lines, self._ends_of(lines)))
        return ended.encode("utf-8", "surrogateescape")

    def _ends_of(self, lines: Lines) -> list[str]:
        usual = self.ends[0] if self.ends and self.ends[0] else "\n"
        kinds = set(self.ends[:-1])
        own = dict(zip(range(len(self.lines)), self.ends, strict=True))
        ends = [usual] * len(lines)
        for start, at, length in align(self.lines, lines) if len(kinds) > 1 else ():
            ends[at : at + length] = [own[n] or usual for n in range(start, start + length)]
        if ends and self.ends and not self.ends[-1]:
            ends[-1] = ""
        return ends


def _with_bom(merged: list[str | Clash]) -> list[str | Clash]:
    """Put the mark before the first line, in a clash of each side: git sees no marker behind it."""
    if not merged:
        return merged
    first, *rest = merged
    if isinstance(first, str):
        return [_BOM + first, *rest]
    below = rest[0] if rest else None
    if isinstance(below, str) and not (first.ours and first.theirs):
        # With the line below it begins the side that has none in the clash.
        first, rest = Clash((*first.ours, below), (*first.theirs, below)), rest[1:]
    ours, theirs = (
        (_BOM + side[0], *side[1:]) if side else () for side in (first.ours, first.theirs)
    )
    return [Clash(ours, theirs), *rest]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _lines(text: str) -> Lines:
    return tuple(line.removesuffix("\r") for line in _ended(text))


def _ends(text: str) -> Lines:
    bare = text.removeprefix(_BOM)
    ends = ["\r\n" if line.endswith("\r") else "\n" for line in _ended(text)]
    if ends and not bare.endswith("\n"):
        ends[-1] = ""
    return tuple(ends)


def _ended(text: str) -> list[str]:
    bare = text.removeprefix(_BOM)
    return bare.removesuffix("\n").split("\n") if bare else []


def _as_git_would(lines: Three[Lines]) -> list[str | Clash]:
    """Weave lines that nobody could understand; where they weave without a clash, mark them all."""
    woven = weave(*lines)
    clear = not any(isinstance(each, Clash) for each in woven)
    return compare(lines.ours, lines.theirs) if clear and lines.ours != lines.theirs else woven


def _merge(lines: Three[Lines]) -> list[str | Clash]:
    if any("\r" in line for each in lines for line in each):  # the reader counts more lines here
        raise StrangeTextError
    data = Three[Value](*(to_plain(read(each)) for each in lines))
    agreed = tuple(agree(data, side) for side in _SIDES)
    woven = weave_cleanly(*lines)
    if woven is not None and all(_means(woven, each) for each in agreed):
        return list(woven)
    blocks = Three(*(take_apart(each) for each in lines))
    agreed = tuple(agree(with_remarks(blocks, data), side) for side in _SIDES)
    versions = []
    for side, wanted in zip(_SIDES, agreed, strict=True):
        lines_of_side = _Merger(side).block(blocks, data).lines
        if not _means(lines_of_side, wanted):
            raise StrangeTextError
        versions.append(lines_of_side)
    ours, theirs = lines.ours, lines.theirs
    if _forgets(versions[0], lines.base, ours, theirs):
        raise StrangeTextError
    if _forgets(versions[1], lines.base, theirs, ours):
        raise StrangeTextError
    return compare(*versions)


def _forgets(version: Lines, base: Lines, side: Lines, other: Lines) -> bool:
    """Whether a comment of this side that the other has not taken out is missing in its version."""
    taken_out = remarks(base) - remarks(other)
    return bool(remarks(side) - taken_out - remarks(version))


def _means(lines: Lines, wanted: Value) -> bool:
    """Whether a text is sound and says exactly this."""
    tree, problems = parse_yaml("\n".join(lines) + "\n", "")
    if tree is None or problems:
        return False
    return canon("", to_plain(tree)) == canon("", wanted)


def _kept_closed(data: Three[Plain]) -> tuple[str, ...]:
    base, ours, theirs = (
        words(each.get(CLOSED)) if isinstance(each, dict) else [] for each in data
    )
    return tuple(word for word in base if (word in ours) != (word in theirs))


class _Merger:
    """Writes what was agreed, one side being preferred where there is no agreement."""

    def __init__(self, prefer: Prefer) -> None:
        self._prefer = prefer

    def block(self, blocks: Three[Block], data: Three[Value], column: int = 0) -> Block:
        """Merge the parts of three blocks into one at `column`."""
        data = with_remarks(blocks, data)
        parts = (
            self._entries(blocks, data)
            if any(isinstance(each, list) for each in data)
            else self._keys(blocks, data)
        )
        return Block(
            tuple(part.moved(column) for part in parts),
            column,
            self._woven(*(each.head for each in blocks)),
            self._woven(*(each.tail for each in blocks)),
        )

    def _keys(self, blocks: Three[Block], data: Three[Value]) -> list[Part]:
        agreed = agree_mapping(data, self._prefer)
        sides = Three(*(each.by_key for each in blocks))
        merged = {
            key: part
            for key, value in agreed.items()
            if (part := self._part(key, Three(*(each.get(key) for each in sides)), value))
        }
        order = [key for key in sides.ours if key in merged]
        theirs = list(sides.theirs)
        for n, key in enumerate(theirs):
            if key in merged and key not in order:
                before = [order.index(k) for k in theirs[:n] if k in order]
                order.insert(before[-1] + 1 if before else 0, key)
        return [merged[key] for key in order]

    def _entries(self, blocks: Three[Block], data: Three[Value]) -> list[Part]:
        agreed = agree_entries(data, self._prefer)
        parts = [self._part("", parts_at(blocks, each.at), each.value) for each in agreed]
        return [part for part in parts if part]

    def _part(self, key: str, three: Three[Part | None], value: Value) -> Part | None:
        """Merge one part; None where it is to go."""
        base, ours, theirs = three
        if isinstance(value, Missing) or (None in (ours, theirs) and _is_nothing(key, value)):
            return None
        if ours is None or theirs is None:
            own = ours or theirs
            if own is None:
                raise StrangeTextError
            return own if _says(own, value) else self._left_over(three, own, value)
        part = self._both(Three(base, ours, theirs), value)
        lead = self._woven(base.lead if base else (), ours.lead, theirs.lead)
        return replace(part, lead=(*lead, *part.lead))

    def _both(self, three: Three[Part | None], value: Plain) -> Part:
        """Merge a part that both sides have; its lead are comments that must go above it."""
        base, ours, theirs = three
        if ours is None or theirs is None:
            raise StrangeTextError
        for own, other in ((ours, theirs), (theirs, ours)):
            if other.body in (own.body, base.body if base else None) and _says(own, value):
                return replace(own.moved(ours.column), lead=())
        woven = weave_cleanly(base.body, ours.body, theirs.body) if base else None
        if woven and _says(Part(ours.key, woven, 0), value):
            return Part(ours.key, woven, 0).moved(ours.column)
        opened = self._opened(three, ours, value)
        if opened:
            return self._remarked(opened, three)
        said = (own.moved(ours.column) for own in (ours, theirs) if _says(own, value))
        part = next(said, None) or self._composed(ours, theirs, value)
        return self._remarked(replace(part, lead=()), three)

    def _left_over(self, three: Three[Part | None], own: Part, value: Plain) -> Part:
        """Merge a part of which one side has taken out a little, and the other the whole."""
        part = self._opened(three, own, value) or self._composed(own, None, value)
        return replace(part, lead=(*own.lead, *part.lead))

    def _opened(self, three: Three[Part | None], own: Part, value: Plain) -> Part | None:
        """Merge the parts of a part that `own` has written as a block; None if that is no block."""
        opened = Three(*(open_part(each) if each else None for each in three))
        frame = open_part(own)
        if frame is None or not value:
            return None
        if isinstance(value, list) and not all(isinstance(each, dict) for each in value):
            return replace(frame, block=self._words(opened, frame.block, value)).closed(own)
        data = Three[Value](*(each.value if each else MISSING for each in three))
        kinds = {type(each) for each in data if isinstance(each, (dict, list))}
        if len(kinds) > 1 or any(isinstance(each, str) for each in data):
            return None
        blocks = Three(
            *(
                way.block if way else made_block(None if isinstance(each, Missing) else each)
                for way, each in zip(opened, data, strict=True)
            )
        )
        header = frame.header
        if not own.key:  # a comment beside a key is agreed for itself
            header = self._woven(*(each.header if each else header for each in opened))
        block = self.block(blocks, data, frame.block.column)
        return replace(frame, header=header, block=block).closed(own)

    def _words(self, opened: Three[Opened | None], own: Block, value: Sequence[Plain]) -> Block:
        """Write words below one another as ours does, each as the side wrote it that has it."""
        known = Three(
            *({str(p.value): p for p in way.block.parts} if way else {} for way in opened)
        )
        parts = []
        for word in value:
            three = Three(*(side.get(str(word)) for side in known))
            there = three.ours or three.theirs
            part = self._part("", three, word) if there else None
            parts.append((part or made_part("", word)).moved(own.column))
        return replace(own, parts=tuple(parts))

    def _composed(self, own: Part, other: Part | None, value: Plain) -> Part:
        """Write a part that nobody has written so yet, as near to its own style as can be."""
        node, text = own.node, own.text
        if isinstance(value, (list, dict)) and (isinstance(node, Scalar) or node.flow):
            start = node.start.offset
            gap = "" if text[:start].endswith(" ") else " "
            put = gap + _flow(value, own, other)
            part = with_text(own, text[:start] + put + text[content_end(text, node) :])
        else:
            part = made_part(own.key, value).moved(own.column)
        return replace(part, lead=())

    def _remarked(self, part: Part, three: Three[Part | None]) -> Part:
        """Give a part the comment that was agreed for the place beside its value."""
        span = remark_span(part)
        if span is None:
            return part
        said = Three(*(_remark(each) if each else "" for each in three))
        agreed = said.prefer(self._prefer)
        if said.base in (said.ours, said.theirs):
            agreed = said.theirs if said.ours == said.base else said.ours
        start, end = span
        return with_text(part, part.text[:start] + agreed + part.text[end:])

    def _woven(self, base: Lines, ours: Lines, theirs: Lines) -> Lines:
        woven = weave_cleanly(base, ours, theirs)
        return Three(base, ours, theirs).prefer(self._prefer) if woven is None else woven


def _says(part: Part, value: Value) -> bool:
    return canon(part.key, part.value) == canon(part.key, value)


def _is_nothing(key: str, value: Value) -> bool:
    return isinstance(canon(key, value), Missing)


def _remark(part: Part) -> str:
    span = remark_span(part)
    return part.text[slice(*span)] if span else ""


def _flow(value: Plain, own: Part, other: Part | None) -> str:
    """Write a list or mapping on one line, each thing in it as the side wrote it that has it."""
    written = _slices(own) + (_slices(other) if other else [])
    if isinstance(value, dict):
        pairs = ((k, v) for k, v in value.items() if v is not None)
        return f"{{{', '.join(f'{k}: {_slice(written, k, v)}' for k, v in pairs)}}}"
    return f"[{', '.join(_slice(written, '', each) for each in value or ())}]"


def _slices(part: Part) -> list[tuple[str, Plain, str]]:
    """Give key, value and text of everything in a list or mapping written in brackets."""
    node, text = part.node, part.text
    pairs: list[tuple[str, Node]] = []
    if isinstance(node, Mapping) and node.flow:
        pairs = [(name.text or "", each) for name, each in node.pairs]
    elif isinstance(node, Listed) and node.flow:
        pairs = [("", each) for each in node.items]
    return [
        (key, to_plain(each), text[each.start.offset : content_end(text, each)])
        for key, each in pairs
    ]


def _slice(written: list[tuple[str, Plain, str]], key: str, value: Plain) -> str:
    found = (text for name, each, text in written if name == key and each == value and text)
    return next(found, "") or flow_value(writable(value))
