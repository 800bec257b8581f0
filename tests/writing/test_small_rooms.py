"""Records, names, slugs, the file of a newcomer, and git."""

# ruff: noqa: RUF001 — letters of other alphabets are what slugs are about

from __future__ import annotations

import ast
import os
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.model.channel import CHANNELS
from generator.reading.prospects import Setting, parse_prospect
from generator.writing.git import Committed, commit, run_git
from generator.writing.ids import ALPHABET, id_of, new_id
from generator.writing.newcomer import new_file, only_if_new
from generator.writing.record import Change, Record, Splice
from generator.writing.refusal import NotSavedError
from generator.writing.slugs import fresh_slug, slug_of
from generator.yamltree import parse_yaml

PACKAGE = Path(__file__).parent.parent.parent / "generator"

# --- one door ---------------------------------------------------------------------------------

HINGES = {"writing/disk.py"}
OUTPUT = {
    "commands/_output.py": "a sheet or a PDF, where -o says",
    "commands/_browser.py": "the browser's own folder",
    "commands/_exporting.py": "an export, in a folder of its own",
    "commands/_zensical.py": "the site, in a folder of its own",
    "mkdocs_plugin.py": "the site, in a folder of its own",
    "writing/cloning.py": "git's own settings of a clone: a hook, where none is",
    "writing/forgetting.py": "takes away the built site with the traces in it: that is ours",
    "writing/merge_files.py": "the copies that git hands to a merge driver",
    "writing/revisions.py": "a copy of an older playbook, in a folder of its own",
    "writing/starting.py": "a new playbook, in a folder of its own",
    "writing/folders.py": "folders that are made anew as a whole",
}
"""What may write besides the door, and what that is: never a file of the user."""

CHANGING = frozenset(
    {
        "write_text", "write_bytes", "touch", "unlink", "rename", "renames", "rmdir",
        "rmtree", "symlink_to", "hardlink_to", "link", "symlink", "truncate", "ftruncate", "chmod",
        "copyfile", "copy2", "copytree", "move", "mkstemp", "NamedTemporaryFile", "makedirs",
    }
)  # fmt: skip
READING_MODES = frozenset({"r", "rb", "rt"})


def changes_of(tree: ast.Module) -> Iterator[int]:
    """Give the lines on which a file could be changed."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        func = node.func
        name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
        value = func.value if isinstance(func, ast.Attribute) else None
        owner = getattr(value, "id", getattr(value, "attr", ""))
        if owner == "_disk":  # the hinges: the door's own, see below
            continue
        if name in CHANGING or (owner, name) in {("shutil", "copy"), ("os", "remove")}:
            yield node.lineno
        elif name == "replace" and len(node.args) == 1 and not node.keywords:
            yield node.lineno  # Path.replace: a text's has two, dataclasses' has keywords
        elif name in {"open", "fdopen"} and owner != "webbrowser":
            first = 0 if isinstance(func, ast.Attribute) and owner != "os" else 1
            modes = [a.value for a in node.args[first:] if isinstance(a, ast.Constant)]
            modes += [k.value.value for k in node.keywords if isinstance(k.value, ast.Constant)]
            words = {str(m) for m in modes if re.fullmatch(r"[rwaxbt+]{1,3}", str(m))}
            if words - READING_MODES or (owner == "os" and name == "open"):
                yield node.lineno


def test_only_the_door_opens_a_file_for_writing() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): list(changes_of(ast.parse(path.read_text("utf-8"))))
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    reads = {"reading/files.py", "commands/_shared.py"}  # os.open: to read, and os.devnull
    assert {path for path, lines in found.items() if lines} - reads <= HINGES | set(OUTPUT)


@pytest.mark.parametrize(
    "text",
    [
        "open('x', 'w')", "open('x', mode='ab')", "Path('x').write_text('y')", "os.open(f, flags)",
        "path.replace(target)", "os.unlink(x)", "shutil.copy(a, b)", "path.open('r+')",
    ],
)  # fmt: skip
def test_the_search_for_writing_bites(text: str) -> None:
    assert list(changes_of(ast.parse(text)))


@pytest.mark.parametrize(
    "text", ["open('x')", "path.open('rb')", "'a'.replace('b', 'c')", "replace(value, a=1)"]
)
def test_the_search_for_writing_leaves_reading_alone(text: str) -> None:
    assert not list(changes_of(ast.parse(text)))


def test_the_hinges_are_the_doors_own() -> None:
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "generator.writing.disk" in path.read_text("utf-8")
    }
    assert users == {"writing/door.py", "writing/lock.py"}


# --- records ----------------------------------------------------------------------------------


@given(st.none() | st.binary(max_size=40), st.none() | st.binary(max_size=40))
def test_a_splice_gives_the_old_bytes_back(before: bytes | None, after: bytes | None) -> None:
    splice = Splice.of(Change("prospects/x.yml", before, after))
    written = Record("said", (splice,)).to_json()
    assert Record.from_json(written).splices[0].back(after) == before


def test_a_splice_refuses_any_other_state() -> None:
    splice = Splice.of(Change("prospects/x.yml", b"abc", b"abxc"))
    for other in (b"abc", b"abxd", None, b""):
        with pytest.raises(ValueError, match="changed since"):
            splice.back(other)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"files": [{}]}', '{"files": 3}', "{"])
def test_what_is_no_record_is_said_so(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Record.from_json(text.encode())


# --- names ------------------------------------------------------------------------------------


def test_a_name_of_a_touch_has_eight_letters_that_nobody_misreads() -> None:
    made = {new_id() for _ in range(200)} | {id_of("a", str(n)) for n in range(200)}
    assert len(made) == 400
    assert all(re.fullmatch(f"t-[{ALPHABET}]{{8}}", name) for name in made)
    assert not set(ALPHABET) & set("0o1li")


def test_a_name_that_is_taken_is_not_given_again(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = iter("a" * 8 + "b" * 8)
    monkeypatch.setattr("secrets.choice", lambda _: next(letters))
    assert new_id({"t-aaaaaaaa"}) == "t-bbbbbbbb"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Dana Reyes", "dana-reyes"),
        ("  Zoë  O'Brien-Łukasz ", "zoe-obrien-lukasz"),
        ("Søren Ærø", "soren-aero"),
        ("Straße & Söhne GmbH", "strasse-and-sohne-gmbh"),
        ("Þórður", "thordur"),
        ("İpek Yıldız", "ipek-yildiz"),
        ("Юлия Щукина", "iuliia-shchukina"),
        ("Αθηνά Παππά", "athina-pappa"),
        ("Nguyễn Thị Ánh", "nguyen-thi-anh"),
        ("ﬁne ＷＯＲＫ", "fine-work"),
        ("日本 太郎", ""),
        ("../../etc/passwd", "etc-passwd"),
        ("-x-", "x"),
        ("a" * 100, "a" * 60),
    ],
)
def test_a_slug_is_made_of_a_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(st.text(max_size=40))
def test_any_name_makes_a_slug_that_may_be_a_file(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", fresh_slug([name], ()))


def test_a_slug_is_fresh() -> None:
    assert fresh_slug(["Dana Reyes"], {"dana-reyes", "dana-reyes-2"}) == "dana-reyes-3"
    assert fresh_slug(["日本", "Keel"], ()) == "keel"
    assert fresh_slug(["日本"], ()) == "prospect"
    assert fresh_slug(["Index"], ()) == "index-2"


def test_a_newcomers_file_is_read_without_a_fault_and_so_is_each_of_its_later_lines() -> None:
    content = new_file(
        {"name": "Jo: Field", "stage": "met", "since": date(2026, 11, 20), "tags": ["a, b"]},
        [{"id": "t-22222222", "date": date(2026, 11, 20), "channel": "meeting", "outcome": "held"}],
    )
    setting = Setting(CHANNELS, date(2026, 11, 24))
    later = re.sub(rb"^# (?=\w+:|  )", b"", content, flags=re.MULTILINE)
    later = later.replace(b"someone@firm.example", b"jo@keel.example").replace(
        b"+44 20 \xe2\x80\xa6", b"+44 20 7946 0999"
    )
    later = later.replace(b"https://\xe2\x80\xa6", b"https://example.com")
    for data in (content, later):
        tree, problems = parse_yaml(data, "x.yml")
        assert tree is not None
        read = parse_prospect(tree, "jo-field", "x.yml", setting)
        assert (problems, read.problems) == ((), ())
        assert read.prospect is not None
        assert read.prospect.name == "Jo: Field"
    assert later.count(b"#") < content.count(b"#") - 10
    assert yaml.safe_load(content)["tags"] == ["a, b"]


def test_a_file_that_is_there_is_never_made_anew() -> None:
    assert only_if_new("x", b"new", None) == b"new"
    with pytest.raises(NotSavedError, match="there already"):
        only_if_new("x", b"new", b"")


# --- git --------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for words in (
        ("init", "-q", "-b", "main"),
        ("config", "user.name", "Ludo"),
        ("config", "user.email", "ludo@marsh.example"),
        ("config", "commit.gpgsign", "false"),
    ):
        assert run_git(tmp_path, *words).code == 0
    (tmp_path / "a.yml").write_text("a\n")
    (tmp_path / "b.yml").write_text("b\n")
    assert commit(tmp_path, ["a.yml", "b.yml"], "begin").done
    return tmp_path


def log_of(root: Path) -> list[str]:
    return run_git(root, "log", "--format=%s", "--name-status").out.split()


def test_only_the_files_that_changed_are_committed(repository: Path) -> None:
    (repository / "a.yml").write_text("a2\n")
    (repository / "b.yml").write_text("b2\n")
    (repository / "c.yml").write_text("c\n")
    run_git(repository, "add", "b.yml")
    assert commit(repository, ["a.yml", "c.yml"], "call: Acme (Dana), voicemail").done
    shown = run_git(repository, "show", "--format=%s", "--name-status").out
    assert shown.split("\n") == ["call: Acme (Dana), voicemail", "", "M\ta.yml", "A\tc.yml", ""]
    assert run_git(repository, "diff", "--cached", "--name-only").out == "b.yml\n"


def test_a_file_that_went_is_committed_as_gone(repository: Path) -> None:
    (repository / "a.yml").unlink()
    assert commit(repository, ["a.yml"], "undo: add").done
    assert log_of(repository)[:4] == ["undo:", "add", "D", "a.yml"]


def test_nothing_new_is_no_commit(repository: Path) -> None:
    assert commit(repository, ["a.yml"], "again") == Committed(done=False)
    assert log_of(repository)[0] == "begin"


def test_a_hook_that_refuses_is_heard(repository: Path) -> None:
    hook = repository / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'not on a Friday' >&2\nexit 1\n")
    hook.chmod(0o755)
    (repository / "a.yml").write_text("a2\n")
    assert commit(repository, ["a.yml"], "x").why == "not on a Friday"
    assert log_of(repository)[0] == "begin"


def test_where_there_is_no_repository_or_no_git_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert commit(tmp_path, ["a.yml"], "x").why == "this playbook is in no git repository"
    monkeypatch.setenv("PATH", "")
    assert commit(tmp_path, ["a.yml"], "x").why == "git is not on this machine"


def test_no_message_can_be_an_option_of_git(repository: Path) -> None:
    (repository / "a.yml").write_text("a2\n")
    assert commit(repository, ["a.yml"], "--amend").done
    assert run_git(repository, "log", "-1", "--format=%s").out == "--amend\n"
    done = subprocess.run(
        ["git", "rev-list", "--count", "HEAD"],
        cwd=repository,
        capture_output=True,
        check=True,
        env=dict(os.environ),
    )
    assert done.stdout == b"2\n"
