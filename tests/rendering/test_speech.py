"""How things are said."""

from __future__ import annotations

from datetime import date, time

import pytest

from generator.model.channel import CHANNELS
from generator.model.days import Week
from generator.model.plan import Reason, Standing, TimeSlot, Unplanned, Window
from generator.model.prospect import Prospect, Touch
from generator.rendering import speech

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 24), "Tuesday 24 November"),
        (date(2027, 1, 5), "Tuesday 5 January"),
        (date(2027, 9, 1), "Wednesday 1 September 2027"),
        (date(2025, 12, 1), "Monday 1 December 2025"),
    ],
)
def test_a_day_is_said_with_its_year_only_when_far_away(day: date, said: str) -> None:
    assert speech.say_day(day, TODAY) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 11, 19), "on Thursday"),
        (date(2026, 11, 26), "on Thursday"),
        (date(2026, 11, 30), "on Monday 30 November"),
    ],
)
def test_near_days_are_said_as_across_a_desk(day: date, said: str) -> None:
    assert speech.say_on(day, TODAY) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 10, 20), "34 days ago"),
        (date(2026, 6, 23), "5 months ago"),
        (date(2024, 6, 23), "2 years ago"),
    ],
)
def test_how_long_ago_a_day_is(day: date, said: str) -> None:
    assert speech.say_ago(day, TODAY) == said


def test_spans_do_not_repeat_the_month() -> None:
    assert speech.say_span(date(2026, 11, 23), date(2026, 11, 27), TODAY) == "23 to 27 November"
    assert speech.say_week_days(Week(2026, 49), TODAY) == "30 November to 6 December"
    assert speech.say_span(TODAY, TODAY) == "23 November"


def test_a_window_is_said_from_where_today_stands_in_it() -> None:
    ahead = Window(date(2026, 11, 25), date(2026, 12, 2))
    inside = Window(date(2026, 11, 20), date(2026, 12, 2))
    one_month = Window(date(2026, 12, 2), date(2026, 12, 9))
    one_day = Window(date(2026, 11, 24), date(2026, 11, 24))
    assert speech.say_window(ahead, TODAY) == "between 25 November and 2 December"
    assert speech.say_window(one_month, TODAY) == "between 2 and 9 December"
    assert speech.say_window(inside, TODAY) == "by Wednesday 2 December"
    assert speech.say_window(one_day, TODAY) == "tomorrow"


def test_a_slot_is_said_on_my_clock_only_when_it_differs() -> None:
    london = TimeSlot(date(2026, 11, 24), time(10), time(12), "Europe/London")
    new_york = TimeSlot(date(2026, 11, 24), time(10), time(12), "America/New_York")
    assert speech.say_slot(london) == "10:00\N{EN DASH}12:00"
    assert speech.say_my_slot(london, "Europe/London") == ""
    assert speech.say_my_slot(london, "Europe/Lisbon") == ""
    assert speech.say_my_slot(new_york, "Europe/London") == "15:00\N{EN DASH}17:00"


def test_my_clock_may_stand_on_another_day_and_in_summer() -> None:
    sydney = TimeSlot(date(2026, 7, 14), time(8), time(9), "Australia/Sydney")
    assert speech.say_my_slot(sydney, "Europe/London") == "Monday 23:00\N{EN DASH}00:00"


def test_a_clock_is_named_after_its_zone_wherever_in_it_somebody_lives() -> None:
    assert speech.say_zone("America/New_York") == "New York time"
    assert speech.say_zone("Etc/UTC") == "UTC"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (3, "about 5 minutes"),
        (49, "about 50 minutes"),
        (56, "about an hour"),
        (150, "about 2½ hours"),
        (239, "about 4 hours"),
    ],
)
def test_an_estimate_is_never_to_the_minute(minutes: int, said: str) -> None:
    assert speech.say_minutes(minutes) == said


def test_a_voicemail_is_read_at_150_words_a_minute() -> None:
    assert speech.say_reading_time(100) == "about 40 seconds"
    assert speech.say_reading_time(150) == "about 1 minute"
    assert speech.say_reading_time(190) == "about 1 minute 15 seconds"


def test_counts_lists_and_sentences() -> None:
    assert speech.say_count(1, "thing") == "1 thing"
    assert speech.say_count(34, "day") == "34 days"
    assert speech.say_count(2, "person", "people") == "2 people"
    assert speech.say_list(["a"]) == "a"
    assert speech.say_list(["a", "b", "c"]) == "a, b and c"
    assert speech.say_sentence("warehouse moves in March") == "Warehouse moves in March."
    assert speech.say_sentence("really?") == "Really?"


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (38, "GBP", "£38"),
        (38.5, "GBP", "£38.50"),
        (1200, "EUR", "€1,200"),
        (12, "CHF", "12 CHF"),
        (9.999, "USD", "$10"),
    ],
)
def test_money_is_said_with_its_sign(amount: float, currency: str, said: str) -> None:
    assert speech.say_money(amount, currency) == said


@pytest.mark.parametrize(
    ("phone", "country", "local"),
    [
        ("+44 20 7946 0123", "GB", "020 7946 0123"),
        ("+44 (0)20 7946 0123", "GB", "020 7946 0123"),
        ("+44 (0) 161 496 0123", "GB", "0161 496 0123"),
        ("+447700900123", "GB", "07700900123"),
        ("0044 20 7946 0123", "GB", "020 7946 0123"),
        ("020 7946 0123", "GB", "020 7946 0123"),
        ("+44 20 7946 0123 x12", "GB", "020 7946 0123 x12"),
        ("+44 20 7946 0123", "US", "+44 20 7946 0123"),
        ("+1 (212) 555-0142", "US", "(212) 555-0142"),
        ("+1-212-555-0142", "US", "212-555-0142"),
        ("+39 02 5550 1234", "IT", "02 5550 1234"),
        ("+44 20 7946 0123", "ZZ", "+44 20 7946 0123"),
    ],
)
def test_a_number_of_my_country_is_said_as_it_is_dialled_here(
    phone: str, country: str, local: str
) -> None:
    assert speech.local_phone(phone, country) == local


def test_what_is_missing_is_asked_for_in_a_question() -> None:
    assert speech.ask_for("meeting.said", "Dana") == "What did Dana say that you want to remember?"
    assert speech.ask_for("item.title", "Dana").startswith("What could you give Dana?")
    assert speech.ask_for("last.note_of_it", "Dana") == (
        "What belongs in the place of “last note of it” for Dana?"
    )


def test_a_touch_is_said_in_a_few_words() -> None:
    mine = Touch(date=TODAY, channel="call", outcome="no_answer")
    theirs = Touch(date=TODAY, channel="email", direction="in")
    assert speech.say_touch(mine, CHANNELS) == "call, no answer"
    assert speech.say_touch(theirs, CHANNELS) == "e-mail, from them"


def test_a_person_is_said_with_role_and_firm() -> None:
    dana = Prospect(slug="dana", name="Dana Reyes", role="Head of Digital", company="Acme")
    firm = Prospect(slug="acme", company="Acme")
    assert speech.say_person(dana) == "Dana Reyes, Head of Digital, Acme"
    assert speech.say_first_name(dana) == "Dana"
    assert speech.say_person(firm) == "Acme"
    assert speech.say_first_name(firm) == "Acme"


@pytest.mark.parametrize(
    ("understands", "chooses", "said"),
    [
        (
            "yes",
            "yes",
            "knows what you could do and would choose you. Ask what has changed since.",
        ),
        ("yes", "unknown", "knows what you could do. Still open: would they choose you?"),
        (
            "unknown",
            "no",
            "would not choose you. Still open: do they know what you could do?",
        ),
        ("unknown", "unknown", ""),
    ],
)
def test_a_guide_says_which_of_its_two_questions_are_answered_already(
    understands: str, chooses: str, said: str
) -> None:
    facts = {"slug": "dana", "name": "Dana Reyes", "stage": "almost"}
    dana = Prospect.model_validate(
        facts | {"understands_us": understands, "would_choose_us": chooses}
    )
    assert speech.say_known(dana) == (said and f"You know already that Dana {said}")
    spared = said.replace(" Ask what has changed since.", "") if chooses == "yes" else said
    assert speech.say_known(dana, spared=True) == (said and f"You know already that Dana {spared}")


@pytest.mark.parametrize(
    ("standing", "rules", "until", "said"),
    [
        ("blocked", ["opt-out"], None, "asked not to be contacted"),
        ("blocked", ["unreadable"], None, "a file has a fault"),
        ("waiting", ["callback", "opt-out", "reach"], None, "nothing reaches them"),
        ("waiting", ["callback", "reach"], date(2027, 1, 4), "waiting for a date"),
        ("active", ["rhythm"], None, "in touch"),
    ],
)
def test_why_nothing_is_planned_is_said_of_what_keeps_them_from_it(
    standing: Standing, rules: list[str], until: date | None, said: str
) -> None:
    because = tuple(Reason(rule, "so it is") for rule in rules)
    assert speech.say_left(Unplanned("dana", standing, until, because)) == said


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        ("twenty minutes", "to ask for twenty minutes"),
        ("a name", "to ask for a name"),
        ("whether the work is in the new budget", "to ask whether the work is in the new budget"),
        ("what they make of it", "to ask what they make of it"),
        ("may I send it", "to ask: may I send it"),
        ("send me the part that is stuck", "to ask: send me the part that is stuck"),
        ("none", "to ask for one thing"),
        ("", "to ask for one thing"),
    ],
)
def test_who_asks_says_for_what(ask: str, says: str) -> None:
    assert speech.say_purpose("ask", ask) == says
    assert speech.say_purpose("value", ask) == "to give something useful"
