"""A playbook root as it was read: the good parts, and every fault beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.channel import Channel
from generator.model.policy import Policy
from generator.model.problem import Problem
from generator.model.prospect import Prospect
from generator.model.script import Script
from generator.model.shelf import Item

POLICY_FILE, CHANNELS_FILE = "playbook/playbook.yml", "playbook/channels.yml"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A prospect whose file has a fault: nothing is planned from it."""

    slug: str
    path: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything the planner may know. Sorted by slug, key and id; the order on disk is lost.

    `policy` is None where `playbook.yml` could not be read: then nothing at all is planned, nor
    where `channels.yml` has a fault, for it says what an opt-out closes: see `closed_by`.
    `unreadable` are the prospects whose files have faults (their problems are in `problems` too).
    `pages` are the user's own pages below `playbook/`, by path: `writing-scripts.md`.
    `places` says where a file names a country or a part of it: by path and key, line and column.
    """

    policy: Policy | None
    channels: dict[str, Channel]
    prospects: tuple[Prospect, ...] = ()
    scripts: tuple[Script, ...] = ()
    shelf: tuple[Item, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    pages: frozenset[str] = frozenset()
    places: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    @property
    def closed_by(self) -> str:
        """The file whose faults keep everything from being planned; empty where none does."""
        if self.policy is None:
            return POLICY_FILE
        return next((p.path for p in self.problems if p.path == CHANNELS_FILE), "")

    def place(self, path: str, key: str) -> tuple[int, int]:
        """Give the line and column of a key's value; the file's first where it is not known."""
        return self.places.get((path, key), (1, 1))
