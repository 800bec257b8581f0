"""`done`: log a planned action as done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from generator.commands._codes import Codebook, Coded, planned_outcome
from generator.commands._dones import promise_kept, save_prepared
from generator.commands._faults import Faults
from generator.commands._touch import Happened
from generator.commands._typed import with_plan
from generator.commands._words import channel_named, outcome_named, unknown_channel
from generator.commands._writing import Writer, is_asked, with_writing
from generator.commands.log import save_all

if TYPE_CHECKING:
    from generator.model.plan import Action


@click.command()
@click.argument("code", required=False)
@click.option("--instead", metavar="CHANNEL", help="It was done by this channel instead.")
@click.option("--outcome", metavar="OUTCOME", help="How it went, where that is not plain.")
@click.option("--on", metavar="DATE", help="When it was; today if not said.")
@click.option("--said", metavar="TEXT", help="What they told you.")
@click.option("--note", metavar="TEXT", help="What you want to remember of it.")
@with_writing
def command(desk: Writer, *, code: str | None, **told: Any) -> None:  # noqa: ANN401 — as the options declare
    """Log a planned action as done: CODE is on the sheet, in `today`, `week` and `plan`.

    Without CODE it is the one thing of today. A call needs its outcome; a preparation is put down
    as prepared; what you promised is put down as kept.
    """
    book = Codebook(desk)
    _refuse_all_faults(desk, book, code, told)
    coded = book.find(code, ahead=True) if code else _the_only_one(book)
    action = coded.action
    desk.readable(action.prospect)
    on = desk.day_of(told["on"])
    if action.do == "prepare":
        save_prepared(desk, action, on)
        return
    channel = _channel(desk, action, told["instead"])
    happened = Happened(
        slug=action.prospect,
        channel=channel,
        on=on,
        outcome=_outcome(desk, coded, channel, told),
        said=told["said"],
        note=told["note"],
        keeps=promise_kept(desk, action),
    )
    save_all(desk, [with_plan(happened, action)])


def _refuse_all_faults(
    desk: Writer, book: Codebook, code: str | None, told: dict[str, str | None]
) -> None:
    """Refuse what cannot be meant, whatever was planned: all of it at once."""
    faults = Faults()
    if code:
        with faults.gathering():
            book.find(code, ahead=True)
    with faults.gathering():
        desk.day_of(told["on"])
    if told["instead"]:
        with faults.gathering():
            _channel_named(desk, told["instead"])
    if told["outcome"]:
        with faults.gathering():
            outcome_named(told["outcome"])
    faults.refuse()


def _the_only_one(book: Codebook) -> Coded:
    """Give the one thing that is to be done today; if there are more, list them."""
    due = book.due
    if len(due) == 1:
        return due[0]
    if not due:
        msg = "nothing is to be done today. `playbook week` prints the codes of the week."
        raise click.UsageError(msg)
    listed = "\n".join(f"  {book.say(coded)}" for coded in due)
    if is_asked():
        click.echo(listed, err=True)
        return book.find(click.prompt("Which one", err=True))
    msg = f"say which of these is done:\n{listed}"
    raise click.UsageError(msg)


def _channel(desk: Writer, action: Action, instead: str | None) -> str:
    """Give the channel it was done by; a voicemail is a call that the machine took."""
    channels = desk.workspace.channels
    if not instead:
        by = channels[action.channel].by
        live = next((key for key, c in channels.items() if c.by == by and c.live), None)
        return live or action.channel
    return _channel_named(desk, instead)


def _channel_named(desk: Writer, instead: str) -> str:
    channels = desk.workspace.channels
    found = channel_named(instead, channels)
    if found:
        return found
    msg = f"there is no channel '{instead}'. {unknown_channel([instead], channels)}"
    raise click.UsageError(msg)


def _outcome(desk: Writer, coded: Coded, channel: str, told: Mapping[str, str | None]) -> str:
    if told["outcome"]:
        return outcome_named(told["outcome"])
    channels = desk.workspace.channels
    known = channels[channel]
    planned = channels[coded.action.channel]
    meant = planned_outcome(planned if planned.by == known.by else known)
    if meant:
        return meant
    if is_asked():
        question = f"How did the {known.label} go (connected, voicemail, no_answer or declined)"
        return outcome_named(click.prompt(question, err=True))
    code = coded.action.code
    remedy = f"playbook log {code}:tk (talked), na, vm or nt"
    if told["instead"]:  # a code typed back stands for the channel that was planned
        remedy = (
            f"playbook done {code} --instead {channel} --outcome connected (voicemail, no_answer or"
            " declined)"
        )
    msg = f"say how the {known.label} went: {remedy}"
    raise click.UsageError(msg)
