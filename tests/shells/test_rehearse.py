"""`rehearse`, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import pipeline
from generator.cli import playbook
from generator.commands import rehearse
from generator.rendering.agenda import Agenda
from generator.rendering.rehearsal import prepare
from tests.rendering.written import TODAY, head, written

SCRIPT = head("Hello {{ prospect.first_name }}. It is about March.", channel="voicemail")
DANA = """\
name: Dana Reyes
phone: 020 7946 0111
stage: almost
touches:
  - {date: 2026-10-13, channel: call, outcome: connected}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "playbook/playbook.yml": "me: {name: Ludo}\n",
        "playbook/voicemails/x.md.j2": SCRIPT,
        "playbook/emails/y.md.j2": head("Hello."),
        "prospects/dana-reyes.yml": DANA,
        "prospects/rosa.yml": "name: Rosa\nphone: 020 7946 0122\nopt_out: call\n",
    }
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def run(root: Path, *words: str, answer: str = "") -> Result:
    ask = ["-C", str(root), "--today", "2026-11-23", "rehearse", *words]
    return CliRunner().invoke(playbook, ask, input=answer)


def file(root: Path) -> str:
    return (root / "prospects" / "dana-reyes.yml").read_text(encoding="utf-8")


def test_the_planned_voicemail_is_shown_and_nothing_is_written(root: Path) -> None:
    result = run(root, "dana")
    assert result.exit_code == 0, result.stderr
    assert "   0:02  It is about March.\n" in result.stdout
    assert "Did you say it aloud" not in result.stderr  # nobody is there to be asked
    assert file(root) == DANA


def test_the_command_that_is_shown_is_one_that_works_where_a_sample_stops_the_clock(
    root: Path,
) -> None:
    (root / "playbook/playbook.yml").write_text("me: {name: Ludo}\ntoday: 2026-11-23\n")
    shown = CliRunner().invoke(playbook, ["-C", str(root), "rehearse", "dana"]).stdout
    command = shown.rstrip().rpartition("Practised? playbook ")[2]
    assert command == "rehearse dana-reyes voicemails/x --done --on 2026-11-23"
    done = CliRunner().invoke(playbook, ["-C", str(root), *command.split()])
    assert done.exit_code == 0, done.stderr
    assert "outcome: practised" in file(root)


def test_done_writes_it_down_and_it_is_told_from_then_on(root: Path) -> None:
    result = run(root, "dana", "voicemails/x", "--done")
    assert result.exit_code == 0, result.stderr
    assert "outcome: practised, script: voicemails/x" in file(root)
    assert "You practised it today." in run(root, "dana").stdout


def test_a_dry_run_writes_nothing(root: Path) -> None:
    result = run(root, "dana", "--done", "--dry-run")
    assert "+  - {" in result.stdout
    assert file(root) == DANA


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rosa",), "no voicemail is planned for Rosa. Name the words to practise"),
        (("rosa", "x"), "Rosa asked not to be contacted by voicemail: no words for that."),
        (("dana", "emails/y"), "'emails/y' is no voicemail (e-mail): only what a machine hears"),
        (("dana", "voicemails/z"), "there is no script 'voicemails/z'."),
        (("dana", "--done", "--on", "2027-01-01"), "has not come yet"),
    ],
)
def test_misuse_is_told(root: Path, words: tuple[str, ...], said: str) -> None:
    result = run(root, *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert file(root) == DANA


def test_the_sample_s_pinned_day_is_no_day_to_write_down(root: Path) -> None:
    policy = "me: {name: Ludo}\ntoday: 2026-11-23\n"
    (root / "playbook" / "playbook.yml").write_text(policy)
    command = ["-C", str(root), "rehearse", "dana"]
    assert CliRunner().invoke(playbook, command).exit_code == 0
    refused = CliRunner().invoke(playbook, [*command, "--done"])
    assert refused.exit_code == 2
    assert "playbook --today 2026-11-23 rehearse" in refused.stderr
    assert file(root) == DANA


def test_the_count_down_shows_each_breath_for_its_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    workspace = written({"v/x": SCRIPT}, {"dana": DANA})
    agenda = Agenda(workspace, pipeline.plan(workspace, TODAY))
    rehearsal = prepare(agenda, agenda.scripts["v/x"], agenda.prospects["dana"])
    assert rehearsal
    rehearse.count_down(rehearsal)
    seconds = sum(phrase.seconds for phrase in rehearsal.phrases)
    assert sum(slept) == pytest.approx(seconds + 2)
    shown = [line.rpartition("\r")[2].rstrip() for line in capsys.readouterr().out.split("\n")]
    assert shown == ["   0:02  Hello Dana.", "   0:01  It is about March.", "", "   0:00", ""]
