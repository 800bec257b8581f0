"""Contacts for other programs: nothing private, no formulas, every opt-out, read again whole."""

from __future__ import annotations

import csv
import io

import pytest
import vobject  # type: ignore[import-untyped]  # it has none
from hypothesis import given
from hypothesis import strategies as st

from generator.model.prospect import Prospect
from generator.reading.contacts import parse_contacts
from generator.rendering.contacts import render_csv, render_vcards

DANA = Prospect.model_validate(
    {
        "slug": "dana-reyes", "name": "Dana Reyes", "company": "Acme; Sons, Ltd", "role": "Head",
        "email": "dana@acme.example", "phone": "+44 20 7946 0123", "address": "1 Dock Road\nLondon",
        "links": {"linkedin": "https://example.com/dana"}, "country": "GB", "tags": ["london"],
        "timezone": "Europe/London", "opt_out": ["call", "mailshot"],
        "notes": "One\n\nTwo: “3”; 4\n",
        "private": "the-secret",
    }
)  # fmt: skip
FIRM = Prospect.model_validate({"slug": "keel", "company": "Keel Shipping", "opt_out": "all"})

words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=30)


def row_of(prospect: Prospect) -> dict[str, str]:
    (row,) = csv.DictReader(io.StringIO(render_csv([prospect]), newline=""))
    return row


def test_a_row_says_what_the_file_says() -> None:
    row = row_of(DANA)
    assert (row["First Name"], row["Last Name"]) == ("Dana", "Reyes")
    assert row["Address"] == "1 Dock Road\nLondon"
    assert (row["Opt Out"], row["Do Not Call"], row["Email Opt Out"]) == (
        "call, mailshot",
        "yes",
        "no",
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d", "\uff0b"])
def test_nothing_in_a_table_is_a_formula(start: str) -> None:
    nasty = DANA.model_copy(update={"name": f"{start}1+1", "company": f"{start}cmd|x"})
    row = row_of(nasty)
    assert row["Name"] == f"'{start}1+1"
    assert row["Company"] == f"'{start}cmd|x"
    assert not any(value.startswith(tuple("=+-@")) for value in row.values())


BREAKS = ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("sign", BREAKS)
def test_no_kind_of_line_break_begins_a_new_card_or_row(sign: str) -> None:
    lines = ["hello", "END:VCARD", "BEGIN:VCARD", "VERSION:3.0", "FN:Somebody Else"]
    nasty = DANA.model_copy(update={"notes": sign.join(lines), "address": sign.join(lines)})
    cards = render_vcards([nasty])
    assert len(list(vobject.readComponents(cards))) == 1
    assert [line for line in cards.splitlines() if line.startswith(("BEGIN", "FN", "CATEG"))] == [
        "BEGIN:VCARD", "FN:Dana Reyes", "CATEGORIES:london,do not call,opted out of mailshot",
    ]  # fmt: skip
    assert row_of(nasty)["Notes"] == "\n".join(lines)


def test_every_kind_of_line_break_is_one_to_the_model() -> None:
    said = "a\rb\r\nc\u2028d\u2029e\n"
    assert Prospect(slug="x", name="X", notes=said).notes == "a\nb\nc\nd\ne\n"


def test_what_is_private_is_in_neither() -> None:
    assert "the-secret" not in render_csv([DANA]) + render_vcards([DANA])


def test_vobject_reads_every_card_as_it_was_meant() -> None:
    one, two = vobject.readComponents(render_vcards([DANA, FIRM]))
    assert one.fn.value == "Dana Reyes"
    assert (one.n.value.family, one.n.value.given) == ("Reyes", "Dana")
    assert one.org.value == ["Acme; Sons, Ltd"]
    assert one.note.value == "One\n\nTwo: “3”; 4"
    assert one.categories.value == ["london", "do not call", "opted out of mailshot"]
    assert two.fn.value == "Keel Shipping"
    assert two.categories.value == ["do not contact"]


def test_lines_of_a_card_are_short_and_folded_between_letters() -> None:
    long = DANA.model_copy(update={"notes": "ÄÖÜ " * 100})
    lines = render_vcards([long]).encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]


@pytest.mark.parametrize(
    ("name", "first_name", "given", "family"),
    [
        ("Mrs Helen Carter", None, "Helen", "Carter"),
        ("Dr. Müller", None, "", "Müller"),
        ("Maria del Mar Ruiz", "Maria del Mar", "Maria del Mar", "Ruiz"),
        ("Robert Hall", "Bob", "Bob", "Hall"),
        ("Joann Ann Lee", "Ann", "Ann", "Lee"),
        ("Dana", None, "Dana", ""),
    ],
)
def test_a_name_is_parted_where_a_letter_would_part_it(
    name: str, first_name: str | None, given: str, family: str
) -> None:
    who = DANA.model_copy(update={"name": name, "first_name": first_name})
    card = vobject.readOne(render_vcards([who]))
    assert (card.n.value.given, card.n.value.family) == (given, family)


@pytest.mark.parametrize("render", [render_csv, render_vcards])
def test_what_was_exported_is_imported_as_it_was(render: object) -> None:
    assert callable(render)
    mary, firm = parse_contacts(render([DANA, FIRM]).encode(), "x", "GB").contacts
    assert (mary.name, mary.company, mary.role) == (DANA.name, DANA.company, DANA.role)
    assert (mary.email, mary.phone, mary.address) == (DANA.email, DANA.phone, DANA.address)
    assert set(mary.opt_out) >= {"mailshot"}
    assert {"call", "phone"} & set(mary.opt_out)
    assert mary.notes == (DANA.notes or "").strip()
    assert (firm.name, firm.company, "all" in firm.opt_out) == (None, "Keel Shipping", True)


@given(name=words, company=words, notes=words)
def test_any_text_survives_the_way_out_and_back_in(name: str, company: str, notes: str) -> None:
    prospect = DANA.model_copy(
        update={"name": f"Q {name}".strip(), "company": f"F {company}".strip(), "notes": notes}
    )
    for text in (render_csv([prospect]), render_vcards([prospect])):
        (found,) = parse_contacts(text.encode(), "x", "GB").contacts
        assert found.company == " ".join((prospect.company or "").split())
        assert (found.notes or "").split() == notes.split()
