"""Printing through a browser that is on this machine already: Chromium, Chrome or Edge.

It runs without a window, with a new profile of its own that is gone afterwards, and with no way
to reach a network. The page that it prints asks for nothing either.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge", "brave-browser",
)  # fmt: skip
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
CHOSEN = "PLAYBOOK_BROWSER"

_SECONDS = 90
_QUIET = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--disable-dev-shm-usage", "--metrics-recording-only",
    "--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
)  # fmt: skip


class PrintError(Exception):
    """The browser made no PDF; the text says what it said."""


def find_browser(environ: Mapping[str, str] = os.environ) -> str | None:
    """Find a browser that can print: the one that PLAYBOOK_BROWSER names, else a known one."""
    chosen = environ.get(CHOSEN)
    if chosen:
        return shutil.which(chosen)
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or next((place for place in PLACES if Path(place).exists()), None)


def print_pdf(browser: str, html: str) -> bytes:
    """Print an HTML document and give the PDF; raise PrintError where the browser makes none."""
    with tempfile.TemporaryDirectory(prefix="playbook-", ignore_cleanup_errors=True) as folder:
        page, pdf = Path(folder, "sheet.html"), Path(folder, "sheet.pdf")
        page.write_text(html, encoding="utf-8")
        said = _run(_command(browser, page, pdf))
        if not pdf.exists():
            raise PrintError(said)
        return pdf.read_bytes()


def _command(browser: str, page: Path, pdf: Path) -> list[str]:
    profile = page.parent / "profile"
    return [
        browser,
        *_QUIET,
        *_unboxed(),
        f"--user-data-dir={profile}",
        f"--print-to-pdf={pdf}",
        page.as_uri(),
    ]


def _unboxed() -> tuple[str, ...]:
    """Chromium refuses its sandbox to root, as in a container; our page runs no script anyway."""
    is_root = sys.platform != "win32" and os.geteuid() == 0
    return ("--no-sandbox",) if is_root else ()


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(  # noqa: S603 — a found browser and our own options
            command, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return f"it took longer than {_SECONDS} seconds"
    except OSError as error:
        return str(error)
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"it ended with {done.returncode}"
