"""A whole root: what is read, what is left aside, and that nothing in it can hang or crash."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from generator.model.telephone import digits
from generator.model.workspace import Workspace
from generator.reading.warnings import WARNERS
from generator.reading.workspace import read_workspace

LAST_DAY = date(2026, 11, 24)
SCRIPT = "---\ntitle: T\nchannel: email\npurpose: value\n---\nHello.\n"


def write(root: Path, **files: str) -> Workspace:
    """Write files by their paths, and read the root they lie in."""
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return read_workspace(root, LAST_DAY)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, **{"playbook/playbook.yml": "me: {name: Ludo}\n"})
    (tmp_path / "prospects").mkdir()
    return tmp_path


def told(workspace: Workspace) -> list[str]:
    return [str(problem) for problem in workspace.problems]


# --- which files --------------------------------------------------------------------------------


def test_a_file_of_me_alone_is_a_working_playbook(root: Path) -> None:
    workspace = read_workspace(root, LAST_DAY)
    assert workspace.problems == ()
    assert workspace.policy is not None
    assert workspace.policy.tact.note_words == 60
    assert "call" in workspace.channels
    assert (workspace.prospects, workspace.scripts, workspace.shelf) == ((), (), ())


def test_without_a_policy_the_rest_is_still_read(tmp_path: Path) -> None:
    workspace = write(tmp_path, **{"prospects/jo.yml": "name: Jo\n"})
    assert workspace.policy is None
    assert [p.slug for p in workspace.prospects] == ["jo"]
    assert told(workspace) == [
        "playbook/playbook.yml: there is no such file, so nothing can be planned"
    ]


def test_a_faulty_policy_is_none_at_all(root: Path) -> None:
    text = "me: {name: Ludo}\ntact: {min_gap_db: 3}\n"
    workspace = write(root, **{"playbook/playbook.yml": text})
    assert workspace.policy is None
    assert told(workspace) == ["playbook/playbook.yml:2:8: unknown key 'min_gap_db'"]


@pytest.mark.parametrize("name", ['""', '"  "', "'\u00a0'"])
def test_a_name_of_mine_without_a_letter_is_a_fault(root: Path, name: str) -> None:
    workspace = write(root, **{"playbook/playbook.yml": f"me: {{name: {name}}}\n"})
    assert [(str(p), p.hint) for p in workspace.problems] == [
        (
            "playbook/playbook.yml:1:12: name has no letter in it",
            "Write your own name, such as Ludo Marsh.",
        )
    ]


@pytest.mark.parametrize("gap", ["[42, 30]", "[+42, 30]", "['42', +30]"])
def test_a_gap_that_ends_before_it_begins_is_a_fault_however_it_is_written(
    root: Path, gap: str
) -> None:
    text = f"me: {{name: Ludo}}\ncadences: {{almost: {{gap_days: {gap}}}}}\n"
    workspace = write(root, **{"playbook/playbook.yml": text})
    assert [problem.line for problem in workspace.problems] == [2]
    assert "ends before it begins" in workspace.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "private: |\nShe is ill: never mention it\n",
        "private: |\nShe is ill: never mention it\nShe is ill: really\n",
        "private: |\n- a\n'She is ill': {a: b}\n",
        "private:\n&She_is_ill never: mention it\n",
    ],
)
def test_a_private_text_that_lost_its_indentation_is_in_no_message_for_a_page(
    root: Path, text: str
) -> None:
    workspace = write(root, **{"prospects/jo.yml": f"name: Jo\n{text}"})
    told_on_pages = [problem.public + problem.hint for problem in workspace.problems]
    assert told_on_pages
    assert "ill" not in " ".join(told_on_pages)


def test_everything_is_sorted_whatever_the_disk_says(root: Path) -> None:
    files = {f"prospects/{slug}.yml": f"name: {slug}\n" for slug in ("zoe", "abe", "a-b", "mo")}
    files |= {f"playbook/{key}.md.j2": SCRIPT for key in ("z/a", "a/z", "a/b/c")}
    files["playbook/shelf.yml"] = (
        "- {id: b, kind: book, title: B}\n- {id: a, kind: book, title: A}\n"
    )
    workspace = write(root, **files)
    assert [p.slug for p in workspace.prospects] == ["a-b", "abe", "mo", "zoe"]
    assert [s.key for s in workspace.scripts] == ["a/b/c", "a/z", "z/a"]
    assert [i.id for i in workspace.shelf] == ["a", "b"]


def test_what_editors_leave_behind_is_not_read(root: Path) -> None:
    left = ("jo.yml~", ".jo.yml.swp", ".jo.yml", "jo.yml.bak", "README.md", "#jo.yml#")
    workspace = write(root, **{f"prospects/{name}": "}{" for name in left})
    assert workspace.problems == ()
    assert workspace.prospects == ()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Jo.yml", "the file name 'Jo' is no slug: a-z, 0-9 and - only"),
        ("-jo.yml", "the file name '-jo' is no slug: a-z, 0-9 and - only"),
        ("jo smith.yml", "the file name 'jo smith' is no slug: a-z, 0-9 and - only"),
        ("jö.yml", "the file name 'jö' is no slug: a-z, 0-9 and - only"),
        ("index.yml", "the slug 'index' belongs to the list of all prospects"),
        ("jo.yaml", "only files that end in .yml are read"),
        ("jo.YML", "only files that end in .yml are read"),
    ],
)
def test_a_name_that_cannot_stand_in_an_address_is_a_fault(
    root: Path, name: str, message: str
) -> None:
    workspace = write(root, **{f"prospects/{name}": "name: Jo\n"})
    assert told(workspace) == [f"prospects/{name}:1:1: {message}"]
    assert workspace.prospects == ()
    assert [u.slug for u in workspace.unreadable] == [name.rpartition(".")[0]]


def test_a_stray_file_is_not_told_to_take_the_name_of_a_good_one(root: Path) -> None:
    workspace = write(root, **{"prospects/jo.yml": "name: Jo\n", "prospects/jo.yaml": "name: J\n"})
    (fault,) = workspace.problems
    assert fault.hint == "jo.yml is there already: move what is in this one into it."


def test_what_is_no_file_is_a_fault_and_never_hangs(root: Path) -> None:
    folder = root / "prospects"
    (folder / "loop.yml").symlink_to("loop.yml")
    (folder / "lost.yml").symlink_to("nowhere")
    (folder / "folder.yml").mkdir()
    (folder / "zero.yml").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.yml")
    (folder / "large.yml").write_bytes(b"name: Jo\n#" + b"x" * 1_000_000)
    workspace = read_workspace(root, LAST_DAY)
    assert told(workspace) == [
        "prospects/folder.yml: this is a folder, not a file",
        (
            "prospects/large.yml:1:1: the file has more than a million bytes;"
            " no playbook file needs that"
        ),
        "prospects/loop.yml: this is a link that leads to no file",
        "prospects/lost.yml: this is a link that leads to no file",
        "prospects/pipe.yml: this is no ordinary file",
        "prospects/zero.yml: this is no ordinary file",
    ]
    assert len(workspace.unreadable) == 6


def test_a_link_to_a_file_is_read(root: Path) -> None:
    workspace = write(root, **{"elsewhere.yml": "name: Jo\n"})
    (root / "prospects" / "jo.yml").symlink_to("../elsewhere.yml")
    workspace = read_workspace(root, LAST_DAY)
    assert [p.name for p in workspace.prospects] == ["Jo"]


def test_a_file_where_the_folder_of_prospects_belongs_is_said(tmp_path: Path) -> None:
    workspace = write(
        tmp_path, **{"playbook/playbook.yml": "me: {name: L}\n", "prospects": "not a folder"}
    )
    assert told(workspace) == ["prospects:1:1: the folder of the prospects cannot be read"]
    assert workspace.unreadable == ()


@pytest.mark.parametrize("leads", ["nowhere", "prospects", "/dev/null"])
def test_a_folder_of_prospects_that_leads_nowhere_is_said(tmp_path: Path, leads: str) -> None:
    (tmp_path / "prospects").symlink_to(leads)
    workspace = write(tmp_path, **{"playbook/playbook.yml": "me: {name: L}\n"})
    no_folder = "this is a link that leads to no folder, so nobody could be read"
    unread = "the folder of the prospects cannot be read"
    said = unread if leads == "/dev/null" else no_folder
    assert told(workspace) == [f"prospects: {said}"]
    assert all(problem.hint for problem in workspace.problems)


# --- one person, two files ----------------------------------------------------------------------


def two(root: Path, first: str, second: str) -> Workspace:
    return write(
        root,
        **{"prospects/ann.yml": f"name: Ann\n{first}", "prospects/bob.yml": f"name: Bob\n{second}"},
    )


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("email: one@x.example", "email: ONE@x.example", "email"),
        ('phone: "+44 20 7946 0123"', "phone: 020 7946 0123", "phone"),
        ('phone: "0044 20 7946 0123"', 'phone: "+44 (0)20 7946-0123"', "phone"),
        ('phone: "+1 555-0100 123"\ncountry: US', "phone: 555 0100 123\ncountry: US", "phone"),
    ],
)
def test_two_files_with_one_address_are_one_person(
    root: Path, first: str, second: str, kind: str
) -> None:
    workspace = two(root, first, second)
    assert [p.slug for p in workspace.prospects] == ["ann"]
    assert [u.slug for u in workspace.unreadable] == ["bob"]
    problem = workspace.problems[0]
    assert (problem.path, problem.line) == ("prospects/bob.yml", 2)
    assert problem.message.startswith("ann has the same ")
    assert f"`shared: [{kind}]`" in problem.hint


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("email: one@x.example", "email: two@x.example"),
        ("email: one@x.example", "email: one@x.example\nshared: [email]"),
        ("email: one@x.example\nshared: email", "email: one@x.example"),
        ('phone: "+44 20 7946 0123 x1"', 'phone: "+44 20 7946 0123 x2"'),
        ("phone: 020 7946 0123\ncountry: GB", "phone: 020 7946 0123\ncountry: DE"),
    ],
)
def test_others_are_two(root: Path, first: str, second: str) -> None:
    workspace = two(root, first, second)
    assert workspace.problems == ()
    assert len(workspace.prospects) == 2


def test_sharing_the_address_does_not_share_the_number(root: Path) -> None:
    both = "email: one@x.example\nphone: 020 7946 0123\n"
    workspace = two(root, both, both + "shared: [email]\n")
    assert [p.message for p in workspace.problems] == [
        "ann has the same telephone number (phone): one person, two files"
    ]


def test_an_opt_out_in_either_holds_for_both(root: Path) -> None:
    mail = "email: one@x.example\n"
    assert two(root, mail + "opt_out: note\n", mail + "opt_out: [call]\n").prospects[0].opt_out == (
        "note", "call",
    )  # fmt: skip
    assert two(root, mail, mail + "opt_out: all\n").prospects[0].opt_out == ("all",)


@pytest.mark.parametrize("fault", ["opt_out: [cal]", "opt_oput: all", "opt_out: call\nstage: x"])
def test_an_opt_out_that_cannot_be_read_is_not_forgotten(root: Path, fault: str) -> None:
    workspace = two(root, "email: one@x.example\n", f"email: one@x.example\n{fault}\n")
    assert workspace.prospects[0].opt_out in {("all",), ("call",)}


@pytest.mark.parametrize(
    "broken",
    [
        "<<<<<<< HEAD\nopt_out: [all]\n=======\n>>>>>>> other\n",
        "\topt_out: [all]\n",
        "notes: a: b\nopt_out: [all]\n",
        "opt_out: &them [all]\ntags: *them\n",
    ],
)
def test_an_opt_out_in_a_file_that_is_no_yaml_is_not_forgotten(root: Path, broken: str) -> None:
    workspace = two(root, "email: one@x.example\n", f"email: one@x.example\n{broken}")
    assert workspace.prospects[0].opt_out == ("all",)


def test_an_opt_out_in_a_file_of_another_ending_is_not_forgotten(root: Path) -> None:
    text = "name: Ann\nemail: one@x.example\n"
    files = {"prospects/ann.yml": text, "prospects/bob.yaml": f"{text}opt_out: [call]\n"}
    assert write(root, **files).prospects[0].opt_out == ("all",)


def test_what_another_file_says_in_its_notes_makes_nobody_its_twin(root: Path) -> None:
    workspace = two(root, "email: one@x.example\n", "notes: a: one@x.example\nopt_out: [all]\n")
    assert workspace.prospects[0].opt_out == ()


def test_faulty_channels_close_the_playbook(root: Path) -> None:
    policy = "me: {name: Ludo Marsh}\n"
    files = {"playbook/playbook.yml": policy, "playbook/channels.yml": "email: {labell: mail}\n"}
    assert write(root, **files).closed_by == "playbook/channels.yml"
    assert write(root, **{**files, "playbook/channels.yml": "\n"}).closed_by == ""


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1899-12-31", "2200-01-01"])
def test_a_day_that_nobody_can_mean_is_refused(root: Path, day: str) -> None:
    workspace = write(root, **{"prospects/ann.yml": f"name: Ann\ncallback: {day}\n"})
    assert [u.slug for u in workspace.unreadable] == ["ann"]
    (problem,) = workspace.problems
    assert problem.message == f"callback: {day} is too far away"
    assert problem.hint == "Write a day of the years 1900 to 2199."


def test_a_chain_of_three_is_one_person(root: Path) -> None:
    workspace = write(
        root,
        **{
            "prospects/a.yml": "name: A\nemail: a@x.example\n",
            "prospects/b.yml": "name: B\nemail: a@x.example\nphone: 020 7946 0123\n",
            "prospects/c.yml": "name: C\nphone: 020 7946 0123\nopt_out: all\n",
        },
    )
    assert [p.slug for p in workspace.prospects] == ["a"]
    assert workspace.prospects[0].opt_out == ("all",)


@pytest.mark.parametrize(
    ("phone", "country", "number"),
    [
        ("020 7946 0123", "GB", "442079460123"),
        ("+44 (0)20 7946 0123", "GB", "442079460123"),
        ("0044 20 7946 0123", "DE", "442079460123"),
        ("06 5551234", "IT", "39065551234"),
        ("(555) 010-0199", "US", "15550100199"),
        ("1-555-010-0199", "US", "15550100199"),
        ("020 7946 0123 ext. 7", "GB", "442079460123x7"),
        ("0123", "ZZ", "0123"),
    ],
)
def test_a_number_is_one_however_it_is_written(phone: str, country: str, number: str) -> None:
    assert digits(phone, country) == number


# --- scripts, channels, shelf -------------------------------------------------------------------


def test_a_script_is_split_into_head_and_words(root: Path) -> None:
    text = SCRIPT.replace("Hello.", "{# For the shy.\n   Use it early. #}\nHello.\r\nBye.")
    script = write(root, **{"playbook/emails/x.md.j2": text}).scripts[0]
    assert (script.key, script.channel, script.body_line) == ("emails/x", "email", 6)
    assert script.about == "For the shy. Use it early."
    assert script.body.endswith("Hello.\nBye.\n")
    assert script.path == "playbook/emails/x.md.j2"


def test_a_script_in_a_hidden_folder_is_not_read(root: Path) -> None:
    assert write(root, **{"playbook/.old/x.md.j2": "}{"}).problems == ()


def test_channels_are_merged_key_by_key_and_new_ones_are_channels_like_others(root: Path) -> None:
    workspace = write(
        root,
        **{
            "playbook/channels.yml": "gift: {lead_days: 9}\nfax: {label: fax, by: phone}\n",
            "playbook/emails/x.md.j2": SCRIPT.replace("email", "fax"),
            "prospects/jo.yml": "name: Jo\nfirst_contact: fax\n",
        },
    )
    assert workspace.problems == ()
    assert workspace.channels["gift"].lead_days == 9
    assert workspace.channels["gift"].label == "parcel"
    assert workspace.channels["fax"].by == "phone"


def test_an_empty_shelf_and_empty_channels_are_no_fault(root: Path) -> None:
    files = {"playbook/shelf.yml": "# nothing yet\n", "playbook/channels.yml": "\n"}
    assert write(root, **files).problems == ()


def test_one_faulty_item_leaves_the_others_on_the_shelf(root: Path) -> None:
    text = "- {id: a, kind: book, title: A}\n- {id: b, kind: bok, title: B}\n"
    workspace = write(root, **{"playbook/shelf.yml": text})
    assert [i.id for i in workspace.shelf] == ["a"]
    assert told(workspace) == ["playbook/shelf.yml:2:17: unknown kind 'bok'"]


def test_pages_of_the_user_s_own_are_known_by_path(root: Path) -> None:
    files = {"playbook/index.md": "x", "playbook/help/a.md": "x", "playbook/.draft.md": "x"}
    assert write(root, **files).pages == {"index.md", "help/a.md"}


# --- warnings -----------------------------------------------------------------------------------


def test_warnings_name_their_rule_and_leave_the_file_usable(root: Path) -> None:
    workspace = write(
        root,
        **{
            "playbook/emails/won.md.j2": SCRIPT.replace("---\nHello", "stages: [won]\n---\nHello"),
            "prospects/jo.yml": "name: Jo\ntouches:\n"
            "  - {date: 2026-11-24, channel: email, script: emails/wno, item: x}\n",
        },
    )
    assert workspace.problems == ()
    today = date(2026, 11, 23)
    warned = sorted(problem for warner in WARNERS for problem in warner(workspace, today))
    assert [f"{p}: {p.rule}" for p in warned] == [
        (
            "prospects/jo.yml:1:1: Jo cannot be reached: no e-mail, phone, address or link:"
            " missing-facts"
        ),
        (
            "prospects/jo.yml:3:1: the touch of 2026-11-24 lies after today (2026-11-23), so"
            " the plan leaves it out: left-out"
        ),
        "prospects/jo.yml:3:1: there is no 'x' on the shelf: item",
        "prospects/jo.yml:3:1: there is no script 'emails/wno': script",
    ]
    assert warned[-1].hint == "Did you mean 'emails/won'?"


def test_a_callback_before_the_touch_that_named_it_is_warned_of(root: Path) -> None:
    workspace = write(
        root,
        **{
            "prospects/jo.yml": "name: Jo\nemail: jo@jo.example\ncallback: 2026-02-01\ntouches:\n"
            "  - {date: 2026-11-20, channel: call, outcome: connected, callback: 2026-02-01}\n"
            "  - {date: 2026-11-21, channel: email, direction: in, callback: 2026-11-21}\n",
        },
    )
    assert workspace.problems == ()
    today = date(2026, 11, 23)
    warned = [problem for warner in WARNERS for problem in warner(workspace, today)]
    assert [f"{p}: {p.rule}" for p in warned] == [
        (
            "prospects/jo.yml:5:1: the callback of 2026-02-01 lies before the touch of 2026-11-20"
            " at which it was named: callback"
        )
    ]
    assert warned[0].hint == (
        "Write the day they named with its year, here and at the top of the file."
    )


def test_a_day_named_at_a_touch_alone_and_a_meeting_without_outcome_are_warned_of(
    root: Path,
) -> None:
    workspace = write(
        root,
        **{
            "prospects/jo.yml": "name: Jo\nemail: jo@jo.example\ntouches:\n"
            "  - {date: 2026-11-19, channel: meeting, said: The move is in March.}\n"
            "  - {date: 2026-11-20, channel: email, direction: in, callback: 2026-11-30}\n",
            "prospects/kim.yml": "name: Kim\nemail: kim@kim.example\ncallback: 2026-11-30\n"
            "touches:\n"
            "  - {date: 2026-11-19, channel: meeting, outcome: held}\n"
            "  - {date: 2026-11-20, channel: email, direction: in, callback: 2026-11-30}\n"
            "  - {date: 2026-11-23, channel: meeting}\n",
            "prospects/lou.yml": "name: Lou\nemail: lou@lou.example\ntouches:\n"
            "  - {date: 2026-11-10, channel: email, direction: in, callback: 2026-11-22}\n",
        },
    )
    assert workspace.problems == ()
    today = date(2026, 11, 23)
    warned = [problem for warner in WARNERS for problem in warner(workspace, today)]
    assert [f"{p}: {p.rule}" for p in warned] == [
        (
            "prospects/jo.yml:5:1: the callback of 2026-11-30 stands at this touch alone, so"
            " nothing is planned for it: callback"
        ),
        (
            "prospects/jo.yml:4:1: the meeting of 2026-11-19 has no outcome, so it counts as one"
            " arranged: missing-facts"
        ),
    ]
    assert warned[0].hint == "Add `callback: 2026-11-30` at the top of the file."


def test_answers_that_are_due_after_the_event_are_warned_of(root: Path) -> None:
    shelf = (
        "- {id: quiz, kind: event, title: The quiz, date: 2026-12-16, rsvp_by: 2026-12-18}\n"
        "- {id: run, kind: event, title: The run, date: 2026-12-16, rsvp_by: 2026-12-16}\n"
        "- {id: dinner, kind: event, title: The dinner, date: 2026-12-16}\n"
    )
    workspace = write(root, **{"playbook/shelf.yml": shelf})
    warned = (w for warn in WARNERS for w in warn(workspace, date(2026, 11, 23)))
    found = [w for w in warned if w.rule == "event-in-time"]
    assert [str(warning) for warning in found] == [
        (
            "playbook/shelf.yml:1:1: 'quiz': answers are due by 2026-12-18, after the event"
            " (2026-12-16)"
        )
    ]
    assert found[0].hint == "Let `rsvp_by` be 2026-12-16 or an earlier day, or correct `date`."
    assert len(workspace.shelf) == 3


def test_a_year_that_lies_ahead_is_warned_of(root: Path) -> None:
    workspace = write(
        root,
        **{
            "prospects/jo.yml": "name: Jo\nemail: jo@x.example\nadded: 2062-10-05\n",
            "prospects/ki.yml": "name: Ki\nemail: ki@x.example\nadded: 2026-12-05\n",
            "prospects/lu.yml": "name: Lu\nemail: lu@x.example\nsince: 2026-11-24\nstage: met\n",
        },
    )
    warned = [p for warner in WARNERS for p in warner(workspace, date(2026, 11, 23))]
    assert sorted(f"{p}: {p.rule}" for p in warned) == [
        "prospects/jo.yml:1:1: added: 2062-10-05 lies ahead, so Jo waits until then: ahead",
        "prospects/lu.yml:1:1: since: 2026-11-24 lies ahead, so Lu waits until then: ahead",
    ]


def test_a_country_that_is_none_is_warned_of_where_it_stands(root: Path) -> None:
    workspace = write(
        root,
        **{
            "playbook/playbook.yml": "me: {name: Ludo, country: EN}\n",
            "prospects/jo.yml": "name: Jo\nemail: jo@x.example\ncountry: ZZ\n",
            "prospects/ki.yml": "name: Ki\nemail: ki@x.example\ncountry: TV\n",
            "prospects/lu.yml": "name: Lu\nemail: lu@x.example\n",
        },
    )
    assert workspace.problems == ()
    assert len(workspace.prospects) == 3
    warned = sorted(found for warner in WARNERS for found in warner(workspace, date(2026, 11, 23)))
    says = "country: there is none with the code '{}', so no public holidays are kept"
    assert [(str(found), found.hint, found.rule) for found in warned] == [
        (f"playbook/playbook.yml:1:27: {says.format('EN')}", "Did you mean 'GB'?", "country"),
        (
            f"prospects/jo.yml:3:10: {says.format('ZZ')}",
            "Write its code of ISO 3166, such as GB.",
            "country",
        ),
    ]


def test_a_folder_that_may_not_be_looked_into_is_said(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, **{"playbook/emails/hello.md.j2": SCRIPT, "playbook/calls/hello.md.j2": SCRIPT})
    look = os.scandir

    def refused(folder: str) -> object:
        if str(folder).endswith("emails"):
            raise PermissionError(13, "Permission denied", folder)
        return look(folder)

    monkeypatch.setattr(os, "scandir", refused)
    workspace = read_workspace(root, LAST_DAY)
    assert told(workspace) == ["playbook/emails: the folder may not be read"]
    assert workspace.problems[0].hint == "Give yourself the right to read it."
    assert [script.key for script in workspace.scripts] == ["calls/hello"]


def test_words_cannot_need_what_is_never_missing(root: Path) -> None:
    text = SCRIPT.replace("purpose: value", "purpose: answer\nneeds: [late]")
    (problem,) = write(root, **{"playbook/emails/a.md.j2": text}).problems
    said = "playbook/emails/a.md.j2:5:9: 'late' is so or not, so that it can never be missing"
    assert (str(problem), problem.hint) == (said, "Test it in the words: {% if late %}.")
