"""The house holds: who may import whom, where each third party lives, and who may read the clock.

`CONTRIBUTING.md` draws the rooms. Every rule here is a function from a parsed file to the sentences
that it has to say about it, so that each can also be shown a bad sample and be seen to bite.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
ROOMS = ("reading", "planning", "rendering", "writing")
SHELL = ("cli", "commands", "mkdocs_plugin")

# Each room, and the rooms below it that it may import.
BELOW: dict[str, frozenset[str]] = {
    "model": frozenset(),
    "yamltree": frozenset({"model"}),
    "reading": frozenset({"yamltree", "model"}),
    "planning": frozenset({"model"}),
    "rendering": frozenset({"model"}),
    "writing": frozenset({"yamltree", "model"}),
    "pipeline": frozenset({*ROOMS, "model"}),
    "mkdocs_plugin": frozenset({"pipeline", *ROOMS, "model"}),
    "commands": frozenset({"pipeline", "mkdocs_plugin", *ROOMS, "yamltree", "model"}),
    "cli": frozenset({"commands", "pipeline", *ROOMS, "model"}),
}

# Each third party, and the rooms or the one file in which it lives.
HOMES: dict[str, frozenset[str]] = {
    "click": frozenset({"cli", "commands"}),
    "holidays": frozenset({"planning"}),
    "icalendar": frozenset({"rendering"}),
    "jinja2": frozenset({"rendering"}),
    "markdown": frozenset({"rendering"}),
    "markupsafe": frozenset({"rendering"}),
    "material": frozenset({"mkdocs_plugin"}),
    "mkdocs": frozenset({"mkdocs_plugin"}),
    "nh3": frozenset({"rendering"}),
    "pathspec": frozenset({"mkdocs_plugin"}),  # what MkDocs makes of `exclude_docs`
    "phonenumbers": frozenset({"reading/borrowed.py"}),  # imports, and with them here only
    "pydantic": frozenset({"model", "reading/schema.py"}),  # the one place that says its errors
    "rapidfuzz": frozenset({"cli", "commands"}),
    "vobject": frozenset({"reading/borrowed.py"}),
    "yaml": frozenset({"yamltree"}),
}

CLOCKS = frozenset(
    {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime", "monotonic"}
)
CLOCK_OWNERS = frozenset({"date", "datetime", "time"})
CLOCKS_IN_THE_SHELL = 2  # the default of --today, and the plugin's

# Modules of the standard library that do what a room must not.
SENDING = frozenset({"smtplib", "socket", "ftplib", "http", "xmlrpc", "telnetlib", "poplib"})
CHANCE = frozenset({"random", "secrets", "uuid"})
TALKING = frozenset({"logging", "warnings"})
OPENING = frozenset({"open", "fdopen", "read_text", "read_bytes", "write_text", "write_bytes"})

# Rooms that touch the disk, and the one file that reads the icons which Material brings along.
DISK = frozenset({"reading", "writing", *SHELL, "rendering/icons.py"})


@dataclass(frozen=True)
class Source:
    """One parsed file of the package; `path` is relative to `generator/`, with forward slashes."""

    path: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The folder it lies in, or its own name."""
        first = self.path.split("/")[0]
        return first.removesuffix(".py")


@dataclass(frozen=True)
class Import:
    """One imported module, by its full dotted name."""

    module: str
    names: tuple[str, ...]
    line: int

    @property
    def top(self) -> str:
        """The distribution's name, or `generator`."""
        return self.module.split(".")[0]

    @property
    def room(self) -> str | None:
        """The room it comes from, if it is ours."""
        parts = self.module.split(".")
        return parts[1] if parts[0] == "generator" and parts[1:] else None


def parse_source(path: str, text: str) -> Source:
    """Parse a file, or a sample of one."""
    return Source(path, ast.parse(text))


def read_house() -> list[Source]:
    """Parse every file of the package."""
    root = REPOSITORY / "generator"
    return [
        parse_source(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(root.rglob("*.py"))
    ]


def imports_of(source: Source) -> Iterator[Import]:
    """Give every import, those inside functions and under TYPE_CHECKING included."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, (), node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            names = tuple(alias.name for alias in node.names)
            if module == "generator":
                yield from (Import(f"generator.{name}", (), node.lineno) for name in names)
            else:
                yield Import(module, names, node.lineno)


def calls_of(source: Source) -> Iterator[tuple[str, str, int]]:
    """Give every call as (what it is called on, its name, line): `date.today()`, `open()`."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            yield name, node.func.attr, node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield "", node.func.id, node.lineno


def arrows(source: Source) -> Iterator[str]:
    """Let imports point down only; the middle rooms do not know each other."""
    for found in imports_of(source):
        if found.module.startswith("."):
            yield f"{source.path}:{found.line}: name the module in full, not from '.'"
        elif found.room and found.room not in BELOW.get(source.room, frozenset()) | {source.room}:
            yield f"{source.path}:{found.line}: {source.room} must not import {found.room}"


def homes(source: Source) -> Iterator[str]:
    """Every third party has a home."""
    for found in imports_of(source):
        if found.top in sys.stdlib_module_names or found.top in {"generator", ""}:
            continue
        home = HOMES.get(found.top, frozenset())
        if not {source.room, source.path} & home:
            where = ", ".join(sorted(home)) or "nowhere yet: give it a home"
            yield f"{source.path}:{found.line}: {found.top} lives in {where}"


def clock(source: Source) -> Iterator[str]:
    """Find every look at the clock, above and below the shell."""
    for owner, name, line in calls_of(source):
        if owner in CLOCK_OWNERS and name in CLOCKS:
            yield f"{source.path}:{line}: {owner}.{name}() reads the clock"
    for found in imports_of(source):
        if found.module == "time" and set(found.names) & CLOCKS:
            yield f"{source.path}:{found.line}: {', '.join(found.names)} reads the clock"


def clock_below_the_shell(source: Source) -> Iterator[str]:
    """Below the shell `today` is passed in."""
    if source.room not in SHELL:
        yield from clock(source)


def disk(source: Source) -> Iterator[str]:
    """Only reading, writing and the shell open files."""
    if {source.room, source.path} & DISK:
        return
    for owner, name, line in calls_of(source):
        if name in OPENING and owner != "self":
            yield f"{source.path}:{line}: {name}() opens a file"


def talk(source: Source) -> Iterator[str]:
    """Return values; the commands talk through click, the plugin through MkDocs' log."""
    for owner, name, line in calls_of(source):
        if not owner and name in {"print", "input"}:
            yield f"{source.path}:{line}: {name}() talks past click"
    if source.room in SHELL:
        return
    for found in imports_of(source):
        if found.top in TALKING:
            yield f"{source.path}:{found.line}: {found.top} is for the shell"


def chance(source: Source) -> Iterator[str]:
    """Let the same input give the same plan and the same page, byte for byte."""
    if source.room in {"writing", *SHELL}:
        return
    for found in imports_of(source):
        if found.top in CHANCE:
            yield f"{source.path}:{found.line}: {found.top} has no place where output must repeat"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}:
            yield f"{source.path}:{node.lineno}: the environment is read in the shell"


def sending(source: Source) -> Iterator[str]:
    """Nothing is ever sent: no module of the package can reach a network by itself."""
    for found in imports_of(source):
        if found.top in SENDING or found.module.startswith("urllib.request"):
            yield f"{source.path}:{found.line}: {found.module} could send something"


Rule = Callable[[Source], Iterator[str]]
RULES: tuple[Rule, ...] = (arrows, homes, clock_below_the_shell, disk, talk, chance, sending)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_file_keeps_the_rule(rule: Rule) -> None:
    assert [said for source in read_house() for said in rule(source)] == []


@pytest.mark.parametrize(
    ("rule", "path", "text", "says"),
    [
        (
            arrows,
            "planning/x.py",
            "from generator.rendering.words import fill",
            "planning must not",
        ),
        (arrows, "model/x.py", "import generator.reading.files", "model must not import reading"),
        (arrows, "rendering/x.py", "from generator import planning", "must not import planning"),
        (arrows, "reading/x.py", "def f():\n  from generator import pipeline", "reading must not"),
        (arrows, "planning/x.py", "from . import windows", "in full"),
        (homes, "reading/x.py", "import yaml", "yaml lives in yamltree"),
        (homes, "reading/x.py", "from pydantic import BaseModel", "pydantic lives in model"),
        (homes, "planning/x.py", "import requests", "give it a home"),
        (homes, "commands/x.py", "from mkdocs.commands import build", "mkdocs lives in"),
        (clock_below_the_shell, "planning/x.py", "today = date.today()", "date.today()"),
        (clock_below_the_shell, "model/x.py", "datetime.datetime.now()", "datetime.now()"),
        (clock_below_the_shell, "pipeline.py", "from time import time", "reads the clock"),
        (disk, "planning/x.py", "open('prospects/x.yml')", "open() opens a file"),
        (disk, "rendering/x.py", "Path('x').read_text()", "read_text() opens a file"),
        (talk, "commands/x.py", "print('hello')", "print() talks past click"),
        (talk, "planning/x.py", "import logging", "logging is for the shell"),
        (chance, "planning/x.py", "import random", "random has no place"),
        (chance, "rendering/x.py", "os.environ['HOME']", "the environment"),
        (sending, "commands/x.py", "import smtplib", "could send"),
        (sending, "reading/x.py", "from urllib.request import urlopen", "could send"),
    ],
)
def test_a_rule_bites(rule: Rule, path: str, text: str, says: str) -> None:
    found = list(rule(parse_source(path, text)))
    assert len(found) == 1
    assert says in found[0]


def test_a_good_file_is_left_alone() -> None:
    text = """
from __future__ import annotations
from datetime import date
import holidays
from generator.model.plan import Plan
from generator.planning.windows import window

def plan(today: date) -> Plan: ...
"""
    source = parse_source("planning/x.py", text)
    assert [said for rule in RULES for said in rule(source)] == []


def test_the_shell_reads_the_clock_in_two_places_at_most() -> None:
    looks = [said for source in read_house() if source.room in SHELL for said in clock(source)]
    assert len(looks) <= CLOCKS_IN_THE_SHELL, looks


def test_every_file_of_the_house_lies_in_a_room() -> None:
    rooms = {source.room for source in read_house()} - {"__init__"}
    assert rooms <= set(BELOW)


def test_every_third_party_that_has_a_home_is_asked_for() -> None:
    asked = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8").lower()
    names = {
        "yaml": "pyyaml",
        "material": "mkdocs-material",
        "markupsafe": "jinja2",
        "pathspec": "mkdocs",
    }
    used = {i.top for source in read_house() for i in imports_of(source) if i.top in HOMES}
    assert [top for top in sorted(used) if f'"{names.get(top, top)}>=' not in asked] == []


def test_help_is_quick_because_heavy_things_are_imported_inside_commands() -> None:
    heavy = {"pydantic", "jinja2", "mkdocs", "holidays", "nh3", "markdown", "yaml", "rapidfuzz"}
    heavy |= {"vobject", "phonenumbers", "icalendar"}
    code = "import sys, generator.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY
    ).stdout.split()
    assert heavy & set(loaded) == set()
