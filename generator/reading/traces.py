"""What files with faults still say of who they are about, so that nobody is brought in twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from generator.model.contact import Trace
from generator.model.workspace import Unreadable
from generator.reading.files import Source, read_whole
from generator.yamltree import MAX_BYTES

_EMAIL = re.compile(r"[^\s@<>,;:\"'\[\]{}]+@[^\s@<>,;:\"'\[\]{}]+\.[^\s@<>,;:\"'\[\]{}]+")
_PHONE = re.compile(r"^\s*phone *: *[\"']?([+0-9][^\"'\r\n#]*)", re.MULTILINE)
_NAME = re.compile(r"^(?:name|company) *: *[\"']?([^\"'\r\n#]+)", re.MULTILINE)


def read_traces(root: Path, unreadable: Iterable[Unreadable]) -> tuple[Trace, ...]:
    """Search the files that could not be read for addresses, numbers and names."""
    return tuple(_read_trace(root, each) for each in unreadable)


def _read_trace(root: Path, each: Unreadable) -> Trace:
    data, _ = read_whole(Source(root / each.path, each.path), MAX_BYTES)
    return parse_trace((data or b"").decode("utf-8", "replace"), each.slug)


def parse_trace(text: str, slug: str) -> Trace:
    """Find whatever looks like an address, a number or a name."""
    return Trace(
        slug,
        tuple(dict.fromkeys(_EMAIL.findall(text))),
        tuple(phone.strip() for phone in _PHONE.findall(text)),
        tuple(name.strip() for name in _NAME.findall(text)),
    )
