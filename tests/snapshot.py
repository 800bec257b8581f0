"""Whole outputs, compared with the file that a person has read and found good."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

UPDATE = "UPDATE_SNAPSHOTS"


def assert_snapshot(file: Path, text: str) -> None:
    """Compare `text` with `file`; with UPDATE_SNAPSHOTS=1 write it there instead."""
    if os.environ.get(UPDATE) == "1":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        return
    known = file.read_text(encoding="utf-8") if file.exists() else ""
    if known != text:
        diff = difflib.unified_diff(
            known.splitlines(), text.splitlines(), "as it was", "as it is now", lineterm=""
        )
        msg = (
            f"{file.name} is not what it was. If the new text is right, run the tests once with"
            f" {UPDATE}=1 and read the change before you commit it.\n" + "\n".join(diff)
        )
        raise AssertionError(msg)
