"""Who was forgotten does not come back, and the file does not say who it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.writing.refusal import NotSavedError
from generator.writing.suppressions import (
    SUPPRESSIONS,
    Person,
    faults_in,
    is_suppressed,
    parse_suppressions,
    read_suppressions,
    suppress,
)

ON = date(2026, 11, 23)
DANA = Person(("dana@acme.example",), ("+44 20 7946 0123",), "Dana Reyes", "Acme Logistics Ltd")
KIT = Person(("kit@field.example",), (), "Kit Lawson", "Field")


def forget(root: Path, person: Person) -> None:
    file = root / SUPPRESSIONS
    file.write_bytes(suppress(file.read_bytes() if file.exists() else None, person, ON))


@pytest.mark.parametrize(
    "again",
    [
        Person(emails=("DANA@ACME.example ",)),
        Person(emails=("other@acme.example", "dana@acme.example")),
        Person(phones=("020 7946 0123",)),
        Person(phones=("0044 (0)20 7946-0123",)),
        Person(name="dana  reyes", company="ACME logistics"),
        Person(name="Reyes, Dana", company="Acme Logistics Limited"),
        Person(name="Dána Reyes", company="Acme Logistics"),
    ],
)
def test_somebody_forgotten_is_known_again_by_any_trait(tmp_path: Path, again: Person) -> None:
    forget(tmp_path, DANA)
    assert is_suppressed(tmp_path, again)


@pytest.mark.parametrize(
    "other",
    [
        Person(),
        KIT,
        Person(name="Dana Reyes"),
        Person(name="Dana Reyes", company="Another Firm"),
        Person(company="Acme Logistics"),
        Person(phones=("020 7946 0124",)),
        Person(phones=("020 7946 0123",), country="IE"),
    ],
)
def test_others_are_let_in(tmp_path: Path, other: Person) -> None:
    forget(tmp_path, DANA)
    assert not is_suppressed(tmp_path, other)


def test_nobody_is_forgotten_where_there_is_no_file(tmp_path: Path) -> None:
    assert not is_suppressed(tmp_path, DANA)


def test_a_file_has_one_salt_and_one_entry_for_each(tmp_path: Path) -> None:
    for person in (DANA, KIT, DANA):
        forget(tmp_path, person)
    entries = read_suppressions(tmp_path).entries
    assert len(entries) == 2
    assert len({entry.salt for entry in entries}) == 1
    assert [len(entry.of) for entry in entries] == [3, 2]


def test_two_playbooks_do_not_share_a_salt() -> None:
    one, other = (parse_suppressions(suppress(None, DANA, ON)).entries[0] for _ in range(2))
    assert one.salt != other.salt
    assert not set(one.of) & set(other.of)


def test_the_file_names_nobody_and_says_what_it_is(tmp_path: Path) -> None:
    forget(tmp_path, DANA)
    text = (tmp_path / SUPPRESSIONS).read_text(encoding="utf-8").lower()
    assert not any(word in text for word in ("dana", "reyes", "acme", "7946"))
    assert "pseudonymous, not anonymous" in text


def test_a_comment_and_the_entries_before_stay_as_they_were(tmp_path: Path) -> None:
    forget(tmp_path, DANA)
    file = tmp_path / SUPPRESSIONS
    file.write_bytes(file.read_bytes() + b"# mine\n")
    before = file.read_bytes()
    forget(tmp_path, KIT)
    assert file.read_bytes().startswith(before.rstrip(b"\n"))


@pytest.mark.parametrize(
    "text",
    ["on: 2026-11-23\n", "- on: 2026-11-23\n", "- [\n", "- {salt: a, of: [[b]]}\n", "\xff\n"],
)
def test_a_file_that_cannot_be_read_lets_nobody_in(tmp_path: Path, text: str) -> None:
    (tmp_path / SUPPRESSIONS).write_bytes(text.encode("latin-1"))
    with pytest.raises(NotSavedError, match="nobody is brought in"):
        read_suppressions(tmp_path)


def test_two_salts_after_a_merge_are_both_asked(tmp_path: Path) -> None:
    one, other = suppress(None, DANA, ON), suppress(None, KIT, ON)
    (tmp_path / SUPPRESSIONS).write_bytes(one + other)
    assert is_suppressed(tmp_path, DANA)
    assert is_suppressed(tmp_path, KIT)


@pytest.mark.parametrize("before", [b"", b"[]\n", b"# ours\r\n", b"# ours\n\n\n", b"# ours"])
def test_what_is_added_can_be_read_and_ends_its_lines_as_the_file_does(before: bytes) -> None:
    after = suppress(before, DANA, ON)
    assert parse_suppressions(after).covers(DANA)
    assert after.count(b"\n") == after.count(b"\r\n") or b"\r" not in after
    assert after.startswith(before.strip(b"[]\n"))


def test_below_what_cannot_be_added_to_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / SUPPRESSIONS).write_bytes(
        f"[{{on: 2026-11-20, salt: '{'0' * 32}', of: ['1']}}]".encode()
    )
    with pytest.raises(NotSavedError, match="on lines of its own"):
        forget(tmp_path, DANA)


def test_what_cannot_be_read_is_a_fault_with_its_place(tmp_path: Path) -> None:
    (tmp_path / SUPPRESSIONS).write_text("- on: 2026-11-20\n<<<<<<< ours\n")
    (fault,) = faults_in(tmp_path)
    assert str(fault).startswith("suppressions.yml:2:1: ")
    assert "<<<<<<<" in fault.hint
    (tmp_path / SUPPRESSIONS).unlink()
    assert faults_in(tmp_path) == ()
