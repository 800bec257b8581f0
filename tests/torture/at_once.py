"""Several processes that log to one prospect at the same time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_WRITER = """
import sys
from datetime import date
from pathlib import Path
from generator.model.prospect import Prospect
from generator.writing.door import Door
from generator.writing.edits import Append, apply_edits
from generator.writing.ids import new_id

root, slug, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
path = f"prospects/{slug}.yml"
order = tuple(Prospect.model_fields)
door = Door(root)
for _ in range(times):
    touch = {"id": new_id(), "date": date(2026, 11, 24), "channel": "call", "outcome": "no_answer"}
    edit = Append(("touches",), touch, order, "id")
    door.save({path: lambda data: apply_edits(data, [edit], path)}, "call: no answer")
"""


def log_many(root: Path, slug: str, times: int, writers: int) -> None:
    """Let so many processes log so many calls each, all at once, each through a door of its own."""
    words = [sys.executable, "-c", _WRITER, str(root), slug, str(times)]
    running = [subprocess.Popen(words) for _ in range(writers)]
    ended = [process.wait(timeout=1200) for process in running]
    if any(ended):
        msg = f"a writer ended with {ended}"
        raise RuntimeError(msg)
