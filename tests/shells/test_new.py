"""`new script`, as it is typed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import pipeline
from generator.cli import playbook
from generator.rendering.library import KINDS
from generator.rendering.lint import WARNERS
from generator.rendering.starting import STARTERS, render_starter
from tests.rendering.written import TODAY, written

SAMPLE = Path(__file__).parents[2]


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(playbook, ["-C", str(root), "--today", "2026-11-23", *words])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(SAMPLE / "playbook", root / "playbook")
    shutil.copytree(SAMPLE / "prospects", root / "prospects")
    return root


def test_every_kind_of_the_library_has_a_beginning() -> None:
    assert set(STARTERS) == set(KINDS)


@pytest.mark.parametrize("kind", STARTERS)
def test_a_beginning_passes_check_beside_the_whole_library(sample: Path, kind: str) -> None:
    result = run(sample, "new", "script", kind, "One of my own")
    assert result.exit_code == 0, result.stderr
    path = f"playbook/{kind}/one-of-my-own.md.j2"
    assert result.stdout.startswith(f"One of my own: {path}\nSaved {path}.\n")
    workspace = pipeline.load(sample, TODAY, TODAY)
    assert workspace.problems == ()
    found = [str(p) for p in pipeline.warnings(workspace, TODAY) if p.path == path]
    assert found == []
    assert run(sample, "script", "dana", f"{kind}/one-of-my-own").exit_code == 0


@pytest.mark.parametrize("kind", STARTERS)
def test_a_beginning_asks_for_nothing_twice_and_reads_well_alone(kind: str) -> None:
    title = 'It\'s "mine": a # and a \\'
    workspace = written({f"{kind}/x": render_starter(STARTERS[kind], title)})
    assert workspace.scripts[0].title == title
    assert workspace.scripts[0].about.startswith("Works when: ")
    assert workspace.scripts[0].ask == STARTERS[kind].ask
    found = {p.rule for w in WARNERS for p in w(workspace, TODAY)}
    assert found <= {"gives"}  # the shelf of this test is bare


@pytest.mark.parametrize(
    ("word", "folder"),
    [("email", "emails"), ("Handwritten notes", "handwritten-notes"), ("gift", "courier-gifts"),
     ("breakup-message", "breakup-messages"), ("intro", "introductions"), ("social", "social")],
)  # fmt: skip
def test_a_kind_may_be_named_as_one_says_it(tmp_path: Path, word: str, folder: str) -> None:
    (tmp_path / "playbook").mkdir()
    (tmp_path / "prospects").mkdir()
    (tmp_path / "playbook" / "playbook.yml").write_text("me: {name: Ludo, phone: 020 7946 0000}\n")
    assert run(tmp_path, "new", "script", word, "Ünser Café\u2019s").exit_code == 0
    assert (tmp_path / "playbook" / folder / "unser-cafes.md.j2").is_file()


@pytest.mark.parametrize(
    ("name", "title", "stem"),
    [("my-emails", "My emails", "my-emails"), ("x.md.j2", "X", "x"),
     ("emails/a-line.md.j2", "A line", "a-line"), ("A follow-up", "A follow-up", "a-follow-up"),
     ("Yes/no", "Yes/no", "yes-no")],
)  # fmt: skip
def test_a_name_may_be_that_of_its_file(sample: Path, name: str, title: str, stem: str) -> None:
    result = run(sample, "new", "script", "emails", name, "--dry-run")
    assert result.exit_code == 0, result.stderr
    assert f'+title: "{title}"' in result.stdout
    assert f"playbook/emails/{stem}.md.j2" in result.stdout


def test_a_beginning_keeps_each_sentence_on_one_line_and_no_tally() -> None:
    bodies = [starter.words for starter in STARTERS.values()]
    assert not [body for body in bodies if "touch_number" in body]
    assert not [body for body in bodies if re.search(r"[a-z]\n[a-z]", body)]


def test_what_is_there_is_never_overwritten(sample: Path) -> None:
    name = "An article I marked"
    before = (sample / "playbook/emails/an-article-i-marked.md.j2").read_bytes()
    result = run(sample, "new", "script", "emails", name)
    assert result.exit_code == 3
    assert "is there already" in result.stderr
    assert (sample / "playbook/emails/an-article-i-marked.md.j2").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("emials", "x"), "there is no kind 'emials'. Did you mean 'emails'?"),
        (("emails", "???"), "'???' is no name for a script"),
        (("emails", "a\x07b"), "the name has the control character U+0007"),
    ],
)
def test_misuse_writes_nothing(sample: Path, words: tuple[str, ...], said: str) -> None:
    before = sorted(sample.rglob("*.j2"))
    result = run(sample, "new", "script", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert sorted(sample.rglob("*.j2")) == before


def test_a_dry_run_shows_the_file_and_writes_nothing(sample: Path) -> None:
    result = run(sample, "new", "script", "calls", "Never written", "--dry-run")
    assert result.exit_code == 0
    assert '+title: "Never written"' in result.stdout
    assert not (sample / "playbook/calls/never-written.md.j2").exists()
