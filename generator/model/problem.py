"""What is wrong with a user's file: a value, returned beside the good part, never raised."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS_OF_THE_FILE = re.compile(
    r"(?<=unknown key) '.*'$|(?<=the key) '.*'(?= stands here)"
    r"|(?<=anchor|.alias) \([&*].*\)(?= stands)|(?<=a tag) \(.*\)(?= stands)",
    re.DOTALL,
)
"""What messages quote that may be no key at all, but a text that lost its indentation."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault (or, with a `rule`, one warning) at one place of a user's file.

    `path` is relative to the playbook root, with forward slashes.
    `line` and `column` count from 1; what belongs to a file as a whole stands at its beginning.
    0 means that there is no file to stand in: it is missing, or it is a folder.
    `hint` is the remedy, in words, or empty.
    """

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    rule: str = ""

    @property
    def public(self) -> str:
        """The message as a page may show it: a line of `private` can look like an unknown key."""
        return _WORDS_OF_THE_FILE.sub("", self.message)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.message}"
