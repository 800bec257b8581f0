"""The library that ships: no holes, nothing too long, nothing that anybody could have been sent."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.model.history import History
from generator.model.occasions import MOMENTS, is_for_any_time, purposes_at
from generator.model.policy import Me, Policy
from generator.model.prospect import Prospect
from generator.model.script import Script
from generator.model.shelf import Item
from generator.model.text import PURPOSES, STAGES
from generator.reading.workspace import read_workspace
from generator.rendering.grammar import check_scripts
from generator.rendering.owing import Owed
from generator.rendering.starting import STARTERS
from generator.rendering.words import Occasion, Words, fill

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
WORKSPACE = read_workspace(ROOT, TODAY)
USABLE, FAULTS = check_scripts(WORKSPACE.scripts, WORKSPACE.policy, WORKSPACE.channels)
SHELF = WORKSPACE.shelf
BY_KEY = pytest.mark.parametrize("script", USABLE, ids=lambda script: script.key)

CHASED = ("lead", "proposal", "almost", "deferred")
REACHED = ("almost", "deferred")
OPEN = ("lead", "met", "proposal", "almost", "deferred")

WAYS = {
    "value": "call voicemail email note gift invite mailshot social intro",
    "ask": "call voicemail email note social",
    "movement": "call voicemail email social",
    "status": "call voicemail email social",
    "answer": "call voicemail email note social",
    "breakup": "email note social",
}
"""The channels by which it must be possible to serve a purpose at any time."""
NOT_THERE = {
    ("met", "answer"): frozenset({"voicemail"}),
    # met: calls are live, and what costs money or goes to many waits until they know you
    ("met", "value"): frozenset({"voicemail", "gift", "mailshot"}),
}
AT_ANY_TIME: tuple[tuple[str, str, str], ...] = tuple(
    (stage, purpose, channel)
    for stage in STAGES
    for purpose in PURPOSES
    if is_for_any_time(purpose, stage)
    for channel in WAYS[purpose].split()
    if channel not in NOT_THERE.get((stage, purpose), ())
)
"""What the planner looks for in every stage, by every channel that it may use."""

AT_A_MOMENT: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    # moment, stages, purpose, channels
    ("after-meeting", OPEN, "thanks", "note email"),
    ("after-pitch", ("proposal",), "status", "email"),
    ("after-hours", CHASED, "breakup", "voicemail"),
    ("after-delivery", OPEN, "value", "call"),
    ("after-a-gap", CHASED, "value", "call email note"),
    ("after-a-gap", ("proposal",), "status", "call email"),
    ("before-event", OPEN, "value", "call email social"),
    ("after-no", ("declined",), "thanks", "note email"),
    ("callback", OPEN, "status", "call email"),
    ("callback", CHASED, "status", "voicemail"),
    ("return", CHASED, "value", "email note"),
    ("money-found", ("deferred",), "movement", "call email"),
    ("half-way", ("deferred",), "value", "call email"),
    ("year-end", ("deferred",), "movement", "call email"),
    ("new-budget", ("deferred",), "movement", "call email"),
)

MUCH_USED: tuple[tuple[str, str, str | None, tuple[str, ...]], ...] = (
    # purpose, channel, moment, stages: two at least, so that nothing comes twice in half a year
    ("value", "email", None, OPEN),
    ("value", "call", None, OPEN),
    ("ask", "call", None, ("lead",)),
    ("thanks", "note", "after-meeting", OPEN),
    ("breakup", "email", None, REACHED),
)

TRADE = re.compile(
    r"\b(?:software|computers?|codes?|bugs?|portals?|systems?|programmers?|developers?|designers?"
    r"|apps?|built|team like ours|on the team|the team was|who does what)\b",
    re.IGNORECASE,
)
"""Words that suppose what I do, or that I am several: who I am is for `me` to say."""

KINDS = ("handwritten-notes", "courier-gifts", "event-invites", "breakup-messages")
"""What the product is named for."""

ABOUT_THEM = frozenset({
    "prospect.company", "prospect.challenges", "prospect.interests", "meeting.said",
    "last.said", "last.promised", "last.item", "item.about", "event.about",
})  # fmt: skip
"""Slots that only this person fills: words without any of them could go to somebody else."""


def serving(stage: str, purpose: str, channel: str, moment: str | None) -> list[Script]:
    """Find the scripts for one square of the table: words for a firm are for nobody with a name."""
    return [
        s
        for s in USABLE
        if (s.purpose, s.channel, s.when) == (purpose, channel, moment)
        and s.to != "firm"
        and (not s.stages or stage in s.stages)
    ]


def test_every_script_of_the_library_may_be_sent() -> None:
    """No unknown slot, no banned phrase, nothing over its length, no fault of any kind."""
    assert not FAULTS
    assert not [p for p in WORKSPACE.problems if p.path.startswith("playbook/")]


@pytest.mark.parametrize(("stage", "purpose", "channel"), AT_ANY_TIME)
def test_no_stage_is_left_without_words(stage: str, purpose: str, channel: str) -> None:
    """Every stage, purpose and legal channel has one good script at any time."""
    assert serving(stage, purpose, channel, None)


@pytest.mark.parametrize("channel", ["call", "email"])
def test_a_firm_without_a_name_is_asked_for_one(channel: str) -> None:
    """Whoever is only a firm is a lead that has words of its own."""
    found = [s for s in USABLE if (s.to, s.purpose, s.channel) == ("firm", "ask", channel)]
    assert [s for s in found if not s.stages or "lead" in s.stages]


def test_every_moment_and_every_purpose_has_its_row() -> None:
    """What the planner learns to look for must be looked for here."""
    assert {moment for moment, *_ in AT_A_MOMENT} == set(MOMENTS)
    assert {purpose for _, purpose, _ in AT_ANY_TIME} == set(WAYS)
    for moment, stages, purpose, _ in AT_A_MOMENT:
        assert all(purpose in purposes_at(moment, stage) for stage in stages), moment


@pytest.mark.parametrize(
    ("moment", "stage", "purpose", "channel"),
    [
        (moment, stage, purpose, channel)
        for moment, stages, purpose, channels in AT_A_MOMENT
        for stage in stages
        for channel in channels.split()
    ],
)
def test_no_moment_is_left_without_words(
    moment: str, stage: str, purpose: str, channel: str
) -> None:
    """Every moment has words of its own."""
    assert serving(stage, purpose, channel, moment)


@pytest.mark.parametrize(
    ("purpose", "channel", "moment", "stage"),
    [(*rest, stage) for *rest, stages in MUCH_USED for stage in stages],
)
def test_what_is_used_most_comes_in_two_voices(
    purpose: str, channel: str, moment: str | None, stage: str
) -> None:
    """Nothing should have to repeat itself within half a year."""
    assert len(serving(stage, purpose, channel, moment)) > 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_four_kinds_have_more_than_one_script_each(kind: str) -> None:
    """Notes, gifts, invitations and breakups are what people come for."""
    assert sum(s.key.startswith(f"{kind}/") for s in USABLE) > 1


@BY_KEY
def test_a_script_says_when_it_works_when_not_and_how_to_make_it_yours(script: Script) -> None:
    """The remark at its beginning is its manual."""
    parts = ("{# Works when: ", "   Not when: ", "   Make it yours: ")
    lines = script.body.split("\n")[: len(parts)]
    assert all(line.startswith(part) for line, part in zip(lines, parts, strict=True))


@BY_KEY
def test_a_script_keeps_to_the_length_of_its_channel(script: Script) -> None:
    """A note stays a note; only the guide of a call may be longer than a letter."""
    most = {"note": 60, "gift": 70, "call": 160, "voicemail": 90, "social": 90}
    assert (script.max_words or 0) <= most.get(script.channel, 120)


@BY_KEY
def test_a_letter_has_a_subject_and_nothing_else_has_one(script: Script) -> None:
    """What goes by e-mail begins with its subject."""
    by_email = WORKSPACE.channels[script.channel].by == "email"
    assert bool(_fill(script, DANA).subject) == by_email


@BY_KEY
def test_a_thank_you_asks_for_nothing(script: Script) -> None:
    """Thanks with a request are a request."""
    assert script.purpose != "thanks" or script.ask == "none"


@BY_KEY
def test_a_script_could_not_be_sent_to_somebody_else_unchanged(script: Script) -> None:
    """Each speaks of their firm, their work or their words, or leaves that to the hand."""
    assert script.slots & ABOUT_THEM or "[" in script.body.partition("#}")[2]


@BY_KEY
def test_a_script_supposes_no_trade(script: Script) -> None:
    """What I do stands in `me.does`; a photographer sells no software."""
    assert not TRADE.search(script.body)


@BY_KEY
def test_what_i_do_is_a_sentence_that_may_end_in_a_clause(script: Script) -> None:
    """`I photograph buildings for those who drew them at Quill Light` says where they drew."""
    assert not re.search(r"me\.does \}\}(?:\{% if [^%]*%\})? (?:at|of|with|for)\b", script.body)


@pytest.mark.parametrize(
    "script", [s for s in USABLE if s.purpose == "answer" or s.when == "callback"]
)
def test_what_is_owed_says_that_it_is_late_when_it_is_and_only_then(script: Script) -> None:
    """Nobody who sends it has to work that out, and nobody apologises for nothing."""
    texts = {late: _fill(script, DANA, day_owed(late=late)).text for late in (True, False)}
    sorry = {late: re.search(r"\bsorry\b", text) for late, text in texts.items()}
    assert sorry[True]
    assert not sorry[False]
    for text in texts.values():
        assert not re.search(r"[\[(][^\])]*(?:late|gone by)[^\])]*[\])]", text)


def day_owed(*, late: bool) -> Owed:
    """Give the day by which words of today were owed."""
    day = TODAY - timedelta(days=3) if late else TODAY
    return Owed(day, day)


def test_a_promise_that_is_late_says_which_day_was_named() -> None:
    script = next(s for s in USABLE if s.key == "emails/as-promised")
    said = "I promised to send the figures.\n\nI said by Friday 20 November, and I\u2019m late."
    assert said in _fill(script, DANA, day_owed(late=True)).text


@BY_KEY
def test_what_a_script_gives_is_on_the_shelf(script: Script) -> None:
    """Words with topics carry only what shares one of them, so there must be such a thing."""
    assert script.gives == "none" or any(_may_carry(script, item) for item in SHELF)


def test_what_we_made_ourselves_is_given_as_ours_and_nothing_else_is() -> None:
    """Words that praise what others wrote would be false for it, and ours for theirs."""
    ours = [item for item in SHELF if "own work" in item.topics]
    takes = {s.key for s in USABLE for item in ours if _may_carry(s, item)}
    assert ours
    assert takes == {"courier-gifts/a-printed-piece"}
    printed = next(s for s in USABLE if s.key in takes)
    assert [item for item in SHELF if _may_carry(printed, item)] == ours


@BY_KEY
def test_a_script_reads_whole_for_somebody_known_well(script: Script) -> None:
    """Nothing is missing, no sentence falls apart, no blank stands where a word was."""
    for owed in (None, day_owed(late=True)):
        words = _fill(script, DANA, owed)
        assert not words.missing
        _reads_whole(words)


@BY_KEY
def test_a_script_reads_whole_for_somebody_hardly_known(script: Script) -> None:
    """What is only nice to know may be missing; what is needed is said at the top."""
    words = _fill(script, NOBODY_KNOWN)
    assert {*words.missing} <= {*script.needs, "last.date", "meeting.date"}
    _reads_whole(words)


@BY_KEY
def test_no_line_of_words_ends_with_a_tag(script: Script) -> None:
    """Such a line would draw the next paragraph up to it."""
    *lines, _last = script.body.strip().split("\n")
    ending = [line for line in lines if line.endswith("%}") and not line.startswith("Subject:")]
    assert not [line for line in ending if re.sub(r"\{%.*?%\}", "", line).strip()]


def test_the_guide_says_for_each_purpose_what_the_planner_does() -> None:
    """Its table of purposes is read by those who write scripts: it must be true."""
    guide = (ROOT / "playbook/writing-scripts.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| [^|]+ \| ([^|]+) \|$", guide, re.MULTILINE)
    told = {purpose: stages for purpose, stages in rows if purpose in PURPOSES}
    assert list(told) == list(PURPOSES)
    for purpose in set(PURPOSES) - {"thanks", "closing"}:
        named = {stage for stage in STAGES if stage in told[purpose].partition(";")[0]}
        meant = {stage for stage in STAGES if is_for_any_time(purpose, stage)}
        assert meant == (set(OPEN) if told[purpose] == "all but declined" else named), purpose
    assert told["closing"] == "declined, with `when: after-no`"


def test_a_voicemail_takes_less_than_forty_seconds() -> None:
    """At 150 words a minute; nobody listens longer."""
    texts = [_fill(s, DANA).text for s in USABLE if s.channel == "voicemail"]
    assert texts
    assert max(len(text.split()) for text in texts) <= 100


def test_nobody_is_asked_to_send_a_text_to_a_number_that_may_be_a_landline() -> None:
    """`me.phone` is of no known kind; whoever hears it can ring it, or write an e-mail."""
    words = {s.key: s.body for s in USABLE} | {kind: s.words for kind, s in STARTERS.items()}
    asking = [key for key, said in words.items() if re.search(r"\btext(?:s|ing)?\b", said)]
    assert "voicemails/a-short-request" in words
    assert asking == []


DANA = Prospect.model_validate({
    "slug": "dana-reyes", "name": "Dana Reyes", "company": "Acme Logistics",
    "role": "Head of Digital", "interests": ["logistics", "sailing"],
    "challenges": ["peak season returns"], "email": "dana@acme.example",
    "touches": [
        {"date": "2026-11-16", "channel": "meeting", "outcome": "held",
         "said": "The warehouse moves in March."},
        {"date": "2026-11-20", "channel": "email", "direction": "in", "outcome": "replied",
         "said": "Could you send me the figures?", "item": "book-lean-warehouse",
         "promised": {"what": "send the figures", "by": "2026-11-27"}},
    ],
})  # fmt: skip
NOBODY_KNOWN = Prospect.model_validate({"slug": "kit", "name": "Kit", "email": "k@x.example"})
MINE = Policy(me=Me(name="Ludo Marsh", company="Marsh Digital", phone="+44 20 7946 0000"))


def _fill(script: Script, prospect: Prospect, owed: Owed | None = None) -> Words:
    item = _item_for(script)
    history = History.of(prospect, TODAY, {})
    number = history.touch_number
    occasion = Occasion(prospect, MINE, history, item, TODAY, number, shelf=SHELF, owed=owed)
    return fill(script, occasion)


def _item_for(script: Script) -> Item | None:
    if script.when == "before-event":
        return next(item for item in SHELF if item.kind == "event")
    return next((item for item in SHELF if _may_carry(script, item)), None)


def _may_carry(script: Script, item: Item) -> bool:
    about = frozenset(script.topics)
    return item.kind == script.gives and (not about or bool(about & {*item.topics}))


def _reads_whole(words: Words) -> None:
    said = re.sub("\u2039[^\u203a]*\u203a", "x", f"{words.subject}\n{words.text}")
    assert not re.search(r" {2}|\n | [,.;:!?]|\(\)|\n{3}|[{}]|,,|\.\.", said)
    assert all(part[0] not in ",;." for part in words.paragraphs)
