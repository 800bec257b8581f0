"""A script: the words for one channel and one purpose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from generator.model.text import (
    ItemKind,
    Line,
    Moment,
    Number,
    Purpose,
    Stage,
    Whole,
    Written,
    as_list,
)


class ScriptHead(Written):
    """The front matter of a script."""

    title: Line
    channel: Line
    purpose: Purpose
    to: Literal["anybody", "firm"] = "anybody"
    stages: Annotated[tuple[Stage, ...], BeforeValidator(as_list)] = ()
    when: Moment | None = None
    language: Line = "en"
    gives: ItemKind | Literal["none"] = "none"
    ask: Line = "none"
    needs: Annotated[tuple[Line, ...], BeforeValidator(as_list)] = ()
    topics: Annotated[tuple[Line, ...], BeforeValidator(as_list)] = ()
    max_words: Whole | None = Field(None, ge=1, le=1000)
    lead_days: Whole = Field(0, ge=0, le=60)
    cost: Number = Field(0, ge=0)


class Script(ScriptHead):
    """A script whose head and words were read without a fault.

    `key` is its path below `playbook/`, without the ending: `calls/where-the-decision-stands`.
    `slots` are the dotted names that the words print or test: `prospect.first_name`.
    `body_line` is the line of the file on which `body` begins, `lines` those of the head's keys.
    """

    key: str
    body: str
    body_line: int
    slots: frozenset[str]
    about: str = ""
    lines: dict[str, int] = Field(default_factory=dict)

    @property
    def path(self) -> str:
        """The file, relative to the root."""
        return f"playbook/{self.key}.md.j2"

    def line_of(self, key: str) -> int:
        """Give the line of a key of the head; the first of the file where it is left out."""
        return self.lines.get(key, 1)

    @property
    def is_personal(self) -> bool:
        """Whether it speaks to a person by name: no words for a company alone."""
        return bool(self.slots & {"prospect.first_name", "prospect.name"})


def promising(scripts: Iterable[Script]) -> frozenset[str]:
    """Give the keys of the scripts whose words need a promise: they answer nothing beside it."""
    return frozenset(s.key for s in scripts if "last.promised" in s.needs)
