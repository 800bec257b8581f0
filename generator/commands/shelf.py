"""`shelf`: what there is to give, and `shelf who`: who could use a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.commands._output import ink
from generator.commands._shared import Playbook, with_playbook

if TYPE_CHECKING:
    from generator.model.shelf import Item
    from generator.model.workspace import Workspace

_JSON = click.option("--json", "as_json", is_flag=True, help="For machines: one JSON document.")


@click.group(invoke_without_command=True)
@_JSON
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """List what there is to give, and say who could use it.

    `playbook shelf who ITEM` says for one thing who could use it, who had it already, and who
    asked not to get such things.
    """
    if ctx.invoked_subcommand is None:
        _list(as_json=as_json)


@with_playbook()
def _list(here: Playbook, *, as_json: bool) -> None:
    from generator.rendering import shelf_text  # noqa: PLC0415 — heavy

    plan = here.plan()
    if as_json:
        text = shelf_text.render_shelf_json(here.workspace, plan)
    else:
        text = shelf_text.render_shelf_list(here.workspace, plan, ink())
    click.echo(text, nl=False)


@command.command()
@click.argument("item")
@_JSON
@with_playbook()
def who(here: Playbook, *, item: str, as_json: bool) -> None:
    """Say who could use ITEM, the closest fit first.

    ITEM is the id of a thing on the shelf, or the beginning of one.
    """
    from generator.rendering import shelf_text  # noqa: PLC0415 — heavy

    thing, plan = _item_named(here.workspace, item), here.plan()
    if as_json:
        text = shelf_text.render_who_json(here.workspace, plan, thing)
    else:
        text = shelf_text.render_shelf_who(here.workspace, plan, thing, ink())
    click.echo(text, nl=False)


def _item_named(workspace: Workspace, named: str) -> Item:
    """Find a thing by its id, the beginning of one, or its title; else it is misuse."""
    said = named.strip().casefold()
    exact = [i for i in workspace.shelf if said in {i.id.casefold(), i.title.casefold()}]
    found = exact or [i for i in workspace.shelf if said and i.id.casefold().startswith(said)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "\n".join(f"  {item.id}" for item in found)
        msg = f"'{named}' may be several things:\n{listed}"
        raise click.UsageError(msg)
    raise click.UsageError(_unknown(workspace, named))


def _unknown(workspace: Workspace, named: str) -> str:
    from generator.model.nearest import nearest  # noqa: PLC0415 — only for a misspelt id

    near = nearest(named, {item.id for item in workspace.shelf})
    hint = f" Did you mean '{near}'?" if near else " `playbook shelf` lists what there is."
    return f"there is no '{named}' on the shelf.{hint}"
