"""Contacts of other programs: their own exports, and what people make of them."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import pytest

from generator.model.contact import Contact
from generator.reading.contacts import Found, parse_contacts, read_contacts
from generator.reading.headers import parse_header
from tests.snapshot import assert_snapshot

HERE = Path(__file__).parent
SAMPLES = sorted((HERE / "contacts").iterdir())


def parse(text: str | bytes, home: str = "GB") -> Found:
    return parse_contacts(text if isinstance(text, bytes) else text.encode(), "x.csv", home)


def one(text: str | bytes, home: str = "GB") -> Contact:
    found = parse(text, home)
    assert len(found.contacts) == 1, found.problems
    return found.contacts[0]


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def shown(found: Found) -> str:
    """Write down what was found, for a person to read."""
    lines = list(found.remarks)
    lines += [f"! {problem}" for problem in found.problems]
    for contact in found.contacts:
        lines.append("")
        told = dataclasses.asdict(contact)
        lines += [f"{key}: {value!r}" for key, value in told.items() if value]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_an_export_of_another_program_is_understood(sample: Path) -> None:
    assert_snapshot(HERE / "snapshots" / f"{sample.name}.txt", shown(read_contacts(sample, "GB")))


# --- CSV ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_by_what_stands_there(delimiter: str) -> None:
    rows = [["Name", "Company", "Email"], ["Mary Anderson", "Keel", "mary@keel.example"]]
    found = one("\n".join(delimiter.join(row) for row in rows))
    assert (found.name, found.company, found.email) == tuple(rows[1])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_letters_survive_every_encoding_and_line_end(encoding: str, ends: str) -> None:
    text = ends.join(["Name,Company", "José Núñez,Brücke & Söhne", ""])
    found = one(text.encode(encoding))
    assert (found.name, found.company) == ("José Núñez", "Brücke & Söhne")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_a_mark(encoding: str) -> None:
    assert one("Name,Company\nJosé,Rumbo\n".encode(encoding)).name == "José"


def test_a_file_that_only_says_it_is_utf_16_is_refused() -> None:
    found = parse(b"\xff\xfeName,Company\nJo")
    assert not found.contacts
    assert "UTF-16" in found.problems[0].message


def test_the_header_is_found_below_a_preamble_and_lines_are_counted_from_the_top() -> None:
    text = 'A report,\n"of two\nlines",\n\nName,Email,Company\nMary,mary@keel.example,Keel\n'
    assert one(text).line == 6


def test_a_file_of_unknown_columns_says_what_a_header_looks_like() -> None:
    found = parse("foo,bar\n1,2\n")
    assert not found.contacts
    assert "First Name" in found.problems[0].hint


def test_columns_that_are_not_ours_are_named_if_anything_stands_in_them() -> None:
    found = parse("Name,Shoe Size,Hat Size\nMary,38,\n")
    assert "Not taken: Shoe Size." in found.remarks


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("Vorname", "first_name"), ("Person - Phone - Mobile", "phone"), ("E-Mail", "email"),
        ("Mailing Zip/Postal Code", "postcode"), ("Organization - Name", "company"),
        ("Opted out of email: Product news", "no_email"), ("Telephone Do Not Call", "no_call"),
        ("Do not contact", "opt_out"), ("Unsubscribed from our list", "no_email"),
        ("E-mail 2 - Value", "email"), ("Address 1 - Postal Code", "postcode"),
        ("Job Title", "role"), ("Position", "role"), ("HasOptedOutOfEmail", "no_email"),
        ("First", "first_name"), ("Last", "last_name"), ("Contact Last Name", "last_name"),
    ],
)  # fmt: skip
def test_a_column_is_known_by_its_synonyms(header: str, what: str) -> None:
    found = parse_header(header)
    assert found
    assert found.what == what


@pytest.mark.parametrize(
    "header",
    ["Contact owner", "Email Domain", "Phone Verified", "Last Contacted", "Fax", "Company ID",
     "Fax Opt Out", "SMS opt-out", "Deal - Title", "Asst. Phone", "SMS Opt in", "First Contact",
     "Last Contact", "Last Work", "First Lead", "Contact - Last", "Consent Date", "Opt-in IP",
     "Newsletter Opens", "Permission", "TPS Check"],
)  # fmt: skip
def test_a_column_that_only_looks_like_ours_is_left_alone(header: str) -> None:
    assert parse_header(header) is None


def test_days_of_a_first_and_a_last_contact_are_no_names() -> None:
    found = parse(
        "Name,Email,First Contact,Last Contact\n"
        "Mary Anderson,mary@keel.example,2025-01-03,2026-05-01\n"
    )
    assert (found.contacts[0].name, found.contacts[0].first_name) == ("Mary Anderson", None)
    assert "Not taken: First Contact, Last Contact." in found.remarks


@pytest.mark.parametrize(
    "header",
    ["Private Notes", "Private Note", "Personal Notes", "Contact Private Notes", "Notes (private)",
     "Internal Notes", "Private Comments", "Notizen privat"],
)  # fmt: skip
def test_notes_that_are_private_stay_private(header: str) -> None:
    found = one(f"Name,Notes,{header}\nMary,likes boats,owes me one\n")
    assert (found.notes, found.private) == ("likes boats", "owes me one")


def test_a_value_beyond_the_limit_costs_its_row_only() -> None:
    long = "x" * 140_000
    found = parse(f'Name,Company\nMary,"{long}"\nTom,Keel\nAda,"{long}\n{long}"\nBen,Quay\n')
    assert [contact.name for contact in found.contacts] == ["Tom", "Ben"]
    assert [problem.line for problem in found.problems][:2] == [2, 4]
    assert "131,072" in found.problems[0].message


def test_an_open_quotation_mark_does_not_swallow_the_rest() -> None:
    rows = [f'P{n},"Firm {n}",p{n}@firm.example' for n in range(50)]
    rows[10] = 'P10,"Firm 10,p10@firm.example'
    found = parse("\n".join(["Name,Company,Email", *rows]))
    assert len(found.contacts) == 49
    assert [problem.line for problem in found.problems] == [12]


def test_a_row_with_a_comma_too_many_is_not_shifted_into_the_wrong_columns() -> None:
    found = parse("Name,Company,Email\nMary,Keel, Shipping,mary@keel.example\n")
    assert not found.contacts
    assert "4 values where the header has 3" in found.problems[0].message


def test_what_a_report_ends_with_is_no_person() -> None:
    text = "First Name,Last Name,Email,Company\nMary,Anderson,,Keel\nCopyright (c) 2026 a maker\n"
    found = parse(text)
    assert len(found.contacts) == 1
    assert not found.problems


def test_ten_thousand_open_quotation_marks_take_no_more_than_a_moment() -> None:
    start = time.process_time()
    parse("Name,Company\n" + '"x,y\nz\n' * 10_000)
    assert time.process_time() - start < 2


# --- vCard --------------------------------------------------------------------------------------


def test_a_line_folded_within_a_letter_is_whole_again() -> None:
    data = card("FN:José Núñez", "N:Núñez;José;;;").encode()
    at = data.index("é".encode()) + 1
    assert one(data[:at] + b"\r\n " + data[at:]).name == "José Núñez"


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_every_version_is_read(version: str) -> None:
    found = one(card("N:Anderson;Mary;;;", "FN:Mary Anderson", "ORG:Keel;Quay", version=version))
    assert (found.name, found.company) == ("Mary Anderson", "Keel")


def test_pictures_and_sounds_are_never_decoded() -> None:
    picture = "\r\n ".join(["QUFB" * 18] * 2000)
    found = one(card("FN:Mary", f"PHOTO;ENCODING=b:{picture}", "KEY;ENCODING=b:!!", "ORG:Keel"))
    assert "QUFB" not in repr(found)


def test_a_line_that_would_keep_vobject_busy_for_years_costs_that_line() -> None:
    start = time.process_time()
    found = parse(card("FN:Mary", "TEL;a=" + "," * 5000 + '":1', "EMAIL:mary@keel.example"))
    assert time.process_time() - start < 1
    assert found.contacts[0].email == "mary@keel.example"
    assert found.problems[0].line == 4


def test_one_bad_card_leaves_its_neighbours_whole() -> None:
    good = card("FN:Mary Anderson", "ORG:Keel")
    found = parse(good + "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Lost\r\n" + good + card("FN:"))
    assert [contact.line for contact in found.contacts] == [1, 9]
    assert [problem.line for problem in found.problems] == [6, 14]


def test_a_card_of_a_firm_is_a_firm_and_a_list_is_nobody() -> None:
    firm = card("FN:Keel Shipping", "N:;;;;", "ORG:Keel Shipping;")
    found = parse(firm + card("FN:My list", "X-ADDRESSBOOKSERVER-KIND:group"))
    assert [(c.name, c.company) for c in found.contacts] == [(None, "Keel Shipping")]


def test_quoted_printable_is_read_in_the_character_set_that_the_line_names() -> None:
    line = "N;ENCODING=quoted-printable;CHARSET=windows-1251:=C8=E2=E0=ED=EE=E2;=C8=E2=E0=ED;;;"
    assert one(card(line, version="2.1")).name == "Иван Иванов"


# --- values -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "home", "read"),
    [
        ("020 7946 0123", "GB", "+44 20 7946 0123"),
        ("+442079460123", "US", "+44 20 7946 0123"),
        ("0044 20 7946 0123", "GB", "+44 20 7946 0123"),
        ("+44 (0)20 7946 0123", "DE", "+44 20 7946 0123"),
        ("212-555-0123", "US", "+1 212-555-0123"),
        ("tel:+44-20-7946-0123", "GB", "+44 20 7946 0123"),
        ("020 7946 0123 ext 12", "GB", "+44 20 7946 0123 x12"),
        ("2079460123", "GB", "+44 20 7946 0123"),  # a spreadsheet took the zero
        ("030 901820", "GB", "030 901820"),  # no number of that country: left as it is
    ],
)
def test_a_number_is_written_as_from_abroad(written: str, home: str, read: str) -> None:
    assert one(f'Name,Phone\nMary,"{written}"\n', home).phone == read


def test_a_number_from_abroad_brings_its_country_and_its_zone() -> None:
    found = one("Name,Phone\nMary,+1 212 555 0123\n")
    assert (found.country, found.timezone) == ("US", "America/New_York")
    assert one("Name,Phone\nMary,020 7946 0123\n").timezone is None


@pytest.mark.parametrize(
    ("value", "says"),
    [("4.42079E+11", "spreadsheet"), ("12", "no telephone number"), ("1" * 90, "no telephone")],
)
def test_what_is_no_number_is_left_out_and_named(value: str, says: str) -> None:
    found = parse(f'Name,Phone\nMary,"{value}"\n')
    assert found.contacts[0].phones == ()
    assert says in found.problems[0].message
    assert found.problems[0].line == 2


@pytest.mark.parametrize(
    ("name", "read", "first"),
    [
        ("Anderson, Mary", "Mary Anderson", None),
        ("Mary Anderson, MBA", "Mary Anderson", None),
        ("Keel, Ltd.", "Keel, Ltd.", None),
        ("Mary Anderson, CFA, CPA", "Mary Anderson", None),
        ("Anderson, Mary, PhD", "Mary Anderson", None),
        ("Mary Anderson (She/Her)", "Mary Anderson", None),
        ("Dr. Mary Anderson", "Dr. Mary Anderson", "Mary"),
        ("Prof. Dr. Mary Anderson", "Prof. Dr. Mary Anderson", "Mary"),
        ("  Mary \n Anderson ", "Mary Anderson", None),
        ("=HYPERLINK(1)", "=HYPERLINK(1)", None),
    ],
)
def test_a_name_is_written_as_a_letter_needs_it(name: str, read: str, first: str | None) -> None:
    found = one(f'Name,Company\n"{name}",Quay\n')
    assert (found.name, found.first_name) == (read, first)


@pytest.mark.parametrize(
    ("first", "last", "name", "called"),
    [
        ("Zoë, MBA", "Ünal", "Zoë Ünal", None),
        ("Zoë, FRSA, XYZ", "Ünal", "Zoë Ünal", None),
        ("Bob", "Lee, CFA, CPA", "Bob Lee", None),
        ("Ann", "Bee (She/Her)", "Ann Bee", None),
        ("Ann (she/they)", "Bee", "Ann Bee", None),
        ("Ann she/her", "Bee", "Ann Bee", None),
        ("Ann (Annie)", "Bee", "Ann (Annie) Bee", None),
        ("Dr. Ann", "Bee", "Dr. Ann Bee", "Ann"),
        ("Prof. Dr. Ann, PhD", "Bee", "Prof. Dr. Ann Bee", "Ann"),
        ("Dr.", "Bee", "Dr. Bee", None),
        ("M.", "Shyamalan", "M. Shyamalan", None),
        ("Mary Jane", "Watson", "Mary Jane Watson", "Mary Jane"),
        ("Tom, Jr.", "Hill", "Tom Hill, Jr.", None),
        ("Tom", "Hill, Jr., MBA", "Tom Hill, Jr.", None),
        ("ANN, MARIE", "BEE", "ANN MARIE BEE", None),
        ("", "Bee, Ann", "Ann Bee", None),
        ("Zoë, MBA", "", "Zoë", None),
        ("Hera", "Her", "Hera Her", None),
    ],
)
def test_a_name_in_two_columns_is_the_one_on_an_envelope(
    first: str, last: str, name: str, called: str | None
) -> None:
    found = one(f'First Name,Last Name,Email\n"{first}","{last}",a@b.example\n')
    assert (found.name, found.first_name) == (name, called)


@pytest.mark.parametrize(
    "value",
    ["mary@keel.example?cc=x@y.example", "a b", "@", "mary@keel", "<script>", "m\x01@keel.example"],
)
def test_what_is_no_address_is_left_out_and_named(value: str) -> None:
    found = parse(f'Name,Email\nMary,"{value}"\n')
    assert found.contacts[0].emails == ()
    assert found.problems


@pytest.mark.parametrize(
    ("header", "value", "opt_out"),
    [
        ("Do Not Call", "TRUE", ("phone",)), ("Do Not Call", "0", ()), ("Do Not Call", "", ()),
        ("Do Not Call", "maybe", ("phone",)),  # not plain, so it is taken as a no
        ("Email Opt Out", "ja", ("email",)), ("Unsubscribed at", "2026-05-01 10:00", ("email",)),
        ("Do not allow Phone Calls", "Allow", ()),
        ("Do not allow Phone Calls", "Do Not Allow", ("phone",)),
        ("Opt Out", "yes", ("all",)), ("Opt Out", "call, note", ("call", "note")),
        ("Do not contact", "x", ("all",)), ("Do Not Mail", "1", ("post",)),
        ("Status", "Unsubscribed", ("email",)), ("Status", "Nurturing", ()),
        ("Tags", "warm; do not call", ("phone",)), ("Tags", "opted out of gift", ("gift",)),
    ],
)  # fmt: skip
def test_what_somebody_does_not_want_comes_along(
    header: str, value: str, opt_out: tuple[str, ...]
) -> None:
    assert one(f'Name,Company,{header}\nMary,Keel,"{value}"\n').opt_out == opt_out


@pytest.mark.parametrize(
    ("header", "value", "opt_out"),
    [
        ("Email Opt-in", "No", ("email",)), ("Email Opt-in", "yes", ()), ("Email Opt-in", "", ()),
        ("Newsletter", "unsubscribed", ("email",)), ("Newsletter", "subscribed", ()),
        ("GDPR Consent", "refused", ("all",)), ("GDPR Consent", "2024-05-01", ()),
        ("GDPR Consent", "Declined 2026-05-01", ("all",)), ("Consent", "no", ("all",)),
        ("Consent", "not opted out", ()), ("Consent withdrawn", "yes", ("all",)),
        ("Consent withdrawn", "no", ()), ("Phone consent", "denied", ("phone",)),
        ("Postal consent", "0", ("post",)), ("E-mail and phone consent", "no", ("email", "phone")),
        ("May we call?", "no", ("phone",)), ("Accepts Email Marketing", "no", ("email",)),
        ("Werbesperre", "ja", ("all",)), ("Werbesperre", "nein", ()),
        ("Einwilligung", "nein", ("all",)), ("Anrufsperre", "ja", ("phone",)),
        ("TPS Registered", "yes", ("phone",)), ("TPS", "not registered", ()),
        ("DNC Registered", "1", ("phone",)), ("No newsletter", "x", ("email",)),
    ],
)  # fmt: skip
def test_a_refusal_in_other_words_is_an_opt_out_of_what_it_names(
    header: str, value: str, opt_out: tuple[str, ...]
) -> None:
    found = parse(f'Name,Company,{header}\nMary,Keel,"{value}"\n')
    assert found.contacts[0].opt_out == opt_out
    assert not found.problems


def test_what_is_neither_yes_nor_no_under_consent_is_named_and_stops_nothing() -> None:
    found = parse("Name,Email Opt-in\nTom,yes\nMary,maybe\n")
    assert [contact.opt_out for contact in found.contacts] == [(), ()]
    (problem,) = found.problems
    assert problem.line == 3
    assert problem.message == (
        "'maybe' under 'email opt in' is neither yes nor no: nothing was taken"
    )


def test_what_was_taken_as_an_opt_out_for_want_of_plain_words_is_said() -> None:
    found = parse("Name,Do Not Call\nMary,perhaps\n")
    assert "'perhaps' was taken as an opt-out" in found.problems[0].message


@pytest.mark.parametrize(
    ("said", "stage"),
    [("Customer", "won"), ("Unqualified", "unfit"), ("Opportunity", None), ("almost", "almost")],
)
def test_a_stage_is_taken_only_where_it_is_plain(said: str, stage: str | None) -> None:
    assert one(f"Name,Lifecycle Stage\nMary,{said}\n").stage == stage


def test_a_link_that_no_page_may_carry_is_left_out() -> None:
    found = parse("Name,Website,LinkedIn\nMary,javascript:alert(1),www.linkedin.com/in/mary\n")
    assert found.contacts[0].links == (("linkedin", "https://www.linkedin.com/in/mary"),)
    assert "link" in found.problems[0].message


def test_control_characters_end_no_line_and_reach_no_file() -> None:
    found = parse('Name,Company,Notes\nMary\x00,Keel,"one\x0btwo\x07"\nTom,Quay,\n')
    assert [contact.name for contact in found.contacts] == [None, "Tom"]
    assert found.contacts[0].notes == "one two"
    assert "U+0000" in found.problems[0].message


def test_a_name_of_ten_thousand_letters_is_none() -> None:
    found = parse(f"Name,Company\n{'x' * 10_000},Keel\n")
    assert found.contacts[0].name is None
    assert "10,000 letters" in found.problems[0].message


def test_long_notes_are_cut_and_that_is_said() -> None:
    found = parse(f"Name,Notes\nMary,{'x ' * 30_000}\n")
    assert len(found.contacts[0].notes or "") <= 20_000
    assert "cut" in found.problems[0].message


def test_envelopes_have_the_postcode_where_the_country_has_it() -> None:
    head = "Name,Street,City,State,Zip,Country\n"
    german = one(f"{head}Nadia,Kanalstr. 4,Berlin,,10997,Deutschland\n")
    american = one(f"{head}Jo,1 Main St,Springfield,IL,62701,USA\n")
    assert german.address == "Kanalstr. 4\n10997 Berlin\nDeutschland"
    assert american.address == "1 Main St\nSpringfield IL 62701\nUSA"
    assert american.country == "US"


# --- files --------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    assert read_contacts(tmp_path, "GB").problems
    assert read_contacts(tmp_path / "nowhere.csv", "GB").problems


def test_a_file_of_many_megabytes_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    with file.open("wb") as out:
        out.truncate(25_000_000)
    found = read_contacts(file, "GB")
    assert not found.contacts
    assert "20 MB" in found.problems[0].message


def test_an_empty_file_has_nobody_in_it() -> None:
    assert parse("").problems
    assert parse("BEGIN:VCARD\r\nEND:VCARD\r\n").problems
