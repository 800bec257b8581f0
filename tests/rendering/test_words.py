"""Filling in a script: real words for one person on one day."""

from __future__ import annotations

from datetime import date

import pytest

from generator.model.firm import firm_key
from generator.model.history import History
from generator.model.policy import Me, Policy
from generator.model.prospect import Prospect
from generator.model.script import Script
from generator.model.shelf import Item
from generator.rendering.words import GAP, Occasion, Words, fill

TODAY = date(2026, 11, 23)
POLICY = Policy(
    me=Me(name="Ludo Marsh", company="Marsh Digital", phone="+44 20 7946 0000", country="GB")
)
BOOK = Item.model_validate(
    {
        "id": "book",
        "kind": "book",
        "title": "The Lean Warehouse",
        "cost": "12.5",
        "topics": ["a", "b"],
    }
)
TOUCHES = (
    {"date": "2026-11-18", "channel": "email", "script": "x", "item": "book"},
    {"date": "2026-11-20", "channel": "meeting", "outcome": "held",
     "said": "The warehouse moves in March.\nReturns hurt.\n",
     "promised": {"what": "send the figures", "by": "2026-11-27"}},
)  # fmt: skip


def words(
    body: str, *, item: Item | None = None, needs: tuple[str, ...] = (), **about: object
) -> Words:
    """Fill in a script for Dana, whom I met last Friday."""
    facts = {"slug": "dana", "name": "Dana Reyes", "touches": TOUCHES, **about}
    prospect = Prospect.model_validate(facts)
    script = Script(
        title="T", channel="email", purpose="value", needs=needs,
        key="x", body=body, body_line=1, slots=frozenset(),
    )  # fmt: skip
    history = History.of(prospect, TODAY, {})
    return fill(script, Occasion(prospect, POLICY, history, item, TODAY, 2, shelf=(BOOK,)))


def gap(what: str) -> str:
    return GAP.format(what)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Dear {{ prospect.first_name }},", "Dear Dana,"),
        ("{{ me.first_name }}, {{ me.company }}", "Ludo, Marsh Digital"),
        ("{{ meeting.said | first_line }}", "The warehouse moves in March."),
        ("We met on {{ meeting.date | weekday }}, {{ meeting.date | date }}.",
         "We met on Friday, 20 November."),
        ("{{ meeting.date }}", "Friday 20 November"),
        ("I promised to {{ meeting.promised }}.", "I promised to send the figures."),
        ("by {{ last.channel }}", "by meeting"),
        ("touch {{ touch_number }} on {{ today | day }}", "touch 2 on Monday 23 November"),
        ("{% if item %}gift{% else %}none{% endif %}", "none"),
        ("{% if item.title == 'x' %}a{% elif meeting and not event %}b{% endif %}", "b"),
        ("{% if prospect.name != 'x' %}other{% endif %}", "other"),
        ("{{ prospect.company or 'your firm' }}", "your firm"),
        ("{{ prospect.company | default('your firm') }}", "your firm"),
        ("{# a remark #}\nHello", "Hello"),
        ("a\n{% if item %}\nb\n{% endif %}\nc", "a\nc"),
        ("a\n\n{% if item %}\nb\n{% endif %}\n\nc", "a\n\nc"),
    ],
)  # fmt: skip
def test_slots_become_what_is_known(body: str, text: str) -> None:
    assert words(body) == Words(text)


def test_a_list_is_said_with_its_and() -> None:
    said = words("You like {{ prospect.interests }}.", interests=["sailing", "chess", "tea"])
    assert said.text == "You like sailing, chess and tea."


def test_a_list_can_be_walked() -> None:
    body = "{% for x in prospect.interests %}{{ x }}{% if not loop.last %}; {% endif %}{% endfor %}"
    assert words(body, interests=["sailing", "chess"]).text == "sailing; chess"
    assert words(body).text == ""


def test_an_item_is_named_with_its_price() -> None:
    assert words("{{ item.title }} for {{ item.cost | money }}", item=BOOK).text == (
        "The Lean Warehouse for £12.50"
    )


def test_the_first_line_of_an_email_may_be_its_subject() -> None:
    said = words("Subject: {{ item.title }}\n\nDear Dana,\n\nhere it is.", item=BOOK)
    assert said.subject == "The Lean Warehouse"
    assert said.text == "Dear Dana,\n\nhere it is."
    assert said.paragraphs == ("Dear Dana,", "here it is.")


def test_what_is_missing_is_named_and_stands_visibly_in_the_text() -> None:
    said = words(
        "Dear {{ prospect.first_name }}, you said {{ last.said }}: {{ item.title }}", touches=[]
    )
    assert said.text == f"Dear Dana, you said {gap('what Dana said')}: {gap('what you give Dana')}"
    assert said.missing == ("last.said", "item.title")


def test_a_need_is_missing_although_the_words_do_not_print_it() -> None:
    said = words("Hello", needs=("meeting.said", "prospect.company", "event"))
    assert said == Words("Hello", "", ("prospect.company", "event"))


def test_a_company_alone_has_no_first_name() -> None:
    said = words("Dear {{ prospect.first_name }}", name=None, company="Acme")
    assert said.text == f"Dear {gap('the first name of the person at Acme')}"
    assert said.missing == ("prospect.first_name",)


@pytest.mark.parametrize(
    "note", ["{{ 7*7 }}", "{% for x in range(3) %}x{% endfor %}", "{# no #}", "<b>&"]
)
def test_what_a_person_wrote_stays_as_it_stands(note: str) -> None:
    touches = [{"date": "2026-11-20", "channel": "meeting", "outcome": "held", "said": note}]
    assert words("You said: {{ meeting.said }}", touches=touches).text == f"You said: {note}"


def test_the_meeting_is_the_last_one_held() -> None:
    touches = [
        {"date": "2026-11-20", "channel": "meeting", "outcome": "held", "said": "new"},
        {"date": "2026-09-20", "channel": "meeting", "outcome": "held", "said": "old"},
        {"date": "2026-11-21", "channel": "meeting", "outcome": "bounced", "said": "none"},
    ]
    assert words("{{ meeting.said }}", touches=touches).text == "new"


def test_the_last_touch_names_its_channel_and_item_in_words() -> None:
    touches = [{"date": "2026-11-20", "channel": "email", "item": "book"}]
    said = words("{{ last.item }} by {{ last.channel }}", touches=touches)
    assert said.text == "The Lean Warehouse by e-mail"


@pytest.mark.parametrize(
    ("country", "said"),
    [(None, "020 7946 0000"), ("GB", "020 7946 0000"), ("DE", "+44 20 7946 0000")],
)
def test_my_number_is_said_as_they_dial_it(country: str | None, said: str) -> None:
    assert words("Ring {{ me.phone }}.", country=country).text == f"Ring {said}."


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"challenges": ["returns", "B"], "interests": ["a"]}, "B"),
        ({"challenges": ["returns"], "interests": ["sailing", " A "]}, "A"),
        ({"interests": ["sailing"]}, gap("what it has to do with Dana")),
    ],
)
def test_what_a_thing_has_to_do_with_somebody_is_their_trouble_before_what_they_like(
    about: dict[str, object], said: str
) -> None:
    known: dict[str, object] = {"challenges": (), **about}
    assert words("{{ item.about }}", item=BOOK, needs=(), **known).text == said


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-02-17", "Tuesday 17 February"), ("2025-11-17", "Monday 17 November 2025")],
)
def test_a_letter_names_the_year_only_of_days_about_a_year_away(day: str, said: str) -> None:
    touches = [{"date": day, "channel": "meeting", "outcome": "held"}]
    assert words("{{ meeting.date | day }}", touches=touches).text == said


@pytest.mark.parametrize(
    ("day", "said"), [("2026-11-17", "Tuesday"), ("2026-11-16", "Monday 16 November")]
)
def test_a_weekday_alone_is_never_another_one(day: str, said: str) -> None:
    met = [{"date": day, "channel": "meeting", "outcome": "held"}]
    assert words("{{ meeting.date | weekday }}", touches=met, needs=()).text == said


@pytest.mark.parametrize(
    ("company", "said", "also"),
    [
        ("Acme Ltd.", "Acme", "ACME limited"),
        ("Acme Co., Ltd.", "Acme", "Acme"),
        ("Field & Co", "Field & Co", "field ltd"),
        ("Smith and Co.", "Smith and Co.", "Smith & Co"),
        ("Müller GmbH & Co. KG", "Müller", "Müller GmbH"),
        ("Hansa Optik mbH & Co. KG", "Hansa Optik", "hansa optik"),
        ("Hansa Optik mbH & Co KGaA", "Hansa Optik", "Hansa Optik mbH"),
        ("Lotse gGmbH", "Lotse", "LOTSE GmbH"),
        ("Ruder AG & Co. OHG", "Ruder", "Ruder AG"),
        ("Köhler und Co. KG", "Köhler und Co.", "Köhler & Co"),
        ("Co KG", "Co", "co"),
        ("The Bread Co", "The Bread Co", "the bread"),
        ("The AB", "The AB", "THE AB"),
        ("Nair & Sons", "Nair & Sons", "nair & sons plc"),
        ("Ltd", "Ltd", "ltd"),
    ],
)
def test_a_firm_is_called_as_people_call_it_and_known_by_either_spelling(
    company: str, said: str, also: str
) -> None:
    assert words("{{ prospect.company }}", company=company, needs=()).text == said
    assert firm_key(company) == firm_key(also)
    assert firm_key(company) != firm_key(f"{also} Nord")
