"""`init`: a playbook of one's own, from the first minute."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline
from generator.writing import starting
from generator.writing.cloning import HOOK, SETTING
from tests.shells.ingit import NOBODY, begin, git, needs_git, typed

TODAY = date(2026, 11, 23)


def files_of(root: Path) -> set[str]:
    return {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }


def test_a_new_playbook_is_in_order_and_its_owners(tmp_path: Path) -> None:
    root = begin(
        tmp_path / "mine",
        "--company",
        "Hill & Co",
        "--country",
        "DE",
        "--timezone",
        "Europe/Berlin",
    )
    read = pipeline.load(root, None, TODAY)
    assert [str(problem) for problem in read.problems] == []
    assert read.prospects == ()
    assert read.policy is not None
    me = read.policy.me
    assert (me.name, me.company, me.email) == ("Ada Hill", "Hill & Co", "ada@hill.example")
    assert (me.country, me.subdivision, me.timezone) == ("DE", None, "Europe/Berlin")
    assert (me.phone, me.address) == (None, None)
    assert read.policy.today is None
    assert read.policy.working_time.away == ()


@pytest.mark.parametrize("address", ["Dublin", "1 Quay\nDublin", "1 Quay\\nDublin", "1 Quay: A #2"])
def test_an_address_is_taken_and_keeps_the_comment_beside_it(tmp_path: Path, address: str) -> None:
    root = begin(
        tmp_path / "mine",
        *("--does", "draw maps", "--company", "Hill & Co", "--phone", "020 7946 0101"),
        *("--address", address, "--country", "GB", "--subdivision", "SCT"),
        *("--timezone", "Europe/London"),
    )
    read = pipeline.load(root, None, TODAY)
    assert [str(problem) for problem in read.problems] == []
    assert read.policy is not None
    assert read.policy.me.address == address.replace("\\n", "\n")
    assert read.policy.me.subdivision == "SCT"
    settings = (root / "playbook" / "playbook.yml").read_text(encoding="utf-8")
    assert re.search(r"^  address: .* # the sender on parcels and labels$", settings, re.MULTILINE)


def test_its_library_is_the_starters_whole(tmp_path: Path) -> None:
    root = begin(tmp_path / "mine")
    library = starting.starter_root() / "playbook"
    scripts = {path.relative_to(library) for path in library.rglob("*.j2")}
    assert len(scripts) > 50
    for path in scripts:
        assert (root / "playbook" / path).read_bytes() == (library / path).read_bytes()
    assert {"mkdocs.yml", ".gitignore", ".gitattributes", "playbook/channels.yml"} <= files_of(root)


@needs_git
def test_what_a_killed_command_left_is_not_put_into_git(tmp_path: Path) -> None:
    root = begin(tmp_path / "mine")
    for left in (".site-a1b2c3d4/index.html", "prospects/.dana.yml.x1y2z3.playbook-tmp"):
        (root / left).parent.mkdir(exist_ok=True)
        (root / left).write_text("Dana Reyes", encoding="utf-8")
        assert git(root, "check-ignore", left).stdout.strip() == left


def test_nothing_invented_can_be_given_to_anybody_real(tmp_path: Path) -> None:
    root = begin(tmp_path / "mine")
    shelf = (root / "playbook" / "shelf.yml").read_text(encoding="utf-8")
    assert pipeline.load(root, None, TODAY).shelf == ()
    assert "Ludo" not in (root / "playbook" / "playbook.yml").read_text(encoding="utf-8")
    uncommented = "\n".join(
        line.removeprefix("# ") for line in shelf[shelf.index("# - id:") :].splitlines()
    )
    (root / "playbook" / "shelf.yml").write_text(uncommented, encoding="utf-8")
    kinds = {item.kind for item in pipeline.load(root, None, TODAY).shelf}
    assert {"article", "report", "book", "gift", "event", "advice", "person", "lead"} <= kinds


def test_every_comment_of_the_settings_stays_but_those_of_lines_that_go(tmp_path: Path) -> None:
    root = begin(tmp_path / "mine", "--phone", "020 7946 0001", "--company", "Hill & Co")
    sample = (starting.starter_root() / starting.POLICY).read_text(encoding="utf-8")
    mine = (root / starting.POLICY).read_text(encoding="utf-8")
    lost = set(re.findall(r"# .*", sample)) - set(re.findall(r"# .*", mine))
    assert 'phone: "020 7946 0001"' in mine
    begins = sorted(comment[2:22] for comment in lost)
    assert begins == ["This line keeps the ", "for. Delete it as so", "the sender on parcel"]


def test_an_installed_package_brings_the_library_along() -> None:
    root = Path(starting.__file__).parents[2]
    wheel = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    taken = wheel["targets"]["wheel"]["force-include"]
    assert taken == {
        name: f"generator/starter/{name}" for name in ("playbook", "prospects", "mkdocs.yml")
    }
    assert all((root / name).exists() for name in taken)


@needs_git
def test_git_is_told_how_to_merge_and_what_to_check(tmp_path: Path) -> None:
    root = begin(tmp_path / "mine")
    assert "merge-file %O %A %B %P %L" in git(root, "config", "--get", SETTING).stdout
    assert git(root, "check-attr", "merge", "prospects/x.yml").stdout.endswith("playbook\n")
    assert git(root, "check-attr", "merge", "suppressions.yml").stdout.endswith("playbook\n")
    hook = root / ".git" / "hooks" / HOOK
    assert hook.stat().st_mode & stat.S_IXUSR
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("x")
    (root / ".playbook").mkdir()
    (root / ".playbook" / "lock").write_text("x")
    ignored = git(root, "status", "--porcelain", "--ignored").stdout
    assert "!! site/" in ignored
    assert "!! .playbook/" in ignored


def test_only_the_owner_may_look_into_the_folder(tmp_path: Path) -> None:
    assert stat.S_IMODE(begin(tmp_path / "mine").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "today", ["2026-11-23", "2027-03-31", "2028-02-29", "2026-01-02", "2027-01-02"]
)
def test_a_demo_lives_around_today(tmp_path: Path, today: str) -> None:
    day = date.fromisoformat(today)
    done = typed("init", str(tmp_path / "demo"), "--demo", today=today)
    assert done.exit_code == 0, done.output
    read = pipeline.load(tmp_path / "demo", day, day)
    assert [str(problem) for problem in read.problems] == []
    assert len(read.prospects) > 10
    assert read.policy is not None
    assert read.policy.today is None
    touches = [touch.date for person in read.prospects for touch in person.touches]
    assert max(touches) <= day
    assert (day - max(touches)).days <= 9
    sample = pipeline.load(starting.starter_root(), TODAY, TODAY)
    was = [touch.date.weekday() for person in sample.prospects for touch in person.touches]
    assert sorted(each.weekday() for each in touches) == sorted(was)


def test_a_demo_on_the_samples_own_day_is_the_sample(tmp_path: Path) -> None:
    assert typed("init", str(tmp_path / "demo"), "--demo").exit_code == 0
    for file in (starting.starter_root() / "prospects").glob("*.yml"):
        assert (tmp_path / "demo" / "prospects" / file.name).read_bytes() == file.read_bytes()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    done = typed("init", str(tmp_path / "mine"), "--name", "Ada Hill")
    assert done.exit_code == 3
    assert "is not empty (thesis.txt lies in it)" in done.stderr
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "thesis.txt"]


def test_a_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("years of work")
    done = typed("init", str(tmp_path / "mine"), "--name", "Ada Hill")
    assert done.exit_code == 3
    assert (tmp_path / "mine").read_text() == "years of work"


@needs_git
def test_an_empty_repository_becomes_a_playbook(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "mine")
    root = begin(tmp_path / "mine")
    assert (root / "playbook" / "playbook.yml").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_what_cannot_be_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    done = typed("init", str(tmp_path / "mine"), "--name", "Ada Hill", "--email", "ada at hill")
    assert done.exit_code == 2
    assert "'ada at hill' is no e-mail address" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_a_terminal_and_a_name_it_is_the_one_that_git_signs_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.name")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "Jo Field")
    done = typed("init", str(tmp_path / "mine"))
    assert done.exit_code == 0, done.output
    assert "Begun for Jo Field: --name, or `me` in playbook/playbook.yml" in done.stderr
    assert "  name: Jo Field" in (tmp_path / "mine" / "playbook" / "playbook.yml").read_text()


def test_where_git_knows_no_name_it_is_that_of_the_login(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "ada")
    done = typed("init", str(tmp_path / "mine"))
    assert done.exit_code == 0, done.output
    assert "Begun for ada:" in done.stderr


def test_nothing_is_announced_before_it_is_begun(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    for dry in ((), ("--dry-run",)):
        done = typed("init", str(tmp_path / "mine"), *dry)
        assert (done.exit_code, done.stdout) == (3, "")
        assert done.stderr.startswith("Nothing was saved: ")
        assert "egun for" not in done.stderr


def test_a_dry_init_refuses_what_the_real_one_would(tmp_path: Path) -> None:
    typed_in = ("init", str(tmp_path / "mine"), "--name", "Ada", "--email", "nope", "--dry-run")
    done = typed(*typed_in)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "'nope' is no e-mail address" in done.stderr


def test_without_a_folder_it_asks_for_one() -> None:
    done = typed("init", "--name", "Ada Hill")
    assert done.exit_code == 2
    assert "playbook init DIR" in done.stderr


def test_a_dry_run_lists_the_files_and_makes_none(tmp_path: Path) -> None:
    done = typed("init", str(tmp_path / "mine"), "--name", "Ada Hill", "--dry-run")
    assert done.exit_code == 0
    assert "mine/playbook/playbook.yml" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_it_says_what_to_do_next(tmp_path: Path) -> None:
    done = typed("init", str(tmp_path / "mine"), "--name", "Ada Hill")
    assert len(done.stdout.splitlines()) <= 12
    assert all(word in done.stdout for word in ("playbook add", "playbook build", "private"))


@needs_git
def test_the_first_commit_passes_its_own_check(tmp_path: Path) -> None:
    root = begin(tmp_path / "mine")
    git(root, "add", "--all")
    git(root, "commit", "--message", "Begin")
    assert git(root, "status", "--porcelain").stdout == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_on_a_terminal_it_asks_whose_it_is(tmp_path: Path) -> None:
    import pty  # noqa: PLC0415 — not everywhere

    keeper, terminal = pty.openpty()
    answers = "Ada Hill", "draw maps", "Hill & Co", "ada@hill.example", "", "DE", "Europe/Berlin"
    os.write(keeper, "".join(f"{answer}\n" for answer in answers).encode())
    code = "from generator.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "init", str(tmp_path / "mine")],
        stdin=terminal, stderr=terminal, stdout=subprocess.PIPE, timeout=60, check=False,
        env=os.environ | NOBODY,
    )  # fmt: skip
    os.close(terminal)
    assert done.returncode == 0
    policy = pipeline.load(tmp_path / "mine", None, TODAY).policy
    assert policy is not None
    assert (policy.me.name, policy.me.company, policy.me.phone) == ("Ada Hill", "Hill & Co", None)
    assert (policy.me.country, policy.me.timezone) == ("DE", "Europe/Berlin")
    assert policy.me.does == "draw maps"
