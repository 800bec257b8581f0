"""Bringing contacts in: read, sort out, say what comes of it, and save all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands._shared import NOT_SAVED, PROBLEMS, UNSURE, say
from generator.commands._stop import stop
from generator.commands._writing import Writer, refuse

if TYPE_CHECKING:
    from generator.model.policy import Policy
    from generator.reading.contacts import Found
    from generator.writing.door import Rewrite, Saved
    from generator.writing.importing import Aside, Intake, Known, New

_SHOWN = 20
"""So many people of a kind are named; `--dry-run` names all."""

_FAULTS_SHOWN = 30
_TOO_LONG = timedelta(days=180)
"""If the last of them begins later than this, fewer would be better, and that is said."""


@dataclass(frozen=True, slots=True)
class Bringing:
    """An import as it will be made."""

    file: str
    intake: Intake
    texts: dict[str, bytes]
    """Path of each new file to its text."""

    begins: dict[str, date]
    """Slug of each new person with something to do, to the day on which that begins."""

    problems: tuple[str, ...]


def bring_in(desk: Writer, file: Path, on: date) -> None:
    """Import a file on a day."""
    policy = desk.workspace.policy
    if policy is None:
        stop("playbook.yml cannot be read, so nobody is brought in; `check` says why", NOT_SAVED)
    found = _read(file, policy)
    bringing = _prepared(desk, found, (file, on), policy)
    wanted = _wanted(desk, bringing)
    for line in _report(bringing, whole=desk.dry_run):
        say(line)
    _complain(bringing.problems, whole=desk.dry_run)
    if desk.dry_run:
        click.echo("Nothing was written (--dry-run).", err=True)
    else:
        _save(desk, wanted, bringing)


def _read(file: Path, policy: Policy) -> Found:
    from generator.reading.contacts import read_contacts  # noqa: PLC0415 — heavy

    found = read_contacts(file, policy.me.country)
    for remark in found.remarks:
        click.echo(remark, err=True)
    if not found.contacts:
        _complain([_sentence(p) for p in found.problems], whole=True)
        stop(f"there is nobody in {file.name} who could be brought in; nothing changed", PROBLEMS)
    return found


def _prepared(desk: Writer, found: Found, when: tuple[Path, date], policy: Policy) -> Bringing:
    """Sort the contacts out, and write the texts of the new files, each of them checked."""
    from generator.reading.traces import read_traces  # noqa: PLC0415 — heavy
    from generator.writing.importing import Setting, new_file, sort_out  # noqa: PLC0415 — heavy
    from generator.writing.refusal import NotSavedError  # noqa: PLC0415 — heavy
    from generator.writing.suppressions import read_suppressions  # noqa: PLC0415 — heavy

    file, on = when
    try:
        suppressions = read_suppressions(desk.here.root)
    except NotSavedError as error:
        refuse(error)
    setting = Setting(
        desk.people,
        read_traces(desk.here.root, desk.workspace.unreadable),
        suppressions,
        desk.workspace.channels,
        policy.me.country,
    )
    intake = sort_out(found.contacts, setting)
    begins = _days(desk, policy, on, [new.slug for new in intake.new if new.waits])
    texts = {new.path: new_file(new, begins.get(new.slug, on), desk.order) for new in intake.new}
    faults = {path: fault for path, text in texts.items() if (fault := _fault(desk, path, text))}
    sound = tuple(new for new in intake.new if new.path not in faults)
    remarks = [f"{file.name}:{line}: {said}" for line, said in intake.remarks]
    remarks += [f"{path} would have a fault, so it was left out: {f}" for path, f in faults.items()]
    return Bringing(
        file.name,
        replace(intake, new=sound),
        {new.path: texts[new.path] for new in sound},
        begins,
        (*(_sentence(p) for p in found.problems), *remarks),
    )


def _days(desk: Writer, policy: Policy, on: date, slugs: Sequence[str]) -> dict[str, date]:
    """Give each new person a day to begin on."""
    if not slugs:
        return {}
    from generator import pipeline  # noqa: PLC0415 — heavy
    from generator.planning.arrivals import plan_arrivals  # noqa: PLC0415 — heavy

    plan = pipeline.plan(desk.workspace, on)
    return dict(zip(slugs, plan_arrivals(policy, plan, len(slugs)), strict=True))


def _fault(desk: Writer, path: str, text: bytes) -> str:
    """Say what `check` would say of a new file; nothing if it is sound."""
    from generator.reading.prospects import Setting, parse_prospect  # noqa: PLC0415 — heavy
    from generator.yamltree import parse_yaml  # noqa: PLC0415 — heavy

    tree, problems = parse_yaml(text, path)
    if tree is not None and not problems:
        setting = Setting(desk.workspace.channels, desk.last_day)
        problems = parse_prospect(tree, Path(path).stem, path, setting).problems
    return problems[0].message if problems else ""


# --- saving -----------------------------------------------------------------------------------


def _wanted(desk: Writer, bringing: Bringing) -> dict[str, Rewrite]:
    """Give all that is to be written; an edit that some file's style forbids is said and left."""
    from generator.writing.refusal import NotSavedError  # noqa: PLC0415 — heavy

    wanted: dict[str, Rewrite] = {path: _made(path, t) for path, t in bringing.texts.items()}
    for known in bringing.intake.changed:
        rewrite = _edited(known, desk.order)
        try:
            desk.door.preview({known.path: rewrite})
        except NotSavedError as error:
            click.echo(f"{known.path} was left as it is: {error}", err=True)
            for line in error.paste:
                click.echo(f"  {line}", err=True)
        else:
            wanted[known.path] = rewrite
    return wanted


def _made(path: str, text: bytes) -> Rewrite:
    from generator.writing.newcomer import only_if_new  # noqa: PLC0415 — heavy

    return partial(only_if_new, path, text)


def _edited(known: Known, order: tuple[str, ...]) -> Rewrite:
    def rewrite(before: bytes | None) -> bytes | None:
        from generator.writing.edits import apply_edits  # noqa: PLC0415 — heavy

        return None if before is None else apply_edits(before, known.edits(order), known.path)

    return rewrite


def _save(desk: Writer, wanted: dict[str, Rewrite], bringing: Bringing) -> None:
    from generator.writing.refusal import NotSavedError, UnsureError  # noqa: PLC0415 — heavy

    said = f"import: {bringing.file}, {len(bringing.intake.new)} new"
    try:
        saved = desk.door.save(wanted, said) if wanted else None
    except NotSavedError as error:
        refuse(error)
    except UnsureError as error:
        stop(str(error), UNSURE)
    if saved and saved.changes:
        _tell(desk, saved, said)
    else:
        say("Nothing to add: everybody in it is here already, or stays away.")


def _tell(desk: Writer, saved: Saved, said: str) -> None:
    for note in saved.notes:
        click.echo(note, err=True)
    begun = sum(change.before is None for change in saved.changes)
    completed = len(saved.changes) - begun
    parts = [
        _count(begun, "new file") if begun else "",
        f"{_count(completed, 'file')} completed" if completed else "",
    ]
    say(f"Saved {' and '.join(part for part in parts if part)}.")
    if desk.commits:
        from generator.writing.git import commit  # noqa: PLC0415 — rarely used

        made = commit(desk.here.root, [change.path for change in saved.changes], said)
        if made.done:
            say(f"Committed: {said}")
        else:
            click.echo(f"Not committed: {made.why or 'git has it so already'}", err=True)
    if not saved.durable:
        stop("saved, but the system did not confirm that it is on the disk for good", UNSURE)


# --- saying -----------------------------------------------------------------------------------


def _report(bringing: Bringing, *, whole: bool) -> Iterator[str]:
    intake = bringing.intake
    kinds: tuple[tuple[str, Sequence[str]], ...] = (
        ("New", [_say_new(new, bringing.begins.get(new.slug)) for new in intake.new]),
        ("Changed (what you wrote stays)", [_say_known(known) for known in intake.changed]),
        ("Matched, nothing to add", [_say_known(known) for known in intake.matched]),
        ("Suppressed: they stay away", _asides(intake.suppressed)),
        ("Held back", _asides(intake.held)),
    )
    for title, lines in kinds:
        if lines:
            yield f"{title}: {len(lines)}"
            shown = lines if whole or len(lines) <= _SHOWN else lines[: _SHOWN - 1]
            yield from (f"  {line}" for line in shown)
            if len(shown) < len(lines):
                yield f"  and {len(lines) - len(shown)} more"
    yield from _say_days(sorted(bringing.begins[n.slug] for n in intake.new if n.waits))


def _say_new(new: New, begins: date | None) -> str:
    contact = new.contact
    who = " \N{MIDDLE DOT} ".join(dict.fromkeys(w for w in (contact.name, contact.company) if w))
    parts = [who, f"begins {_day(begins)}" if begins else f"stage {contact.stage or 'lead'}"]
    if new.opt_out:
        parts.append(f"opted out: {', '.join(new.opt_out)}")
    return f"{new.slug}: {'; '.join(parts)}"


def _say_known(known: Known) -> str:
    parts = [f"adds {', '.join(known.values)}" if known.values else ""]
    parts.append(f"opts out of {', '.join(known.opt_out)}" if known.opt_out else "")
    parts += [_say_kept(key, *values) for key, values in known.kept.items()]
    told = "; ".join(part for part in parts if part)
    return f"{known.slug}: {told}" if told else known.slug


def _say_kept(key: str, mine: str, *theirs: str) -> str:
    """Say what stays as the user wrote it, and what was left out for that."""
    stay = "stay" if key in {"links", "notes", "tags"} else "stays"
    return f"{key} {stay} {mine} (not {' or '.join(theirs)})"


def _asides(asides: Iterable[Aside]) -> list[str]:
    return [f"line {aside.line}: {aside.title}: {aside.why}" for aside in asides]


def _say_days(days: Sequence[date]) -> Iterator[str]:
    """Say that they do not all come on one day, and where there are too many of them."""
    if len(days) > 1 and days[0] != days[-1]:
        most = max(days.count(day) for day in set(days))
        yield (
            f"They begin from {_day(days[0])} to {_day(days[-1])}, {most} a day at most, so that"
            " not all are due at once (`added:` in each file says when)."
        )
    if days and days[-1] - days[0] > _TOO_LONG:
        yield (
            "That is more people than you can keep up with at your capacity."
            " It is kinder to bring in those you really want to win."
        )


def _complain(problems: Sequence[str], *, whole: bool) -> None:
    shown = problems if whole or len(problems) <= _FAULTS_SHOWN else problems[:_FAULTS_SHOWN]
    for problem in shown:
        click.echo(problem, err=True)
    if len(shown) < len(problems):
        click.echo(f"and {len(problems) - len(shown)} more like these", err=True)


def _sentence(problem: object) -> str:
    hint = getattr(problem, "hint", "")
    return f"{problem}. {hint}" if hint else str(problem)


def _day(day: date) -> str:
    from generator.rendering.speech import say_full_day  # noqa: PLC0415 — heavy

    return say_full_day(day)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
