"""The commands that a page offers to copy do what they say."""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import date
from html import unescape
from pathlib import Path

from click.testing import CliRunner

from generator import pipeline
from generator.cli import playbook

REPOSITORY = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 23)


def test_every_command_on_the_pages_of_the_sample_is_understood(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for name in ("playbook", "prospects"):
        shutil.copytree(REPOSITORY / name, root / name)
    workspace = pipeline.load(root, TODAY, TODAY)
    pages = {p.path: p.html for p in pipeline.pages(workspace, pipeline.plan(workspace, TODAY))}
    html = pages["index.html"] + pages["weeks/2026-W48.html"]
    offered = re.findall(r"<code>playbook ((?:log|done|skip) [^<]*)</code>", html)
    assert len(set(offered)) > 20
    # One of each kind: what is typed behind the code, or the verb.
    kinds = {re.sub(r"\b\w{3,5}(?=:|$)", "", unescape(line)): unescape(line) for line in offered}
    assert len(kinds) > 6
    refused = {}
    for line in kinds.values():
        words = shlex.split(line.replace("DATE", "2027-02-01"))
        arguments = ["-C", str(root), "--today", TODAY.isoformat(), *words, "--dry-run"]
        result = CliRunner().invoke(playbook, arguments)
        if result.exit_code:
            refused[line] = result.output
    assert refused == {}
