"""Strict YAML: bytes become a tree of text with positions, or problems; nothing is ever guessed.

Users write plain data, so this reads a plain subset of YAML and refuses the rest by name:

- every scalar is text (`no`, `012` and `12:30` mean what they look like); an empty one is None;
- no anchors, aliases or tags: 488 bytes of them can ask for ten thousand million nodes;
- no key twice: elsewhere the second silently wins;
- one document, UTF-8, at most a million bytes, at most twenty levels deep.

Events are taken one by one and reading stops at the first that lies too deep, before the parser
beneath can run out of stack. Lines and columns count from 1, `offset` counts characters from 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from generator.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_PROBLEMS = 100
"""A file with more faults than this is no playbook file: reading stops there, and says so."""

Path = tuple[str | int, ...]
"""Keys and list positions, from the top: `("touches", 3, "date")`."""

_PARSER = getattr(yaml, "CLoader", yaml.Loader)
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)
_CONFLICT = re.compile(r"^<{7}(?: .*)?$", re.MULTILINE)
_LEFT_OF_A_CONFLICT = re.compile(r"^(?:={7}|[|>]{7}(?: .*)?)$", re.MULTILINE)
_OF_A_CONFLICT = (
    "Keep what is true of the two versions: both touches where each side logged one. Then take out"
    " the <<<<<<<, ======= and >>>>>>> lines. After `playbook init --git`, once in each clone, git"
    " keeps both touches by itself."
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"


class Mark(NamedTuple):
    """A place in the text, its byte order mark not counted."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as it was meant; None where a value was left empty. `style` is its opening mark."""

    text: str | None
    start: Mark
    end: Mark
    style: str = ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; `flow` if it was written in brackets. It ends where its last item ends."""

    items: tuple[Node, ...]
    start: Mark
    end: Mark
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file; `flow` if it was written in braces."""

    pairs: tuple[tuple[Scalar, Node], ...]
    start: Mark
    end: Mark
    flow: bool = False

    def get(self, key: str) -> Node | None:
        """Give the value of `key`, the first if it stands there twice."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """Give the key itself, for its place."""
        return next((name for name, _ in self.pairs if name.text == key), None)


Node = Scalar | Sequence | Mapping
Plain = str | list["Plain"] | dict[str, "Plain"] | None


def parse_yaml(
    data: bytes | str, path: str, first_line: int = 1
) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read one YAML document; give its tree and every fault that was found.

    An empty document is an empty scalar. The tree is None where the text cannot be understood;
    where it can (a key twice, a tag), it is there beside the problems, so that a schema may go on
    and name its own. `first_line` is the line of the file on which `data` begins.
    """
    text, problems = decode(data, path)
    if text is None:
        return None, problems
    problems = unusable(text, path, first_line)
    if problems:
        return None, problems
    tree, problems = _Reader(text, path, first_line).read()
    left = _left_of_conflicts(text, path, first_line) if problems else ()
    return (None, left) if left else (tree, problems)


def decode(data: bytes | str, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Turn the bytes of a user's file into text without a byte order mark, or say why not."""
    if len(data) > MAX_BYTES:
        return None, (too_large(path),)
    if isinstance(data, str):
        return data.removeprefix(_BOM), ()
    try:
        return data.decode("utf-8").removeprefix(_BOM), ()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        mark = mark_at(before, len(before))
        problem = Problem(
            path, mark.line, mark.column, "the file is not UTF-8", "Save it again, as UTF-8."
        )
        return None, (problem,)


def too_large(path: str) -> Problem:
    """Say that a file is beyond what this reads at all."""
    message = "the file has more than a million bytes; no playbook file needs that"
    return Problem(path, 1, 1, message, "Move old notes to another file.")


def control_characters(text: str, path: str, first_line: int = 1) -> tuple[Problem, ...]:
    """Name the first character of each kind that no text of a person has in it."""
    found: dict[str, int] = {}
    for match in _FORBIDDEN.finditer(text):
        found.setdefault(match[0], match.start())
    return tuple(_control_character(text, path, first_line, at) for at in found.values())


def mark_at(text: str, index: int, first_line: int = 1) -> Mark:
    """Find the line and column of a character of `text`."""
    breaks = list(_LINE_END.finditer(text, 0, index))
    begin = breaks[-1].end() if breaks else 0
    return Mark(first_line + len(breaks), index - begin + 1, index)


def to_plain(node: Node) -> Plain:
    """Give the tree as dicts, lists and text, without its places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [to_plain(item) for item in node.items]
    return {str(key.text): to_plain(value) for key, value in node.pairs}


def find(node: Node, path: Path) -> Node | None:
    """Follow `path` down from `node`; None where it leads nowhere."""
    at: Node | None = node
    for step in path:
        if at is None:
            return None
        at = _child(at, step)
    return at


def place(node: Node, path: Path, *, key: bool = False) -> Mark:
    """Find where the value at `path` stands, or with `key` its key.

    Where the path leaves the tree (a missing key), this is the place of the last that exists.
    """
    at = node
    for depth, step in enumerate(path, start=1):
        if key and depth == len(path) and isinstance(at, Mapping) and isinstance(step, str):
            name = at.key(step)
            return name.start if name else at.start
        below = _child(at, step)
        if below is None:
            break
        at = below
    return at.start


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def unusable(text: str, path: str, first_line: int) -> tuple[Problem, ...]:
    """Name what would only confuse the parser: merge conflicts and control characters."""
    begin = _at_each(_CONFLICT, text, path, first_line, "an unresolved merge conflict begins here")
    return begin or control_characters(text, path, first_line)


def _left_of_conflicts(text: str, path: str, first_line: int) -> tuple[Problem, ...]:
    """Name what somebody left of a conflict's lines, in a file that cannot be read."""
    message = "a line of a merge conflict was left here"
    return _at_each(_LEFT_OF_A_CONFLICT, text, path, first_line, message)


def _at_each(
    pattern: re.Pattern[str], text: str, path: str, first_line: int, message: str
) -> tuple[Problem, ...]:
    return tuple(
        Problem(path, *mark_at(text, match.start(), first_line)[:2], message, _OF_A_CONFLICT)
        for match in list(pattern.finditer(text))[:MAX_PROBLEMS]
    )


def _control_character(text: str, path: str, first_line: int, at: int) -> Problem:
    mark = mark_at(text, at, first_line)
    what = "line break" if text[at] in "\u0085\u2028\u2029" else "control character"
    message = f"there is an invisible {what}, U+{ord(text[at]):04X}, in the text"
    return Problem(path, mark.line, mark.column, message, "Take it out.")


class _TooMuch(Exception):  # noqa: N818 — no error: the signal to stop reading
    """Raised inside this module when nothing good can follow."""


class _Reader:
    """Builds the tree from events, with an explicit stack: no recursion, whatever is written."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self._text = text
        self._path = path
        self._shift = first_line
        self._problems: list[Problem] = []
        self._stack: list[_Open] = []
        self._root: Node | None = None
        self._documents = 0
        self._sound = True

    def read(self) -> tuple[Node | None, tuple[Problem, ...]]:
        try:
            for event in self._events():
                self._take(event)
        except _TooMuch:
            self._sound = False
        except yaml.YAMLError as error:
            self._sound = False
            self._problems.append(_syntax_problem(self._text, self._path, self._shift, error))
        problems = tuple(sorted(set(self._problems)))
        if not self._sound:
            return None, problems
        start = Mark(self._shift, 1, 0)
        return self._root or Scalar(None, start, start), problems

    def _events(self) -> Iterator[yaml.Event]:
        parser = _PARSER(self._text)
        try:
            while True:
                event = parser.get_event()
                if isinstance(event, yaml.StreamEndEvent):
                    return
                yield event
        finally:
            parser.dispose()

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_extras(event, event.tag)
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_extras(event, event.tag)
            self._open(event, mapping=isinstance(event, yaml.MappingStartEvent))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        style = event.style or ""
        text = event.value if event.value or style in {"'", '"'} else None
        self._add(Scalar(text, self._mark(event.start_mark), self._mark(event.end_mark), style))

    def _open(self, event: yaml.CollectionStartEvent, *, mapping: bool) -> None:
        start = self._mark(event.start_mark)
        if len(self._stack) == MAX_DEPTH:
            message = f"lists and mappings are nested more than {MAX_DEPTH} levels deep"
            self._fault(start, message, "Write it flatter.")
            raise _TooMuch
        self._stack.append(_Open(mapping, bool(event.flow_style), start))

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        done = self._stack.pop()
        end = self._mark(event.end_mark) if done.flow else done.end
        if done.mapping:
            self._add(Mapping(tuple(done.pairs), done.start, end, done.flow))
        else:
            self._add(Sequence(tuple(done.items), done.start, end, done.flow))

    def _add(self, node: Node) -> None:
        if not self._stack:
            self._root = node
            return
        parent = self._stack[-1]
        parent.end = node.end
        if not parent.mapping:
            parent.items.append(node)
        elif parent.awaits_value:
            parent.awaits_value = False
            if parent.key is not None:
                parent.pairs.append((parent.key, node))
        else:
            parent.awaits_value = True
            parent.key = self._key(parent, node)

    def _key(self, parent: _Open, node: Node) -> Scalar | None:
        """Give the key if it can be one; what belongs to a refused key is left out."""
        if not isinstance(node, Scalar) or not node.text:
            self._fault(node.start, "a key must be a word", "Write it as `key: value`.")
            return None
        first = parent.seen.get(node.text)
        if first is not None:
            message = (
                f"the key '{node.text}' stands here a second time; the first is on line {first}"
            )
            self._fault(node.start, message, "Keep one of the two.")
            return None
        parent.seen[node.text] = node.start.line
        return node

    def _refuse_extras(self, event: yaml.NodeEvent, tag: str | None) -> None:
        if event.anchor is not None:
            self._no_alias(event, f"an anchor (&{event.anchor})")
        if tag is not None:
            short = tag.replace("tag:yaml.org,2002:", "!!")
            message = f"a tag ({short}) stands here; a playbook file has none"
            self._fault(self._mark(event.start_mark), message, _NO_TAG)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._sound = False
        self._no_alias(event, f"an alias (*{event.anchor})")
        mark = self._mark(event.start_mark)
        self._add(Scalar("", mark, self._mark(event.end_mark)))

    def _no_alias(self, event: yaml.NodeEvent, what: str) -> None:
        mark = self._mark(event.start_mark)
        last = self._problems[-1] if self._problems else None
        if last is None or last.line != mark.line:
            hint = "Write the text out; if a text is to begin with & or *, put it in quotes."
            self._fault(mark, f"{what} stands here; a playbook file has none", hint)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            message = "a second document begins here; a playbook file has one"
            self._fault(self._mark(event.start_mark), message, "Take out the line '---'.")
            raise _TooMuch

    def _fault(self, mark: Mark, message: str, hint: str) -> None:
        self._problems.append(Problem(self._path, mark.line, mark.column, message, hint))
        if len(self._problems) >= MAX_PROBLEMS:
            self._problems.append(
                Problem(
                    self._path, mark.line, mark.column + 1, "too many faults to go on from here"
                )
            )
            raise _TooMuch

    def _mark(self, mark: Any) -> Mark:  # noqa: ANN401 — the parser has two kinds of them
        return Mark(mark.line + self._shift, mark.column + 1, mark.index)


class _Open:
    """A list or mapping whose end was not reached yet."""

    __slots__ = ("awaits_value", "end", "flow", "items", "key", "mapping", "pairs", "seen", "start")

    def __init__(self, mapping: bool, flow: bool, start: Mark) -> None:  # noqa: FBT001 — private
        self.mapping = mapping
        self.flow = flow
        self.start = start
        self.end = start
        self.items: list[Node] = []
        self.pairs: list[tuple[Scalar, Node]] = []
        self.seen: dict[str, int] = {}
        self.key: Scalar | None = None
        self.awaits_value = False


_QUOTE_IT = "Put the text in quotes."
_INDENT = "Lines that belong together begin in the same column."
_NO_TAG = "Take out the word that begins with '!'."
_MISFIT = "this line does not fit what stands above it"
_OPEN_QUOTE = "a quotation begins here and is never closed"
_CLOSE_QUOTE = "Close it with the same quotation mark."
_BACKSLASH = "a backslash in double quotes means more than itself"
_COLON_IN_FLOW = "a colon in braces or brackets"
_SYNTAX = (
    # a part of what the parser says, at which of its two places, what we say, the remedy
    ("found a tab", "problem", "a tab stands where spaces belong", "Indent with spaces."),
    ("mapping values are not allowed", "problem", "a colon stands inside a text",
     "Put the text in quotes, or mend the indentation."),
    (_COLON_IN_FLOW, "problem", "a colon stands inside a text",
     "Put the text in quotes; between two entries stands a comma."),
    ("could not find expected ':'", "context", "a key without its colon",
     "Write it as `key: value`."),
    ("did not find expected ',' or ']'", "context", "a list begins with '[' and is never closed",
     "Close it with ']', put a comma between its entries, and text with a colon in quotes."),
    ("did not find expected ',' or '}'", "context", "a mapping begins with '{' and is never closed",
     "Close it with '}', and put a comma between its entries."),
    ("found unexpected end of stream", "context", _OPEN_QUOTE, _CLOSE_QUOTE),
    ("found unexpected document indicator", "context", _OPEN_QUOTE, _CLOSE_QUOTE),
    ("found unknown escape character", "problem", _BACKSLASH, "Use single quotes."),
    ("did not find expected hexdecimal number", "problem", _BACKSLASH, "Use single quotes."),
    ("found invalid Unicode character escape", "problem", _BACKSLASH, "Use single quotes."),
    ("did not find expected alphabetic or numeric character", "context",
     "a text cannot begin with & or *", _QUOTE_IT),
    ("found character that cannot start any token", "problem",
     "a text cannot begin with this character", _QUOTE_IT),
    ("did not find expected comment or line break", "problem",
     "a text cannot begin with | or >", "Write the text on the lines below, indented."),
    ("block sequence entries are not allowed", "problem", "a list cannot begin here",
     "Begin the list on a line of its own, or put the text in quotes."),
    ("did not find expected '-' indicator", "problem", _MISFIT, _INDENT),
    ("did not find expected key", "problem", _MISFIT, _INDENT),
    ("did not find expected <document start>", "problem", _MISFIT, _INDENT),
    ("tag", "context", "a tag stands here; a playbook file has none", _NO_TAG),
)  # fmt: skip


def _syntax_problem(text: str, path: str, first_line: int, error: yaml.YAMLError) -> Problem:
    """Say in the user's words what the parser stumbled over, at the line where the fault is."""
    said = str(getattr(error, "problem", "") or "")
    marks = {
        "problem": getattr(error, "problem_mark", None),
        "context": getattr(error, "context_mark", None),
    }
    lines = _LINE_END.split(text)
    tab = _leading_tab(lines, marks["problem"])
    if tab is not None:
        message = "a tab stands at the start of the line, where spaces belong"
        return Problem(path, tab + first_line, 1, message, "Indent with spaces.")
    if _is_colon_in_flow(said, lines, marks["problem"]):
        said = _COLON_IN_FLOW
    _, where, message, hint = next(
        (row for row in _SYNTAX if row[0] in said),
        (said, "problem", f"the text cannot be understood from here on ({said})", ""),
    )
    mark = marks[where] or marks["problem"] or marks["context"]
    if mark is None:
        return Problem(path, first_line, 1, message, hint)
    if mark.line >= len(lines) - 1 and not "".join(lines[mark.line :]).strip():
        message = f"{message}; the file ends here, perhaps it was cut off"
    return Problem(path, mark.line + first_line, mark.column + 1, message, hint)


def _is_colon_in_flow(said: str, lines: list[str], mark: yaml.Mark | None) -> bool:
    """Whether `{said: Two things: this}` is meant, which the parser takes for a missing bracket.

    The text began on the colon's own line, or the bracket is closed on it.
    """
    closer = next((c for c in "]}" if said == f"did not find expected ',' or '{c}'"), "")
    if not closer or mark is None or mark.line >= len(lines):
        return False
    before, rest = lines[mark.line][: mark.column], lines[mark.line][mark.column :]
    if not rest.startswith(":"):
        return False
    opener = "[" if closer == "]" else "{"
    entry = re.split(r"[,{\[]", before)[-1]
    return ":" in entry or rest.count(closer) > rest.count(opener)


def _leading_tab(lines: list[str], mark: yaml.Mark | None) -> int | None:
    """Find a tab in the indentation of the line that the parser stumbled over."""
    if mark is None or mark.line >= len(lines):
        return None
    line = lines[mark.line]
    return mark.line if "\t" in line[: len(line) - len(line.lstrip())] else None
