"""Edits: the data say what was asked, and the diff shows nothing else."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.prospect import Prospect
from generator.writing.edits import (
    Append,
    Edit,
    Entry,
    FaultyFileError,
    RemoveKey,
    SetKey,
    apply_edits,
)
from generator.writing.layout import Cut
from generator.writing.refusal import NotSavedError
from generator.writing.scalars import flow_value, is_bare, scalar
from generator.yamltree import Mapping, Scalar, Sequence, parse_yaml, to_plain
from tests.writing.styles import COMMENTS, styled

ORDER = tuple(Prospect.model_fields)
PATH = "prospects/x.yml"
DAY = date(2026, 11, 24)
TOUCH: dict[str, Any] = {
    "id": "t-bbbbbbbb",
    "date": DAY,
    "channel": "call",
    "to": "+44 20 7946 0123",
    "outcome": "connected",
    "said": "Budget: no, 12:30 at the latest # she laughed",
    "promised": {"what": "send {it}, all", "by": date(2026, 12, 1)},
}
TALE = {**TOUCH, "id": "t-dddddddd", "said": "First line.\n\n  - second: indented\nlast\n"}


def edit(text: str, *edits: Edit) -> str:
    return apply_edits(text.encode(), edits, PATH).decode()


def data_of(text: str | bytes) -> Any:  # noqa: ANN401 — plain data
    tree, problems = parse_yaml(text, PATH)
    assert problems == ()
    assert tree is not None
    return to_plain(tree)


# --- two hundred hands ------------------------------------------------------------------------

EDITS: tuple[tuple[str, Edit], ...] = (
    ("a touch", Append(("touches",), TOUCH, ORDER, "id")),
    ("a touch with a tale", Append(("touches",), TALE, ORDER, "id")),
    ("a stage", SetKey(("stage",), "won", ORDER)),
    ("a day", SetKey(("since",), DAY, ORDER)),
    ("a callback", SetKey(("callback",), DAY, ORDER)),
    ("an opt-out", Append(("opt_out",), "call", ORDER, unique=True)),
    (
        "a preparation",
        Append(("prepared",), {"date": DAY, "channel": "gift"}, ORDER, unique=True),
    ),
    ("a country", SetKey(("country",), "NO", ORDER)),
)


def lines_of(text: str) -> list[str]:
    """Give the lines without their ends; the last may have none."""
    return re.split(r"\r\n|\r|\n", text)


def taken_out(old: str, new: str) -> list[str]:
    """Give the lines that a diff shows as removed or changed."""
    diff = difflib.ndiff(lines_of(old), lines_of(new))
    return [line[2:] for line in diff if line.startswith("- ")]


def ends_with_a_block(text: str) -> bool:
    """Whether the file ends inside a literal text, without a line end that could be its own."""
    return text.endswith(("# and this is no comment", "- ok"))


def may_change(old: str, wanted: Edit) -> int:
    """Say how many old lines an edit may touch: that of its value, if it has one on a line."""
    tree, _ = parse_yaml(old, PATH)
    assert isinstance(tree, Mapping)
    value = tree.get(str(wanted.where[0]))
    if tree.flow:
        return 1  # the whole file is one value
    if value is None or (isinstance(value, Sequence) and value.items and not value.flow):
        return int(ends_with_a_block(old))  # its `|` becomes `|-`
    is_empty = isinstance(value, Scalar) and value.text is None
    return 0 if is_empty and wanted.where == ("touches",) else 1


@pytest.mark.parametrize("seed", range(200))
def test_a_hand_styled_file_shows_no_foreign_line_in_the_diff(seed: int) -> None:
    before = styled(seed)
    wanted = data_of(before)
    for name, each in EDITS:
        old = before.decode()
        after = apply_edits(before, [each], PATH)
        new = after.decode()
        each.applied(wanted, tuple(str(step) for step in each.where))
        assert data_of(after) == wanted, name
        assert len(taken_out(old, new)) <= may_change(old, each), (name, taken_out(old, new))
        assert comments_of(old) == comments_of(new)
        assert new.startswith("\ufeff") == old.startswith("\ufeff")
        assert old.endswith(("\n", "\r")) == new.endswith(("\n", "\r")), name
        assert ends_of(new) <= ends_of(old) | ({"\n"} if not ends_of(old) else set()), name
        before = after


def comments_of(text: str) -> Counter[str]:
    return Counter({comment: text.count(comment) for comment in COMMENTS})


def ends_of(text: str) -> set[str]:
    return set(re.findall(r"\r\n|\r|\n", text))


def test_every_edit_of_the_two_hundred_is_taken_back_by_its_opposite() -> None:
    for seed in range(60):
        before = styled(seed)
        if b"callback" in before:
            continue
        put = apply_edits(before, [SetKey(("callback",), DAY, ORDER)], PATH)
        assert apply_edits(put, [RemoveKey(("callback",))], PATH) == before, seed


# --- one by one -------------------------------------------------------------------------------

OUTCOMES = {
    "a value keeps its comment": (
        "stage: almost    # since the pitch\n",
        SetKey(("stage",), "won", ORDER),
        "stage: won    # since the pitch\n",
    ),
    "a value keeps its quotation marks": (
        "stage: 'almost'\n",
        SetKey(("stage",), "won", ORDER),
        "stage: 'won'\n",
    ),
    "an empty value is filled": (
        "name: x\nsnooze_until:  # none\n",
        SetKey(("snooze_until",), DAY, ORDER),
        "name: x\nsnooze_until: 2026-11-24  # none\n",
    ),
    "a new key comes where the format has it": (
        "name: x\nstage: met\ntouches: []\n",
        SetKey(("since",), DAY, ORDER),
        "name: x\nstage: met\nsince: 2026-11-24\ntouches: []\n",
    ),
    "a key that comes first is put first": (
        "# hers\ncompany: x\n",
        SetKey(("name",), "Dana", ORDER),
        "# hers\nname: Dana\ncompany: x\n",
    ),
    "a list begins where nothing was": (
        "name: x\n",
        Append(("touches",), {"id": "t-1", "channel": "call"}, ORDER),
        "name: x\ntouches:\n  - id: t-1\n    channel: call\n",
    ),
    "an empty list opens": (
        "name: x\ntouches: []\n",
        Append(("touches",), {"id": "t-1"}, ORDER),
        "name: x\ntouches:\n  - id: t-1\n",
    ),
    "dashes at the margin stay there": (
        "touches:\n- {id: t-0}\n- {id: t-1}\n# end\n",
        Append(("touches",), {"id": "t-2"}, ORDER),
        "touches:\n- {id: t-0}\n- {id: t-1}\n- {id: t-2}\n# end\n",
    ),
    "a comment that belongs to the last entry stays with it": (
        "touches:\n  - id: t-0\n    # in a hurry\n# the end\n",
        Append(("touches",), {"id": "t-1"}, ORDER),
        "touches:\n  - id: t-0\n    # in a hurry\n  - id: t-1\n# the end\n",
    ),
    "blank lines between entries go on": (
        "touches:\n  - id: t-0\n\n  - id: t-1\n",
        Append(("touches",), {"id": "t-2"}, ORDER),
        "touches:\n  - id: t-0\n\n  - id: t-1\n\n  - id: t-2\n",
    ),
    "a list in brackets over lines goes on": (
        "opt_out: [\n  email,  # twice\n  mailshot  # hm\n]\n",
        Append(("opt_out",), "call", ORDER),
        "opt_out: [\n  email,  # twice\n  mailshot,  # hm\n  call\n]\n",
    ),
    "a single word becomes a list": (
        "opt_out: 'email'  # hers\n",
        Append(("opt_out",), "call", ORDER),
        "opt_out: ['email', call]  # hers\n",
    ),
    "a missing last line end stays missing": (
        "name: x\nstage: met",
        SetKey(("since",), DAY, ORDER),
        "name: x\nstage: met\nsince: 2026-11-24",
    ),
    "several lines at the end of a file without a line end keep their own": (
        "name: x\ntouches:",
        Append(("touches",), {"id": "t-1", "said": "a\nb\n"}, ORDER),
        'name: x\ntouches:\n  - id: t-1\n    said: "a\\nb\\n"',
    ),
    "blank lines that a text keeps stay its own": (
        "notes: |+\n  a\n\ntags: [x]\n",
        SetKey(("private",), "b", ORDER),
        "notes: |+\n  a\n\nprivate: b\ntags: [x]\n",
    ),
    "a text of several lines takes the place of a word": (
        "notes: hm  # hers\ntags: [x]\n",
        SetKey(("notes",), "a\nb\n", ORDER),
        "notes: |  # hers\n  a\n  b\ntags: [x]\n",
    ),
    "a word takes the place of a text of several lines": (
        "address: |  # the sender\n  1 Quay\n  London\ntags: [x]\n",
        SetKey(("address",), "Dublin", ORDER),
        "address: Dublin  # the sender\ntags: [x]\n",
    ),
    "other lines take the place of lines": (
        "address: >-  # the sender\n  1 Quay\n\n  London\n\ntags: [x]\n",
        SetKey(("address",), "2 Hill\n\nDublin\n", ORDER),
        "address: |  # the sender\n  2 Hill\n\n  Dublin\n\ntags: [x]\n",
    ),
    "a promise is kept": (
        "touches:\n  - id: t-1\n    promised: {what: x, by: 2026-11-27}\n",
        SetKey(("touches", Entry({"id": "t-1"}), "promised", "kept"), DAY),
        "touches:\n  - id: t-1\n    promised: {what: x, by: 2026-11-27, kept: 2026-11-24}\n",
    ),
    "a key goes with its line": (
        "name: x\ncallback: 2026-12-01  # she said\nstage: met\n",
        RemoveKey(("callback",)),
        "name: x\nstage: met\n",
    ),
    "what is not there is not taken away": ("name: x\n", RemoveKey(("callback",)), "name: x\n"),
}


@pytest.mark.parametrize("case", OUTCOMES.values(), ids=OUTCOMES.keys())
def test_an_edit_reads_as_a_person_would_write_it(case: tuple[str, Edit, str]) -> None:
    before, wanted, after = case
    assert edit(before, wanted) == after
    assert edit(before.replace("\n", "\r\n"), wanted) == after.replace("\n", "\r\n")


def test_an_entry_that_is_there_is_refused_or_enough() -> None:
    text = "opt_out: [call]\ntouches:\n  - id: t-1\n"
    assert edit(text, Append(("opt_out",), "call", ORDER, unique=True)) == text
    with pytest.raises(NotSavedError, match="written down already"):
        edit(text, Append(("touches",), {"id": "t-1"}, ORDER, "id"))


@pytest.mark.parametrize(
    "text", ["- name: Dana\n", "Dana\n", "[]\n", "me: Dana\n", "me: [Dana]\n", ""]
)
@pytest.mark.parametrize(
    "edit",
    [
        SetKey(("me", "name"), "Tom"),
        RemoveKey(("me", "name")),
        Append(("me", "touches"), {"id": "t-1"}, (), "id"),
        SetKey(("touches", 0, "said"), "Ring me."),
    ],
)
def test_a_key_is_not_written_where_there_are_none(text: str, edit: Edit) -> None:
    with pytest.raises(NotSavedError, match="has no keys with values under"):
        apply_edits(text.encode(), [edit], PATH)


@pytest.mark.parametrize("text", ["- name: Dana\n", "Dana\n", "[]\n"])
def test_a_file_that_is_no_mapping_is_not_written_into(text: str) -> None:
    for edit in (SetKey(("stage",), "met"), RemoveKey(("stage",)), Append(("tags",), "a")):
        with pytest.raises(NotSavedError, match="has no keys with values at its top") as refused:
            apply_edits(text.encode(), [edit], PATH)
        assert refused.value.paste == edit.lines()


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("touches: [\n  # none yet\n]\n", Append(("touches",), {"date": DAY, "channel": "note"})),
        ("opt_out: [\n  # mail is fine\n]\n", Append(("opt_out",), "call", unique=True)),
        ("links: {\n  # none\n}\n", SetKey(("links",), {"a": "https://a.example"})),
        ("{\n  a: b, # of a\n  snooze: c, # own\n  d: e}\n", RemoveKey(("snooze",))),
    ],
)
def test_where_a_comment_of_something_else_would_go_the_lines_are_given_to_paste(
    text: str, edit: Edit
) -> None:
    with pytest.raises(NotSavedError, match="cannot be put with certainty") as refused:
        apply_edits(text.encode(), [edit], "d.yml")
    assert refused.value.paste


def test_a_million_bytes_are_counted_as_bytes() -> None:
    text = f"name: Dana\nnotes: {'я' * 499_980}\n".encode()
    with pytest.raises(NotSavedError, match="more than a million bytes"):
        apply_edits(text, [SetKey(("role",), "Head of Logistics")], "d.yml")


def test_the_remark_of_a_key_goes_with_it() -> None:
    text = b"name: Dana\nsnooze_until: 2026-12-09  # her leave\nstage: met  # of all\n"
    after = apply_edits(text, [RemoveKey(("snooze_until",))], "d.yml")
    assert after == b"name: Dana\nstage: met  # of all\n"


def test_what_was_written_meanwhile_is_not_overwritten() -> None:
    edit = SetKey(("touches", Entry({"id": "t-1"}), "said"), "Mine.", only_new=True)
    text = b"touches: [{id: t-1%s}]\n"
    assert apply_edits(text % b"", [edit], "d.yml") == text % b", said: Mine."
    assert apply_edits(text % b", said: Mine.", [edit], "d.yml") == text % b", said: Mine."
    assert apply_edits(text % b", said: ''", [edit], "d.yml") == text % b", said: 'Mine.'"
    with pytest.raises(NotSavedError, match=r"something else there by now \('said'\)") as caught:
        apply_edits(text % b", said: Yours.", [edit], "d.yml")
    assert caught.value.paste == ("said: Mine.",)


def test_an_entry_that_is_not_there_any_more_is_not_guessed() -> None:
    kept = SetKey(("touches", Entry({"id": "t-9"}), "note"), "x")
    with pytest.raises(NotSavedError, match="does not have exactly one entry"):
        edit("touches:\n  - id: t-1\n", kept)


@pytest.mark.parametrize("text", ["a: [1\n", "a: 1\na: 2\n", "a: &b 1\n", "- 1\n- 2: x\n\t"])
def test_a_file_with_a_fault_is_not_written_into(text: str) -> None:
    with pytest.raises(FaultyFileError, match="has a fault, so nothing is written"):
        edit(text, SetKey(("stage",), "won", ORDER))
    with pytest.raises(FaultyFileError):
        apply_edits(b"name: \xff\n", [SetKey(("stage",), "won", ORDER)], PATH)


def test_what_cannot_be_written_with_certainty_is_given_to_paste(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = ((Cut(0, 0, "x"),), (Cut(0, 4, "y"),))
    monkeypatch.setattr("generator.writing.edits.append_to_block", lambda *_: iter(wrong))
    with pytest.raises(NotSavedError, match="with certainty") as refused:
        edit("touches:\n  - id: t-0\n", Append(("touches",), {"id": "t-1", "to": "+4"}, ORDER))
    assert refused.value.paste == ("touches:", "  - id: t-1", '    to: "+4"')


# --- what a scalar means ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "no", "on", "Yes", "off", "y", "N", "true", "False", "null", "~", "012", "0x1F", "1_000",
        "12:30", "1e3", ".5", "-.inf", ".NaN", "2026-11-24", "2026-11-24 10:00:00", "<<", "=",
        "a: b", "a #b", "#a", "- a", "-a", "?a", "a:", ":a", "[a", "{a", "a]", "a, b", "&a", "*a",
        "!a", "|a", ">a", "%a", "@a", "`a", "'a", '"a', 'say "hi"', "it's", "a\\b", " a", "a ", "",
        "+44 20 7946 0123", "020 7946 0123", "0207946", "tab\there", "two\nlines", "a\r\nb", "---",
        "...", "a\u2028b", "\ufeffa", "é", "日本", "😀", "C:\\dir\\new", "null: x", "1.5",
        "1,5", "7",
    ],
)  # fmt: skip
@pytest.mark.parametrize("flow", [False, True])
def test_a_text_means_itself_to_every_reader(text: str, flow: bool) -> None:  # noqa: FBT001 — a table
    written = scalar(text, flow=flow)
    document = f"k: [{written}]\n" if flow else f"k: {written}\n"
    value = [text] if flow else text
    assert data_of(document) == {"k": value}
    assert yaml.safe_load(document) == {"k": value}
    assert "\n" not in written


def test_a_day_stands_bare_and_a_text_that_looks_like_one_does_not() -> None:
    assert scalar(DAY) == "2026-11-24"
    assert scalar("2026-11-24") == '"2026-11-24"'
    assert scalar(DAY, style="'") == "'2026-11-24'"


def test_plain_words_stand_bare_as_people_write_them() -> None:
    for text in ("The warehouse moves in March.", "dana@acme.example", "ask (again)", "3 of 5"):
        assert is_bare(text), text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
@example("Could you call?")
@settings(max_examples=300, deadline=None)
def test_any_text_survives(text: str) -> None:
    for flow in (False, True):
        document = flow_value({"k": text}) if flow else f"k: {scalar(text)}"
        assert yaml.safe_load(document) == {"k": text}


LINES = st.lists(st.text("ab: #-|>'\"\\\t é", max_size=12), min_size=1, max_size=6)


@given(LINES, st.booleans(), st.integers(0, 199))
@settings(max_examples=200, deadline=None)
def test_any_lines_survive_in_any_file(lines: list[str], ends: bool, seed: int) -> None:  # noqa: FBT001 — a given
    said = "\n".join(lines) + ("\n" if ends else "")
    before = styled(seed)
    wanted = data_of(before)
    put = Append(("touches",), {"id": "t-zzzzzzzz", "said": said}, ORDER, "id")
    put.applied(wanted, ("touches",))
    assert data_of(apply_edits(before, [put], PATH)) == wanted
