"""vCards of all versions as phones and address books write them: bytes become cards.

The file is cut into cards and lines here, and only what we want of each card, in lines that are
known to be sound, is given to vobject (see `borrowed.py`). So one bad card costs that card, one bad
line that line, and pictures, sounds and keys are never decoded at all.

It works on bytes because a line may be folded in the middle of a letter, and because old cards name
a character set line by line.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.model.problem import Problem
from generator.reading.borrowed import Line, parse_card
from generator.reading.cards import Card, Cards, Entry

_WANTED = frozenset(
    {"VERSION", "FN", "N", "NICKNAME", "ORG", "TITLE", "EMAIL", "TEL", "ADR", "URL", "NOTE", "TZ"}
    | {"CATEGORIES", "LANG", "KIND", "X-ABLABEL", "X-ABSHOWAS", "X-SOCIALPROFILE"}
    | {"X-ADDRESSBOOKSERVER-KIND"}
)
_PARAM = rb';[\w-]++(?:=(?:"[^"]*+"|[^";:,]*+)(?:,(?:"[^"]*+"|[^";:,]*+))*+)?+'
_HEAD = re.compile(rb"((?:[\w-]++\.)?+)([\w-]++)((?:" + _PARAM + rb")*+):", re.ASCII)
_NAME = re.compile(rb"(?:[\w-]+\.)?([\w-]+)\s*[;:]", re.ASCII)
_QUOTED_PRINTABLE = re.compile(rb";(?:ENCODING=)?QUOTED-PRINTABLE(?=[;:])", re.IGNORECASE)
_CHARSET = re.compile(rb";CHARSET=\"?([\w.-]+)\"?", re.IGNORECASE | re.ASCII)
_BREAK = re.compile(rb"\r\n|\n|\r")
_PICTURE = re.compile(rb"[A-Za-z0-9+/=\s]{20,}+")
_LONGEST = 131_072
"""The same as for a value of a CSV."""

_MOST_LINES = 500
_NO_PERSON = frozenset({"group", "location", "application", "device"})
_NO_VOICE = frozenset({"fax", "pager", "modem", "telex", "bbs", "video", "textphone"})
_APPLE = re.compile(r"_\$!<(.*)>!\$_")


@dataclass(frozen=True, slots=True)
class Raw:
    """A logical line of a file: its folds undone, `number` that of its first line."""

    number: int
    data: bytes

    @property
    def name(self) -> str:
        """The property it holds, in capitals; empty where it is none."""
        found = _NAME.match(self.data)
        return found[1].decode("ascii").upper() if found else ""

    def says(self, name: str, value: str) -> bool:
        """Whether this is such a line as `BEGIN:VCARD`."""
        rest = self.data.partition(b":")[2].strip().upper()
        return self.name == name and rest == value.encode()


def parse_vcards(data: bytes, path: str) -> Cards:
    """Take a file of vCards apart; every bad card is a problem, and the rest goes on."""
    cards: list[Card] = []
    problems: list[Problem] = []
    for begin, body, closed in _cut(_logical(data)):
        if not closed:
            message = "this card was left out: it has no END:VCARD"
            problems.append(Problem(path, begin, 1, message))
            continue
        try:
            lines = _read(body, path, problems)
        except ValueError as error:
            problems.append(Problem(path, begin, 1, f"this card was left out: {error}"))
            continue
        if _is_person(lines):
            cards.append(Card(begin, tuple(_entries(lines))))
    return Cards(tuple(cards), tuple(problems), kind="vCard")


def _logical(data: bytes) -> Iterator[Raw]:
    """Undo folds and the soft line ends of quoted-printable."""
    first = 0
    parts: list[bytes] = []
    for number, physical in enumerate(_BREAK.split(data), start=1):
        if parts and _goes_on(parts):
            parts[-1] = parts[-1][:-1]
            parts.append(physical)
        elif parts and physical[:1] in (b" ", b"\t"):
            parts.append(physical[1:])
        else:
            if parts:
                yield Raw(first, b"".join(parts))
            parts, first = ([physical] if physical.strip() else []), number
    if parts:
        yield Raw(first, b"".join(parts))


def _goes_on(parts: Sequence[bytes]) -> bool:
    return parts[-1].endswith(b"=") and bool(_QUOTED_PRINTABLE.search(parts[0]))


def _cut(lines: Iterator[Raw]) -> Iterator[tuple[int, tuple[Raw, ...], bool]]:
    """Give each card: its first line, what stands in it, and whether it is closed.

    A card within a card (an assistant's, as version 2.1 has it) is left out.
    """
    begin, depth, last = 0, 0, ""
    body: list[Raw] = []
    for raw in lines:
        if raw.says("BEGIN", "VCARD"):
            if depth and last != "AGENT":
                yield begin, (), False
                depth = 0
            if not depth:
                begin, body = raw.number, []
            depth += 1
        elif raw.says("END", "VCARD") and depth:
            depth -= 1
            if not depth:
                yield begin, tuple(body), True
        elif depth == 1:
            body.append(raw)
        last = raw.name
    if depth:
        yield begin, (), False


def _read(body: Sequence[Raw], path: str, problems: list[Problem]) -> tuple[Line, ...]:
    """Give what we want of a card; raise ValueError where it cannot be read."""
    wanted = [raw for raw in body if raw.name in _WANTED or _is_garbled(raw)]
    if len(wanted) > _MOST_LINES:
        msg = f"it has {len(wanted)} lines, more than any card needs"
        raise ValueError(msg)
    sound = []
    for raw in wanted:
        text = "" if len(raw.data) > _LONGEST else _sound(raw.data)
        if text:
            sound.append(text)
        else:
            what = "is too long" if len(raw.data) > _LONGEST else "cannot be read"
            message = f"this line ({raw.name or 'no name'}) was left out: it {what}"
            problems.append(Problem(path, raw.number, 1, message))
    return parse_card("\n".join(["BEGIN:VCARD", *sound, "END:VCARD", ""]))


def _is_garbled(raw: Raw) -> bool:
    """Whether a line is none of a card, nor the rest of a picture."""
    return not raw.name and not _PICTURE.fullmatch(raw.data)


def _sound(data: bytes) -> str:
    """Give a line as vobject reads it without stumbling; empty where its head is malformed."""
    found = _HEAD.match(data)
    if not found:
        return ""
    head, value = data[: found.end()], data[found.end() :]
    head, quoted = _QUOTED_PRINTABLE.subn(b"", head)
    if quoted:
        value = quopri.decodestring(value)
    charset = _CHARSET.search(head)
    text = _decoded(value, charset[1].decode("ascii") if charset else "utf-8")
    return _CHARSET.sub(b"", head).decode("ascii", "replace") + text


def _decoded(value: bytes, charset: str) -> str:
    """Decode with the character set that a line names, else as UTF-8, else as Windows would."""
    for name in (charset, "utf-8"):
        try:
            return _one_line(value.decode(name))
        except (UnicodeDecodeError, LookupError):
            continue
    return _one_line(value.decode("cp1252", "replace"))


def _one_line(text: str) -> str:
    r"""Escape line ends, those of other readers too (U+2028 and more): here they end nothing."""
    return r"\n".join(text.splitlines())


def _is_person(lines: Sequence[Line]) -> bool:
    kinds = {str(line.value).casefold() for line in lines if line.name.endswith("KIND")}
    return not kinds & _NO_PERSON


def _entries(lines: Sequence[Line]) -> Iterator[Entry]:
    named = {line.group: _apple(line.value) for line in lines if line.name == "X-ABLABEL"}
    for number, line in enumerate(lines):
        label = " ".join((*line.labels, named.get(line.group, "") if line.group else "")).strip()
        for entry in _READERS.get(line.name, _nothing)(line):
            group = f"{line.name} {number}"
            yield Entry(entry.what, entry.text, label, group, line.preference)


def _apple(value: str | tuple[str, ...]) -> str:
    text = str(value)
    found = _APPLE.fullmatch(text)
    return (found[1] if found else text).casefold()


def _nothing(_line: Line) -> Iterator[Entry]:
    return iter(())


def _name(line: Line) -> Iterator[Entry]:
    if isinstance(line.value, tuple):
        given, additional, family, *_ = line.value
        parts = (("first_name", given), ("middle_name", additional), ("last_name", family))
        yield from (Entry(what, part) for what, part in parts if part.strip())


def _firm(line: Line) -> Iterator[Entry]:
    parts = line.value if isinstance(line.value, tuple) else (line.value,)
    yield from (Entry("company", part) for part in parts[:1] if part.strip())


def _telephone(line: Line) -> Iterator[Entry]:
    if not _NO_VOICE & set(line.labels):
        yield Entry("phone", str(line.value))


def _address(line: Line) -> Iterator[Entry]:
    if isinstance(line.value, tuple):
        keys = ("pobox", "street2", "street", "city", "region", "postcode", "country")
        for key, part in zip(keys, line.value, strict=True):
            if part.strip():
                yield Entry(key, part)


def _categories(line: Line) -> Iterator[Entry]:
    parts = line.value if isinstance(line.value, tuple) else line.value.split(",")
    yield from (Entry("tags", part) for part in parts if part.strip())


def _as(what: str) -> Callable[[Line], Iterator[Entry]]:
    def read(line: Line) -> Iterator[Entry]:
        text = line.value if isinstance(line.value, str) else " ".join(line.value)
        if text.strip():
            yield Entry(what, text)

    return read


_READERS: dict[str, Callable[[Line], Iterator[Entry]]] = {
    "FN": _as("name"),
    "N": _name,
    "ORG": _firm,
    "TITLE": _as("role"),
    "EMAIL": _as("email"),
    "TEL": _telephone,
    "ADR": _address,
    "URL": _as("url"),
    "X-SOCIALPROFILE": _as("url"),
    "NOTE": _as("notes"),
    "CATEGORIES": _categories,
    "LANG": _as("language"),
    "TZ": _as("timezone"),
}
"""What each property says, in the words of `headers.py`."""
