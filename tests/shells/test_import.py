"""`import` as it is typed: what comes in, what stays as it was, and who stays away."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import playbook
from generator.writing import edits
from generator.writing.disk import Disk
from generator.writing.refusal import NotSavedError
from generator.writing.suppressions import SUPPRESSIONS, Person, suppress

REPOSITORY = Path(__file__).parent.parent.parent
TODAY = "2026-11-23"
POLICY = "me: {name: Ludo Marsh, country: GB}\n"
DANA = """\
# met at the fair
name:   Dana Reyes   # as she writes it
company: Acme Logistics
email: dana@acme.example
phone:

# below: what I know
notes: |
  Thinks in pallets.
"""
ROSA = "name: Rosa Quiet\nemail: rosa@quiet.example\nphone: 020 7946 0333\nopt_out: all\n"
HEAD = "First Name,Last Name,Email,Phone,Company\n"
MARY = "Mary,Anderson,mary@keel.example,+44 20 7946 0444,Keel Shipping\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in (
        ("playbook/playbook.yml", POLICY),
        ("prospects/dana-reyes.yml", DANA),
        ("prospects/rosa-quiet.yml", ROSA),
    ):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def ask(root: Path, *words: str) -> Result:
    result = CliRunner().invoke(playbook, ["-C", str(root), "--today", TODAY, *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def bring(root: Path, text: str, *options: str, name: str = "people.csv") -> Result:
    file = root.parent / f"{root.name}-{name}"
    file.write_text(text, encoding="utf-8", newline="")
    return ask(root, "import", str(file), *options)


def people(root: Path) -> dict[str, str]:
    return {f.stem: f.read_text(encoding="utf-8") for f in (root / "prospects").glob("*.yml")}


def problems(root: Path) -> list[str]:
    return [p["message"] for p in json.loads(ask(root, "check", "--json").stdout)["problems"]]


def test_a_new_person_gets_a_file_that_says_what_the_row_said(root: Path) -> None:
    result = bring(root, HEAD + MARY)
    assert result.exit_code == 0
    assert people(root)["mary-anderson"] == (
        "name: Mary Anderson\ncompany: Keel Shipping\nstage: lead\nemail: mary@keel.example\n"
        'phone: "+44 20 7946 0444"\ncountry: GB\nadded: 2026-11-23\n'
    )
    assert problems(root) == []


def test_the_same_file_twice_adds_nothing_the_second_time(root: Path) -> None:
    bring(root, HEAD + MARY)
    before = people(root)
    result = bring(root, HEAD + MARY)
    assert result.exit_code == 0
    assert "Nothing to add" in result.stdout
    assert people(root) == before


def test_a_dry_run_names_everybody_and_writes_nothing(root: Path) -> None:
    before = people(root)
    rows = "Dana,Reyes,dana@acme.example,020 7946 0123,\nRosa,Quiet,ROSA@quiet.example,,\n"
    result = bring(root, HEAD + MARY + rows, "--dry-run")
    assert "New: 1" in result.stdout
    assert "dana-reyes: adds phone, country" in result.stdout
    assert "Rosa Quiet: opted out of everything" in result.stdout
    assert people(root) == before
    assert not (root / ".playbook").exists()


def test_only_what_is_absent_is_filled_in_and_the_rest_stays_to_the_letter(root: Path) -> None:
    row = "Dana,Reyes-Smith,dana@acme.example,020 7946 0123,Another Firm\n"
    result = bring(root, HEAD + row)
    assert people(root)["dana-reyes"] == DANA.replace(
        "phone:\n", 'phone: "+44 20 7946 0123"\ncountry: GB\n'
    )
    assert "company stays Acme Logistics (not Another Firm)" in result.stdout


def test_what_differs_from_the_file_is_listed_and_the_file_stays_as_it_is(root: Path) -> None:
    file = root / "prospects/dana-reyes.yml"
    mine = DANA + "address: 1 Dock Road\ntags: [london]\nsource: referral\n"
    file.write_text(mine, encoding="utf-8")
    head = "Name,Email,Address,Tags,Source,Notes\n"
    rows = (
        "Dana Reyes,dana@acme.example,9 B Rd,london; vip,A fair,Hates calls\n"
        "Dana Reyes,dana@acme.example,1 dock road,london,Referral,thinks in pallets\n"
        "Dana Reyes,dana@acme.example,,,,Likes boats\n"
    )
    result = bring(root, head + rows)
    assert file.read_text(encoding="utf-8") == mine
    for said in (
        "address stays 1 Dock Road (not 9 B Rd)",
        "tags stay london (not vip)",
        "source stays referral (not A fair)",
        "notes stay Thinks in pallets. (not Hates calls or Likes boats)",
    ):
        assert said in result.stdout


def test_private_notes_come_in_as_private_and_no_export_has_them(root: Path) -> None:
    head = "Name,Email,Notes,Private Notes\n"
    result = bring(root, head + "Mary Anderson,mary@keel.example,likes boats,owes me one\n")
    assert "private: owes me one\n" in people(root)["mary-anderson"]
    assert "notes: likes boats\n" in people(root)["mary-anderson"]
    again = bring(root, head + "Mary Anderson,mary@keel.example,,owes me two\n")
    assert "private stays as you wrote it (not the import's)" in again.stdout
    shown = ask(root, "export", "--csv").stdout + ask(root, "export", "--vcf").stdout
    assert "owes me" not in result.output + again.output + shown


def test_an_opt_out_is_added_to_whatever_stands_there(root: Path) -> None:
    file = root / "prospects/dana-reyes.yml"
    file.write_text(DANA + "opt_out: [mailshot]\n", encoding="utf-8")
    head = "Name,Email,Do Not Call,Email Opt Out\n"
    bring(root, head + "Dana Reyes,dana@acme.example,1,0\n")
    assert file.read_text(encoding="utf-8") == DANA + "opt_out: [mailshot, call]\n"
    bring(root, head + "Dana Reyes,dana@acme.example,0,0\n")
    assert "opt_out: [mailshot, call]" in file.read_text(encoding="utf-8")


def test_a_refusal_under_consent_is_said_in_the_summary(root: Path) -> None:
    head = "Name,Email,Email Opt-in,Postal Consent\n"
    rows = "Mary Anderson,mary@keel.example,No,refused\nDana Reyes,dana@acme.example,no,yes\n"
    result = bring(root, head + rows)
    assert "opted out: email, note" in result.stdout
    assert "dana-reyes: opts out of email" in result.stdout
    assert "opt_out: [email, note]" in people(root)["mary-anderson"]


def test_who_opted_out_of_everything_is_not_touched_and_not_brought_back(root: Path) -> None:
    rows = "Rosa,Quiet,other@quiet.example,020 7946 0333,New Firm\n,,,020 7946 0333,Still Waters\n"
    result = bring(root, HEAD + rows)
    assert people(root).keys() == {"dana-reyes", "rosa-quiet"}
    assert people(root)["rosa-quiet"] == ROSA
    assert result.stdout.count("opted out of everything") == 2


@pytest.mark.parametrize(
    "row",
    ["Kit,Lawson,kit@field.example,,\n", "Kit,Lawson,,,Field Ltd\n", "K.,L.,,07700 900123,\n"],
)
def test_who_was_forgotten_does_not_come_back(root: Path, row: str) -> None:
    kit = Person(("kit@field.example",), ("07700 900123",), "Kit Lawson", "Field")
    (root / SUPPRESSIONS).write_bytes(suppress(None, kit, date(2026, 11, 1)))
    result = bring(root, HEAD + row + MARY)
    assert result.exit_code == 0
    assert "was forgotten" in result.stdout
    assert people(root).keys() == {"dana-reyes", "rosa-quiet", "mary-anderson"}


def test_a_row_that_shows_who_it_is_takes_back_an_earlier_one_of_somebody_forgotten(
    root: Path,
) -> None:
    kit = Person(("kit@field.example",))
    (root / SUPPRESSIONS).write_bytes(suppress(None, kit, date(2026, 11, 1)))
    bring(
        root, HEAD + "Kit,Lawson,,,Field\nKit,Lawson,kit@field.example,,Field\nKit,Lawson,,,Field\n"
    )
    assert people(root).keys() == {"dana-reyes", "rosa-quiet"}


def test_nobody_is_brought_in_while_it_cannot_be_told_who_was_forgotten(root: Path) -> None:
    (root / SUPPRESSIONS).write_text("- [broken", encoding="utf-8")
    result = bring(root, HEAD + MARY)
    assert result.exit_code == 3
    assert people(root).keys() == {"dana-reyes", "rosa-quiet"}


def test_a_bad_row_is_named_with_its_line_and_the_rest_goes_on(root: Path) -> None:
    result = bring(root, HEAD + ",,nobody@keel.example,,\n" + MARY)
    assert result.exit_code == 0
    assert "people.csv:2:1: this row was left out" in result.stderr
    assert "mary-anderson" in people(root)


@pytest.mark.parametrize("text", ["", "foo,bar\n1,2\n", HEAD, HEAD + ",,,,\n", "\x00\x01\x02"])
def test_a_file_with_nobody_in_it_says_so_and_exits_1(root: Path, text: str) -> None:
    before = people(root)
    result = bring(root, text)
    assert result.exit_code == 1
    assert "nobody" in result.stderr
    assert people(root) == before


def test_a_file_that_is_not_there_is_misuse(root: Path) -> None:
    assert ask(root, "import", str(root / "nowhere.csv")).exit_code == 2


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_a_disk_that_fails_half_way_leaves_nothing_behind(
    root: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = people(root)
    calls = Counter[str]()
    replace = Disk.replace

    def replaced(disk: Disk, source: Path, target: Path) -> None:
        calls["replace"] += 1
        if calls["replace"] == at:
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(disk, source, target)

    monkeypatch.setattr(Disk, "replace", replaced)
    rows = "Dana,Reyes,dana@acme.example,020 7946 0123,\n"
    result = bring(root, HEAD + MARY + rows + "Tom,Baker,tom@keel.example,,\nAda,,,,Quay\n")
    assert result.exit_code == 3
    assert "No space left" in result.stderr
    assert people(root) == before
    assert [path.name for path in (root / "prospects").iterdir() if "tmp" in path.name] == []


def test_undo_takes_a_whole_import_back(root: Path) -> None:
    before = people(root)
    bring(root, HEAD + MARY + "Dana,Reyes,dana@acme.example,020 7946 0123,\n")
    assert people(root) != before
    assert ask(root, "undo").exit_code == 0
    assert people(root) == before


def test_many_new_people_do_not_all_begin_on_one_day(root: Path) -> None:
    shutil.copytree(REPOSITORY / "playbook", root / "playbook", dirs_exist_ok=True)
    rows = "".join(f"P{n},Q{n},p{n}@keel{n}.example,,Firm {n}\n" for n in range(30))
    result = bring(root, HEAD + rows)
    days = Counter(
        line for text in people(root).values() for line in text.splitlines() if "added:" in line
    )
    assert max(days.values()) <= 3
    assert len(days) > 10
    assert not {"added: 2026-11-28", "added: 2026-11-29"} & days.keys()
    assert "They begin from Monday 23 November" in result.stdout
    plan = json.loads(ask(root, "plan", "--json").stdout)
    due = Counter(action["date"] for action in plan["actions"] if action["do"] == "touch")
    assert max(due.values()) <= 10


def test_more_people_than_anybody_can_keep_up_with_are_said_to_be_too_many(root: Path) -> None:
    rows = "".join(f"P{n},Q{n},p{n}@keel{n}.example,,Firm {n}\n" for n in range(200))
    assert "more people than you can keep up with" in bring(root, HEAD + rows, "--dry-run").stdout


def test_two_at_one_switchboard_are_two_people_who_share_a_number(root: Path) -> None:
    bring(root, HEAD + MARY + "Tom,Baker,tom@keel.example,020 7946 0444,Keel Shipping\n")
    assert "shared" not in people(root)["mary-anderson"]
    assert "shared: [phone]" in people(root)["tom-baker"]
    assert problems(root) == []


def test_a_number_by_which_somebody_is_not_to_be_called_comes_in_with_nobody(root: Path) -> None:
    result = bring(root, HEAD + "Tom,Baker,tom@quiet.example,020 7946 0333,Still Waters\n")
    assert "phone" not in people(root)["tom-baker"]
    assert "not to be contacted by phone" in result.stderr


def test_who_has_a_file_with_a_fault_is_held_back(root: Path) -> None:
    (root / "prospects/dana-reyes.yml").write_text(DANA + "stage: almots\n", encoding="utf-8")
    before = people(root)
    result = bring(root, HEAD + "D.,Reyes,dana@acme.example,,\n")
    assert "prospects/dana-reyes.yml has a fault" in result.stdout
    assert people(root) == before


def test_a_file_in_a_style_that_no_edit_can_prove_is_left_and_the_lines_are_given(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> bytes:
        msg = "prospects/dana-reyes.yml is written in a style"
        raise NotSavedError(msg, ("phone: 1",))

    monkeypatch.setattr(edits, "apply_edits", refuse)
    result = bring(root, HEAD + "Dana,Reyes,dana@acme.example,020 7946 0123,\n" + MARY)
    assert result.exit_code == 0
    assert "phone: 1" in result.stderr
    assert "mary-anderson" in people(root)
    assert people(root)["dana-reyes"] == DANA


def test_who_came_in_with_a_degree_in_the_name_does_not_come_in_again(root: Path) -> None:
    row = 'First Name,Last Name,Email\n"Zoë, MBA",Ünal,zoe@quay.example\n'
    bring(root, row)
    assert (root / "prospects" / "zoe-unal.yml").read_text(encoding="utf-8").startswith(
        "name: Zoë Ünal\n"
    )  # fmt: skip
    assert "Nothing to add" in bring(root, row).stdout
    (root / "prospects" / "zoe-unal.yml").unlink()
    before = "name: MBA Ünal Zoë\nfirst_name: Zoë, MBA\nemail: zoe@quay.example\n"
    (root / "prospects" / "mba-unal-zoe.yml").write_text(before, encoding="utf-8")
    assert "Nothing to add" in bring(root, row).stdout
    assert not (root / "prospects" / "zoe-unal.yml").exists()
    assert (root / "prospects" / "mba-unal-zoe.yml").read_text(encoding="utf-8") == before


def test_file_names_are_safe_on_every_system_and_never_taken_twice(root: Path) -> None:
    names = ["../../etc/passwd", "CON", "index", "Dana Reyes", "Łukasz Ößmann", "李雷", "-rf", "?"]
    rows = "".join(f"{name},,p{n}@x{n}.example,,Firm {n}\n" for n, name in enumerate(names))
    bring(root, HEAD + rows)
    assert people(root).keys() - {"dana-reyes", "rosa-quiet"} == {
        "etc-passwd", "con-firm-1", "index-firm-2", "dana-reyes-firm-3", "lukasz-ossmann", "firm-5",
        "rf", "firm-7",
    }  # fmt: skip
    assert problems(root) == []


def test_a_stranger_in_one_common_mailbox_is_somebody_else(root: Path) -> None:
    bring(root, HEAD + "Mary,Anderson,info@keel.example,,Keel\nTom,Baker,info@keel.example,,Keel\n")
    assert {"mary-anderson", "tom-baker"} <= people(root).keys()
    assert "shared: [email]" in people(root)["tom-baker"]
    assert problems(root) == []


ALONE = "Name,Email,Phone,Address,Notes\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith,john@alpha.example,,,plumber", "John Smith,js@beta.example,,,baker"),
        ("John Smith,,020 7946 0101,,plumber", "John Smith,,020 7946 0102,,baker"),
        ('John Smith,,,"1 A St, London",plumber', 'John Smith,,,"9 B Rd, Leeds",baker'),
        ("Wei Li,,,,plumber", "Li Wei,,,,baker"),
    ],
)
def test_two_of_one_name_alone_are_two_where_anything_differs_and_the_user_is_asked(
    root: Path, one: str, other: str
) -> None:
    result = bring(root, f"{ALONE}{one}\n{other}\n")
    assert "New: 2" in result.stdout
    assert "too?" in result.stderr
    told = "".join(people(root).values())
    assert "plumber" in told
    assert "baker" in told
    again = bring(root, f"{ALONE}{one}\n{other}\n")
    assert "Nothing to add" in again.stdout


def test_a_namesake_of_somebody_with_a_file_is_somebody_new_where_an_address_differs(
    root: Path,
) -> None:
    john = "name: John Smith\nemail: john@alpha.example\n"
    (root / "prospects/john-smith.yml").write_text(john, "utf-8")
    result = bring(root, ALONE + "John Smith,js@beta.example,,9 B Rd,baker\n")
    assert "John Smith comes in as john-smith-2: is that john-smith too?" in result.stderr
    assert people(root)["john-smith"] == john
    assert "notes: baker" in people(root)["john-smith-2"]


def test_a_name_alone_that_nothing_speaks_against_is_one_person_and_that_is_said(
    root: Path,
) -> None:
    rows = "John Smith,john@alpha.example,,,\nJohn Smith,,,9 B Rd,baker\n"
    result = bring(root, ALONE + rows)
    assert "New: 1" in result.stdout
    assert "people.csv:3: 'John Smith' was taken for john-smith, by name alone" in result.stderr


def test_two_rows_of_one_person_keep_both_notes_and_say_what_was_left_out(root: Path) -> None:
    head = "Name,Email,Job Title,Address,Notes\n"
    rows = (
        "John Smith,john@alpha.example,Chief,1 A St,plumber\n"
        "John Smith,john@alpha.example,Boss,9 B Rd,hates calls\n"
        "John Smith,john@alpha.example,chief,1 A St,Plumber\n"
    )
    result = bring(root, head + rows)
    assert "notes: |\n  plumber\n\n  hates calls\n" in people(root)["john-smith"]
    assert result.stderr.count("was left out") == 2
    assert "people.csv:3: role 'Boss' was left out: john-smith has 'Chief'" in result.stderr
    assert "people.csv:3: address '9 B Rd' was left out: john-smith has '1 A St'" in result.stderr


def test_one_name_at_one_firm_with_two_addresses_is_asked_about(root: Path) -> None:
    result = bring(root, HEAD + MARY + "Mary,Anderson,second@keel.example,,Keel Shipping\n")
    assert "Also: second@keel.example" in people(root)["mary-anderson"]
    assert "was taken for mary-anderson, by name and firm: are they two?" in result.stderr


def test_who_opted_out_stays_away_by_name_whatever_else_differs(root: Path) -> None:
    result = bring(root, ALONE + "Quiet Rosa,new@other.example,,,\n")
    assert "opted out of everything" in result.stdout
    assert people(root).keys() == {"dana-reyes", "rosa-quiet"}


def test_a_namesake_at_another_firm_is_somebody_new_and_the_user_is_asked(root: Path) -> None:
    result = bring(root, HEAD + "Dana,Reyes,dana@elsewhere.example,,Elsewhere\n")
    assert "Dana Reyes comes in as dana-reyes-elsewhere: is that dana-reyes too?" in result.stderr
    assert people(root)["dana-reyes"] == DANA


def test_a_pinned_day_dates_nothing(root: Path) -> None:
    (root / "playbook/playbook.yml").write_text(POLICY + f"today: {TODAY}\n", encoding="utf-8")
    file = root.parent / "pinned.csv"
    file.write_text(HEAD + MARY, encoding="utf-8")
    runner = CliRunner()
    assert runner.invoke(playbook, ["-C", str(root), "import", str(file)]).exit_code == 2
    done = runner.invoke(playbook, ["-C", str(root), "import", str(file), "--on", TODAY])
    assert done.exit_code == 0
    assert "added: 2026-11-23" in people(root)["mary-anderson"]


def test_a_vcard_comes_in_like_a_row(root: Path) -> None:
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mary Anderson\r\nN:Anderson;Mary;;;\r\nEND:VCARD\r\n"
    assert bring(root, card, name="people.vcf").exit_code == 0
    assert "mary-anderson" in people(root)


@pytest.mark.parametrize("own", ["whats-app", "WhatsApp", "bürobote"])
@pytest.mark.parametrize("kind", ["--vcf", "--csv"])
def test_an_opt_out_of_a_channel_of_ones_own_survives_the_way_out_and_back(
    root: Path, own: str, kind: str
) -> None:
    (root / "playbook/channels.yml").write_text(f"{own}: {{label: app, by: web}}\n", "utf-8")
    mary = "name: Mary Anderson\nemail: mary@keel.example\ntags: [a, b]\n"
    file = root / "prospects/mary-anderson.yml"
    file.write_text(f"{mary}opt_out: [{own}]\n", "utf-8")
    exported = ask(root, "export", kind).stdout
    file.unlink()
    assert bring(root, exported, name="people.vcf").exit_code == 0
    back = file.read_text("utf-8")
    assert f"opt_out: [{own}]" in back
    assert "tags: [a, b]" in back


def test_an_import_is_committed_if_the_user_wants_that(root: Path) -> None:
    def git(*words: str) -> str:
        done = subprocess.run(("git", *words), cwd=root, capture_output=True, text=True, check=True)
        return done.stdout

    git("init", "-q")
    git("config", "user.email", "ludo@marsh.example")
    git("config", "user.name", "Ludo Marsh")
    result = bring(root, HEAD + MARY, "--commit")
    assert "Committed" in result.stdout
    assert git("log", "--format=%s").startswith("import: ")
    assert git("show", "--name-only", "--format=").split() == ["prospects/mary-anderson.yml"]
