"""What `check` warns of in the words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator import pipeline
from generator.model.occasions import MOMENTS
from generator.model.policy import Me, Policy
from generator.model.workspace import Workspace
from generator.rendering.lint import WARNERS
from tests.rendering.written import TODAY, head, written

SAMPLE = Path(__file__).parents[2]

NOTE = {"channel": "note", "purpose": "thanks", "when": "after-meeting", "needs": "[meeting.said]"}
QUOTED = "Dear {{ prospect.first_name }}, “{{ meeting.said }}”: thank you."
TOM = "name: Tom Okafor\nemail: tom@brightwater.example\ncompany: Brightwater Ltd\n"
DANA = "name: Dana Reyes\nemail: dana@acme.example\ncompany: Acme\nstage: almost\n"


def warned(workspace: Workspace, rule: str = "") -> list[str]:
    """Give every warning of the words, but for those of another rule."""
    found = sorted({p for warner in WARNERS for p in warner(workspace, TODAY)})
    return [f"{p} | {p.hint} ({p.rule})" for p in found if not rule or p.rule == rule]


def test_the_library_that_ships_is_clean() -> None:
    workspace = pipeline.load(SAMPLE, TODAY, TODAY)
    found = pipeline.warnings(workspace, TODAY)
    assert [str(p) for p in found if p.path.startswith("playbook/")] == []


# --- one script -------------------------------------------------------------------------------


def test_two_asks_in_a_touch_are_told_with_both() -> None:
    text = head("{# ? #}Could we meet on Tuesday?\n\nAnd please send me your budget.")
    assert warned(written({"emails/x": text}), "one-ask") == [
        (
            "playbook/emails/x.md.j2:6:1: this asks 2 things: Could we meet on Tuesday? | And"
            " please send me your budget. | Keep the one that matters most; the others can wait for"
            " another touch. (one-ask)"
        )
    ]


def test_one_ask_is_enough_and_the_subject_may_repeat_it() -> None:
    text = head("Subject: Could we meet?\n\nCould we meet on Tuesday?")
    assert warned(written({"emails/x": text}), "one-ask") == []


def test_thanks_with_a_question_are_told() -> None:
    text = head(f"{QUOTED} When can we meet again?", **NOTE)
    assert warned(written({"notes/x": text}), "one-ask") == [
        (
            "playbook/notes/x.md.j2:8:1: a thank-you asks for nothing, and this one does: When can"
            " we meet again? | Take it out, or keep it for another day. (one-ask)"
        )
    ]


def test_a_first_note_that_quotes_nothing_is_told() -> None:
    text = head("Dear {{ prospect.first_name }}, thank you for your time.", **NOTE)
    assert warned(written({"notes/x": text}), "first-note") == [
        (
            "playbook/notes/x.md.j2:8:1: this thanks for a meeting and quotes nothing that was said"
            " there | Put their words in: {{ meeting.said | first_line }}. (first-note)"
        )
    ]


def test_a_first_note_that_may_quote_nothing_is_told_too() -> None:
    words = "Dear you, {% if meeting.said %}“{{ meeting.said }}”{% endif %}: thank you."
    text = head(words, **NOTE | {"needs": None})
    assert warned(written({"notes/x": text}), "first-note") == [
        (
            "playbook/notes/x.md.j2:1:1: without their words this note says nothing that was said"
            " at the meeting | Add `needs: [meeting.said]`: then you are asked for them first."
            " (first-note)"
        )
    ]
    assert warned(written({"notes/x": head(QUOTED, **NOTE)}), "first-note") == []


def test_grand_words_are_hard_to_read_and_only_english_is_measured() -> None:
    grand = "Organisational digitalisation necessitates unprecedented interdisciplinary agility. "
    words = grand * 4
    found = warned(written({"emails/x": head(words)}), "reading-ease")
    assert len(found) == 1
    assert "hard to read" in found[0]
    assert warned(written({"emails/x": head(words, language="de")}), "reading-ease") == []


def test_the_reading_ease_of_a_few_words_is_not_measured() -> None:
    short = "Organisational digitalisation " * 9
    assert warned(written({"emails/x": head(short)}), "reading-ease") == []
    assert len(warned(written({"emails/x": head(short + "counts twice.")}), "reading-ease")) == 1


def test_a_voicemail_beyond_forty_seconds_is_told() -> None:
    words = "I rang to say this. " * 21
    assert warned(written({"v/x": head(words, channel="voicemail")}), "rehearse") == [
        (
            "playbook/v/x.md.j2:6:1: this takes about 42 seconds to say; nobody listens for more"
            " than 40 | Say who you are, one thing, and your number; 75 words take half a minute."
            " (rehearse)"
        )
    ]
    assert warned(written({"e/x": head(words)}), "rehearse") == []


def test_words_beyond_what_their_channel_bears_are_told_though_max_words_allows_them() -> None:
    text = head("word " * 61, channel="note", max_words=900)
    assert warned(written({"notes/x": text}), "one-ask") == [
        (
            "playbook/notes/x.md.j2:5:1: these are 61 words, as `max_words` allows; a handwritten"
            " note has 60 at most | Leave `max_words` out, and say the rest another time. (one-ask)"
        )
    ]
    within = head("word " * 60, channel="note", max_words=900)
    guide = head("word " * 160, channel="call", max_words=160)
    assert warned(written({"notes/x": within, "calls/y": guide}), "one-ask") == []
    guide = head("word " * 161, channel="call", max_words=161)
    assert len(warned(written({"calls/y": guide}), "one-ask")) == 1


def test_what_is_asked_is_told_with_the_names_of_its_slots() -> None:
    text = head("Hello {{ prospect.first_name }}, could we meet?\n\nAnd please send me a date.")
    (found,) = warned(written({"emails/x": text}), "one-ask")
    assert "Hello {{prospect.first_name}}, could we meet? | And please" in found


def test_scripts_that_say_not_when_they_work_are_told_once() -> None:
    known = head("{# Works when: it rains. #}\nHello you.")
    assert warned(written({"e/x": known}), "remark") == []
    bare = {"e/x": known, "e/y": head("Hello you."), "e/z": head("{# ? #}Hi."), "e/a": head("Hi.")}
    assert warned(written(bare), "remark") == [
        (
            "playbook/e/a.md.j2:6:1: nothing here says when this works and when not, nor in 1"
            " other script | Begin with a remark: {# Works when: … Not when: … #} (remark)"
        )
    ]


# --- form letters -----------------------------------------------------------------------------


@pytest.mark.parametrize("channel", ["email", "note", "gift"])
def test_a_letter_that_says_nothing_of_the_one_who_gets_it_is_told(channel: str) -> None:
    words = "Hello {{ prospect.first_name }} of {{ prospect.company }}, read “{{ item.title }}”."
    found = warned(written({"e/x": head(words, channel=channel, gives="book")}), "no-form-letter")
    assert found == [
        (
            "playbook/e/x.md.j2:7:1: but for names, firms, dates and things this says the same to"
            " anybody | Quote them: {{ meeting.said | first_line }}; or say what it has to do with"
            " them: {{ item.about }}. (no-form-letter)"
        )
    ]


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("Hello, {{ item.about }}.", {"gives": "book"}),
        ("Hello{% if prospect.challenges %}, {{ prospect.challenges | first }}{% endif %}.", {}),
        ("Hello. [What you saw there.]", {}),
        ("Hello.", {"purpose": "answer"}),
        ("Hello.", {"when": "new-budget"}),
        ("What lovely news.", {"purpose": "thanks"}),
        ("Hello, this is Kim.", {"gives": "person"}),
        ("Whom do I ask?", {"to": "firm"}),
        ("Hello.", {"channel": "mailshot"}),
        ("Hello.", {"channel": "voicemail"}),
    ],
)
def test_a_letter_to_one_person_a_mailshot_and_a_talk_are_not(
    words: str, keys: dict[str, str]
) -> None:
    text = head(words, **{"channel": "email", **keys})
    assert warned(written({"e/x": text}), "no-form-letter") == []


def test_two_scripts_that_differ_in_names_and_dates_only_are_one_form_letter() -> None:
    one = "Hello {{ prospect.first_name }},\n\n“{{ item.title }}” is for Friday 4 December."
    both = {"purpose": "answer"}
    two = "{# mine #}Hello Dana,\n\n{% if item %}“Lean Returns”{% endif %} is for Monday, 12 May!"
    workspace = written(
        {"emails/one": head(one, **both), "notes/two": head(two, channel="note", **both)},
        {"dana-reyes": DANA},
        "- {id: lean, kind: book, title: Lean Returns}",
    )
    assert warned(workspace, "no-form-letter") == [
        (
            "playbook/notes/two.md.j2:6:1: but for names, firms, dates and things these are the"
            " words of playbook/emails/one.md.j2 | Take one of the two away, or say in it what only"
            " that person would hear. (no-form-letter)"
        )
    ]


def test_two_scripts_with_words_of_their_own_are_none() -> None:
    one, two = "Hello {{ prospect.first_name }}, I read this.", "Hello you, I read that."
    scripts = {"a/x": head(one, channel="call"), "b/y": head(two, channel="call")}
    assert warned(written(scripts), "no-form-letter") == []


GAVE = head(
    "Hello {{ prospect.first_name }} ({{ prospect.role }}), “{{ item.title }}” is for"
    " {{ prospect.company }}.",
    gives="article",
)
ARTICLE = "- {id: a, kind: article, title: Boats}\n- {id: b, kind: article, title: Trains}"


def form_letters(
    scripts: dict[str, str], people: dict[str, str], shelf: str = ARTICLE
) -> list[str]:
    workspace = written(scripts, people, shelf)
    found = pipeline.in_the_weeks_ahead(workspace, TODAY)
    return [str(p) for p in found if p.rule == "no-form-letter"]


def test_two_people_who_would_get_the_same_letter_are_told() -> None:
    people = {"dana": DANA, "tom": TOM + "stage: almost\n"}
    assert form_letters({"emails/x": GAVE}, people) == [
        (
            "playbook/emails/x.md.j2:7:1: Dana Reyes and Tom Okafor would get the same words within"
            " 4 weeks, but for names, firms, dates and things"
        )
    ]


def test_a_letter_that_says_the_same_to_anybody_is_told_once() -> None:
    people = {"dana": DANA, "tom": TOM + "stage: almost\n"}
    text = GAVE.replace(" ({{ prospect.role }})", "")
    assert form_letters({"emails/x": text}, people) == []
    assert len(warned(written({"emails/x": text}, people, ARTICLE), "no-form-letter")) == 1


def test_letters_that_quote_each_of_them_are_no_form_letter() -> None:
    words = "Hello {{ prospect.first_name }}, you said: {{ last.said }}"
    said = "touches: [{date: 2026-10-13, channel: call, outcome: connected, said: %s}]\n"
    people = {"dana": DANA + said % "Boats.", "tom": TOM + "stage: almost\n" + said % "Trains."}
    assert form_letters({"emails/x": head(words)}, people) == []
    people = {"dana": DANA + said % "Boats.", "tom": TOM + "stage: almost\n" + said % "Boats."}
    assert len(form_letters({"emails/x": head(words)}, people)) == 1


@pytest.mark.parametrize("channel", ["call", "mailshot"])
def test_what_is_spoken_or_goes_to_many_is_no_form_letter(channel: str) -> None:
    text = GAVE.replace("channel: email", f"channel: {channel}")
    people = {
        "dana": DANA + "phone: 020 7946 0111\n",
        "tom": TOM + "stage: almost\nphone: 020 7946 0122\n",
    }
    assert form_letters({"x/x": text}, people) == []
    plan = pipeline.plan(written({"x/x": text}, people, ARTICLE), TODAY)
    assert {action.prospect for action in plan.actions} == {"dana", "tom"}


def test_a_voicemail_too_long_for_one_person_names_the_person() -> None:
    words = "Hello {{ prospect.first_name }}, you said: {{ last.said }}"
    said = "I am away a lot. " * 25
    person = (
        "name: Dana Reyes\nphone: 020 7946 0111\nstage: almost\ntouches:\n"
        f"  - {{date: 2026-10-13, channel: call, outcome: connected, said: {said}}}\n"
    )
    workspace = written({"v/x": head(words, channel="voicemail")}, {"dana": person})
    found = list(pipeline.in_the_weeks_ahead(workspace, TODAY))
    assert [str(p) for p in found] == [
        (
            "playbook/v/x.md.j2:6:1: for Dana Reyes this takes about 52 seconds to say; nobody"
            " listens for more than 40"
        )
    ]


# --- the library beside the people ------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"stages": "[won, unfit]"}, "nobody in won or unfit is contacted"),
        ({"stages": "declined"}, "after a no there is one thank-you and nothing else"),
        ({"purpose": "breakup", "stages": "[met]"}, "nobody in met gets a goodbye"),
        ({"when": "after-meeting"}, "'after-meeting' is a moment for thanks"),
        ({"when": "new-budget", "stages": "lead"}, "'new-budget' comes up in deferred only"),
        ({"purpose": "thanks", "when": "after-no", "stages": "[lead]"},
         "'after-no' comes up in declined only"),
    ],
)  # fmt: skip
def test_a_script_without_an_occasion_is_told(keys: dict[str, str], why: str) -> None:
    found = warned(written({"emails/x": head("Hello you.", **keys)}), "for-nobody")
    assert len(found) == 1
    assert found[0].startswith(f"playbook/emails/x.md.j2:5:1: this script is never sent: {why} | ")


@pytest.mark.parametrize(
    ("keys", "line", "why"),
    [
        ({"purpose": "closing"}, 4,
         ("never sent: a closing word is for somebody who said no, and only right after it"
         " | Add `when: after-no`, for the stage declined.")),
        ({"purpose": "ask", "stages": "almost", "when": "after-a-gap"}, 4,
         ("never sent: in almost 'after-a-gap' is a moment for movement, status or value"
         " | Or give it the stage lead.")),
        ({"purpose": "value", "stages": "met", "channel": "voicemail"}, 3,
         ("never sent: nobody in met is left a message: a call is a live talk there"
         " | Make it a call, or give it another stage.")),
        ({"purpose": "breakup", "channel": "call"}, 3,
         ("never sent: a goodbye is no call: it is a message that can be answered in peace"
         " | Make it an e-mail, a note or a voicemail.")),
        ({"purpose": "breakup", "channel": "gift"}, 3,
         ("never sent: a goodbye is no parcel: it is a message that can be answered in peace"
         " | Make it an e-mail, a note or a voicemail.")),
        ({"purpose": "thanks", "channel": "call", "when": "after-no", "stages": "declined"}, 3,
         ("never sent: a thank-you is a few written lines, not a call"
         " | Make it a note or an e-mail.")),
        ({"purpose": "ask", "stages": "almost"}, 4,
         ("hardly ever sent: in almost contact is for movement or value; 'ask' comes up only when"
         " they named a date | Add `when: callback`. Or give it the stage lead.")),
        ({"purpose": "status", "stages": "[almost]"}, 4,
         ("hardly ever sent: in almost contact is for movement or value; 'status' comes up only"
         " when you were silent too long or when they named a date | Add `when: after-a-gap` or"
         " `when: callback`. Or give it the stage proposal.")),
        ({"purpose": "movement", "stages": "lead"}, 4,
         ("hardly ever sent: in lead contact is for ask or value; 'movement' comes up only when you"
         " were silent too long or when they named a date | Add `when: after-a-gap` or"
         " `when: callback`. Or give it the stage proposal, almost or deferred.")),
    ],
)  # fmt: skip
def test_a_script_that_no_rhythm_asks_for_is_told(
    keys: dict[str, str], line: int, why: str
) -> None:
    text = head("Hello you.", **{"channel": "email", **keys})
    found = warned(written({"emails/x": text}), "for-nobody")
    assert found == [f"playbook/emails/x.md.j2:{line}:1: this script is {why} (for-nobody)"]


@pytest.mark.parametrize(
    "keys",
    [
        {"purpose": "ask", "stages": "[lead, almost]"},
        {"purpose": "status", "stages": "almost", "when": "callback"},
        {"purpose": "closing", "stages": "declined", "when": "after-no"},
        {"purpose": "thanks", "channel": "gift"},  # a thank-you without a moment waits for you
        {"purpose": "value", "channel": "voicemail"},
        {"purpose": "value", "channel": "gift", "stages": "met"},  # when notes are used up
        {"purpose": "answer", "channel": "call"},
    ],
)
def test_a_script_with_one_occasion_is_not(keys: dict[str, str]) -> None:
    text = head("Hello you.", **{"channel": "email", **keys})
    assert warned(written({"emails/x": text}), "for-nobody") == []


def test_a_purpose_that_brings_something_and_gives_nothing_is_told() -> None:
    for purpose in ("value", "ask", "movement"):
        text = head("Hello you.", purpose=purpose, gives="none")
        assert warned(written({"emails/x": text}), "valid-purpose") == [
            (
                f"playbook/emails/x.md.j2:5:1: '{purpose}' goes with something of value, and this"
                " gives nothing | Say what it brings from the shelf: `gives: article`,"
                " `gives: advice` … (valid-purpose)"
            )
        ]


@pytest.mark.parametrize(
    "keys", [{"purpose": "status"}, {"gives": "article"}, {"when": "after-delivery"}]
)
def test_what_need_not_give_or_gave_before_is_not(keys: dict[str, str]) -> None:
    text = head("Hello you.", **keys)
    assert warned(written({"emails/x": text}), "valid-purpose") == []


def test_every_moment_has_its_occasions() -> None:
    from generator.model.text import MOMENTS as ALL  # noqa: PLC0415 — beside its namesake

    assert set(MOMENTS) == set(ALL)


def test_a_channel_that_reaches_nobody_is_told_once_for_all_its_scripts() -> None:
    scripts = {
        "calls/a": head("Hello you.", channel="call"),
        "v/b": head("Hello.", channel="voicemail"),
        "emails/c": head("Hello to you."),
    }
    assert warned(written(scripts, {"tom": TOM}), "for-nobody") == [
        (
            "playbook/calls/a.md.j2:3:1: nobody here has a telephone number that you may use, so"
            " this and 1 other script are for nobody | Add `phone` to somebody's file. (for-nobody)"
        )
    ]
    opted_out = {"tom": TOM + "phone: 020 7946 0111\nopt_out: call\n"}
    assert len(warned(written(scripts, opted_out), "for-nobody")) == 1
    assert warned(written(scripts), "for-nobody") == []  # nobody is there yet: nothing to tell


@pytest.mark.parametrize(
    ("shelf", "line", "lack"),
    [
        ("", 5, "a book, and there is none on the shelf"),
        ("- {id: b, kind: article, title: B}", 5, "a book, and there is none on the shelf"),
        ("- {id: b, kind: book, title: B, expires: 2026-11-22}", 5,
         "a book, and those on the shelf are gone by"),
        ("- {id: b, kind: book, title: B, topics: [boats]}", 6,
         "a book, and none on the shelf is about trains or trams"),
    ],
)  # fmt: skip
def test_a_script_that_the_shelf_cannot_serve_is_told(shelf: str, line: int, lack: str) -> None:
    text = head("Hello you.", gives="book", topics="[trains, trams]")
    assert warned(written({"emails/x": text}, shelf=shelf), "gives") == [
        (
            f"playbook/emails/x.md.j2:{line}:1: this script gives {lack} | Put one on"
            " playbook/shelf.yml. (gives)"
        )
    ]


def test_several_scripts_that_lack_the_same_are_told_of_once() -> None:
    book, advice = head("Hello you.", gives="book"), head("Hello you.", gives="advice")
    scripts = {"emails/a": book, "emails/b": book, "emails/c": advice}
    shelf = "- {id: b, kind: article, title: B}"
    told = warned(written(scripts, shelf=shelf), "gives")
    assert [line.partition(", and")[0] for line in told] == [
        "playbook/emails/a.md.j2:5:1: this and 1 other script give a book",
        "playbook/emails/c.md.j2:5:1: this script gives advice",
    ]


def test_a_script_that_the_shelf_serves_is_not() -> None:
    text = head("Hello you.", gives="book", topics="[trains]")
    shelf = "- {id: b, kind: book, title: B, topics: [Trains]}"
    assert warned(written({"emails/x": text}, shelf=shelf), "gives") == []


def test_a_thing_without_the_note_that_scripts_print_is_told_once_for_all_of_them() -> None:
    shelf = (
        "- {id: told, kind: advice, title: A, note: Reef early.}\n"
        "- {id: bare, kind: advice, title: B}\n- {id: bare-too, kind: advice, title: C}\n"
        "- {id: gone, kind: advice, title: D, expires: 2026-11-01}\n"
        "- {id: book, kind: book, title: E}\n"
    )
    prints = head("{# ? #}{{ item.note }}", gives="advice")
    may_print = head("{# ? #}{% if item.note %}{{ item.note }}{% endif %} Hi.", gives="book")
    scripts = {"emails/x": prints, "emails/y": may_print}
    assert warned(written(scripts, shelf=shelf), "missing-facts") == [
        (
            "playbook/shelf.yml:2:1: 'bare': it has no note, and playbook/emails/x.md.j2 prints it;"
            " the same is true of 'bare-too' | Add `note: …` to it, or it goes out after all that"
            " have one. (missing-facts)"
        )
    ]
    assert warned(written({"emails/y": may_print}, shelf=shelf), "missing-facts") == []


def test_things_that_fit_nobody_are_told_once_at_the_first_of_them() -> None:
    shelf = "- {id: boats, kind: book, title: B, topics: [boats]}\n" + "".join(
        f"- {{id: trains-{n}, kind: book, title: T, topics: [trains]}}\n" for n in range(5)
    )
    people = {"tom": TOM + "interests: [Boats]\n"}
    found = warned(written({"e/x": head("Hello.", gives="book")}, people, shelf), "for-nobody")
    assert found == [
        (
            "playbook/shelf.yml:2:1: 'trains-0' can be given to nobody: nobody here has an interest"
            " or a challenge among its topics; the same is true of 'trains-1', 'trains-2',"
            " 'trains-3' and 1 more | Write down what people care about, in the same words."
            " (for-nobody)"
        )
    ]


def test_a_thing_that_no_script_gives_is_told_and_one_gone_by_is_not() -> None:
    shelf = "- {id: a, kind: lead, title: A}\n- {id: b, kind: book, title: B, expires: 2026-11-01}"
    found = warned(written({"e/x": head("Hello.")}, {"tom": TOM}, shelf), "for-nobody")
    assert found == [
        (
            "playbook/shelf.yml:1:1: 'a' can be given to nobody: no script gives lead | Write one:"
            " `gives: lead`. (for-nobody)"
        )
    ]


def test_notes_on_the_shelf_are_words_that_are_sent() -> None:
    shelf = f"""\
- {{id: a, kind: article, title: A, note: I am just checking in with this.}}
- {{id: b, kind: book, title: B, note: It is short. Could we talk about it?}}
- {{id: c, kind: advice, title: C, note: Write down where they stop.}}
- {{id: d, kind: report, title: D, note: {"word " * 61}}}
"""
    scripts = {f"e/{kind}": head("Hi.", gives=kind) for kind in ("article", "book", "report")}
    found = warned(written(scripts, shelf=shelf))
    shelf_only = [text for text in found if text.startswith("playbook/shelf.yml")]
    assert [text for text in shelf_only if "(for-nobody)" not in text] == [
        (
            "playbook/shelf.yml:1:1: 'a': 'checking in' gives them nothing | Say what you bring: an"
            " article, a date, a name. (no-checking-in)"
        ),
        (
            "playbook/shelf.yml:2:1: 'b': its note asks for something, beside what the letter asks:"
            " Could we talk about it? | Say what it is, and leave the asking to the script."
            " (one-ask)"
        ),
        (
            "playbook/shelf.yml:4:1: 'd': its note has 61 words, and a whole handwritten note has"
            " 60 at most | One to three sentences are enough. (one-ask)"
        ),
    ]


# --- missing facts ----------------------------------------------------------------------------


def test_facts_that_scripts_wait_for_are_told_with_the_people_and_once() -> None:
    needing = head("For {{ prospect.company }}.", needs="[prospect.company]")
    scripts = {"emails/a": needing, "emails/b": head("At {{ prospect.company }}, hello.")}
    people = {f"p{n}": f"name: P{n}\nemail: p{n}@x.example\n" for n in range(5)} | {"tom": TOM}
    assert warned(written(scripts, people), "missing-facts") == [
        (
            "playbook/emails/a.md.j2:5:1: 5 prospects could not get this, nor 1 other script: no"
            " company (P0, P1, P2 and 2 more) | Add `company` to their files. (missing-facts)"
        )
    ]


@pytest.mark.parametrize(
    "words",
    [
        "{% if prospect.company %}{{ prospect.company }}{% endif %}",
        "{{ prospect.company or 'your firm' }}",
        "{{ prospect.company | default('your firm') }}",
        "{{ last.said }} {{ item.title }}",
    ],
)
def test_what_can_do_without_a_fact_waits_for_none(words: str) -> None:
    people = {"p": "name: P\nemail: p@x.example\n"}
    assert warned(written({"emails/a": head(words)}, people), "missing-facts") == []


def test_only_those_count_whom_the_script_is_for_and_the_channel_reaches() -> None:
    text = head("{{ prospect.role }}", stages="[almost]", channel="note")
    people = {
        "a": "name: A\nstage: almost\nemail: a@x.example\n",  # no address
        "b": "name: B\nstage: lead\naddress: 1 Dock Road\n",
        "c": "name: C\nstage: almost\naddress: 1 Dock Road\nopt_out: all\n",
        "d": "name: D\nstage: almost\naddress: 1 Dock Road\n",
    }
    found = warned(written({"notes/a": text}, people), "missing-facts")
    assert len(found) == 1
    assert "1 prospect could not get this: no role (D)" in found[0]


def test_a_meeting_without_words_is_missing_and_no_meeting_is_not() -> None:
    met = "touches: [{date: 2026-11-20, channel: meeting, outcome: held}]\n"
    people = {"tom": TOM + met, "dana": DANA}
    found = warned(written({"e/a": head("“{{ meeting.said }}”")}, people), "missing-facts")
    assert [text.partition(" | ")[0] for text in found] == [
        (
            "playbook/e/a.md.j2:1:1: 1 prospect could not get this: nothing written down of what"
            " was said when you met (Tom Okafor)"
        )
    ]


def test_a_fact_of_mine_that_is_missing_is_told_with_its_place() -> None:
    text = head("Ring {{ me.phone }}.")
    workspace = written({"e/a": text, "e/b": text + "Soon."}, policy=Policy(me=Me(name="Ludo")))
    assert warned(workspace, "missing-facts") == [
        (
            "playbook/e/a.md.j2:1:1: nobody could get this, nor 1 other script: you have not said"
            " your phone | Add `phone` to `me` in playbook/playbook.yml. (missing-facts)"
        )
    ]


def test_an_empty_playbook_has_nothing_to_be_warned_of() -> None:
    assert warned(written()) == []
    assert list(pipeline.in_the_weeks_ahead(written(), date(2026, 11, 23))) == []
