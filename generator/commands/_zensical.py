"""Building with Zensical, the successor of Material for MkDocs: it knows no plugins of ours.

So the pages are exported as Markdown into `.cache/zensical`, with a configuration beside them, and
Zensical is run there. What it makes takes the old site's place when it is whole.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from generator.commands._exporting import write_export
from generator.commands._shared import Playbook

_CONFIG = """\
site_name: Playbook
docs_dir: docs
site_dir: site
use_directory_urls: false
theme:
  name: material
  custom_dir: frame
  font: false
  features: [navigation.tabs]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, primary: custom, accent: custom}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, primary: custom, accent: custom}
extra_css: [assets/playbook.css]
extra_javascript: [assets/people.js, assets/rehearse.js]
nav:
  - Today: index.md
  - Weeks: weeks/index.md
  - Prospects: prospects/index.md
  - Scripts: scripts/index.md
  - Shelf: shelf/index.md
  - Stats: stats/index.md
"""

_FRAME = """\
{% extends "base.html" %}
{% block extrahead %}<meta name="robots" content="noindex,nofollow">{% endblock %}
"""


class FailedError(Exception):
    """Zensical made no site; the message says why."""


def is_there() -> bool:
    """Whether Zensical can be run: beside this Python, or on the path."""
    return _program() is not None


def _program() -> str | None:
    beside = Path(sys.executable).parent
    return shutil.which("zensical", path=str(beside)) or shutil.which("zensical")


def build(here: Playbook, target: Path, *, strict: bool) -> Path:
    """Build the site into `target`; give its first page."""
    from generator.writing.folders import (  # noqa: PLC0415 — only here
        ForeignFolderError,
        begin_folder,
        drop_folder,
        replace_folder,
    )

    try:
        made = begin_folder(target, "site")
    except ForeignFolderError as error:
        raise FailedError(str(error)) from error
    work = here.root / ".cache" / "zensical"
    try:
        _run(here, work, strict=strict)
        shutil.copytree(work / "site", made, dirs_exist_ok=True)
        replace_folder(target, made)
    except OSError as error:
        drop_folder(made)
        msg = f"The site could not be written: {error}"
        raise FailedError(msg) from error
    except FailedError:
        drop_folder(made)
        raise
    return target / "index.html"


def _run(here: Playbook, work: Path, *, strict: bool) -> None:
    for old in (work / "docs", work / "site"):
        shutil.rmtree(old, ignore_errors=True)
    write_export(here, work / "docs")
    (work / "frame").mkdir(exist_ok=True)
    (work / "frame" / "main.html").write_text(_FRAME, encoding="utf-8")
    (work / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    command = [_program() or "zensical", "build", "--clean", *(["--strict"] if strict else [])]
    ran = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)  # noqa: S603 — our own arguments
    if ran.returncode or not (work / "site" / "index.html").is_file():
        said = (ran.stderr or ran.stdout).strip().splitlines()
        msg = "Zensical made no site" + (f": {said[-1]}" if said else ".")
        raise FailedError(msg)
