"""`check`: every fault of every file, and what is worth a look."""

from __future__ import annotations

from collections.abc import Iterable

import click

from generator.commands._shared import PROBLEMS, Playbook, with_playbook
from generator.model.problem import Problem

_ESCAPED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_ESCAPED_VALUE = _ESCAPED | {":": "%3A", ",": "%2C"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For machines: one JSON document.")
@click.option("--github", is_flag=True, help="For GitHub: one annotation a line.")
@with_playbook(counts=False)
def command(here: Playbook, *, as_json: bool, github: bool) -> None:
    """Find every fault in your files, and what is worth a look.

    Exits 1 where a file or a script cannot be used; warnings alone exit 0.
    """
    from generator import pipeline  # noqa: PLC0415 — heavy

    problems = (*here.workspace.problems, *pipeline.forgotten_faults(here.root))
    warnings = pipeline.warnings(here.workspace, here.today)
    warnings = tuple(sorted({*warnings, *pipeline.clone_warnings(here.root, here.workspace)}))
    if as_json:
        from generator.rendering.machine import render_check_json  # noqa: PLC0415 — heavy

        click.echo(render_check_json(problems, warnings))
    elif github:
        for found in (*problems, *warnings):
            click.echo(annotation(found))
    else:
        people = len(here.workspace.prospects) + len(here.workspace.unreadable)
        click.echo(report(problems, warnings, people))
    if problems:
        raise click.exceptions.Exit(PROBLEMS)


def report(problems: tuple[Problem, ...], warnings: tuple[Problem, ...], people: int) -> str:
    """List faults, then warnings, each with its hint below, and close with one sentence.

    Of warnings those about people come first: the library and the shelf can wait.
    """
    lines = [line for problem in problems for line in _lines(problem, str(problem))]
    for warning in sorted(warnings, key=lambda w: not w.path.startswith("prospects/")):
        lines += _lines(warning, f"{warning} ({warning.rule})")
    return "\n".join([*lines, *([""] if lines else []), closing(problems, warnings, people)])


def closing(problems: Iterable[Problem], warnings: Iterable[Problem], people: int) -> str:
    """Say in one sentence how it stands."""
    faults, looks = list(problems), list(warnings)
    who = "1 prospect" if people == 1 else f"{people} prospects"
    if not faults and not looks:
        return f"Everything is in order: {who}, no problems."
    files = len({fault.path for fault in faults})
    found = (
        f"{_count(len(faults), 'problem')} in {_count(files, 'file')}" if faults else "No problems"
    )
    return f"{found}; {_count(len(looks), 'warning')}." if looks else f"{found}."


def annotation(found: Problem) -> str:
    """Write a problem as GitHub's own log command."""
    kind = "warning" if found.rule else "error"
    place = f"file={_escaped(found.path, _ESCAPED_VALUE)}"
    if found.line:
        place += f",line={found.line},col={found.column}"
    text = f"{found.message} {found.hint}".strip()
    return f"::{kind} {place}::{_escaped(text, _ESCAPED)}"


def _lines(problem: Problem, said: str) -> list[str]:
    return [said, f"    {problem.hint}"] if problem.hint else [said]


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _escaped(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(sign, sign) for sign in text)
