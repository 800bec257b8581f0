"""`ics`, as it is typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner, Result

from generator.cli import playbook
from generator.mkdocs_plugin import build_site
from generator.rendering.calendar import PATH
from tests.shells.test_build import TODAY

SMALL = Path(__file__).parent.parent / "workspaces" / "small"


def run(*words: str) -> Result:
    return CliRunner().invoke(playbook, ["-C", str(SMALL), "--today", TODAY.isoformat(), *words])


def test_the_feed_goes_to_stdout_or_into_a_file(tmp_path: Path) -> None:
    printed = run("ics")
    assert (printed.exit_code, printed.stderr) == (0, "")
    assert len(icalendar.Calendar.from_ical(printed.stdout_bytes).walk("VEVENT")) > 2
    file = tmp_path / "mine.ics"
    assert run("ics", "-o", str(file)).exit_code == 0
    assert file.read_bytes() == printed.stdout_bytes
    assert b"\r\n" in printed.stdout_bytes


def test_the_feed_of_the_site_is_the_one_that_is_typed(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "root")
    build_site(tmp_path / "root", today=TODAY)
    assert (tmp_path / "root" / "site" / PATH).read_bytes() == run("ics").stdout_bytes


def test_words_and_channels_are_options() -> None:
    assert "DESCRIPTION" not in run("ics").stdout
    assert "DESCRIPTION" in run("ics", "--words").stdout
    titles = [
        str(event["summary"])
        for event in icalendar.Calendar.from_ical(
            run("ics", "--channel", "e-mail", "--channel", "call").stdout_bytes
        ).walk("VEVENT")
    ]
    assert titles
    assert all(title.startswith(("Write an e-mail", "Call")) for title in titles)


@pytest.mark.parametrize(("word", "said"), [("cal", "Did you mean 'call'?"), ("zork", "'zork'")])
def test_a_channel_that_is_not_there_is_misuse(word: str, said: str) -> None:
    result = run("ics", "--channel", word)
    assert result.exit_code == 2
    assert said in result.stderr
