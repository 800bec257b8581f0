"""Sorting contacts out: as quick for the thousandth of a number as for the first."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.channel import CHANNELS
from generator.model.contact import Contact, is_alike
from generator.writing.importing import Intake, Setting, sort_out
from generator.writing.sharers import Sharers
from generator.writing.suppressions import Suppressions

names = st.none() | st.lists(
    st.sampled_from(["mary", "m", "max", "anderson", "a", "li", "wei", "?"]), max_size=4
).map(" ".join)


def sort(contacts: list[Contact]) -> Intake:
    return sort_out(contacts, Setting({}, (), Suppressions(), CHANNELS, "GB"))


def work_of(contacts: list[Contact]) -> tuple[int, Intake]:
    """Sort contacts out, and count the calls of functions that it took."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        found = sort(contacts)
    finally:
        sys.setprofile(None)
    return calls, found


@pytest.mark.parametrize(
    ("row", "all_come_in"),
    [
        ({"name": "P{n} Q{n}", "emails": "p{n}@keel.example", "phones": "020 7946 0123"}, True),
        ({"name": "P{n} Q{n}", "emails": "info@keel.example"}, True),
        ({"name": "John Smith", "emails": "p{n}@keel.example"}, True),
        ({"name": "John Smith", "address": "{n} Dock Road", "phones": "020 7946 0123"}, False),
        ({"name": "John Smith", "emails": "john@keel.example", "notes": "note {n}"}, False),
        ({"name": "John Smith", "emails": "john@keel.example", "phones": "020 7946 {n}"}, False),
    ],
)  # fmt: skip
def test_rows_that_share_something_cost_in_step_with_how_many_they_are(
    row: dict[str, str], *, all_come_in: bool
) -> None:
    def value(key: str, n: int) -> str | tuple[str, ...]:
        text = row[key].replace("{n}", str(n))
        return (text,) if key in {"emails", "phones"} else text

    contacts = [
        Contact(n + 2, **{key: value(key, n) for key in row})  # type: ignore[arg-type]  # by key
        for n in range(800)
    ]
    half, _ = work_of(contacts[:400])
    whole, found = work_of(contacts)
    assert whole < 2.5 * half
    assert len(found.new) == (800 if all_come_in else 1)


@given(st.lists(names, min_size=18, max_size=30), names)
def test_among_many_owners_the_same_one_is_found_as_by_asking_each(
    owners: list[str | None], name: str | None
) -> None:
    sharers = Sharers()
    for number, owner in enumerate(owners):
        sharers.call(f"s{number}", owner)
        sharers.add(f"s{number}", "442079460123")
    expected = next((f"s{n}" for n, o in enumerate(owners) if is_alike(o, name)), None)
    assert sharers.alike("442079460123", name) == expected


def test_who_gets_a_name_later_is_no_longer_anybody() -> None:
    sharers = Sharers()
    for number in range(20):
        sharers.call(f"s{number}", f"P{number} Q{number}" if number else None)
        sharers.add(f"s{number}", "x")
    assert sharers.alike("x", "Mary Anderson") == "s0"
    sharers.call("s0", "Tom Baker")
    assert sharers.alike("x", "Mary Anderson") is None
    assert sharers.alike("x", "T. Baker") == "s0"


def test_a_number_closed_in_the_same_import_comes_in_with_nobody_after() -> None:
    closed = Contact(2, name="Mary Anderson", phones=("020 7946 0123",), opt_out=("phone",))
    other = Contact(3, name="Tom Baker", phones=("020 7946 0123",), emails=("t@keel.example",))
    assert [new.contact.phones for new in sort([closed, other]).new] == [("020 7946 0123",), ()]


def test_of_very_many_numbers_of_one_person_the_first_are_kept_and_the_rest_is_said() -> None:
    rows = [
        Contact(n, name="Mary", emails=("m@keel.example",), phones=(f"020 7946 {n:04}",))
        for n in range(25)
    ]
    found = sort(rows)
    assert len(found.new[0].contact.phones) == 20
    assert sum("was left out: Mary has 20 already" in said for _, said in found.remarks) == 5
