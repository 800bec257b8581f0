"""What git is told of a playbook in each clone: how to merge a person, and what to check.

A repository can name a merge driver (`.gitattributes`) but never bring one along: its command is a
setting of each clone, as hooks are. `playbook init --git` makes both; what is there already and is
not ours stays as it is, and is said.
"""

from __future__ import annotations

import re
import shlex
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.model.problem import Problem
from generator.writing.git import run_git
from generator.writing.starting import ATTRIBUTES, DRIVER, MERGED, POLICY

ATTRIBUTES_FILE = ".gitattributes"
SETTING = f"merge.{DRIVER}.driver"
HOOK = "pre-commit"
_OURS = "# playbook: checks what is staged"
_EXECUTABLE = 0o755
_DRIVEN = re.compile(rf"^[^#\n]*\bmerge={DRIVER}\b", re.MULTILINE)
_URL = re.compile(r"^(?P<scheme>[a-z+]+)://(?:[^@/]*@)?(?P<rest>.*)$", re.IGNORECASE)
_HOST = re.compile(r"^(?:[^/\\:@]+@)?[^/\\:]{2,}:")


@dataclass(frozen=True, slots=True)
class Remote:
    """Another repository that this one is pushed to; `url` without any password."""

    name: str
    url: str

    @property
    def is_elsewhere(self) -> bool:
        """Whether it lies on another machine: a path on this one is as private as the clone."""
        found = _URL.match(self.url)
        if found:
            return found["scheme"].lower() != "file"
        return bool(_HOST.match(self.url))


def begin_repository(root: Path) -> tuple[str, ...]:
    """Make `root` a repository, if git is here, and set this clone up; say what was done."""
    if not (root / ".git").exists():
        made = run_git(root, "init", "--quiet")
        if made.code:
            return (f"No git repository was made: {made.said}.",)
    return set_up_clone(root)


def name_in_git() -> str:
    """Give the name with which git signs commits; empty where it knows none."""
    return run_git(Path.cwd(), "config", "--get", "user.name").out.strip()


def set_up_clone(root: Path) -> tuple[str, ...]:
    """Tell git in this clone how to merge and what to check before a commit; say what was done."""
    inside = run_git(root, "rev-parse", "--is-inside-work-tree")
    if inside.code:
        return (f"This clone was not set up: {inside.said}.",)
    return (_set_driver(root), _set_hook(root))


def attributes_with_driver(before: bytes | None) -> bytes:
    """Give `.gitattributes` with the driver named in it; a `Rewrite` of the door."""
    if before is None or not before.strip():
        return ATTRIBUTES.encode()
    if _DRIVEN.search(before.decode("utf-8", "replace")):
        return before
    gap = b"" if before.endswith(b"\n") else b"\n"
    return before + gap + "".join(f"{each} merge={DRIVER}\n" for each in MERGED).encode()


# --- the merge driver and the hook ------------------------------------------------------------


def driver_command() -> str:
    """Give the command that git runs to merge, with its own way to fall back on.

    An honest conflict ends with 1 and has markers in it. Anything else that is not 0 (no playbook
    on this machine any more, a crash) leaves the file as it was: then git merges the lines, and
    calls the file unmerged whatever comes of it, so that somebody looks.
    """
    program = _program()
    if program:
        begin = f'p={shlex.quote(program)}; command -v "$p" >/dev/null 2>&1 || p=playbook; "$p"'
    else:
        begin = f'{shlex.quote(sys.executable)} -c "from generator.cli import main; main()"'
    honest = "s=$?; [ $s = 0 ] && exit 0; [ $s = 1 ] && grep -q '^<<<<<<<' %A && exit 1"
    lines = "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; exit 1"
    return f"{begin} merge-file %O %A %B %P %L; {honest}; {lines}"


def hook_script(prefix: str) -> str:
    """Give the hook. `prefix` leads from the top of the work tree to the playbook."""
    root = shlex.quote(prefix or ".")
    return f"""\
#!/bin/sh
{_OURS}, whatever lies in the folder; `git commit --no-verify` goes past it.
playbook={shlex.quote(_program() or "playbook")}
command -v "$playbook" >/dev/null 2>&1 || playbook=playbook
if ! command -v "$playbook" >/dev/null 2>&1; then
  echo "playbook is not on this machine, so nothing was checked." >&2
  exit 0
fi
exec "$playbook" -C {root} hook {HOOK}
"""


def _set_driver(root: Path) -> str:
    for key, value in (("name", "people, merged by what was meant"), ("driver", driver_command())):
        done = run_git(root, "config", f"merge.{DRIVER}.{key}", value)
        if done.code:
            return f"The merge driver was not set up: {done.said}."
    return "git puts two machines together person by person (this clone's settings)."


def _set_hook(root: Path) -> str:
    script = hook_script(run_git(root, "rev-parse", "--show-prefix").out.strip())
    found = run_git(root, "rev-parse", "--git-path", "hooks")
    top = run_git(root, "rev-parse", "--absolute-git-dir").out.strip()
    common = run_git(root, "rev-parse", "--git-common-dir").out.strip()
    folder = root / found.out.strip()
    line = script.splitlines()[-1].removeprefix("exec ").replace('"$playbook"', "playbook")
    own = (Path(top), root / common)
    if not any(folder.resolve().is_relative_to(each.resolve()) for each in own):
        return f"Your hooks lie in {folder}; nothing was written there. Its line would be: {line}"
    hook = folder / HOOK
    if hook.exists() or hook.is_symlink():
        if _OURS not in _text(hook):
            return f"You have a {HOOK} hook already; it was left alone. Its line would be: {line}"
        if _text(hook) == script:
            return "Before a commit, what is staged is checked."
    folder.mkdir(parents=True, exist_ok=True)
    hook.write_text(script, encoding="utf-8", newline="\n")
    hook.chmod(_EXECUTABLE)
    return "Before a commit, what is staged is checked."


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _program() -> str:
    """Find the program beside this Python, else on the path; a shell wants forward slashes."""
    beside = shutil.which("playbook", path=sysconfig.get_path("scripts"))
    found = beside or shutil.which("playbook")
    return Path(found).as_posix() if found else ""


# --- what is staged ---------------------------------------------------------------------------


def check_out_index(top: Path, folder: Path) -> str:
    """Write what is staged into `folder`; say why not, or nothing if it is done."""
    done = run_git(top, "checkout-index", "--all", f"--prefix={folder.as_posix()}/")
    return done.said if done.code else ""


def top_of(folder: Path) -> Path | None:
    """Find the top of the work tree that `folder` lies in; None where it lies in none."""
    found = run_git(folder, "rev-parse", "--show-toplevel")
    return None if found.code else Path(found.out.strip())


# --- what is worth a warning ------------------------------------------------------------------


def clone_warnings(root: Path, private: Iterable[str]) -> Iterator[Problem]:
    """Find what git should be told in this clone, and remotes that others may be able to read.

    `private` are the remotes that the user has said are private, by name or address.
    """
    if any((folder / ".git").exists() for folder in (root, *root.parents)):
        yield from _driver_warning(root)
    if (root / ".git").exists():
        yield from _remote_warning(root, frozenset(private))


def _driver_warning(root: Path) -> Iterator[Problem]:
    found = _DRIVEN.search(_text(root / ATTRIBUTES_FILE))
    if not found or run_git(root, "config", "--get", SETTING).code != 1:
        return
    line = _text(root / ATTRIBUTES_FILE).count("\n", 0, found.start()) + 1
    message = "this clone does not know how to merge people, so git would merge them line by line"
    yield Problem(
        ATTRIBUTES_FILE, line, 1, message, "Run `playbook init --git` once.", "merge-driver"
    )


def _remote_warning(root: Path, private: frozenset[str]) -> Iterator[Problem]:
    open_ = [r for r in remotes(root) if r.is_elsewhere and not {r.name, r.url} & private]
    if not open_:
        return
    names = ", ".join(remote.name for remote in open_)
    told = ", ".join(f"{remote.name} ({remote.url})" for remote in open_)
    message = f"nobody has said that {told} is private, and a push takes everybody's data there"
    hint = f"If it is, write under `git` in {POLICY}: `private_remotes: [{names}]`."
    yield Problem(POLICY, 1, 1, message, hint, "remote")


def remotes(root: Path) -> tuple[Remote, ...]:
    """Give the remotes of a repository, by name, with their addresses but no passwords."""
    listed = run_git(root, "config", "--get-regexp", r"^remote\..*\.(push)?url$").out
    found: dict[str, Remote] = {}
    for row in listed.splitlines():
        key, _, url = row.partition(" ")
        name = key.removeprefix("remote.").rpartition(".")[0]
        bare = _URL.match(url)
        shown = f"{bare['scheme']}://{bare['rest']}" if bare else url
        found.setdefault(f"{name} {shown}", Remote(name, shown))
    return tuple(found.values())
