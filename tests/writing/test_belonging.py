"""What no output may take the place of."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from generator.writing.belonging import belongs

OWN = (
    "playbook/playbook.yml", "playbook/new.html", "prospects/dana.yml", "prospects/new.html",
    ".playbook/undo/000001.json", ".git/config", "sub/.git/hooks/pre-commit", "mkdocs.yml",
    "suppressions.yml", ".gitignore", "README.md", "PROSPECTS/Dana.yml", "x/../mkdocs.yml",
)  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "mine"
    for path in ("playbook/playbook.yml", "prospects/dana.yml", "mkdocs.yml", "call-sheet.html"):
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_text("name: Dana\n", encoding="utf-8")
    return made


@pytest.mark.parametrize("path", OWN)
def test_the_files_of_a_playbook_are_its_own_there_or_not(root: Path, path: str) -> None:
    (root / "x").mkdir()
    assert belongs(root, root / path)


@pytest.mark.parametrize("path", ["call-sheet.html", "out/feed.ics", "../sheet.pdf", "site/a.csv"])
def test_an_output_is_not_the_first_time_and_not_the_second(root: Path, path: str) -> None:
    assert not belongs(root, root / path)


def test_where_a_link_leads_is_what_counts(root: Path, tmp_path: Path) -> None:
    link = tmp_path / "sheet.html"
    link.symlink_to(root / "prospects" / "dana.yml")
    assert belongs(root, link)
    elsewhere = tmp_path / "people"
    (root / "prospects").rename(elsewhere)
    (root / "prospects").symlink_to(elsewhere)
    assert belongs(root, elsewhere / "dana.yml")


def test_another_playbook_is_as_safe(root: Path, tmp_path: Path) -> None:
    assert belongs(tmp_path / "other", root / "prospects" / "dana.yml")


def test_a_link_in_a_circle_belongs_to_nobody(root: Path) -> None:
    (root / "loop").symlink_to("loop")
    with contextlib.suppress(OSError):  # so older Pythons say it; newer ones leave it to the system
        assert not belongs(root, root / "loop")
