"""Text for a terminal: wrapped to a width that a reader sees, and coloured where that is welcome.

Colour never carries the meaning. Words are never cut; a word longer than the line stands alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

WIDTH = 80

_SGR = re.compile(r"\x1b\[[0-9;]*m")
# Letters that turn the direction of what follows, and other marks that a terminal would obey.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Take out of a user's text whatever a terminal would obey instead of show."""
    return _OBEYED.sub("", text)


def seen_width(text: str) -> int:
    """Count the columns that `text` takes: colour takes none, a Chinese letter two."""
    return sum(_columns(letter) for letter in _SGR.sub("", text))


def _columns(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def wrap(text: str, first: str = "", rest: str | None = None, width: int = WIDTH) -> list[str]:
    """Break `text` into lines of at most `width` columns, at spaces only.

    The first line begins with `first`, the others with `rest` (default: blanks as wide).
    """
    rest = " " * seen_width(first) if rest is None else rest
    lines, line, empty = [], first, True
    for word in text.split():
        joined = line + ("" if empty else " ") + word
        if not empty and seen_width(joined) > width:
            lines.append(line)
            joined = rest + word
        line, empty = joined, False
    return [*lines, line.rstrip()]


def wrap_paragraphs(text: str, indent: str = "", width: int = WIDTH) -> list[str]:
    """Break a user's text, keeping their own line breaks and blank lines."""
    lines: list[str] = []
    for line in text.strip("\n").split("\n"):
        begins = indent + " " * (len(line) - len(line.lstrip(" ")))
        lines += wrap(line, begins, begins, width) if line.strip() else [""]
    return lines


@dataclass(frozen=True, slots=True)
class Ink:
    """Styles words one by one, so that no style runs over the end of a line."""

    colour: bool = False

    def strong(self, text: str) -> str:
        """Make names and headings stand out."""
        return self._style(text, "1")

    def faint(self, text: str) -> str:
        """Let what matters less step back."""
        return self._style(text, "2")

    def late(self, text: str) -> str:
        """Mark what slipped; the words around it say so too."""
        return self._style(text, "31")

    def accent(self, text: str) -> str:
        """Mark what can be typed, such as a code."""
        return self._style(text, "36")

    def _style(self, text: str, code: str) -> str:
        if not self.colour:
            return text
        return " ".join(f"\x1b[{code}m{w}\x1b[0m" if w else w for w in text.split(" "))
