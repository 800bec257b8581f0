"""Values as YAML text that means the same to every reader, of version 1.1 and of 1.2.

A text stands bare only if no reader could take it for anything else: not `no`, `012`, `12:30`,
`1e3`, `~` or `2026-11-23`, and nothing that begins with a sign of YAML's own. A day is a day to
every reader, so it stands bare, as people write it. Several lines stand as a literal block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

Value = str | date | Sequence["Value"] | Mapping[str, "Value"]
"""What an edit may put into a file. Text is str; a date is written bare."""


class OneLine(dict[str, "Value"]):
    """A mapping that is written on one line where it can be."""


STEP = 2
"""Columns by which what belongs to a key is indented."""

# What is no text to a reader of YAML 1.1 or 1.2, case ignored (yaml.org/type, the core schema).
_TAKEN = re.compile(
    r"~|null|y|n|yes|no|on|off|true|false|<<|="
    r"|[-+.]?[0-9][-+0-9_,.:eExXoObBa-fA-F]*"  # any number, a time, a sexagesimal, a date
    r"|0[xob][0-9a-f_]+"
    r"|[-+]?\.(?:inf|nan|[0-9]+(?:e[-+]?[0-9]+)?)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?",
    re.IGNORECASE,
)
_BARE_START = re.compile(r"\w", re.ASCII)
_IN_FLOW = re.compile(r"[?,\[\]{}:]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_LETTER_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def plain_value(value: Value) -> object:
    """Give a value as the strict reader will find it: all scalars as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: plain_value(inner) for key, inner in value.items()}
    return [plain_value(inner) for inner in value]


def scalar(value: str | date, *, flow: bool = False, style: str = "") -> str:
    """Write a scalar on one line. `style` is the quotation mark that the user had there."""
    if isinstance(value, date):
        return f"{style}{value.isoformat()}{style}" if style in {"'", '"'} else value.isoformat()
    if _CONTROL.search(value):
        return _double(value)
    if style == "'" or (style != '"' and not is_bare(value, flow=flow) and _is_awkward(value)):
        return _single(value)
    if style == '"' or not is_bare(value, flow=flow):
        return _double(value)
    return value


def is_bare(text: str, *, flow: bool = False) -> bool:
    """Whether a text may stand without quotation marks."""
    if not text or text != text.strip() or _CONTROL.search(text) or _TAKEN.fullmatch(text):
        return False
    first = text[0]
    if not (_BARE_START.match(first) or first.isalpha()):
        return False
    if ": " in text or " #" in text or text.endswith(":") or "\t" in text:
        return False
    return not (flow and _IN_FLOW.search(text))


def flow_value(value: Value) -> str:
    """Write any value on one line."""
    if isinstance(value, (str, date)):
        return scalar(value, flow=True)
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key}: {flow_value(each)}" for key, each in value.items())
        return f"{{{inner}}}"
    return f"[{', '.join(flow_value(each) for each in value)}]"


def has_lines(value: Value) -> bool:
    """Whether there is a text of several lines in it."""
    if isinstance(value, str):
        return "\n" in value
    if isinstance(value, date):
        return False
    inner = value.values() if isinstance(value, Mapping) else value
    return any(has_lines(each) for each in inner)


def literal(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Give the head of a literal block and its lines, not indented; None where it cannot be one."""
    body = text.removesuffix("\n")
    lines = tuple(body.split("\n"))
    blank = any(line != "" and not line.strip() for line in lines)
    if blank or not body or body[0] in " \t\n" or body.endswith("\n"):
        return None
    if any(_CONTROL.search(line.replace("\t", "")) for line in lines):
        return None
    return ("|" if text.endswith("\n") else "|-"), lines


def entry_lines(key: str, value: Value, *, blocks: bool = True) -> tuple[str, ...]:
    """Write `key: value` in block style; lines after the first are indented from the key.

    Without `blocks` a text of several lines stands in quotation marks.
    """
    if isinstance(value, str) and "\n" in value and blocks:
        block = literal(value)
        if block:
            head, lines = block
            return (f"{key}: {head}", *(f"{' ' * STEP}{line}" if line else "" for line in lines))
    if isinstance(value, (str, date)):
        return (f"{key}: {scalar(value)}",)
    if isinstance(value, Mapping):
        if not has_lines(value):
            return (f"{key}: {flow_value(value)}",)
        inner = [line for k, v in value.items() for line in entry_lines(k, v, blocks=blocks)]
        return (f"{key}:", *indented(inner, STEP))
    if any(isinstance(each, Mapping) or has_lines(each) for each in value):
        inner = [line for each in value for line in item_lines(each, blocks=blocks)]
        return (f"{key}:", *indented(inner, STEP))
    return (f"{key}: {flow_value(value)}",)


def item_lines(value: Value, gap: int = STEP, *, blocks: bool = True) -> tuple[str, ...]:
    """Write one entry of a list; `gap` is from its dash to its first letter."""
    dash = f"-{' ' * (gap - 1)}"
    short = isinstance(value, OneLine) and not has_lines(value)
    if isinstance(value, Mapping) and value and not short:
        lines = [
            ln for key, inner in value.items() for ln in entry_lines(key, inner, blocks=blocks)
        ]
        first, *rest = lines
        return (f"{dash}{first}", *indented(rest, gap))
    return (f"{dash}{flow_value(value)}",)


def indented(lines: Sequence[str], columns: int) -> tuple[str, ...]:
    """Move lines to the right; an empty one stays empty."""
    return tuple(f"{' ' * columns}{line}" if line else "" for line in lines)


def _is_awkward(text: str) -> bool:
    """Whether double quotation marks would need escapes where single ones need none."""
    return ('"' in text or "\\" in text) and not _CONTROL.search(text)


def _single(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _double(text: str) -> str:
    return f'"{"".join(_escaped(letter) for letter in text)}"'


def _escaped(letter: str) -> str:
    known = _LETTER_ESCAPES.get(letter)
    if known:
        return known
    return f"\\u{ord(letter):04x}" if _CONTROL.match(letter) else letter
