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

REPOSITORY = Path(__file__).parent.parent
POLICY = REPOSITORY / "playbook" / "playbook.yml"
CHANNEL_FILE = REPOSITORY / "playbook" / "channels.yml"


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
    unwritten = {"slug", "line"}  # the file's name and place, never typed
    keys = set(model.model_fields) - unwritten
    assert {key for key in keys if not re.search(rf"(?m)(?:^|[\s{{]){key}:", text)} == set()
