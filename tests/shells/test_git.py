"""A playbook in git: clones that merge, hooks that check what is staged, and warnings."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.writing.cloning import HOOK, SETTING, Remote
from tests.shells.ingit import begun, commit, git, needs_git, typed

pytestmark = needs_git

JO = """\
name: Jo Field
company: Field & Co
email: jo@field.example
touches:
  - id: t-1
    date: 2026-11-02
    channel: email
"""
LOGGED = "  - id: t-{0}\n    date: 2026-11-{1}\n    channel: email\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook with one person in it, committed."""
    made = begun(tmp_path / "mine")
    (made / "prospects" / "jo-field.yml").write_text(JO)
    commit(made, "begin")
    return made


def clone_of(root: Path, *, told: bool = True) -> Path:
    clone = root.parent / "other"
    git(root.parent, "clone", "--quiet", str(root), str(clone))
    if told:
        done = typed("-C", str(clone), "init", "--git")
        assert done.exit_code == 0, done.output
    return clone


def warnings(root: Path, rule: str) -> list[dict[str, Any]]:
    done = typed("-C", str(root), "check", "--json")
    return [found for found in json.loads(done.stdout)["warnings"] if found["rule"] == rule]


# --- merging --------------------------------------------------------------------------------------


def test_touches_logged_in_two_clones_are_merged(root: Path) -> None:
    clone = clone_of(root)
    for folder, day in ((root, "2026-11-20"), (clone, "2026-11-19")):
        done = typed("-C", str(folder), "log", "jo", "email", "--on", day)
        assert done.exit_code == 0, done.output
        commit(folder, "log")
    git(clone, "pull", "--quiet", "--no-rebase", "--no-edit")
    text = (clone / "prospects" / "jo-field.yml").read_text()
    days = [line.split()[-1] for line in text.splitlines() if "date:" in line]
    assert days == ["2026-11-02", "2026-11-19", "2026-11-20"]
    assert git(clone, "status", "--porcelain").stdout == ""


def test_touches_logged_in_two_clones_are_merged_when_one_is_rebased(root: Path) -> None:
    clone = clone_of(root)
    (root / "prospects" / "jo-field.yml").write_text(JO + LOGGED.format("a", 20))
    commit(root, "a")
    (clone / "prospects" / "jo-field.yml").write_text(JO + LOGGED.format("b", 19))
    commit(clone, "b")
    git(clone, "pull", "--quiet", "--rebase")
    text = (clone / "prospects" / "jo-field.yml").read_text()
    assert text == JO + LOGGED.format("b", 19) + LOGGED.format("a", 20)


def test_what_both_changed_is_a_conflict_that_check_names(root: Path) -> None:
    clone = clone_of(root)
    for folder, firm in ((root, "Field Freight"), (clone, "Field Works")):
        (folder / "prospects" / "jo-field.yml").write_text(JO.replace("Field & Co", firm))
        commit(folder, firm)
    done = git(clone, "pull", "--no-rebase", "--no-edit", check=False)
    assert done.returncode == 1
    assert "prospects/jo-field.yml: 1 place left to you" in done.stdout + done.stderr
    assert (
        git(clone, "diff", "--name-only", "--diff-filter=U").stdout.strip().endswith("jo-field.yml")
    )
    assert (clone / "prospects" / "jo-field.yml").read_text() == JO.replace(
        "company: Field & Co\n",
        "<<<<<<< ours\ncompany: Field Works\n=======\ncompany: Field Freight\n>>>>>>> theirs\n",
    )
    checked = typed("-C", str(clone), "check")
    assert checked.exit_code == 1
    assert "an unresolved merge conflict begins here" in checked.stdout


def test_two_people_forgotten_in_two_clones_are_both_forgotten(root: Path) -> None:
    (root / "prospects" / "kit-lawson.yml").write_text(
        JO.replace("Jo", "Kit").replace("jo@", "kit@")
    )
    commit(root, "kit")
    clone = clone_of(root)
    for folder, who in ((root, "jo"), (clone, "kit")):
        assert typed("-C", str(folder), "forget", who, "--yes").exit_code == 0
        commit(folder, "forget")
    git(clone, "pull", "--quiet", "--no-rebase", "--no-edit")
    assert (clone / "suppressions.yml").read_text().count("- on:") == 2
    assert [path.name for path in (clone / "prospects").glob("*.yml")] == []


def test_where_the_program_is_gone_git_calls_the_file_unmerged(root: Path) -> None:
    clone = clone_of(root)
    command = git(clone, "config", "--get", SETTING).stdout.strip()
    git(
        clone,
        "config",
        SETTING,
        command.replace("p=", "p=/nowhere", 1).replace("p=playbook", "p=/no"),
    )
    (root / "prospects" / "jo-field.yml").write_text(JO + "x-a: 1\n")
    (clone / "prospects" / "jo-field.yml").write_text("x-b: 1\n" + JO)
    commit(root, "a")
    commit(clone, "b", "--no-verify")
    assert git(clone, "pull", "--no-rebase", "--no-edit", check=False).returncode == 1
    text = (clone / "prospects" / "jo-field.yml").read_text()
    assert text == f"x-b: 1\n{JO}x-a: 1\n"
    assert git(clone, "diff", "--name-only", "--diff-filter=U").stdout


def test_a_merge_that_cannot_be_made_leaves_ours_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(JO)
    done = typed("merge-file", str(tmp_path / "gone"), str(tmp_path / "a"), str(tmp_path / "b"))
    assert done.exit_code == 3
    assert (tmp_path / "a").read_text() == JO


# --- the hook -------------------------------------------------------------------------------------


def test_a_fault_that_is_staged_is_not_committed(root: Path) -> None:
    file = root / "prospects" / "jo-field.yml"
    file.write_text(JO + "stage: almots\n")
    git(root, "add", "--all")
    file.write_text(JO)
    done = git(root, "commit", "--message", "x", check=False)
    assert done.returncode == 1
    assert "prospects/jo-field.yml:8:8: " in done.stderr
    assert "Nothing was committed" in done.stderr
    assert git(root, "log", "--format=%s").stdout.split() == ["begin"]


def test_a_fault_that_is_not_staged_does_not_matter(root: Path) -> None:
    file = root / "prospects" / "jo-field.yml"
    file.write_text(JO + LOGGED.format("a", 20))
    git(root, "add", "--all")
    file.write_text(JO + "stage: almots\n")
    git(root, "commit", "--message", "x")
    assert git(root, "show", "HEAD:prospects/jo-field.yml").stdout == JO + LOGGED.format("a", 20)


def test_what_commit_all_takes_along_is_what_is_checked(root: Path) -> None:
    (root / "prospects" / "jo-field.yml").write_text(JO + "stage: almots\n")
    assert git(root, "commit", "--all", "--message", "x", check=False).returncode == 1


def test_a_conflict_over_who_was_forgotten_is_a_fault_and_is_not_committed(root: Path) -> None:
    (root / "suppressions.yml").write_text("- on: 2026-11-20\n<<<<<<< ours\n")
    checked = typed("-C", str(root), "check")
    assert checked.exit_code == 1
    assert "suppressions.yml:2:1: " in checked.stdout
    git(root, "add", "--all")
    done = git(root, "commit", "--message", "x", check=False)
    assert done.returncode == 1
    assert "suppressions.yml:2:1: " in done.stderr


def test_the_hook_can_be_gone_past(root: Path) -> None:
    (root / "prospects" / "jo-field.yml").write_text(JO + "stage: almots\n")
    git(root, "commit", "--all", "--no-verify", "--message", "x")


def test_a_playbook_below_the_top_of_a_repository_is_checked_too(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    root = begun(tmp_path / "sales")
    (root / ".git").rename(tmp_path / "unused")
    assert typed("-C", str(root), "init", "--git").exit_code == 0
    commit(tmp_path, "begin")
    (root / "prospects" / "jo.yml").write_text("stage: almots\n")
    git(tmp_path, "add", "--all")
    done = git(root, "commit", "--message", "x", check=False)
    assert done.returncode == 1
    assert "prospects/jo.yml" in done.stderr


def test_a_hook_that_is_there_already_is_left_alone(root: Path) -> None:
    hook = root / ".git" / "hooks" / HOOK
    hook.write_text("#!/bin/sh\nexit 0\n")
    done = typed("-C", str(root), "init", "--git")
    assert hook.read_text() == "#!/bin/sh\nexit 0\n"
    assert "it was left alone. Its line would be: playbook -C . hook pre-commit" in done.stdout


def test_hooks_kept_elsewhere_are_left_alone(root: Path) -> None:
    (root / ".git" / "hooks" / HOOK).unlink()
    elsewhere = root.parent / "hooks"
    elsewhere.mkdir()
    git(root, "config", "core.hooksPath", str(elsewhere))
    done = typed("-C", str(root), "init", "--git")
    assert list(elsewhere.iterdir()) == []
    assert f"Your hooks lie in {elsewhere}" in done.stdout


def test_a_machine_without_the_program_can_still_commit(root: Path) -> None:
    hook = root / ".git" / "hooks" / HOOK
    hook.write_text(hook.read_text().replace("playbook=/", "playbook=/nowhere/"))
    (root / "x.txt").write_text("x")
    git(root, "add", "--all")
    bare = os.environ | {"PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [str(hook)], cwd=root, env=bare, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "nothing was checked" in done.stderr


def test_setting_a_clone_up_twice_changes_nothing(root: Path) -> None:
    before = git(root, "config", "--list", "--local").stdout
    done = typed("-C", str(root), "init", "--git")
    assert done.exit_code == 0
    assert git(root, "config", "--list", "--local").stdout == before
    assert git(root, "status", "--porcelain").stdout == ""


def test_attributes_of_ones_own_are_kept(root: Path) -> None:
    (root / ".gitattributes").write_text("*.pdf binary")
    done = typed("-C", str(root), "init", "--git")
    assert "commit it" in done.stdout
    assert (root / ".gitattributes").read_text() == (
        "*.pdf binary\nprospects/*.yml merge=playbook\nsuppressions.yml merge=playbook\n"
    )


# --- warnings -------------------------------------------------------------------------------------


def test_a_clone_that_was_not_told_how_to_merge_is_warned(root: Path) -> None:
    clone = clone_of(root, told=False)
    (found,) = warnings(clone, "merge-driver")
    assert (found["path"], found["line"]) == (".gitattributes", 3)
    assert found["hint"] == "Run `playbook init --git` once."
    assert typed("-C", str(clone), "init", "--git").exit_code == 0
    assert warnings(clone, "merge-driver") == []


def test_a_remote_that_may_be_public_is_warned_of_once_until_a_setting_says_it_is_private(
    root: Path,
) -> None:
    git(root, "remote", "add", "origin", "https://ada:secret@code.example/ada/sales.git")
    git(root, "remote", "add", "mirror", "git@code.example:ada/sales.git")
    (found,) = warnings(root, "remote")
    assert "origin (https://code.example/ada/sales.git)" in found["message"]
    assert "secret" not in json.dumps(found)
    assert "private_remotes: [origin, mirror]" in found["hint"]
    policy = root / "playbook" / "playbook.yml"
    text = policy.read_text(encoding="utf-8")
    assert "private_remotes: []" in text
    told = "private_remotes: [origin, git@code.example:ada/sales.git]"
    policy.write_text(text.replace("private_remotes: []", told), encoding="utf-8")
    assert warnings(root, "remote") == []


def test_a_remote_on_this_machine_is_as_private_as_the_clone(root: Path) -> None:
    assert warnings(clone_of(root), "remote") == []


@pytest.mark.parametrize(
    ("url", "elsewhere"),
    [
        ("https://code.example/x.git", True),
        ("ssh://git@code.example/x.git", True),
        ("git@code.example:x.git", True),
        ("code.example:x.git", True),
        ("/backup/x.git", False),
        ("../x.git", False),
        ("file:///backup/x.git", False),
        (r"C:\backup\x.git", False),
        ("C:/backup/x.git", False),
    ],
)
def test_an_address_is_known_to_be_here_or_elsewhere(url: str, elsewhere: bool) -> None:  # noqa: FBT001 — a table
    assert Remote("origin", url).is_elsewhere is elsewhere


def test_a_playbook_without_git_is_not_warned(root: Path) -> None:
    (root / ".git").rename(root.parent / "gone")
    assert warnings(root, "merge-driver") + warnings(root, "remote") == []
