"""`log`: write down what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import click

from generator.commands._codes import OUTCOMES_TYPED, TYPED, UNTOUCHED, with_codes
from generator.commands._faults import Faults
from generator.commands._lending import planned_for
from generator.commands._shared import say
from generator.commands._touch import THEIR_WORD, Happened, commit_line, say_happened
from generator.commands._typed import Days, typed_back, with_plan
from generator.commands._whom import UnknownPersonError, people_named
from generator.commands._words import (
    channel_named,
    default_outcome,
    item_named,
    outcome_named,
    script_named,
    unknown_channel,
)
from generator.commands._writing import Writer, is_asked, path_of, with_writing


@dataclass(frozen=True, slots=True)
class Told:
    """The options of `log`, as they were typed."""

    on: str | None = None
    said: str | None = None
    note: str | None = None
    asked: str | None = None
    callback: str | None = None
    script: str | None = None
    item: str | None = None
    purpose: str | None = None
    promise: str | None = None
    by: str | None = None
    inbound: bool = False
    by_sheet: bool = False


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="PROSPECT... CHANNEL [OUTCOME]")
@click.option("--on", metavar="DATE", help="When it was; today if not said.")
@click.option("--said", metavar="TEXT", help="What they told you.")
@click.option("--note", metavar="TEXT", help="What you want to remember of it.")
@click.option("--asked", metavar="TEXT", help="What you asked them for.")
@click.option("--callback", metavar="DATE", help="The day they named for your next call.")
@click.option("--script", metavar="SCRIPT", help="The words you used.")
@click.option("--item", metavar="ITEM", help="What you gave: its id on the shelf.")
@click.option("--purpose", metavar="PURPOSE", help="Why: thanks, value, ask, answer and so on.")
@click.option("--promise", metavar="TEXT", help="What you said you would do; takes --by.")
@click.option("--by", metavar="DATE", help="The day by which you promised it.")
@click.option("--in", "inbound", is_flag=True, help="They wrote or rang, not you.")
@click.option(
    "--sheet-days", "by_sheet", is_flag=True,
    help="With codes: date each by the day it stood on the sheet, not today.",
)  # fmt: skip
@with_writing
def command(desk: Writer, *, words: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401 — as the options declare
    """Write down what happened: with whom, by which channel, and how it went.

    PROSPECT is a slug, the beginning of one, or a name; several get one touch each.
    A sheet is typed back as CODE:OUTCOME: `log k7f:vm 3qd:cb=2027-05-04 m2x:na`, where tk is
    talked, na no answer, vm voicemail, st sent, cb=DATE call back, nt no thank you, said="…".
    """
    told = Told(**options)
    if any(TYPED.fullmatch(word) or UNTOUCHED.fullmatch(word) for word in words):
        _refuse_options(told)
        _type_back(desk, words, Days(told.on, by_sheet=told.by_sheet))
    else:
        save_all(desk, _plainly(desk, words, told))


def _type_back(desk: Writer, words: tuple[str, ...], days: Days) -> None:
    """Write down a sheet's line: what has nothing behind its colon is still to be done."""
    words = with_codes(words)
    filled = tuple(word for word in words if not UNTOUCHED.fullmatch(word))
    left = ", ".join(word.rstrip(": ") for word in words if word not in filled)
    if not filled:
        msg = f"nothing stands behind {left}; say how it went: {OUTCOMES_TYPED}"
        raise click.UsageError(msg)
    save_all(desk, typed_back(desk, filled, days))
    if left:
        click.echo(f"Still to be done, as nothing stood behind it: {left}", err=True)


def _refuse_options(told: Told) -> None:
    """Refuse what would be said of all codes: what is said of one stands behind its colon."""
    if replace(told, on=None, by_sheet=False) != Told():
        msg = (
            'with codes there is --on or --sheet-days; the rest goes behind the colon: k7f:said="…"'
        )
        raise click.UsageError(msg)


def save_all(desk: Writer, happened: list[Happened]) -> None:
    """Write down all of it or nothing: one touch for each, in the order of their days."""
    from generator.writing.edits import Edit  # noqa: PLC0415 — heavy

    edits: dict[str, list[Edit]] = {}
    for each in sorted(happened, key=lambda h: h.on):
        edits.setdefault(path_of(each.slug), []).extend(each.edits(desk))
    for each in happened:
        _warn_of_an_opt_out(desk, each)
    desk.save(
        edits,
        said_of([commit_line(each, desk) for each in happened]),
        [say_happened(each, desk) for each in happened],
    )
    for each in happened:
        _mention_a_no(desk, each)


def _mention_a_no(desk: Writer, happened: Happened) -> None:
    """Say how a no for good is written down: who said no to one thing may still want another."""
    is_open = desk.people[happened.slug].stage not in {"won", "declined", "unfit"}
    is_no = happened.outcome == "declined" and happened.channel != "invite"
    if is_no and is_open and not happened.says_no:
        said = f"If that was a no for good: playbook stage {happened.slug} declined"
        say(f"{said} (one thank-you, then silence)")


def said_of(lines: list[str]) -> str:
    """Make one message of several lines, as git likes it: a subject, then the whole list."""
    if len(lines) == 1:
        return lines[0]
    return f"{lines[0]}, and {len(lines) - 1} more\n\n" + "\n".join(lines)


def _warn_of_an_opt_out(desk: Writer, happened: Happened) -> None:
    """Say that this should not have been; what happened is written down all the same."""
    person = desk.people[happened.slug]
    if happened.direction == "out" and desk.agenda.refuses(person, happened.channel):
        label = desk.agenda.label(happened.channel)
        said = f"{person.title} asked not to be contacted by {label}; it is written down as it was."
        click.echo(said, err=True)


def _plainly(desk: Writer, words: tuple[str, ...], told: Told) -> list[Happened]:
    names, channel, word = _sorted_out(desk, words)
    faults = Faults()
    if word or not is_asked():
        with faults.gathering():
            _outcome(desk, channel, word)
    on = None
    with faults.gathering():
        on = desk.day_of(told.on)
    facts = _facts(desk, told, on, faults)
    with faults.gathering():
        people_named(names, desk.workspace)
    try:
        faults.refuse()
    except UnknownPersonError as unknown:
        _offer_to_add(desk, unknown)
    slugs = [desk.taken(meant) for meant in people_named(names, desk.workspace)]
    what = (channel, _outcome(desk, channel, word), desk.day_of(told.on))
    return [_one(desk, desk.readable(slug), what, told, facts) for slug in slugs]


def _facts(desk: Writer, told: Told, on: date | None, faults: Faults) -> dict[str, Any]:
    """Read the options that name something or some day, all of them; `on` is the touch's own."""
    readers: dict[str, Callable[[], object]] = {
        "script": lambda: script_named(told.script, desk.workspace) if told.script else None,
        "item": lambda: item_named(told.item, desk.workspace) if told.item else None,
        "callback": lambda: _named_day(desk, told.callback, on),
        "promised": lambda: _promised(desk, told),
    }
    facts: dict[str, Any] = {}
    for name, read in readers.items():
        with faults.gathering():
            facts[name] = read()
    return facts


def _named_day(desk: Writer, text: str | None, on: date | None) -> date | None:
    """Read the day they named; where the touch's own is not known, nothing lies before it."""
    return desk.callback_of(text, "--callback", on or date.min) if text else None


def _sorted_out(desk: Writer, words: tuple[str, ...]) -> tuple[tuple[str, ...], str, str | None]:
    """Tell names, channel and outcome apart, from the end: names may be many words."""
    from generator.model.text import OUTCOMES  # noqa: PLC0415 — heavy

    channels = desk.workspace.channels
    # `call voicemail`: the one word that is both an outcome and a channel follows a channel here.
    both = len(words) > 2 and words[-1] in OUTCOMES and channel_named(words[-2], channels)  # noqa: PLR2004 — a name, a channel and an outcome
    for count in (2,) if both else (1, 2):
        if len(words) > count:
            channel = channel_named(words[-count], channels)
            if channel:
                return words[:-count], channel, words[-1] if count > 1 else None
    if len(words) == 1:
        msg = f"say by which channel: playbook log {words[0]} call connected"
        raise click.UsageError(msg)
    hint = unknown_channel(words[1:], channels)
    msg = f"no channel is named in '{' '.join(words)}'. {hint}"
    raise click.UsageError(msg)


def _outcome(desk: Writer, channel: str, word: str | None) -> str:
    if word:
        return outcome_named(word)
    known = desk.workspace.channels[channel]
    outcome = default_outcome(known)
    if outcome:
        return outcome
    told = "connected, voicemail, no_answer or declined"
    if not is_asked():
        msg = f"say how the {known.label} went: {told}"
        raise click.UsageError(msg)
    answer: str = click.prompt(f"How did it go ({told})", err=True)
    return outcome_named(answer)


def _one(
    desk: Writer, slug: str, what: tuple[str, str, date], told: Told, facts: dict[str, Any]
) -> Happened:
    channel, outcome, on = what
    written = not desk.workspace.channels[channel].live
    inbound = told.inbound or (written and outcome in THEIR_WORD)
    happened = Happened(
        slug=slug,
        channel=channel,
        on=on,
        outcome=outcome,
        direction="in" if inbound else "out",
        purpose=told.purpose,
        said=told.said,
        asked=told.asked,
        note=told.note,
        **facts,
    )
    action = planned_for(desk, happened)
    if action is None:
        return happened
    # Its name stays its own: what is told by name may have happened twice.
    return replace(with_plan(happened, action), action=None)


def _promised(desk: Writer, told: Told) -> tuple[str, date] | None:
    if not told.promise and not told.by:
        return None
    if not (told.promise and told.by):
        msg = "a promise needs both: --promise 'send the figures' --by friday"
        raise click.UsageError(msg)
    return told.promise, desk.read_day(told.by, "--by")


def _offer_to_add(desk: Writer, unknown: UnknownPersonError) -> None:
    """Ask at a terminal whether to put somebody in who is not there yet; else refuse."""
    if not is_asked() or desk.dry_run:
        raise unknown
    if not click.confirm(f"Nobody here is called {unknown.name}. Put them in?", err=True):
        raise unknown
    from generator.commands._adding import Newcomer, save_newcomer  # noqa: PLC0415 — rarely used

    name = click.prompt("Their name", default=unknown.name, err=True)
    company = click.prompt("Their company", default="", show_default=False, err=True)
    facts = {"name": name, "company": company, "stage": "lead", "added": desk.day}
    known = {key: value for key, value in facts.items() if value}
    save_newcomer(desk, Newcomer(known, desk.day), another=False)
    desk.read_again()
