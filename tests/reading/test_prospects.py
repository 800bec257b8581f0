"""One prospect's file: what it becomes, and what is wrong with it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from generator.model.channel import CHANNELS
from generator.model.days import Span, YearDay
from generator.model.prospect import Prospect
from generator.reading.prospects import Read, Setting, parse_prospect
from generator.reading.sentences import KEPT_BY
from generator.yamltree import parse_yaml

SETTING = Setting(CHANNELS, date(2026, 11, 24))


def read(text: str) -> Read:
    tree, problems = parse_yaml(text, "prospects/jo.yml")
    assert tree is not None
    assert problems == ()
    return parse_prospect(tree, "jo", "prospects/jo.yml", SETTING)


def prospect(text: str) -> Prospect:
    found = read(text)
    assert found.problems == ()
    assert found.prospect is not None
    return found.prospect


def faults(text: str) -> list[str]:
    found = read(text)
    assert (found.prospect is None) == bool(found.problems), "a fault refuses the whole file"
    return [f"{p.line}:{p.column}: {p.message} | {p.hint}" for p in sorted(found.problems)]


def test_text_becomes_what_the_schema_says() -> None:
    jo = prospect(
        "name: Jo Field\ncountry: NO\nphone: 0207946000\ncompany: on\nyear_end: 12-31\n"
        "away: 2026-12-20..2027-01-07\ncallback: 2027-01-15\nopt_out: email\n"
        "touches:\n  - date: 2026-11-20\n    channel: call\n    outcome: connected\n"
        "    promised: {what: call, by: 2026-11-27}\n"
    )
    assert (jo.slug, jo.country, jo.phone, jo.company) == ("jo", "NO", "0207946000", "on")
    assert jo.year_end == YearDay(12, 31)
    assert jo.away == (Span(date(2026, 12, 20), date(2027, 1, 7)),)
    assert jo.callback == date(2027, 1, 15)
    assert jo.opt_out == ("email",)
    assert jo.touches[0].line == 10
    assert jo.touches[0].promised is not None


def test_a_key_left_empty_means_its_default() -> None:
    jo = prospect("name: Jo\nstage:\ntouches:\nlinks:\nsnooze_until:\nnotes:\n")
    assert (jo.stage, jo.touches, jo.links, jo.snooze_until) == ("lead", (), {}, None)


def test_an_unknown_key_is_a_fault_even_when_it_is_left_empty() -> None:
    assert faults("name: Jo\nopt_oput:\n") == [
        "2:1: unknown key 'opt_oput' | Did you mean 'opt_out'?"
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("24.11.2026", "2026-11-24"),
        ("1/2/2027", "2027-02-01 or 2027-01-02"),
        ("31.11.2026", "2026-11-23"),
        ("soon", "2026-11-23"),
    ],
)
def test_a_date_in_another_order_is_told_what_it_may_mean(written: str, meant: str) -> None:
    assert faults(f"name: Jo\ncallback: {written}\n") == [
        f"2:11: callback: '{written}' is no date | Write it as {meant} (year-month-day)."
    ]


def test_keys_of_ones_own_are_free_wherever_they_stand() -> None:
    text = "name: Jo\nx-crm: {a: [1]}\ntouches:\n  - {date: 2026-11-20, channel: email, x-id: 7}\n"
    assert prospect(text).touches[0].channel == "email"


def test_one_misspelt_word_hides_no_other() -> None:
    text = (
        "name: Jo\nstage: almots\nopt_out: [emial]\ntouches:\n"
        "  - {date: 2062-01-01, channel: cal}\n  - {date: 2026-11-20, channel: call}\n"
    )
    assert [line.split(" | ")[0] for line in faults(text)] == [
        "2:8: unknown stage 'almots'",
        "3:11: opt_out: 'emial' is neither a channel nor 'all'",
        "5:12: 2062-01-01 has not come yet: this cannot have happened",
        "5:33: unknown channel 'cal'",
        "6:5: a call needs an outcome",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name: Jo\non: 2026-11-20\n",
         "2:1: unknown key 'on' | Keys of your own begin with 'x-'."),
        ("name: Jo\ntouches: [{on: 2026-11-20, channel: email}]\n",
         "2:12: unknown key 'on' | Did you mean 'date'?"),
        ("name: Jo\ntouches: [{date: , channel: email}]\n",
         "2:12: 'date' is missing | Add `date: …`."),
        ("name: Jo\ntouches: one\n",
         "2:10: 'touches' must be a list, not 'one' | Write it as `[one, another]`."),
        ("name: Jo\nlinks: [a]\n",
         "2:8: 'links' must be keys with values, not a list | Write each as `key: value`."),
        ("name: Jo\nlinks: {a: }\n", ""),
        ("name: Jo\nboldness: [bold]\n",
         "2:11: 'boldness' must be one word, not a list | One of: gentle, steady, bold."),
        ("name: Jo\ncountry: gb\n",
         "2:10: country: 'gb' is no country code | Did you mean 'GB'?"),
        ("name: Jo\ncountry: UK\n",
         "2:10: country: 'UK' is no country code | Did you mean 'GB'?"),
        ("name: Jo\ncountry: Narnia\n",
         ("2:10: country: 'Narnia' is no country code | "
         "Write it with two capital letters, such as GB.")),
        ("name: Jo\ncountry: TV\n", ""),
        ("name: ' '\ncompany: '  '\n",
         "1:1: neither a name nor a company is given | Add `name: …` or `company: …`."),
        ("name: Jo\ntimezone: Europe/Lodnon\n",
         ("2:11: timezone: there is no time zone 'Europe/Lodnon' | "
         "Did you mean 'Europe/London'?")),
        ("name: Jo\ntimezone: UTC+13\n",
         ("2:11: timezone: there is no time zone 'UTC+13' | Write a place, such as Pacific/Apia: an"
          " offset knows no summer time.")),
        ("name: Jo\ntimezone: gmt-3:00\n",
         ("2:11: timezone: there is no time zone 'gmt-3:00' | Write a place, such as"
          " America/Sao_Paulo: an offset knows no summer time.")),
        ("name: Jo\ntimezone: Mars/Base\n", "2:11: timezone: there is no time zone 'Mars/Base' | "),
        ("name: Jo\nemail: " + "x" * 200 + "\n",
         "2:8: email: '" + "x" * 80 + "…' is no e-mail address | "
         "Write one address such as dana@acme.example."),
        ("name: Jo\nprepared: [{date: 2026-12-01, channel: gift}]\n",
         ("2:19: 2026-12-01 has not come yet: this cannot have happened | "
         "Look at the year; what is planned needs no entry.")),
    ],
)  # fmt: skip
def test_a_fault_says_where_what_and_how_to_mend_it(text: str, fault: str) -> None:
    assert faults(text) == ([fault] if fault else [])


def test_the_day_of_grace_is_no_fault() -> None:
    text = "name: Jo\ntouches: [{date: %s, channel: email}]\n"
    assert faults(text % "2026-11-24") == []
    assert len(faults(text % "2026-11-25")) == 1


def test_a_meeting_may_go_without_an_outcome_and_a_call_may_not() -> None:
    assert faults("name: Jo\ntouches: [{date: 2026-11-20, channel: meeting}]\n") == []
    assert len(faults("name: Jo\ntouches: [{date: 2026-11-20, channel: call}]\n")) == 1


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("Dana Reyes", "Dana"),
        ("Mrs Helen Carter", "Helen"),
        ("Prof. Dr. Anna Weiss", "Anna"),
        ("Dr. Müller", "Dr. Müller"),
        ("Dr", "Dr"),
        ("Mags Hall", "Mags"),
    ],
)
def test_a_letter_begins_with_a_name_and_no_title(name: str, begins: str) -> None:
    assert Prospect(slug="x", stage="lead", name=name).given_name == begins
    assert Prospect(slug="x", stage="lead", name=name, first_name="Jo").given_name == "Jo"


@pytest.mark.parametrize(("offset", "zone"), KEPT_BY.items())
def test_the_place_for_an_offset_keeps_it_all_the_year(offset: str, zone: str) -> None:
    for month in (1, 4, 7, 10):
        assert datetime(2026, month, 15, tzinfo=ZoneInfo(zone)).isoformat().endswith(offset)
