"""The filled sheet, typed back: every word of it resolved before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import click

from generator.commands._codes import Codebook, Coded, Spec, parse_typed, went
from generator.commands._faults import Faults
from generator.commands._touch import SPENT_NOTHING, Happened

if TYPE_CHECKING:
    from generator.commands._writing import Writer
    from generator.model.plan import Action


@dataclass(frozen=True, slots=True)
class Days:
    """How what is typed back is dated: by one day for all, by the sheet, or else today."""

    on: str | None = None
    by_sheet: bool = False


def typed_back(desk: Writer, words: Sequence[str], days: Days) -> list[Happened]:
    """Give what a typed line says, or refuse all of it and say all that is wrong."""
    book, faults = Codebook(desk), Faults()
    meant: dict[str, str] = {}
    happened: list[Happened] = []
    for code, spec in parse_typed(words, faults).items():
        with faults.gathering():
            coded = book.find(code)
            other = meant.setdefault(coded.action.id, code)
            if other != code:
                msg = f"'{code}' and '{other}' stand for the same thing"
                raise click.UsageError(msg)
            if not spec.is_empty:
                happened.append(_happened(desk, code, coded, spec, days))
    faults.refuse()
    return happened


def _happened(desk: Writer, code: str, coded: Coded, spec: Spec, days: Days) -> Happened:
    action = coded.action
    desk.readable(action.prospect)
    if action.do == "prepare":
        msg = f"{code} is something to get ready: playbook done {code}"
        raise click.UsageError(msg)
    try:
        channel, outcome = went(action.channel, spec.outcome, desk.workspace.channels)
    except ValueError as error:
        msg = f"{code} ({desk.agenda.doing(action)}): {error}"
        raise click.UsageError(msg) from None
    back = spec.values.get("cb")
    on = _day(desk, coded, spec.values.get("on"), days)
    happened = Happened(
        slug=action.prospect,
        channel=channel,
        on=on,
        outcome=outcome,
        said=spec.values.get("said"),
        note=spec.values.get("note"),
        callback=desk.callback_of(back, f"{code}:cb", on) if back else None,
        says_no=outcome == "declined" and desk.workspace.channels[channel].live,
    )
    return with_plan(happened, action, put_off=bool(back) and spec.outcome is None)


def _day(desk: Writer, coded: Coded, own: str | None, days: Days) -> date:
    typed = own or days.on
    if typed:
        return desk.day_of(typed)
    return min(coded.on, desk.day) if days.by_sheet else desk.day


def with_plan(happened: Happened, action: Action, *, put_off: bool = False) -> Happened:
    """Take over purpose, script and item of the action that this was.

    The words and the gift stay unused by an attempt, on another channel, and by whoever asked to be
    called back before they were heard.
    """
    happened = replace(happened, purpose=happened.purpose or action.purpose, action=action)
    counts_as = "voicemail" if happened.outcome == "voicemail" else happened.channel
    unused = happened.outcome in SPENT_NOTHING or counts_as != action.channel or put_off
    if unused or happened.script or happened.item:
        return happened
    return replace(happened, script=action.script, item=action.item)
