"""Who could use a thing from the shelf."""

from __future__ import annotations

import json
from datetime import date

from generator import pipeline
from generator.model.plan import Plan
from generator.rendering.agenda import Agenda
from generator.rendering.shelf_text import (
    render_shelf_json,
    render_shelf_list,
    render_shelf_who,
    render_who_json,
)
from generator.rendering.takers import Shelf, Takers
from tests.rendering.written import TODAY, head, written

SCRIPTS = {
    "emails/x": head("Hello.", gives="article"),
    "gifts/y": head("Hello.", gives="book", channel="gift"),
}
SHELF = """\
- {id: boats, kind: article, title: Boats, topics: [Sailing, rope]}
- {id: knots, kind: book, title: Knots, topics: [sailing], cost: 12.5, lead_days: 3}
- {id: regatta, kind: event, title: Regatta, topics: [sailing], date: 2026-11-01}
- {id: anything, kind: article, title: Anything}
"""
AWAY = "touches: [{date: 2026-11-20, channel: email}]\n"  # too lately to be planned for at once


def person(name: str, *lines: str) -> str:
    return "\n".join([f"name: {name}", "stage: almost", *lines, AWAY])


PEOPLE = {
    "ada": person("Ada", "email: ada@x.example", "interests: [sailing]"),
    "bo": person("Bo", "email: bo@x.example", "challenges: [sailing]"),
    "cy": person("Cy", "email: cy@x.example", "interests: [SAILING]", "challenges: [rope]"),
    "dee": person("Dee", "email: dee@x.example", "interests: [sailing]", "opt_out: email"),
    "eve": person("Eve", "interests: [sailing]", "phone: 020 7946 0101"),
    "flo": person("Flo", "email: flo@x.example", "interests: [sails]"),
    "gus": "name: Gus\nstage: won\nemail: gus@x.example\ninterests: [sailing]\n",
    "hal": (
        "name: Hal\nstage: almost\nemail: hal@x.example\ninterests: [sailing]\n"
        "touches: [{date: 2026-11-20, channel: email, item: boats}]\n"
    ),
}
WORKSPACE = written(SCRIPTS, PEOPLE, SHELF)
PLAN = pipeline.plan(WORKSPACE, TODAY, 1)
ITEMS = {item.id: item for item in WORKSPACE.shelf}


def takers(item: str) -> Takers:
    return Shelf(Agenda(WORKSPACE, PLAN)).takers(ITEMS[item])


def test_the_closest_fit_comes_first_and_trouble_weighs_twice() -> None:
    fits = [(fit.who.slug, fit.through, fit.weight) for fit in takers("boats").fits]
    assert fits == [
        ("cy", ("rope", "Sailing"), 3),
        ("bo", ("Sailing",), 2),
        ("ada", ("Sailing",), 1),
    ]


def test_who_had_it_is_told_apart() -> None:
    assert [(who.slug, str(day)) for who, day in takers("boats").given] == [("hal", "2026-11-20")]


def test_whom_it_must_not_or_cannot_reach_is_told_with_the_reason() -> None:
    assert [(b.who.slug, b.rule, b.why) for b in takers("boats").barred] == [
        ("dee", "opt-out", "asked not to be contacted by e-mail"),
        ("eve", "reach", "no e-mail address"),
    ]
    assert {b.who.slug: b.why for b in takers("knots").barred} == dict.fromkeys(
        ("ada", "bo", "cy", "dee", "eve", "hal"), "no postal address"
    )


def test_who_said_no_to_the_line_of_a_channel_is_quoted_with_the_line() -> None:
    talk = head("Come.", gives="event", channel="invite")
    shelf = "- {id: talk, kind: event, title: A, topics: [rope], date: 2027-03-01}\n"
    person = "name: Dee\nemail: d@example.com\ninterests: [rope]\nopt_out: %s\n"
    said = {}
    for opt_out in ("email", "invite", "[invite, email]"):
        workspace = written({"x/x": talk}, {"dee": person % opt_out}, shelf)
        agenda = Agenda(workspace, pipeline.plan(workspace, TODAY, 1))
        (barred,) = Shelf(agenda).takers(workspace.shelf[0]).barred
        said[opt_out] = barred.why.removeprefix("asked not to be contacted by ")
    assert said == {
        "email": "e-mail, which invitations go by",
        "invite": "invitation",
        "[invite, email]": "invitation",
    }


def test_whom_no_words_are_for_is_told_apart() -> None:
    dinner = head("Come.", gives="event", channel="invite", stages="[proposal, almost]")
    talk = head("Come, {{ prospect.name }}.", gives="event", channel="invite", topics="[rope]")
    shelf = """\
- {id: dinner, kind: event, title: A, topics: [boats], date: 2027-03-01}
- {id: talk, kind: event, title: B, topics: [boats, Rope], date: 2027-03-01}
"""
    rest = ("interests: [boats]", "email: x@x.example")
    people = {
        "ann": person("Ann", *rest),
        "lea": person("Lea", *rest).replace("stage: almost", "stage: lead"),
        "firm": person("x", *rest).replace("name: x", "company: Firm"),
        "firm2": "company: Two\nstage: lead\ninterests: [boats]\nemail: y@x.example",
    }
    workspace = written({"i/x": dinner, "i/y": talk}, people, shelf)
    found = Shelf(Agenda(workspace, Plan(TODAY, 1, (), ())))
    at_dinner, at_talk = map(found.takers, workspace.shelf)
    assert [fit.who.slug for fit in at_dinner.fits] == ["ann", "firm"]
    assert [(b.who.slug, b.rule, b.why) for b in at_dinner.barred] == [
        ("lea", "words", "no words for a lead"),
        ("firm2", "words", "no words for a lead"),
    ]
    assert [fit.who.slug for fit in at_talk.fits] == ["ann", "firm", "lea"]
    assert [b.who.slug for b in at_talk.barred] == ["firm2"]


def test_an_event_in_another_country_is_for_those_who_live_there() -> None:
    shelf = "- {id: a, kind: event, title: A, topics: [b], date: 2027-03-01, place: x, country: DE}"
    people = {
        "ivo": person("Ivo", "email: ivo@x.example", "interests: [b]"),
        "jan": person("Jan", "email: jan@x.example", "interests: [b]", "country: DE"),
    }
    workspace = written({"i/x": head("Come.", gives="event", channel="invite")}, people, shelf)
    agenda = Agenda(workspace, pipeline.plan(workspace, date(2026, 1, 1), 1))
    found = Shelf(agenda).takers(workspace.shelf[0])
    assert [who.slug for who, _ in found.planned] == ["jan"]
    assert [(b.who.slug, b.why) for b in found.barred] == [("ivo", "lives in another country")]


def test_whoever_is_rung_for_it_more_than_once_is_planned_for_once() -> None:
    shelf = "- {id: a, kind: advice, title: A}"
    people = {
        "ivo": "name: Ivo\nstage: met\nphone: 020 7946 0001\ntouches:\n"
        "  - {date: 2026-11-13, channel: meeting, outcome: held}\n"
        "  - {date: 2026-11-16, channel: note, purpose: thanks}\n"
    }
    workspace = written({"c/x": head("Come.", gives="advice", channel="call")}, people, shelf)
    plan = pipeline.plan(workspace, date(2026, 11, 23), 8)
    assert sum(action.item == "a" for action in plan.actions) > 1
    found = Shelf(Agenda(workspace, plan)).takers(workspace.shelf[0])
    assert [who.slug for who, _ in found.planned] == ["ivo"]


def test_what_is_gone_by_fits_nobody_and_what_has_no_topics_is_found_by_nobody() -> None:
    assert takers("regatta").is_gone
    assert takers("regatta").fits == takers("anything").fits == ()


def test_nobody_closed_is_offered_anything() -> None:
    everybody = {fit.who.slug for item in ITEMS for fit in takers(item).fits}
    assert "gus" not in everybody


def test_the_list_says_for_whom_each_thing_is() -> None:
    assert render_shelf_list(WORKSPACE, PLAN) == (
        "The shelf \N{MIDDLE DOT} 3 things\n"
        "\n"
        "Articles\n"
        "  anything  Anything\n"
        "    no topics, so it fits anybody\n"
        "  boats  Boats\n"
        "    for Cy, Bo and Ada; given to 1\n"
        "\n"
        "Books\n"
        "  knots  Knots\n"
        "    £12.50 \N{MIDDLE DOT} 3 business days ahead \N{MIDDLE DOT} fits nobody yet\n"
        "\n"
        "Gone by\n"
        "  regatta  Regatta\n"
        "    Sunday 1 November\n"
        "\n"
        "Who could use it: playbook shelf who anything\n"
    )
    assert render_shelf_list(written(), pipeline.plan(written(), TODAY, 1)).startswith(
        "The shelf is"
    )


def test_one_thing_is_told_with_all_its_people() -> None:
    assert render_shelf_who(WORKSPACE, PLAN, ITEMS["boats"]) == (
        "Boats\n"
        "article\n"
        "About Sailing and rope.\n"
        "\n"
        "Who could use it\n"
        "  Cy   rope and Sailing\n"
        "  Bo   Sailing\n"
        "  Ada  Sailing\n"
        "\n"
        "Has it\n"
        "  Hal  20 November\n"
        "\n"
        "It fits, and must not or cannot reach\n"
        "  Dee  asked not to be contacted by e-mail\n"
        "  Eve  no e-mail address\n"
    )
    assert "has no topics" in render_shelf_who(WORKSPACE, PLAN, ITEMS["anything"])
    assert "gone by" in render_shelf_who(WORKSPACE, PLAN, ITEMS["regatta"])
    assert "Nobody else could" in render_shelf_who(WORKSPACE, PLAN, ITEMS["knots"])


def test_machines_get_the_same() -> None:
    who = json.loads(render_who_json(WORKSPACE, PLAN, ITEMS["boats"]))
    assert who["schema"] == 1
    assert who["fits"][0] == {"prospect": "cy", "name": "Cy", "through": ["rope", "Sailing"]}
    assert who["given"] == [{"prospect": "hal", "name": "Hal", "date": "2026-11-20"}]
    assert [b["rule"] for b in who["barred"]] == ["opt-out", "reach"]
    listed = json.loads(render_shelf_json(WORKSPACE, PLAN))["items"]
    assert [(i["id"], i["fits"], i["is_gone"]) for i in listed] == [
        ("anything", [], False),
        ("boats", ["cy", "bo", "ada"], False),
        ("knots", [], False),
        ("regatta", [], True),
    ]
    assert {key: who["item"][key] for key in ("cost", "date", "topics")} == {
        "cost": 0, "date": None, "topics": ["Sailing", "rope"],
    }  # fmt: skip
