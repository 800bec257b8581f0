"""The JSON Schemas: they accept what the reader accepts, and refuse a misspelt word."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import playbook
from generator.commands._schemas import SCHEMAS

REPOSITORY = Path(__file__).parent.parent.parent


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2, as editors read it: a day is text, and so are `yes` and `no`."""


AsEditorsRead.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith((":timestamp", ":bool"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str) -> Any:  # noqa: ANN401 — whatever the file holds
    return yaml.load(text, AsEditorsRead)  # noqa: S506 — a safe loader with less in it


TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "integer": int, "number": (int, float),
    "null": type(None),
}  # fmt: skip


def refusals(schema: dict[str, Any], value: Any, top: dict[str, Any], at: str = "") -> list[str]:  # noqa: ANN401
    """Say where a value breaks a schema, for the few words that our schemas use."""
    if "$ref" in schema:
        return refusals(top["$defs"][schema["$ref"].rpartition("/")[2]], value, top, at)
    found: list[str] = []
    if "anyOf" in schema:
        branches = [refusals(branch, value, top, at) for branch in schema["anyOf"]]
        found += branches[0] if all(branches) else []
    if schema.get("type") == "boolean":  # left as text above, where `no` is a country
        return [] if value in {"true", "false"} else [f"{at} is no boolean"]
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        return [f"{at} is no {schema['type']}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at} is none of {schema['enum']}")
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        found.append(f"{at} does not match")
    if isinstance(value, dict):
        found += _refused_keys(schema, value, top, at)
    if isinstance(value, list) and "items" in schema:
        for n, entry in enumerate(value):
            found += refusals(schema["items"], entry, top, f"{at}/{n}")
    return found


def _refused_keys(
    schema: dict[str, Any], value: dict[str, Any], top: dict[str, Any], at: str
) -> list[str]:
    known = schema.get("properties", {})
    found = [f"{at} lacks {key}" for key in schema.get("required", []) if key not in value]
    for key, inner in value.items():
        if key in known:
            found += refusals(known[key], inner, top, f"{at}/{key}")
        elif schema.get("additionalProperties") is False:
            own = schema.get("patternProperties", {})
            if not any(re.search(pattern, key) for pattern in own):
                found.append(f"{at}/{key} is unknown")
    return found


def schema(what: str) -> dict[str, Any]:
    result = CliRunner().invoke(playbook, ["schema", what])
    assert result.exit_code == 0
    made: dict[str, Any] = json.loads(result.stdout)
    return made


def refused(what: str, value: object) -> list[str]:
    made = schema(what)
    return refusals(made, value, made)


def files() -> list[tuple[str, Path]]:
    return [
        *(("prospect", path) for path in sorted((REPOSITORY / "prospects").glob("*.yml"))),
        ("playbook", REPOSITORY / "playbook" / "playbook.yml"),
        ("shelf", REPOSITORY / "playbook" / "shelf.yml"),
    ]


def test_every_file_of_the_sample_fits_its_schema() -> None:
    assert len(files()) > 10
    wrong = [(path.name, refused(what, load(path.read_text("utf-8")))) for what, path in files()]
    assert [entry for entry in wrong if entry[1]] == []


def test_every_head_of_the_samples_scripts_fits_its_schema() -> None:
    made = schema("script")
    scripts = sorted((REPOSITORY / "playbook").rglob("*.md.j2"))
    assert len(scripts) > 10
    heads = [load(path.read_text("utf-8").split("---\n")[1]) for path in scripts]
    assert [found for head in heads for found in refusals(made, head, made)] == []


def test_the_plan_fits_its_schema() -> None:
    asked = ["-C", str(REPOSITORY), "--today", "2026-11-23", "plan", "--json"]
    plan = json.loads(CliRunner().invoke(playbook, asked).stdout)
    assert plan["actions"]
    assert refused("plan", plan) == []


@pytest.mark.parametrize("what", ["why", "show"])
@pytest.mark.parametrize("slug", ["dana-reyes", "colin-ashworth", "kit-lawson"])
def test_what_is_said_of_one_prospect_fits_its_schema(what: str, slug: str) -> None:
    asked = ["-C", str(REPOSITORY), "--today", "2026-11-23", what, slug, "--json"]
    document = json.loads(CliRunner().invoke(playbook, asked).stdout)
    assert document["prospect"] == slug
    assert document["actions"] or document["unplanned"]
    assert refused(what, document) == []


@pytest.mark.parametrize(
    ("what", "value", "refusal"),
    [
        ("prospect", {"name": "Jo", "opt_oput": "all"}, "/opt_oput is unknown"),
        ("prospect", {"role": "Head"}, " lacks name"),
        ("prospect", {"name": "Jo", "touches": [{"channel": "call"}]}, "/touches/0 lacks date"),
        ("prospect", {"name": "Jo", "slug": "jo"}, "/slug is unknown"),
        ("script", {"title": "T", "channel": "call"}, " lacks purpose"),
        ("shelf", [{"id": "a", "kind": "book"}], "/0 lacks title"),
        (
            "playbook",
            {"me": {"name": "L"}, "tact": {"min_gap_db": 2}},
            "/tact/min_gap_db is unknown",
        ),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(what: str, value: object, refusal: str) -> None:
    assert refused(what, value) == [refusal]


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("prospect", {"company": "Acme", "opt_out": "all", "x-crm": {"id": 7}}),
        ("prospect", {"name": "Jo", "touches": [{"date": "2026-11-20", "channel": "a", "x-y": 1}]}),
        ("playbook", {"me": {"name": "L"}, "tact": {"max_in_14_days": 4}}),
        ("script", {"title": "T", "channel": "call", "purpose": "ask", "stages": "met"}),
    ],
)  # fmt: skip
def test_what_the_reader_allows_the_schema_allows(what: str, value: object) -> None:
    assert refused(what, value) == []


def test_every_schema_says_what_it_is_of() -> None:
    assert [schema(what)["title"] for what in SCHEMAS] == [
        "A prospect", "The front matter of a script", "The policy", "The shelf", "The plan",
        "Why this is planned for a prospect", "How a prospect stands",
    ]  # fmt: skip
