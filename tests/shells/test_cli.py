"""The index of verbs, and what all commands share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import VERBS, playbook
from generator.commands import _shared

REPOSITORY = Path(__file__).parent.parent.parent
SMALL = Path(__file__).parent.parent / "workspaces" / "small"


def run(*args: str, cwd: Path = SMALL, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    known = {k: v for k, v in os.environ.items() if not k.startswith("PLAYBOOK_")}
    return subprocess.run(
        [sys.executable, "-c", "from generator.cli import main; main()", *args],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        timeout=60,
        env={**known, "PYTHONPATH": str(REPOSITORY), **environment},
    )


def test_help_lists_every_verb_that_is_there_with_its_sentence() -> None:
    shown = CliRunner().invoke(playbook, ["--help"]).stdout
    for verb in playbook.list_commands(None):  # type: ignore[arg-type]
        assert VERBS[verb].split()[0] in shown
        assert f"  {verb} " in shown


def test_every_command_and_every_option_has_help() -> None:
    for verb in playbook.list_commands(None):  # type: ignore[arg-type]
        command = playbook.get_command(None, verb)  # type: ignore[arg-type]
        assert command is not None
        assert command.help, verb
        options = [p for p in command.params if p.param_type_name == "option"]
        assert [p.name for p in options if not getattr(p, "help", None)] == [], verb


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom generator.cli import playbook\n"
        "playbook.main(['--help'], standalone_mode=False)\n"
        "heavy = {'pydantic', 'mkdocs', 'jinja2', 'yaml', 'holidays', 'rapidfuzz', 'markdown'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=REPOSITORY
    )
    assert done.stderr == ""
    assert done.returncode == 0


def test_a_mistyped_verb_is_told_the_one_that_was_meant() -> None:
    done = run("chek")
    assert done.returncode == 2
    assert "there is no command 'chek'. Did you mean 'check'?" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--today", "1/2/2027", "check"], "'1/2/2027' is ambiguous"),
        (["--today", "soon", "check"], "'soon' is no date"),
        (["-C", "nowhere", "check"], "there is no folder nowhere"),
        (["-C", "/", "check"], "there is no playbook in / or above it"),
        (["check", "--frob"], "No such option"),
    ],
)
def test_misuse_exits_with_2_and_says_so_on_stderr(args: list[str], says: str) -> None:
    done = run(*args)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == ""


def test_the_root_is_found_upwards_and_by_the_environment(tmp_path: Path) -> None:
    assert _shared.find_root(SMALL / "playbook" / "calls") == SMALL.resolve()
    assert run("check", cwd=SMALL / "prospects").returncode == 0
    assert run("check", cwd=tmp_path).returncode == 2
    assert run("check", cwd=tmp_path, PLAYBOOK_ROOT=str(SMALL)).returncode == 0


def a_playbook(root: Path, policy: str = "") -> Path:
    (root / "playbook").mkdir()
    (root / "prospects").mkdir()
    (root / "playbook" / "playbook.yml").write_text("me: {name: Ludo}\n" + policy)
    return root


def test_the_day_is_the_one_typed_else_the_environments_else_the_pinned_one(
    tmp_path: Path,
) -> None:
    root = a_playbook(tmp_path, "today: 2026-11-23\n")
    given = _shared.Given
    assert str(_shared.Playbook(given(str(root), None)).today) == "2026-11-23"
    assert str(_shared.Playbook(given(str(root), "2026-12-01")).today) == "2026-12-01"
    (root / "prospects" / "jo.yml").write_text(
        "name: Jo\nphone: '1234'\ntouches: [{date: 2026-11-23, channel: email}]\n"
    )
    left_out = "lies after today (2026-11-22)"
    assert left_out in run("check", cwd=root, PLAYBOOK_TODAY="2026-11-22").stdout
    assert left_out not in run("--today", "2026-11-24", "check", cwd=root).stdout


def test_without_any_of_them_it_is_the_clocks(tmp_path: Path) -> None:
    here = _shared.Playbook(_shared.Given(str(a_playbook(tmp_path)), None))
    assert here.today == here.clock


def test_readers_count_the_problems_on_stderr_and_exit_with_0(tmp_path: Path) -> None:
    root = a_playbook(tmp_path)
    (root / "prospects" / "jo.yml").write_text("name: Jo\nstage: almots\n")
    done = run("plan", "--json", cwd=root)
    assert done.returncode == 0
    assert "There is 1 problem in your files; `playbook check` names them." in done.stderr


def test_a_reader_that_goes_away_is_no_error() -> None:
    ends = "import sys; from generator.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", ends, "schema", "playbook"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=SMALL,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


def test_no_colour_where_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert _shared.wants_colour()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not _shared.wants_colour()


def test_the_version_is_told() -> None:
    assert run("--version").stdout.startswith("playbook, version ")


def test_the_module_runs_as_a_program_too() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "generator.cli", "--version"],
        capture_output=True, text=True, check=True, cwd=REPOSITORY,
    )  # fmt: skip
    assert ran.stdout.startswith("playbook, version ")


def test_a_day_beyond_all_calendars_is_said_without_a_traceback() -> None:
    done = run("--today", "9999-12-31", "today")
    assert done.returncode == 2
    too_far = "9999-12-31 is too far away; write a day of the years 1900 to 2199"
    assert done.stderr.endswith(f"Error: --today: {too_far}\n")
