"""Writing the pages as files, for the command `export` and for other engines."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.commands._shared import Playbook
from generator.model.page import Page

_NOT_COPIED = {".j2", ".yml", ".yaml"}


def write_export(here: Playbook, folder: Path) -> int:
    """Write every page below `folder`, and the user's own beside them; give how many ours are."""
    from generator import pipeline  # noqa: PLC0415 — heavy

    _copy_own(here.root / "playbook", folder)
    made = pipeline.pages(here.workspace, here.plan())
    for page in made:
        _write_page(page, folder)
    return len(made)


def _copy_own(own: Path, folder: Path) -> None:
    """Copy what the user put into `playbook/` for the site: pages and pictures, no data."""
    for file in sorted(own.rglob("*")):
        inside = file.relative_to(own)
        hidden = any(part.startswith(".") for part in inside.parts)
        if file.is_file() and file.suffix not in _NOT_COPIED and not hidden:
            (folder / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, folder / inside)


def _write_page(page: Page, folder: Path) -> None:
    from generator.rendering.exported import render_export  # noqa: PLC0415 — heavy

    path = page.path if page.raw else page.path.removesuffix(".html") + ".md"
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if page.raw:
        text = page.html
    else:
        words = file.read_text(encoding="utf-8") if file.is_file() else None
        text = render_export(page, words)
    file.write_text(text, encoding="utf-8", newline="\n")
