"""Whatever bytes a file holds, reading gives a value or says why not: it never raises."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.channel import CHANNELS
from generator.model.policy import Me, Policy
from generator.model.problem import Problem
from generator.reading.prospects import Setting, parse_prospect
from generator.reading.scripts import parse_script
from generator.rendering.grammar import check_scripts
from generator.yamltree import parse_yaml, to_plain

SETTING = Setting(CHANNELS, date(2026, 11, 24))
POLICY = Policy(me=Me(name="Ludo"))

# Pieces that YAML, the schema and Jinja2 all care about: random letters seldom meet them.
PIECES = st.sampled_from(
    [
        "name", "touches", "opt_out", "date", "channel", "call", "x-a", ": ", ":\n", "\n", "\n  ",
        "- ", "[", "]", "{", "}", ",", '"', "'", "|\n", ">", "&a ", "*a", "!x ", "# ", "---\n",
        "2026-11-20", "\t", "\\", "{{ ", " }}", "{% if ", "{% for x in ", " %}", "{% endif %}",
        "{# ", " #}", "prospect.name", "item", " | lower", " not ", "\x00", "\ufeff", "é", "🙂",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map("".join)


def is_well_placed(problem: Problem) -> bool:
    return problem.line >= 0 and problem.column >= 0 and "\n" not in str(problem)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.binary(max_size=200), TEXTS.map(str.encode)))
@example(b"a: *a\n? [b]\n: - c\n")
@example(b"\xff\xfe")
def test_any_bytes_are_a_tree_or_problems(data: bytes) -> None:
    tree, problems = parse_yaml(data, "x.yml")
    assert tree is not None or problems
    assert all(is_well_placed(problem) for problem in problems)
    if tree is not None:
        to_plain(tree)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("name: Jo\ntouches: [{date: {a: b}, channel: [c]}]")
@example("opt_out: {call: x}\nlinks: [{}]\n")
def test_any_tree_is_a_prospect_or_problems(text: str) -> None:
    tree, _ = parse_yaml(text, "x.yml")
    if tree is None:
        return
    read = parse_prospect(tree, "x", "x.yml", SETTING)
    assert (read.prospect is None) == bool(read.problems)
    assert all(is_well_placed(problem) for problem in read.problems)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_words_are_a_script_or_problems(text: str) -> None:
    head = "---\ntitle: T\nchannel: call\npurpose: status\n---\n"
    script, problems = parse_script(head + text, "playbook/x.md.j2", CHANNELS)
    assert (script is None) == bool(problems)
    if script is not None:
        usable, faults = check_scripts([script], POLICY, CHANNELS)
        assert bool(usable) != bool(faults)
        assert all(is_well_placed(fault) and fault.line >= 6 for fault in faults)
