"""What is fed, and what must hold whatever it is fed: values or problems, never an exception.

Each target takes bytes and asserts. An import that gets through must give sound files with safe
names, and nothing new the second time.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from generator.model.channel import CHANNELS
from generator.model.contact import EVERYTHING, Contact
from generator.model.history import History
from generator.model.policy import Me, Policy
from generator.model.prospect import Prospect
from generator.model.telephone import digits
from generator.reading.contacts import parse_contacts
from generator.reading.people import one_file_each
from generator.reading.prospects import Read, Setting, parse_prospect
from generator.reading.scripts import parse_script
from generator.rendering.contacts import render_csv, render_vcards
from generator.rendering.grammar import check_scripts
from generator.rendering.words import Occasion, fill
from generator.writing.edits import Append, SetKey, apply_edits
from generator.writing.importing import Setting as Held
from generator.writing.importing import new_file, sort_out
from generator.writing.refusal import NotSavedError
from generator.writing.suppressions import (
    Person,
    Suppressions,
    parse_suppressions,
    suppress,
)
from generator.yamltree import Mapping, parse_yaml, to_plain

TESTS = Path(__file__).parent.parent
ON = date(2026, 11, 23)
SETTING = Setting(CHANNELS, date(2026, 11, 24))
POLICY = Policy(me=Me(name="Ludo Marsh"))
ORDER = tuple(Prospect.model_fields)
EMAIL, PHONE = "mary@keel.example", "020 7946 0444"
"""Whom nobody may bring back; many of the inputs try."""

SAFE = re.compile(r"[a-z0-9][a-z0-9-]*")


def read_yaml(data: bytes) -> None:
    """A tree or problems; a prospect or problems; an edit that says what it should, or none."""
    tree, problems = parse_yaml(data, "x.yml")
    assert tree is not None or problems
    if not isinstance(tree, Mapping):
        return
    plain: Any = to_plain(tree)
    read = parse_prospect(tree, "x", "prospects/x.yml", SETTING)
    assert (read.prospect is None) == bool(read.problems)
    assert all(p.line >= 0 and "\n" not in str(p) for p in (*problems, *read.problems))
    edits = (SetKey(("stage",), "won", ORDER), Append(("opt_out",), "call", ORDER))
    try:
        after = apply_edits(data, edits, "x.yml")
    except NotSavedError:
        return
    told: Any = to_plain(_sound(after))
    assert told["stage"] == "won"
    assert {k: v for k, v in told.items() if k not in {"stage", "opt_out"}} == {
        k: v for k, v in plain.items() if k not in {"stage", "opt_out"}
    }


def read_script(data: bytes) -> None:
    """A script or problems; what is usable can be filled in."""
    text = data.decode("utf-8", "replace")
    script, problems = parse_script(text, "playbook/x.md.j2", CHANNELS)
    assert (script is None) == bool(problems)
    if script is None:
        return
    usable, faults = check_scripts([script], POLICY, CHANNELS)
    assert bool(usable) != bool(faults)
    for each in usable:
        fill(each, _occasion())


def read_table(data: bytes) -> None:
    """A CSV, whatever it is: the rules of imports."""
    _bring_in(data, "x.csv")


def read_cards(data: bytes) -> None:
    """A vCard, whatever it is: the rules of imports."""
    _bring_in(data, "x.vcf")


def _bring_in(data: bytes, name: str) -> None:
    found = parse_contacts(data, name, "GB")
    _keep_out(found.contacts)
    intake = sort_out(found.contacts, _held({}))
    people: dict[str, Read] = {}
    for new in intake.new:
        assert SAFE.fullmatch(new.slug), new.slug
        assert set(new.opt_out) <= {*CHANNELS, EVERYTHING}
        text = new_file(new, ON, ORDER)
        read = parse_prospect(_sound(text), new.slug, new.path, SETTING)
        assert not read.problems, (read.problems, text)
        people[new.slug] = read
    assert len(people) == len(intake.new)
    reads = one_file_each(tuple(people.values()), "GB")
    assert [problem for read in reads for problem in read.problems] == []
    prospects = {read.slug: read.prospect for read in people.values() if read.prospect}
    again = sort_out(found.contacts, _held(prospects))
    assert (again.new, again.changed) == ((), ()), (again.new, again.changed)
    rows = csv.reader(io.StringIO(render_csv(prospects.values()), newline=""))
    assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))]
    render_vcards(prospects.values())


def _keep_out(contacts: Iterable[Contact]) -> None:
    """Whoever opted out, or was forgotten, is in no new file by address or number."""
    known = {"mary": Prospect(slug="mary", name="M", email=EMAIL, phone=PHONE, opt_out=("all",))}
    salted = parse_suppressions(suppress(None, Person(emails=(EMAIL,)), ON))
    for held in (_held(known), replace(_held({}), suppressions=salted)):
        for new in sort_out(contacts, held).new:
            assert EMAIL not in {email.casefold() for email in new.contact.emails}
            numbers = {digits(phone, new.contact.country or "GB") for phone in new.contact.phones}
            assert not held.prospects or digits(PHONE, "GB") not in numbers


def _held(prospects: dict[str, Prospect]) -> Held:
    return Held(prospects, (), Suppressions(), CHANNELS, "GB")


def _sound(text: bytes) -> Any:  # noqa: ANN401 — a tree
    tree, problems = parse_yaml(text, "x.yml")
    assert tree is not None, text
    assert not problems, (problems, text)
    return tree


@cache
def _occasion() -> Occasion:
    tree, _ = parse_yaml((TESTS / "hostile/base/prospects/ada-lovelace.yml").read_bytes(), "x.yml")
    prospect = parse_prospect(_sound(b"name: Jo") if tree is None else tree, "x", "x", SETTING)
    assert prospect.prospect
    history = History.of(prospect.prospect, ON, {})
    return Occasion(prospect.prospect, POLICY, history, None, ON, 1)


@dataclass(frozen=True)
class Target:
    """Something to feed, and what to begin with."""

    name: str
    feed: Callable[[bytes], None]
    patterns: tuple[str, ...]

    def seeds(self) -> tuple[bytes, ...]:
        """Read the files that are to be broken, in a fixed order, none of them a bomb of size."""
        files = sorted({file for pattern in self.patterns for file in TESTS.glob(pattern)})
        texts = [file.read_bytes() for file in files]
        return tuple(text for text in texts if len(text) <= 20_000)


TARGETS = (
    Target("yaml", read_yaml, ("hostile/prospects/*.yml", "hostile/base/prospects/*.yml")),
    Target("script", read_script, ("hostile/scripts/*.j2", "hostile/base/playbook/calls/*.j2")),
    Target("csv", read_table, ("hostile/imports/*.csv", "reading/contacts/*.csv")),
    Target("vcard", read_cards, ("hostile/imports/*.vcf", "reading/contacts/*.vcf")),
)
