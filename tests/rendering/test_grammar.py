"""What a script may say."""

from __future__ import annotations

import time

import pytest

from generator.model.channel import CHANNELS
from generator.model.policy import Me, Policy
from generator.model.script import Script
from generator.rendering.grammar import check_scripts, check_words


def script(body: str, **more: object) -> Script:
    """Make a script whose words begin on line 10 of its file."""
    head = {"title": "T", "channel": "email", "purpose": "value", **more}
    return Script(key="x", body=body, body_line=10, slots=frozenset(), **head)


def faults(body: str, limit: int = 120) -> list[str]:
    """Give what is wrong with words: line, column, message and hint."""
    _, problems = check_words(script(body), limit)
    return [f"{p.line}:{p.column}: {p.message} | {p.hint}" for p in problems]


ALLOWED = """\
{# about #}
Subject: {{ item.title }}
Dear {{ prospect.first_name }},
{% if last.said and not meeting.said %}you said {{ last.said | first_line | lower }}{% endif %}
{% if item %}{{ item.cost | money }}{% elif event or last %}{{ event.date | day }}{% endif %}
{% for one in prospect.interests %}{{ one }}{% if not loop.last %}, {% endif %}{% endfor %}
{{ prospect.company or "your firm" }} {{ me.phone | default("my number") }} {{ touch_number }}
{% if prospect.country == "GB" %}{{ today | weekday }}{% endif %}
{% if late and not prospect.would_choose_us %}{{ due | day }}{% endif %}
"""


def test_what_is_allowed_gives_its_slots() -> None:
    slots, problems = check_words(script(ALLOWED), 120)
    assert problems == ()
    assert slots == {
        "item.title", "prospect.first_name", "last.said", "meeting.said", "item.cost", "event.date",
        "prospect.interests", "prospect.company", "me.phone", "touch_number", "prospect.country",
        "today", "late", "prospect.would_choose_us", "due",
    }  # fmt: skip


NOT = (
    " is not allowed in a script | "
    "A script has words, {{ slots }}, {% if slot %} and {% for one in slot %} only."
)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("{{ prospect.frist_name }}",
         "10:4: unknown slot 'prospect.frist_name' | Did you mean 'prospect.first_name'?"),
        ("a\n\nb {{ prospect.private }}",
         ("12:6: unknown slot 'prospect.private' | There is prospect.{name, first_name, company, "
         "role, source, email, phone, address, country, interests, challenges, objections, "
         "year_end, callback, since, added, understands_us, would_choose_us}.")),
        ("{{ name }}", "10:4: unknown slot 'name' | Did you mean 'me.name'?"),
        ("{{ quarrel }}",
         ("10:4: unknown slot 'quarrel' | "
         "Slots begin with prospect, me, meeting, last, item or event.")),
        ("{{ meeting }}",
         ("10:1: 'meeting' is more than one word: say which | "
         "One of: meeting.date, meeting.said, meeting.note, meeting.asked, meeting.promised.")),
        ("Hello.\n{{ late }}", ("11:4: 'late' is so or not: it cannot be printed | "
         "Write {% if late %} or {% if not late %}.")),
        ("{{ prospect.understands_us | lower }}",
         ("10:4: 'prospect.understands_us' is so or not: it cannot be printed | Write "
         "{% if prospect.understands_us %} or {% if not prospect.understands_us %}.")),
        ("{% if late == 'yes' %}a{% endif %}",
         ("10:7: 'late' is so or not: it cannot be compared | "
         "Write {% if late %} or {% if not late %}.")),
        ("{% for a in prospect.name %}{{ a }}{% endfor %}",
         "10:1: 'prospect.name' is no list | Print it with {{ prospect.name }}."),
        ("{{ item.title | shout }}", ("10:1: there is no filter 'shout' | "
         "One of: date, day, default, first, first_line, lower, money, sentence, weekday.")),
        ("{{ item.title | lwoer }}", "10:1: there is no filter 'lwoer' | Did you mean 'lower'?"),
        ("{{ 7 * 7 }}", f"10:1: arithmetic{NOT}"),
        ("{{ 7 }}", f"10:1: a bare number or word{NOT}"),
        ("{{ me.name() }}", f"10:1: a call{NOT}"),
        ("{{ me['name'] }}", f"10:1: a subscript{NOT}"),
        ("{{ prospect.__class__.__mro__ }}",
         f"10:1: reaching into a slot{NOT}"),
        ("{% set x = 1 %}", f"10:1: {{% set %}}{NOT}"),
        ("a\n{% include 'x' %}", f"11:1: {{% include %}}{NOT}"),
        ("{% import 'x' as y %}", f"10:1: {{% import %}}{NOT}"),
        ("{% macro x() %}{% endmacro %}",
         f"10:1: {{% macro %}}{NOT}"),
        ("Hi\n{% autoescape false %}hello{% endautoescape %}",
         f"11:1: {{% autoescape %}}{NOT}"),
        ("{% do x %}", f"10:1: {{% do %}}{NOT}"),
        ("{% for a in range(9) %}x{% endfor %}",
         f"10:1: a {{% for %}} over anything but a slot's list{NOT}"),
        ("{% for a in item.topics %}{% for b in item.topics %}x{% endfor %}{% endfor %}",
         f"10:1: a {{% for %}} inside another{NOT}"),
        ("{% if touch_number > 3 %}x{% endif %}",
         f"10:1: this comparison{NOT}"),
        ("Hello\n\n{{ me.name ",
         "12:1: a slot begins with '{{' and is never closed | Close it with '}}'."),
        ("{% if item %}x", "10:1: an {% if %} has no end | Add {% endif %}."),
        ("{% for a in item.topics %}x", "10:1: a {% for %} has no end | Add {% endfor %}."),
        ("{# about", "10:1: a remark begins with '{#' and is never closed | Close it with '#}'."),
    ],
)  # fmt: skip
def test_everything_else_is_a_fault_at_its_place(body: str, fault: str) -> None:
    assert faults(body) == [fault]


@pytest.mark.parametrize(
    ("body", "phrase"),
    [
        ("I am just checking in.", "checking in"),
        ("I wanted to check\nin with you.", "check in"),
        ("Let us touch base.", "touch base"),
        ("I wanted to see how it's going.", "see how it's going"),
        ("How are things going?", "How are things going"),
        ("Bumping this to the top of your inbox.", "Bumping"),
        ("Just a friendly bump.", "bump"),
        ("Giving this a bump.", "bump"),
        ("Just following up on my offer.", "Just following up"),
        ("I am circling back.", "circling back"),
        ("As per my last e-mail, …", "As per my last e-mail"),
        ("Just following up on my mail.", "Just following up"),
        ("Following up on my last\nmessage, …", "Following up on my last message"),
        ("I am following up with my proposal.", "following up with my proposal"),
        ("I hope this e-mail finds you well.", "hope this e-mail finds you well"),
        ("Hoping that this finds you in good health.", "Hoping that this finds you in good"),
        ("I hope my note reaches you at a good time.", "hope my note reaches you at a good"),
        ("I wanted to reach out.", "wanted to reach out"),
        ("I\u2019m reaching out because of the move.", "I\u2019m reaching out"),
        ("Reaching out to see where you are.", "Reaching out to see"),
        ("She reached out to you in May.", "reached out to you"),
        ("Thought I'd reach out again.", "reach out again"),
        ("I am pinging you again.", "pinging you"),
        ("Any update?", "Any update"),
        ("Is there any update yet ?", "any update yet"),
        ("Any updates from your side would help.", "Any updates from your side"),
        ("Have you any update on this", "any update on this"),
        ("We could touch base with Tom.", "touch base"),
        ("I am touching base to ask.", "touching base"),
        ("Shall we touch base\n\nLudo", "touch base"),
        (
            "I'm writing to follow up on our last conversation.",
            "follow up on our last conversation",
        ),
        ("Gentle reminder about the proposal.", "Gentle reminder"),
        ("Did you get a chance to look at it?", "Did you get a chance to look"),
        ("I wonder if you\u2019ve had the time to read it.", "if you\u2019ve had the time to read"),
        ("And did you see my last e-mail?", "did you see my last e-mail"),
        ("Shall we hop on a quick call?", "hop on a quick call"),
        ("I'd like to see if there's a fit.", "see if there's a fit"),
        ("Just wanted to check where we stand.", "Just wanted to check where"),
    ],
)
def test_words_that_give_nothing_are_refused_with_a_better_idea(body: str, phrase: str) -> None:
    found = check_words(script("Dear you,\n" + body), 120)[1]
    assert [p.message for p in found] == [f"'{phrase}' gives them nothing"]
    assert found[0].line == 11
    assert found[0].hint


@pytest.mark.parametrize(
    "body",
    [
        "How is the work on the returns desk going?",
        "{# never say checking in #}The form needs a check. In March it changes.",
        "The hotel's front desk opens at two.",
        "She reached out a hand, and I wanted to reach out my own.",
        "I am reaching out for the cup. People who reach out to us get tea.",
        "I hope the parcel finds you well rested; I hope this reaches you before the move.",
        "Following up on our call, here are the figures. I follow up on my promise.",
        "Ping the server; the ping takes a second.",
        "The jaws must be wide enough to touch base plates. They touch base metal too.",
        "If you get a chance to see the sea, go. We hop on a bus. I have seen my last tram.",
        "A reminder is on its way. See if there is a fitting in the box. Where do things stand?",
        "There has not been any update to the page. Any update breaks it.",
    ],
)
def test_honest_words_are_not_mistaken_for_empty_ones(body: str) -> None:
    assert faults(body) == []


def test_words_are_counted_with_a_slot_as_one_and_remarks_as_none() -> None:
    body = (
        "{# one two three #}Subject: a b c d\nDear {{ prospect.first_name }}, {{ me.name }} here."
    )
    assert faults(body, 4) == []
    assert faults(body, 3) == [
        "10:1: these are 4 words; 3 are allowed | Take out what they would not miss."
    ]


def test_of_two_branches_the_longer_counts() -> None:
    assert faults("{% if item %}one two{% else %}one two three{% endif %} end", 4) == []
    assert len(faults("{% if item %}one two{% else %}one two three{% endif %} end", 3)) == 1


def test_a_note_has_its_own_limit_and_a_script_may_set_one() -> None:
    policy = Policy(me=Me(name="Ludo"))
    body = "word " * 61
    notes = [script(body, channel="note"), script(body), script(body, max_words=60)]
    usable, problems = check_scripts(notes, policy, CHANNELS)
    assert [s.max_words for s in usable] == [None]
    assert [p.message for p in problems] == ["these are 61 words; 60 are allowed"] * 2


@pytest.mark.parametrize(
    "body",
    ["", " \n\n", "{# a comment #}\n", "{# one #}\n{# two #}", "Subject: hello\n", "Subject: hello",
     "{# mine #}\nSubject: {{ item.title }}\n\n"],
)  # fmt: skip
def test_a_script_without_words_is_a_fault_and_is_never_sent(body: str) -> None:
    assert faults(body) == [
        (
            "10:1: there are no words under the head | Write what they are to read or hear; a"
            " remark {# #} is for you alone."
        )
    ]
    usable, _ = check_scripts([script(body)], None, CHANNELS)
    assert usable == ()
    assert faults("{# mine #}{{ item.note }}") == []


def test_usable_scripts_carry_their_slots() -> None:
    usable, problems = check_scripts([script("{{ me.name }}")], None, CHANNELS)
    assert problems == ()
    assert usable[0].slots == {"me.name"}


@pytest.mark.parametrize(
    "body",
    [
        "{{ " + "(" * 9000 + ")" * 9000 + " }}",
        "{% if item %}" * 1400 + "{% endif %}" * 300,
        "{{ " + "9" * 9000 + " }}",
        "{{ " + "not " * 4000 + "item }}",
        "{#" * 9000,
        "{%" + " " * 19_000,
        "x" * 5_000_000,
        "{{ '\\N{X}' }}",
        "{{ me.name | default('\\d') }}" + "{{" * 5,
        "{{ a" + ".a" * 9000 + " }}",
        "{{ " + " or ".join(["item.note"] * 1100) + " }}",
        "{% if " + " and ".join(["item.note"] * 1400) + " %}x{% endif %}",
        "{{ item.note" + "|lower" * 2500 + " }}",
    ],
)
def test_nothing_that_can_be_written_costs_more_than_a_moment(body: str) -> None:
    start = time.perf_counter()
    assert faults(body) != []
    assert time.perf_counter() - start < 1.0


@pytest.mark.parametrize(
    "body",
    [
        "Hi\n{{ " + " or ".join(["item.note"] * 1100) + " }}",
        "Hi\n{% if " + " and ".join(["item.note"] * 1400) + " %}x{% endif %}",
        "Hi\n{{ item.note" + "|lower" * 2500 + " }}",
    ],
)
def test_what_the_parser_reads_and_no_walk_can_follow_is_a_fault_at_its_line(body: str) -> None:
    assert faults(body) == ["11:1: the slots are nested too deep | Write it flatter."]


def test_one_script_that_cannot_be_walked_leaves_the_others_usable() -> None:
    bad = script("{% autoescape true %}hello{% endautoescape %}")
    good = script("Hello, it is {{ me.name }}.")
    usable, problems = check_scripts([bad, good], Policy(me=Me(name="Lou")), CHANNELS)
    assert [each.body for each in usable] == [good.body]
    assert len(problems) == 1
