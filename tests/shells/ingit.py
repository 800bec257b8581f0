"""Real git for the tests: its own settings, nobody's name, and playbooks begun by `init`."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import playbook

NOBODY = {
    "GIT_AUTHOR_NAME": "Jo Field", "GIT_AUTHOR_EMAIL": "jo@field.example",
    "GIT_COMMITTER_NAME": "Jo Field", "GIT_COMMITTER_EMAIL": "jo@field.example",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C",
}  # fmt: skip
"""Settings of the person at this machine have no say in a test."""

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="there is no git here")


def git(folder: Path, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run git; an AssertionError with what it said where it fails and should not."""
    done = subprocess.run(
        ["git", *words], cwd=folder, capture_output=True, text=True, check=False,
        env=os.environ | NOBODY,
    )  # fmt: skip
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


def commit(folder: Path, said: str, *words: str) -> None:
    """Commit all there is; `words` are more options."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", said, *words)


def typed(*words: str, today: str = "2026-11-23") -> Result:
    """Type a command on the day of the tests."""
    runner = CliRunner(env={**NOBODY, "PLAYBOOK_ROOT": "", "TZ": "Europe/London"})
    return runner.invoke(playbook, ["--today", today, *words], catch_exceptions=False)


def begin(folder: Path, *words: str) -> Path:
    """Begin a playbook."""
    done = typed("init", str(folder), "--name", "Ada Hill", "--email", "ada@hill.example", *words)
    assert done.exit_code == 0, done.output
    return folder


@cache
def _begun() -> Path:
    """Begin one playbook for all tests that only want to have one."""
    home = Path(tempfile.mkdtemp(prefix="playbook-begun-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return begin(home / "mine")


def begun(folder: Path) -> Path:
    """Give a copy of a playbook that was begun: quicker than beginning one."""
    shutil.copytree(_begun(), folder)
    return folder
