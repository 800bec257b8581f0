"""`audit`, as it is typed, on a site that was really built."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import playbook
from generator.mkdocs_plugin import build_site
from tests.shells.test_build import TODAY

SMALL = Path(__file__).parent.parent / "workspaces" / "small"
PRIVATE = "Her brother-in-law runs the other agency."


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with a secret, and its site."""
    made = tmp_path_factory.mktemp("audit") / "root"
    shutil.copytree(SMALL, made)
    (made / "prospects" / "eve.yml").write_text(
        f"name: <b onclick=x>Eve</b>\nstage: almost\nprivate: {PRIVATE}\n", encoding="utf-8"
    )
    build_site(made, today=TODAY)
    return made


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(playbook, ["-C", str(root), "--today", TODAY.isoformat(), *words])


def test_a_built_site_is_clean(root: Path) -> None:
    result = run(root, "audit", str(root / "site"))
    assert result.exit_code == 0, result.stdout
    assert result.stdout.startswith("Nothing found in ")
    assert run(root, "audit", str(root / "site"), "--dry-run").stdout == result.stdout


@pytest.mark.parametrize(
    ("file", "content", "kind"),
    [
        ("leak.html", f"<p>{PRIVATE}</p>".encode(), "private"),
        ("leak.xml.gz", gzip.compress(PRIVATE.encode()), "private"),
        ("pixel.html", b"<img src='https://elsewhere.example/p.png'>", "request"),
        ("name.html", b"<h1><b onclick=x>Eve</b></h1>", "script"),
    ],
)
def test_what_is_found_is_named_and_ends_with_1(
    root: Path, file: str, content: bytes, kind: str
) -> None:
    put = root / "site" / file
    put.write_bytes(content)
    result = run(root, "audit", str(root / "site"))
    machine = run(root, "audit", str(root / "site"), "--json")
    put.unlink()
    assert (result.exit_code, machine.exit_code) == (1, 1)
    assert result.stdout.startswith(file)
    assert "found in" in result.stdout.splitlines()[-1]
    assert PRIVATE not in result.stdout
    data = json.loads(machine.stdout)
    assert {f["kind"] for f in data["findings"]} == {kind}
    assert data["counts"][kind] == len(data["findings"])


def test_a_folder_that_is_no_site_is_misuse(root: Path, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        result = run(root, "audit", str(folder))
        assert result.exit_code == 2
        assert "site" in result.stderr


def test_whose_file_cannot_be_read_is_said(root: Path) -> None:
    broken = root / "prospects" / "kit.yml"
    broken.write_text("name: Kit\nprivate: [\n", encoding="utf-8")
    result = run(root, "audit", str(root / "site"))
    broken.unlink()
    assert result.stderr.startswith("1 prospect's file could not be read")
