"""The strict loader: bytes become text with places, or problems."""

from __future__ import annotations

import time

import pytest
import yaml

from generator import yamltree
from generator.yamltree import Mapping, Scalar, find, parse_yaml, place, to_plain


def plain(text: bytes | str) -> object:
    """Read healthy text."""
    tree, problems = parse_yaml(text, "x.yml")
    assert problems == ()
    assert tree is not None
    return to_plain(tree)


def faults(text: bytes | str) -> list[str]:
    """Give the problems of faulty text, as the user sees them."""
    return [str(p).removeprefix("x.yml:") for p in parse_yaml(text, "x.yml")[1]]


def test_every_scalar_is_text() -> None:
    assert plain("a: no\nb: 012\nc: 12:30\nd: +44 20\ne: ~\nf: 2026-11-23\non: yes\n") == {
        "a": "no", "b": "012", "c": "12:30", "d": "+44 20", "e": "~", "f": "2026-11-23",
        "on": "yes",
    }  # fmt: skip


def test_a_value_left_empty_is_none_and_quoted_emptiness_is_text() -> None:
    assert plain('a:\nb: ""\nc: []\n') == {"a": None, "b": "", "c": []}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n"])
def test_an_empty_document_is_an_empty_scalar(text: str) -> None:
    tree, problems = parse_yaml(text, "x.yml")
    assert isinstance(tree, Scalar)
    assert tree.text is None
    assert problems == ()


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault() -> None:
    assert plain(b"\xef\xbb\xbfname: Dana\r\nnotes: |\r\n  one\r\n  two\r\n") == {
        "name": "Dana", "notes": "one\ntwo\n",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: 1\nb: 2\na: 3\n",
         "3:1: the key 'a' stands here a second time; the first is on line 1"),
        ("{a: 1, a: 2}", "1:8: the key 'a' stands here a second time; the first is on line 1"),
        ("a: !!int 3", "1:4: a tag (!!int) stands here; a playbook file has none"),
        ("a: &b [*b]", "1:4: an anchor (&b) stands here; a playbook file has none"),
        ("a: 1\nb: *a\n", "2:4: an alias (*a) stands here; a playbook file has none"),
        ("? [a]\n: b\n", "1:3: a key must be a word"),
        ("a: b\n---\nc: d\n", "2:1: a second document begins here; a playbook file has one"),
        ("a: 1\n\tb: 2\n", "2:1: a tab stands at the start of the line, where spaces belong"),
        ("a: call back: monday\n", "1:13: a colon stands inside a text"),
        ("a: 1\nchan", "2:1: a key without its colon"),
        ('a: "it\nb: 1\n', "1:4: a quotation begins here and is never closed"),
        ("a: [1, 2\nb: 3\n", "1:4: a list begins with '[' and is never closed"),
        ("a: {b: 1\n", "1:4: a mapping begins with '{' and is never closed"),
        ("a: {b: 1\nc: 2\n", "1:4: a mapping begins with '{' and is never closed"),
        ("a: {b: Two things: this}\n", "1:18: a colon stands inside a text"),
        ("- {a: b, c: d: e, f: g}\n", "1:14: a colon stands inside a text"),
        ("a: {b: two\n  things: this}\n", "2:9: a colon stands inside a text"),
        ("a: [b, c: d: e]\n", "1:12: a colon stands inside a text"),
        ("a: @home\n", "1:4: a text cannot begin with this character"),
        ("a: *bold* words\n", "1:4: a text cannot begin with & or *"),
        ('a: "C:\\dir"\n', "1:7: a backslash in double quotes means more than itself"),
        ("a:\n  - b\n c: d\n", "3:2: this line does not fit what stands above it"),
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n",
         "2:1: an unresolved merge conflict begins here"),
        ("a: 1\nb: 2\n=======\n", "3:1: a line of a merge conflict was left here"),
        ("a: 1\nb: 3\n>>>>>>> theirs\n", "3:1: a line of a merge conflict was left here"),
        ("a: 1\nb: x\x00y\n", "2:5: there is an invisible control character, U+0000, in the text"),
        ("a: x\u2028y\n", "1:5: there is an invisible line break, U+2028, in the text"),
        (b"a: 1\nb: Jos\xe9\n", "2:7: the file is not UTF-8"),
        ("a: 1\n".encode("utf-16"), "1:1: the file is not UTF-8"),
    ],
)  # fmt: skip
def test_a_fault_names_its_place(text: bytes | str, fault: str) -> None:
    assert faults(text) == [fault]


def test_a_line_of_signs_within_a_quotation_is_no_conflict() -> None:
    assert faults('a: "Mail:\n=======\nBest"\n') == []


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "- " * 100_000, "? " * 100_000, "{" * 100_000, "a: " + "[" * 1000 + "]" * 1000],
)
def test_depth_is_refused_before_it_costs_anything(text: str) -> None:
    start = time.perf_counter()
    found = faults(text)
    assert time.perf_counter() - start < 0.5
    assert len(found) == 1
    assert "nested more than 20 levels deep" in found[0]


def test_twenty_levels_are_still_read() -> None:
    assert faults("[" * 20 + "]" * 20) == []
    assert faults("[" * 21 + "]" * 21) != []


def test_a_file_over_a_million_bytes_is_not_parsed() -> None:
    _, problems = parse_yaml("[" * 1_000_001, "x.yml")
    assert [p.message for p in problems] == [
        "the file has more than a million bytes; no playbook file needs that"
    ]
    assert faults("# " + "a" * 900_000) == []


def test_many_faults_end_with_a_word_about_it() -> None:
    found = faults("".join(f"k{n}: !x 1\n" for n in range(500)))
    assert len(found) == yamltree.MAX_PROBLEMS + 1
    assert found[-1].endswith("too many faults to go on from here")


def test_a_repeated_key_leaves_the_tree_for_the_schema_to_go_on() -> None:
    tree, problems = parse_yaml("a: 1\na: 2\nstage: almots\n", "x.yml")
    assert len(problems) == 1
    assert tree is not None
    assert to_plain(tree) == {"a": "1", "stage": "almots"}


TOUCHES = "name: Dana\ntouches:\n  - id: t-1\n    date: 2026-11-20\n  - id: t-2\n"


@pytest.mark.parametrize(
    ("path", "key", "line", "column"),
    [
        (("name",), False, 1, 7),
        (("name",), True, 1, 1),
        (("touches", 0, "date"), False, 4, 11),
        (("touches", 0, "date"), True, 4, 5),
        (("touches", 1, "date"), False, 5, 5),  # there is none: the touch itself
        (("touches", 7), False, 3, 3),
        ((), False, 1, 1),
    ],
)
def test_a_path_leads_to_its_line(
    path: tuple[str | int, ...],
    key: bool,  # noqa: FBT001 — a column of the table above
    line: int,
    column: int,
) -> None:
    tree, _ = parse_yaml(TOUCHES, "x.yml")
    assert tree is not None
    assert place(tree, path, key=key)[:2] == (line, column)


def test_lines_count_from_where_the_file_says() -> None:
    tree, problems = parse_yaml("a: 1\nb: !x 2\n", "x.yml", first_line=2)
    assert tree is not None
    assert place(tree, ("b",), key=True).line == 3
    assert problems[0].line == 3


def test_marks_cut_the_value_out_of_the_text() -> None:
    text = "name: 'Dana'\nlinks: {a: b}\ntags: [x,\n  y]\nlist:\n- one\n- two\n\n# end\n"
    tree, _ = parse_yaml(text, "x.yml")
    assert isinstance(tree, Mapping)
    cut = {str(k.text): text[v.start.offset : v.end.offset] for k, v in tree.pairs}
    assert cut == {
        "name": "'Dana'", "links": "{a: b}", "tags": "[x,\n  y]", "list": "- one\n- two",
    }  # fmt: skip


def test_find_follows_a_path() -> None:
    tree, _ = parse_yaml(TOUCHES, "x.yml")
    assert tree is not None
    found = find(tree, ("touches", 1, "id"))
    assert isinstance(found, Scalar)
    assert found.text == "t-2"
    assert find(tree, ("touches", 1, "date")) is None


def test_the_slow_parser_gives_the_same_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    text = TOUCHES + "notes: |\n  one\n\n  two\nlinks: {a: 'b', c: [d, e]}\nempty:\n"
    fast = plain(text)
    monkeypatch.setattr(yamltree, "_PARSER", yaml.Loader)
    assert plain(text) == fast
    assert len(faults("[" * 5000)) == 1
