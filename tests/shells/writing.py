"""Typing writing verbs at a playbook of a test's own."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from generator.cli import playbook

SMALL = Path(__file__).parent.parent / "workspaces" / "small"
TODAY = "2026-11-24"


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Typist:
    """Somebody who types commands at a playbook, on a day."""

    root: Path
    today: str | None = TODAY

    def types(self, *words: str) -> Said:
        """Type a command and see what comes of it."""
        day = ("--today", self.today) if self.today else ()
        result = CliRunner().invoke(playbook, ["-C", str(self.root), *day, *words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        return Said(result.exit_code, result.stdout, result.stderr)

    def does(self, *words: str) -> str:
        """Type a command that works; give what it says."""
        said = self.types(*words)
        assert said.code == 0, said
        return said.out

    def text(self, slug: str) -> str:
        """Give a prospect's file."""
        return (self.root / "prospects" / f"{slug}.yml").read_bytes().decode()

    def data(self, slug: str) -> dict[str, Any]:
        """Give what a prospect's file says, all as text."""
        found: dict[str, Any] = yaml.load(self.text(slug), yaml.BaseLoader)  # noqa: S506 — text only
        return found

    def last(self, slug: str) -> dict[str, Any]:
        """Give the last touch of somebody."""
        touch: dict[str, Any] = self.data(slug)["touches"][-1]
        return touch

    def put(self, path: str, text: str) -> None:
        """Write a file of the playbook by hand."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def actions(self) -> list[dict[str, Any]]:
        """Give the plan."""
        found: list[dict[str, Any]] = json.loads(self.does("plan", "--json"))["actions"]
        return found

    def code(self, slug: str, do: str = "touch") -> str:
        """Give the code of somebody's next action."""
        found = next(a for a in self.actions() if a["prospect"] == slug and a["do"] == do)
        return str(found["code"])

    def files(self) -> dict[str, bytes]:
        """Give all of the user's files."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not {".playbook", ".git"} & set(path.relative_to(self.root).parts)
        }


def a_copy(folder: Path) -> Path:
    """Copy the small playbook."""
    root = folder / "mine"
    shutil.copytree(SMALL, root, ignore=shutil.ignore_patterns(".playbook", "site"))
    return root
