"""`diff`: what changed since a git revision, said in actions. Real git, real plans."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.shells.ingit import begun, commit, git, needs_git, typed

pytestmark = needs_git

PERSON = """\
name: {0}
stage: almost
email: {1}@{1}.example
touches:
  - {{id: t-{1}1, date: 2026-09-01, channel: email, direction: in, outcome: replied}}
  - {{id: t-{1}2, date: 2026-10-30, channel: email, purpose: value}}
"""
NEW = "name: Neu Hall\nstage: lead\nemail: neu@hall.example\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook with two people in it, committed."""
    made = begun(tmp_path / "mine")
    for name in ("Ada Ash", "Ben Birch"):
        write(made, name.split()[0].lower(), PERSON.format(name, name.split()[0].lower()))
    commit(made, "two people")
    return made


def write(root: Path, slug: str, text: str) -> None:
    (root / "prospects" / f"{slug}.yml").write_text(text)


def said(root: Path, *words: str) -> str:
    done = typed("-C", str(root), "diff", *words)
    assert done.exit_code == 0, done.output
    return done.stdout


def changed(root: Path, *words: str) -> dict[str, str]:
    """Give what became of each person, as machines read it."""
    document = json.loads(said(root, "--json", *words))
    return {change["prospect"]: change["kind"] for change in document["changes"]}


def test_where_nothing_was_edited_nobodys_plan_changes(root: Path) -> None:
    out = said(root)

    assert "(two people): no file differs." in out
    assert "Nobody's plan changes." in out


def test_another_cadence_moves_people_and_says_from_when_to_when(root: Path) -> None:
    policy = root / "playbook" / "playbook.yml"
    text = policy.read_text()
    assert text.count("gap_days: [30, 42]") == 2
    policy.write_text(text.replace("gap_days: [30, 42]", "gap_days: [40, 52]"))

    out = said(root)

    assert "playbook/playbook.yml differs." in out
    assert "2 people moved." in out
    assert "  Ada Ash: an e-mail 30 November, now 9 December" in out
    assert changed(root) == {"ada": "moved", "ben": "moved"}


def test_a_person_added_erased_broken_or_in_touch_is_told_as_that(root: Path) -> None:
    write(root, "cal", PERSON.format("Cal Cole", "cal"))
    commit(root, "a third")
    write(root, "neu-hall", NEW)
    (root / "prospects" / "ben.yml").unlink()
    write(root, "cal", "name: [")
    ada = PERSON.format("Ada Ash", "ada")
    write(root, "ada", f"{ada}  - {{id: t-a3, date: 2026-11-20, channel: email}}\n")

    assert changed(root) == {"ada": "touched", "ben": "gone", "cal": "unread", "neu-hall": "new"}
    out = said(root)
    assert "  Ada Ash: an e-mail 30 November, now " in out
    assert "  Neu Hall: an e-mail " in out
    assert "prospects/neu-hall.yml" in said(root, "--json")  # git does not know this file yet


def test_an_opt_out_of_the_only_line_plans_nothing_any_more(root: Path) -> None:
    write(root, "ada", PERSON.format("Ada Ash", "ada") + "opt_out: [all]\n")

    assert changed(root)["ada"] == "dropped"
    assert "Planned no more\n  Ada Ash: was an e-mail 30 November" in said(root)


def test_an_older_revision_is_compared_with_the_files_as_they_are_now(root: Path) -> None:
    write(root, "neu-hall", NEW)
    commit(root, "a new one")

    assert changed(root) == {}
    assert changed(root, "HEAD~1") == {"neu-hall": "new"}


def test_a_playbook_in_a_folder_of_a_repository_is_found_there(root: Path) -> None:
    outer = root.parent
    git(outer, "init", "--quiet")
    shutil.rmtree(root / ".git")
    commit(outer, "a folder")
    write(root, "neu-hall", NEW)

    assert changed(root) == {"neu-hall": "new"}


def test_the_index_and_the_files_are_left_alone(root: Path) -> None:
    write(root, "neu-hall", NEW)
    before = git(root, "status", "--porcelain").stdout

    said(root)

    assert git(root, "status", "--porcelain").stdout == before


@pytest.mark.parametrize("revision", ["nowhere", "--all", "HEAD:playbook"])
def test_a_revision_that_git_does_not_know_is_misuse(root: Path, revision: str) -> None:
    done = typed("-C", str(root), "diff", "--", revision)

    assert done.exit_code == 2
    assert f"git knows no revision '{revision}' here" in done.stderr


def test_a_playbook_outside_git_says_so(root: Path) -> None:
    (root / ".git").rename(root.parent / "aside")

    done = typed("-C", str(root), "diff")

    assert done.exit_code == 2
    assert "not a git repository" in done.stderr


def test_a_revision_without_a_playbook_says_so(root: Path) -> None:
    git(root, "checkout", "--quiet", "--orphan", "empty")
    git(root, "rm", "--quiet", "-r", "--cached", ".")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "nothing")

    done = typed("-C", str(root), "diff")

    assert done.exit_code == 2
    assert "has no playbook yet" in done.stderr
