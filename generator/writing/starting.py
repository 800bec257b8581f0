"""A new playbook: the starter library, and what makes a folder a private repository of one's own.

The library is the repository's own `playbook/`; in an installed package it lies in
`generator/starter/`. A new playbook takes its words as they are, and not its invented facts: `me`
is the user's, no leave is written in, the clock runs, and the shelf holds examples in comments
only, so that nothing invented is ever given to anybody real. A demo keeps all of that, moved by
whole weeks to live around today.

The new folder is made beside its place and put there when it is whole. One with anything in it
but `.git` is never written into.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path

from generator.writing.edits import Edit, RemoveKey, SetKey, apply_edits
from generator.writing.refusal import NotSavedError

POLICY = "playbook/playbook.yml"
SHELF = "playbook/shelf.yml"
DRIVER = "playbook"
"""What the merge driver is called in `.gitattributes` and in git's settings."""

MERGED = ("prospects/*.yml", "suppressions.yml")
"""What is merged by what it means."""

IGNORED = """\
# Made anew whenever you like: never put these into git.
site/
.playbook/
# what a command that was killed left half-way: it may hold people
.site-*/
.*.playbook-tmp
# left by editors and systems
*~
.*.swp
.DS_Store
"""

ATTRIBUTES = (
    "# One person edited in two clones is merged by what was meant, not by lines.\n"
    "# Each clone is told how by `playbook init --git`, once.\n"
    + "".join(f"{pattern} merge={DRIVER}\n" for pattern in MERGED)
)

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_PIN = re.compile(r"(?:^#[^\n]*\n)*^today:[^\n]*\n\n?", re.MULTILINE)
_RULER = re.compile(r"^# -{3} .*$")
_HAPPENED = re.compile(r"\bdate: *(\d{4}-\d{2}-\d{2})\b")
_WEEK = 7
_WEEKEND = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose playbook it is to be; empty is not known."""

    name: str
    does: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    country: str = ""
    subdivision: str = ""
    timezone: str = ""


def starter_root() -> Path:
    """Find the starter library: in the package, or in the repository that the package lies in."""
    package = Path(__file__).resolve().parent.parent
    for root in (package / "starter", package.parent):
        if (root / POLICY).is_file():
            return root
    msg = "the starter library is not where it was installed; install the package again"
    raise NotSavedError(msg)


def new_playbook(owner: Owner) -> dict[str, bytes]:
    """Give every file of a new playbook, by its path."""
    files = _library()
    files[POLICY] = _policy_of(owner, files[POLICY])
    files[SHELF] = _examples(files[SHELF].decode()).encode()
    return files | _frame()


def demo_playbook(today: date, owner: Owner | None) -> dict[str, bytes]:
    """Give every file of a playbook with invented people, who live around `today`."""
    root = starter_root()
    files = _library()
    people = {
        f"prospects/{file.name}": file.read_bytes()
        for file in sorted((root / "prospects").glob("*.yml"))
    }
    shift = _weeks_to(today, _pinned(files[POLICY].decode()), people.values())
    dated = people | {path: files[path] for path in (POLICY, SHELF)}
    files |= {path: _moved(data, shift) for path, data in dated.items()}
    files[POLICY] = _PIN.sub("", files[POLICY].decode()).encode()
    if owner:
        files[POLICY] = apply_edits(files[POLICY], _me(owner), POLICY)
    return files | _frame()


def begin_playbook(target: Path, files: Mapping[str, bytes], sound: Callable[[Path], None]) -> None:
    """Write a new playbook and put it at `target`, whole.

    `sound` is shown the folder before, and may raise. NotSavedError where something lies there.
    """
    refuse_occupied(target)
    made = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        put_files(made, files)
        sound(made)
        _put(made, target)
    except OSError as error:
        msg = f"{target} could not be made: {error.strerror or error}"
        raise NotSavedError(msg) from error
    finally:
        if made:
            shutil.rmtree(made, ignore_errors=True)


def put_files(made: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a new playbook below a folder that nobody else knows."""
    for path, data in files.items():
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_bytes(data)


def refuse_occupied(target: Path) -> None:
    """Raise NotSavedError if anything but an empty repository lies at `target`."""
    if target.is_dir():
        there = sorted(entry.name for entry in target.iterdir() if entry.name != ".git")
        if there:
            msg = (
                f"{target} is not empty ({there[0]} lies in it); a playbook begins in a new folder"
            )
            raise NotSavedError(msg)
    elif target.exists() or target.is_symlink():
        msg = f"{target} is a file; name a new folder"
        raise NotSavedError(msg)


def _put(made: Path, target: Path) -> None:
    if not target.exists():
        made.rename(target)
        return
    moved = []
    try:
        for entry in sorted(made.iterdir()):
            entry.rename(target / entry.name)
            moved.append(target / entry.name)
    except OSError:
        for entry in moved:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        raise


def _frame() -> dict[str, bytes]:
    return {
        ".gitignore": IGNORED.encode(),
        ".gitattributes": ATTRIBUTES.encode(),
        "prospects/.gitkeep": b"",
    }


def _library() -> dict[str, bytes]:
    root = starter_root()
    found = {"mkdocs.yml": (root / "mkdocs.yml").read_bytes()}
    for file in sorted((root / "playbook").rglob("*")):
        path = file.relative_to(root)
        if file.is_file() and not any(part.startswith(".") for part in path.parts):
            found[path.as_posix()] = file.read_bytes()
    return found


# --- the user's own settings ----------------------------------------------------------------------


def _policy_of(owner: Owner, sample: bytes) -> bytes:
    """Make the sample's settings the user's: their name, no leave, and a clock that runs."""
    text = _PIN.sub("", sample.decode())
    edits: list[Edit] = [*_me(owner), SetKey(("working_time", "away"), [])]
    return apply_edits(text.encode(), edits, POLICY)


def _me(owner: Owner) -> list[Edit]:
    """Set what is known, take out what is not; but `does` stays to be changed: scripts say it."""
    given = {each.name: getattr(owner, each.name) for each in fields(owner)}
    return [
        SetKey(("me", key), value) if value else RemoveKey(("me", key))
        for key, value in given.items()
        if value or key != "does"
    ]


def _examples(shelf: str) -> str:
    """Keep of the shelf what explains it, and one entry of each kind as a comment."""
    head, *entries = re.split(r"\n(?=- id: )", shelf)
    explained = _without(head, "All of it is invented")
    kinds: dict[str, str] = {}
    for entry in entries:
        if "# gone by" in entry:
            continue
        kind = re.search(r"^ +kind: *(\w+)", entry, re.MULTILINE)
        bare = [line for line in entry.splitlines() if line.strip() and not _RULER.match(line)]
        kinds.setdefault(kind[1] if kind else "", "\n".join(f"# {line}" for line in bare))
    invite = (
        "# Nothing lies here yet. An example of each kind follows: take the '# ' away, and write\n"
        "# what you have read, made, or would lend to a friend."
    )
    return "\n\n".join([explained, invite, *kinds.values()]) + "\n"


def _without(head: str, begins: str) -> str:
    """Give the first paragraphs of a comment, up to the one that begins so."""
    kept: list[str] = []
    for line in head.splitlines():
        if line.removeprefix("# ").startswith(begins):
            break
        kept.append(line)
    return "\n".join(kept).rstrip("#\n ")


# --- invented people around today -----------------------------------------------------------------


def _pinned(policy: str) -> date:
    found = re.search(r"^today: *(\S+)", policy, re.MULTILINE)
    if not found:
        msg = "the starter library has no sample people"
        raise NotSavedError(msg)
    return date.fromisoformat(found[1])


def _weeks_to(today: date, pinned: date, people: Iterable[bytes]) -> timedelta:
    """Say by how much the sample moves: whole weeks, and no contact of it comes to lie ahead.

    On a weekend it is the Monday to come that the sample is moved to, where that is possible.
    """
    days = [found for data in people for found in _HAPPENED.findall(data.decode())]
    last = max(map(date.fromisoformat, days), default=pinned)
    weeks = timedelta(days=(today - pinned).days // _WEEK * _WEEK)
    next_one = weeks + timedelta(weeks=1)
    is_near = pinned + next_one - today <= _WEEKEND
    return next_one if is_near and last + next_one <= today else weeks


def _moved(data: bytes, shift: timedelta) -> bytes:
    """Move every date by whole weeks, so that Mondays stay Mondays."""

    def later(found: re.Match[str]) -> str:
        try:
            return (date.fromisoformat(found[0]) + shift).isoformat()
        except (ValueError, OverflowError):
            return found[0]

    return _DAY.sub(later, data.decode()).encode()
