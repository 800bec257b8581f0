"""The words that explain: nothing that a user may write or type goes without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from pydantic import BaseModel

from generator.cli import SECTIONS, VERBS, playbook
from generator.model.channel import CHANNELS, Channel
from generator.model.policy import Policy
from generator.model.prospect import Prepared, Promise, Prospect, Touch
from generator.model.script import ScriptHead
from generator.model.shelf import Item
from generator.model.text import ITEM_KINDS, MOMENTS, OUTCOMES, PURPOSES, STAGES

REPOSITORY = Path(__file__).parent.parent
POLICY = REPOSITORY / "playbook" / "playbook.yml"
CHANNEL_FILE = REPOSITORY / "playbook" / "channels.yml"
README = REPOSITORY / "README.md"
NEVER_TYPED = frozenset({"slug", "line"})
"""A prospect's slug is the name of its file, and a line is a place in it."""


def keys_of(model: type[BaseModel], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Give every key that a model knows, the nested ones by their whole path."""
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from keys_of(kind, (*above, name))
        else:
            yield (*above, name)


def lines_of(file: Path) -> dict[tuple[str, ...], int]:
    """Give the line of every key of a YAML file, by its whole path, counted from 0."""
    found: dict[tuple[str, ...], int] = {}

    def walk(node: yaml.Node | None, above: tuple[str, ...]) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                found[*above, key.value] = key.start_mark.line
                walk(value, (*above, key.value))

    walk(yaml.compose(file.read_text(encoding="utf-8")), ())
    return found


def read_plain(file: Path) -> dict[str, Any]:
    values: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 — text only
    return values


def test_every_key_of_the_policy_stands_in_the_samples_file() -> None:
    assert set(keys_of(Policy)) - set(lines_of(POLICY)) == set()


@pytest.mark.parametrize("part", ["tact", "cadences", "working_time", "budget"])
def test_every_number_has_its_comment(part: str) -> None:
    text = POLICY.read_text(encoding="utf-8").splitlines()
    places = lines_of(POLICY)

    def is_explained(key: tuple[str, ...]) -> bool:
        """Look beside the key, above it, and beside the key that it belongs to."""
        line = places[key]
        return "#" in text[line] or text[line - 1].strip().startswith("#")

    bare = [
        ".".join(key)
        for key in keys_of(Policy)
        if key[0] == part and not any(is_explained(key[:depth]) for depth in range(len(key), 1, -1))
    ]
    assert bare == []


def test_the_numbers_of_the_sample_are_the_defaults_as_it_says() -> None:
    sample = Policy.model_validate(read_plain(POLICY))
    plain = Policy(me=sample.me)
    for part in ("tact", "cadences", "budget", "capacity", "boldness"):
        assert getattr(sample, part) == getattr(plain, part), part


def test_every_key_of_a_channel_is_explained_above_the_first_one() -> None:
    text = CHANNEL_FILE.read_text(encoding="utf-8").splitlines()
    explained = {line.removeprefix("#").split()[0] for line in text if line.startswith("#   ")}
    assert set(Channel.model_fields) - explained == set()


def test_the_channels_of_the_sample_are_the_defaults() -> None:
    written = {
        name: Channel.model_validate(entry) for name, entry in read_plain(CHANNEL_FILE).items()
    }
    assert written == CHANNELS


def commands() -> dict[str, click.Command]:
    """Give every command that is there, by its verb."""
    context = click.Context(playbook)
    return {
        verb: command
        for verb in playbook.list_commands(context)
        if (command := playbook.get_command(context, verb))
    }


def test_every_command_says_what_it_is_for() -> None:
    bare = [verb for verb, command in commands().items() if not (command.help or "").strip()]
    assert bare == []


def test_every_option_says_what_it_does() -> None:
    bare = [
        f"{verb} {option.opts[0]}"
        for verb, command in {"": playbook, **commands()}.items()
        for option in command.params
        if isinstance(option, click.Option) and not (option.help or "").strip()
    ]
    assert bare == []


def test_every_file_of_a_verb_is_in_the_index_and_every_verb_has_one_section() -> None:
    folder = REPOSITORY / "generator" / "commands"
    files = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}
    assert files <= {verb.replace("-", "_") for verb in VERBS} | {"import_"}
    assert sorted(VERBS) == sorted(verb for verbs in SECTIONS.values() for verb in verbs)


def test_help_ends_its_sentences() -> None:
    said = {verb: text for verbs in SECTIONS.values() for verb, text in verbs.items()}
    assert [verb for verb, text in said.items() if not text.endswith(".")] == []


def texts_below(folder: str, pattern: str) -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / folder).rglob(pattern))
    )


@pytest.mark.parametrize(
    ("model", "folder", "pattern"),
    [
        (Prospect, "prospects", "*.yml"),
        (Touch, "prospects", "*.yml"),
        (Promise, "prospects", "*.yml"),
        (Prepared, "prospects", "*.yml"),
        (ScriptHead, "playbook", "*.md.j2"),
        (Item, "playbook", "shelf.yml"),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_the_sample_shows_every_key_at_work(
    model: type[BaseModel], folder: str, pattern: str
) -> None:
    """A user who wonders how a key is written finds it in the sample."""
    text = texts_below(folder, pattern)
    keys = set(model.model_fields) - NEVER_TYPED
    assert {key for key in keys if not re.search(rf"(?m)(?:^|[\s{{]){key}:", text)} == set()


def rows_of(heading: str, first: str = "key") -> list[list[str]]:
    """Give the rows of the tables below a heading of README whose first column is named so."""
    text = README.read_text(encoding="utf-8")
    below = re.split(r"(?m)^#{2,3} ", text.partition(f"{heading}\n")[2], maxsplit=1)[0]
    rows: list[list[str]] = []
    wanted = False
    for line in below.splitlines():
        cells = [cell.strip() for cell in line[1:-1].split("|")]
        if not line.startswith("|"):
            wanted = False
        elif wanted and not line.startswith("| ---"):
            rows.append(cells)
        elif not line.startswith("| ---"):
            wanted = re.fullmatch(first, cells[0]) is not None
    return rows


def named_in(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def explained(heading: str, first: str = "key") -> list[str]:
    return [name for row in rows_of(heading, first) for name in named_in(row[0])]


@pytest.mark.parametrize(
    ("heading", "first", "model"),
    [
        ("### A prospect: `prospects/nina-park.yml`", "key", Prospect),
        ("### A prospect: `prospects/nina-park.yml`", "key of a touch", Touch),
        ("### A script: `playbook/emails/an-article-i-marked.md.j2`", "key", ScriptHead),
        ("### The shelf: `playbook/shelf.yml`", "key", Item),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_readme_explains_every_key_and_no_other(
    heading: str, first: str, model: type[BaseModel]
) -> None:
    assert sorted(explained(heading, first)) == sorted(set(model.model_fields) - NEVER_TYPED)


def test_readme_explains_every_key_of_the_policy_and_no_other() -> None:
    told = explained("### The policy: `playbook/playbook.yml`")
    assert sorted(told) == sorted(".".join(key) for key in keys_of(Policy))


def test_the_defaults_in_readme_are_the_defaults() -> None:
    """A policy that says them all is the policy that says none."""
    told: dict[str, Any] = {}
    untold = []
    for keys, default, _ in rows_of("### The policy: `playbook/playbook.yml`"):
        for name in named_in(keys):
            *above, last = name.split(".")
            place = told
            for key in above:
                place = place.setdefault(key, {})
            if default:
                place[last] = yaml.load(default.strip("`"), yaml.BaseLoader)  # noqa: S506 — text only
            else:
                untold.append(name)
    told["me"]["name"] = "Ada Marsh"
    assert Policy.model_validate(told) == Policy.model_validate({"me": {"name": "Ada Marsh"}})
    assert sorted(untold) == sorted(
        name for name in (".".join(key) for key in keys_of(Policy)) if default_of(name) is None
    )


def default_of(name: str) -> object:
    value: object = Policy.model_validate({"me": {"name": "Ada Marsh"}})
    if name == "me.name":
        return None
    for key in name.split("."):
        value = getattr(value, key)
    return value


@pytest.mark.parametrize(
    "words",
    [STAGES, OUTCOMES, PURPOSES, MOMENTS, ITEM_KINDS, tuple(CHANNELS)],
    ids=["stages", "outcomes", "purposes", "moments", "kinds", "channels"],
)
def test_readme_names_every_word_that_a_key_may_hold(words: tuple[str, ...]) -> None:
    prose = re.sub(r"(?ms)^```.*?^```$", "", README.read_text(encoding="utf-8"))
    named = set(named_in(prose))
    assert set(words) - named == set()


def test_readme_says_what_every_command_is_for_and_names_no_other() -> None:
    rows = rows_of("## Every command", "to look|to write down|the site")
    told = [named_in(verb)[0] for verb, *_ in rows]
    assert sorted(told) == sorted(commands())


def test_readme_says_every_exit_code() -> None:
    below = README.read_text(encoding="utf-8").partition("## Every command\n")[2]
    ends = next(line for line in below.splitlines() if line.startswith("Commands end with"))
    assert [int(code) for code in re.findall(r"with (\d)", ends)] == [0, 1, 2, 3, 4]
