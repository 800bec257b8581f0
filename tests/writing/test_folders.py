"""A folder that is made anew takes the old one's place, and sweeps what killed builds left."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from generator.writing.folders import MARKERS, begin_folder, replace_folder

OLD = time.time() - 2 * 3600


def built(target: Path) -> None:
    replace_folder(target, begin_folder(target, "site"))


def left(target: Path, name: str, *, marker: str = MARKERS["site"], old: bool = True) -> Path:
    folder = target.parent / name
    (folder / marker).parent.mkdir(parents=True)
    (folder / marker).write_text("Made by playbook.\n", encoding="utf-8")
    (folder / "index.html").write_text("Dana Reyes", encoding="utf-8")
    if old:
        os.utime(folder, (OLD, OLD))
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.mark.parametrize("stands", [False, True])
@pytest.mark.parametrize("marker", [MARKERS["site"], f"old/{MARKERS['site']}"])
def test_what_a_killed_build_left_is_swept(target: Path, marker: str, *, stands: bool) -> None:
    if stands:
        built(target)
    left(target, ".site-a1b2c3_9", marker=marker)
    built(target)
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_what_may_be_at_work_or_is_another_s_is_not_swept(target: Path) -> None:
    kept = {
        left(target, ".site-00000001", old=False),
        left(target, ".site-00000002", marker="README"),
        left(target, ".site-mine"),
        left(target, ".other-00000001"),
        left(target, "site-00000001"),
    }
    built(target)
    assert set(target.parent.iterdir()) == {target, *kept}


def test_a_link_is_not_followed(target: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = left(tmp_path_factory.mktemp("other") / "site", "kept")
    link = target.parent / ".site-00000001"
    link.symlink_to(elsewhere)
    built(target)
    assert link.is_symlink()
    assert (elsewhere / "index.html").is_file()


def test_the_old_folder_put_aside_stays_until_a_new_one_stands(target: Path) -> None:
    """Killed between its two renames, a build leaves no site but the one it put aside."""
    aside = left(target, ".site-00000001", marker=f"old/{MARKERS['site']}")
    made = begin_folder(target, "site")
    assert aside.is_dir()
    replace_folder(target, made)
    assert not aside.exists()
