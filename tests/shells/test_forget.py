"""`forget`: somebody is gone, and nothing here brings them back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.writing.forgetting import person_of
from generator.writing.suppressions import Person, is_suppressed
from tests.shells.ingit import begun, commit, git, needs_git, typed

DANA = """\
name: Dana Reyes
company: Acme Logistics
email: dana@acme.example
phone: "020 7946 0123"
touches:
  - {date: 2026-10-05, channel: email, to: d.reyes@old.example}
"""
TOM = "name: Tom Okafor\nemail: tom@brightwater.example\nnotes: Knows Dana from school.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook with two people, and a few changes that undo could take back."""
    made = begun(tmp_path / "mine")
    (made / "prospects" / "dana-reyes.yml").write_text(DANA)
    (made / "prospects" / "tom-okafor.yml").write_text(TOM)
    for words in (
        ("log", "dana", "email", "--on", "2026-11-10", "--note", "about the returns"),
        ("log", "tom", "email", "--on", "2026-11-10"),
        ("log", "dana", "tom", "meeting", "held", "--on", "2026-11-12"),
    ):
        done = typed("-C", str(made), *words)
        assert done.exit_code == 0, done.output
    return made


def forget(root: Path, *words: str) -> str:
    done = typed("-C", str(root), "forget", *words)
    assert done.exit_code == 0, done.output
    return done.output


def texts(folder: Path) -> str:
    return "\n".join(f.read_text(encoding="utf-8") for f in folder.rglob("*") if f.is_file())


def test_the_file_and_every_trace_of_it_in_undo_are_gone(root: Path) -> None:
    assert "Dana Reyes" in texts(root / ".playbook")
    forget(root, "dana", "--yes")
    assert not (root / "prospects" / "dana-reyes.yml").exists()
    kept = texts(root / ".playbook").lower()
    assert not any(word in kept for word in ("dana", "reyes", "acme", "returns"))


def test_undo_takes_back_what_concerns_others_and_never_brings_them_back(root: Path) -> None:
    forget(root, "dana", "--yes")
    outcomes = [typed("-C", str(root), "undo").exit_code for _ in range(3)]
    assert outcomes == [0, 0, 3]
    assert (root / "prospects" / "tom-okafor.yml").read_text() == TOM
    assert not (root / "prospects" / "dana-reyes.yml").exists()
    assert is_suppressed(root, Person(emails=("dana@acme.example",)))


@pytest.mark.parametrize(
    "again",
    [
        Person(emails=("dana@acme.example",)),
        Person(emails=("d.reyes@old.example",)),
        Person(phones=("+44 20 7946 0123",)),
        Person(name="Dana Reyes", company="Acme Logistics Ltd"),
    ],
)
def test_they_are_known_again_by_whatever_they_used(root: Path, again: Person) -> None:
    forget(root, "dana", "--yes")
    assert is_suppressed(root, again)


def test_the_suppression_names_nobody(root: Path) -> None:
    said = forget(root, "dana", "--yes")
    kept = (root / "suppressions.yml").read_text().lower()
    assert not any(word in kept for word in ("dana", "acme", "7946"))
    assert "pseudonymous, not anonymous" in kept
    assert "pseudonymous, not anonymous" in said


def test_an_import_does_not_bring_them_back(root: Path) -> None:
    forget(root, "dana", "--yes")
    file = root.parent / "contacts.csv"
    file.write_text("Name,Email\nDana Reyes,dana@acme.example\nPriya Nair,priya@nair.example\n")
    done = typed("-C", str(root), "import", str(file))
    assert done.exit_code == 0, done.output
    names = sorted(path.stem for path in (root / "prospects").glob("*.yml"))
    assert names == ["priya-nair", "tom-okafor"]


def test_the_built_site_goes_with_them(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site" / ".playbook-site").write_text("")
    (root / "site" / "index.html").write_text("Dana Reyes")
    said = forget(root, "dana", "--yes")
    assert not (root / "site").exists()
    assert "`playbook build` makes it anew" in said


def test_a_site_that_was_not_made_here_is_left_to_the_user(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("Dana Reyes")
    said = forget(root, "dana", "--yes")
    assert (root / "site" / "index.html").exists()
    assert "look whether they are in it" in said


def test_other_files_that_name_them_are_listed(root: Path) -> None:
    said = forget(root, "dana", "--yes")
    assert "  prospects/tom-okafor.yml\n" in said
    assert (root / "prospects" / "tom-okafor.yml").exists()


@needs_git
def test_what_git_holds_is_said_with_the_command_that_purges_it_and_nothing_is_run(
    root: Path,
) -> None:
    commit(root, "begin")
    (root / "prospects" / "dana-reyes.yml").write_text(DANA)
    commit(root, "call: Acme (Dana Reyes), voicemail")
    before = git(root, "rev-parse", "HEAD").stdout
    said = forget(root, "dana", "--yes")
    assert "git still holds the file, in 2 commits" in said
    assert "1 commit message names them" in said
    assert "git filter-repo --force --invert-paths --path prospects/dana-reyes.yml" in said
    assert "--replace-message" in said
    assert git(root, "rev-parse", "HEAD").stdout == before


@needs_git
def test_a_file_that_git_never_saw_has_no_history_to_purge(root: Path) -> None:
    assert "filter-repo" not in forget(root, "dana", "--yes")


@needs_git
def test_it_can_be_committed_without_naming_them(root: Path) -> None:
    commit(root, "begin")
    said = forget(root, "dana", "--yes", "--commit")
    assert "Committed: forget somebody" in said
    assert git(root, "show", "--name-status", "--format=%s").stdout.split() == [
        "forget", "somebody", "D", "prospects/dana-reyes.yml", "A", "suppressions.yml",
    ]  # fmt: skip


def test_without_a_terminal_it_asks_for_yes_and_does_nothing(root: Path) -> None:
    done = typed("-C", str(root), "forget", "dana")
    assert done.exit_code == 2
    assert "--yes" in done.output
    assert (root / "prospects" / "dana-reyes.yml").exists()
    assert not (root / "suppressions.yml").exists()


def test_a_dry_run_says_what_would_go(root: Path) -> None:
    said = forget(root, "dana", "--dry-run")
    assert "Dana Reyes: prospects/dana-reyes.yml" in said
    assert (root / "prospects" / "dana-reyes.yml").exists()


def test_a_name_that_may_be_several_people_forgets_nobody(root: Path) -> None:
    (root / "prospects" / "dana-bell.yml").write_text("name: Dana Bell\n")
    done = typed("-C", str(root), "forget", "dana", "--yes")
    assert done.exit_code == 2
    assert (root / "prospects" / "dana-reyes.yml").exists()


def test_a_file_with_a_fault_can_be_forgotten_too(root: Path) -> None:
    (root / "prospects" / "dana-reyes.yml").write_text(DANA + "stage: [almots\n")
    forget(root, "dana-reyes", "--yes")
    assert is_suppressed(root, Person(emails=("dana@acme.example",)))
    assert is_suppressed(root, Person(phones=("020 7946 0123",)))


def test_a_forgotten_person_who_is_put_in_again_is_warned_of(root: Path) -> None:
    forget(root, "dana", "--yes")
    (root / "prospects" / "d-reyes.yml").write_text("name: D R\nemail: dana@acme.example\n")
    said = typed("-C", str(root), "check").stdout
    assert "D R was forgotten on 20" in said
    assert "`playbook forget d-reyes`" in said


def test_an_address_that_is_shared_does_not_shut_others_out() -> None:
    shared = DANA + "shared: [email]\n"
    assert person_of(shared.encode()).emails == ()
    assert person_of(shared.encode()).phones == ("020 7946 0123",)


def test_a_forget_that_was_cut_short_is_completed_by_the_same_command(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.writing.disk import Disk  # noqa: PLC0415 — the disk that fails

    real = Disk.remove

    def failing(self: Disk, file: Path) -> None:
        if file.name == "dana-reyes.yml":
            raise OSError(5, "Input/output error")
        real(self, file)

    monkeypatch.setattr(Disk, "remove", failing)
    assert typed("-C", str(root), "forget", "dana", "--yes").exit_code == 4
    monkeypatch.undo()
    forget(root, "dana", "--yes")
    assert not (root / "prospects" / "dana-reyes.yml").exists()
    assert "dana" not in texts(root / ".playbook").lower()


def test_who_was_forgotten_is_not_added_again_without_a_word(root: Path) -> None:
    forget(root, "dana", "--yes")
    known = ("--email", "dana@acme.example", "--company", "Acme Logistics")
    again = typed("-C", str(root), "add", "D. Reyes", *known)
    assert again.exit_code == 2
    assert "asked to be forgotten" in again.stderr
    assert "take that day's entry out of suppressions.yml first" in again.stderr
    (root / "suppressions.yml").unlink()
    assert typed("-C", str(root), "add", "D. Reyes", *known).exit_code == 0


@pytest.mark.parametrize("name", ["", "  "])
def test_a_name_of_blanks_is_none(root: Path, name: str) -> None:
    assert "say who it is" in typed("-C", str(root), "add", name).stderr


def test_what_is_no_file_is_not_waited_for(root: Path) -> None:
    file = root / "prospects" / "dana-reyes.yml"
    file.unlink()
    os.mkfifo(file)
    refused = typed("-C", str(root), "forget", "dana", "--yes")
    assert refused.exit_code == 3
    assert "prospects/dana-reyes.yml: no ordinary file" in refused.stderr
