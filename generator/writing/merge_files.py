"""Merging as git asks for it: three files in, one rewritten. They are git's, not the user's.

Git gives the driver temporary copies of the three versions and takes ours back, merged. What goes
wrong before ours is replaced leaves it as it was; then the command line that `starting.py` gives to
git falls back to git's own way, and git calls the file unmerged.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from generator.writing.merge import Merged, merge
from generator.writing.weave import MARKER


def merge_files(base: Path, ours: Path, theirs: Path, marker: int = MARKER) -> Merged:
    """Merge three files of git into `ours`. OSError where one cannot be read or written."""
    merged = merge(base.read_bytes(), ours.read_bytes(), theirs.read_bytes(), marker)
    with tempfile.NamedTemporaryFile(dir=ours.parent, prefix=".merged-", delete=False) as made:
        beside = Path(made.name)
        try:
            made.write(merged.data)
            made.close()
            beside.chmod(ours.stat().st_mode)
            beside.replace(ours)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    return merged
