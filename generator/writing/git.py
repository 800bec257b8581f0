"""Git as the user would run it: no shell, no questions, hooks respected, nothing ever pushed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SECONDS = 120
"""A hook may take its time, but not for ever."""

_NOT_FOUND, _TOO_LONG = 127, 124
"""As a shell says it."""

_SILENT = {"GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "GIT_PAGER": "cat", "LC_ALL": "C"}


@dataclass(frozen=True, slots=True)
class Ran:
    """How git ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """What it said last, for the user."""
        lines = [line for line in f"{self.out}\n{self.err}".splitlines() if line.strip()]
        return lines[-1].strip() if lines else f"git ended with {self.code}"


def run_git(root: Path, *words: str) -> Ran:
    """Run git in `root`; that it is missing or takes too long is an answer, not an exception."""
    try:
        done = subprocess.run(  # noqa: S603 — our own words, and paths behind `--`
            ["git", "-C", str(root), *words],  # noqa: S607 — the user's own git
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env={**os.environ, **_SILENT},
        )
    except FileNotFoundError:
        return Ran(_NOT_FOUND, "", "git is not on this machine")
    except subprocess.TimeoutExpired:
        return Ran(_TOO_LONG, "", f"git took longer than {SECONDS} seconds")
    return Ran(done.returncode, _text(done.stdout), _text(done.stderr))


@dataclass(frozen=True, slots=True)
class Committed:
    """Whether there is a commit; if not, why. Without a reason there was nothing to commit."""

    done: bool
    why: str = ""


def commit(root: Path, paths: Sequence[str], message: str) -> Committed:
    """Commit these files and nothing else. What is staged of other files stays staged."""
    inside = run_git(root, "rev-parse", "--is-inside-work-tree")
    if inside.code:
        missing = inside.code == _NOT_FOUND
        why = inside.said if missing else "this playbook is in no git repository"
        return Committed(done=False, why=why)
    there = [path for path in paths if (root / path).exists()]
    known = run_git(root, "add", "--intent-to-add", "--", *there) if there else Ran(0, "", "")
    if known.code:
        return Committed(done=False, why=known.said)
    if not run_git(root, "status", "--porcelain", "--", *paths).out.strip():
        return Committed(done=False)
    done = run_git(root, "commit", "--quiet", "--only", "--message", message, "--", *paths)
    return Committed(not done.code, done.said if done.code else "")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
