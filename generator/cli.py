"""The index of verbs. What a verb does lies in `commands/`, in a file of its name.

A command is imported when it is called: `playbook --help` loads click and nothing else.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from importlib.util import find_spec

import click

from generator.commands._shared import Given, run
from generator.model.nearest import did_you_mean

READING = {
    "today": "What to do today, and what slipped.",
    "week": "What to do in a week.",
    "plan": "The whole plan, eight weeks ahead.",
    "why": "Every reason behind the next action of one prospect.",
    "show": "All that is known of one prospect.",
    "script": "The words for one prospect, filled in.",
    "rehearse": "Practise a voicemail before it is left.",
    "sheet": "The call sheet of a week, to print.",
    "shelf": "What there is to give, and who could use it.",
    "check": "Every fault in your files, and what is worth a look.",
    "ics": "The calendar feed.",
    "stats": "Your own numbers, with counts.",
    "what-if": "What another policy would ask of you.",
    "diff": "What changed since a git revision, said in actions.",
    "schema": "JSON Schemas of the files, for editors.",
}
WRITING = {
    "init": "Begin a playbook of your own.",
    "add": "Put in a new prospect.",
    "new": "Begin a script of your own.",
    "log": "Write down what happened.",
    "said": "Write down what somebody told you.",
    "done": "Log a planned action as done.",
    "skip": "Put one action off.",
    "snooze": "Leave a prospect alone until a date.",
    "stage": "Move a prospect to another stage.",
    "optout": "Never contact a prospect by a channel again.",
    "undo": "Take back the last change.",
    "import": "Bring in contacts from a CRM or an address book.",
    "forget": "Erase a prospect.",
}
SITE = {
    "build": "Build the site.",
    "serve": "Show the site while you write.",
    "export": "The pages as Markdown, or the contacts as CSV or vCard.",
    "audit": "Search a built site for what should not be in it.",
}
SECTIONS = {"Reading": READING, "Writing": WRITING, "The site": SITE}
VERBS: dict[str, str] = READING | WRITING | SITE
INNER = {"merge-file": "_merge_file", "hook": "_hook"}
"""What git calls and nobody types: the file of each."""


NEW_OBJECTS = 500_000
"""So many new objects before Python looks for garbage in circles; by itself it does after 700.

Nearly all that a command makes is needed until its end, so that looking seldom finds anything:
it was a tenth of the time of a build.
"""


class Verbs(click.Group):
    """A group whose commands are files: `commands/check.py` holds `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the verbs that are there, in the order of the index."""
        del ctx
        return [verb for verb in VERBS if find_spec(_module(verb))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the file of a verb."""
        del ctx
        if cmd_name not in VERBS | INNER or not find_spec(_module(cmd_name)):
            return None
        command: click.Command = import_module(_module(cmd_name)).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or say which one may have been meant."""
        verb = args[0]
        if verb[:1].isalnum() and self.get_command(ctx, verb) is None:
            hint = did_you_mean(verb, self.list_commands(ctx))
            ctx.fail(f"there is no command '{verb}'. {hint}".strip())
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs by section, without importing any."""
        there = set(self.list_commands(ctx))
        for section, verbs in SECTIONS.items():
            rows = [(verb, said) for verb, said in verbs.items() if verb in there]
            if rows:
                with formatter.section(section):
                    formatter.write_dl(rows)


def _module(verb: str) -> str:
    name = ({"import": "import_"} | INNER).get(verb, verb.replace("-", "_"))
    return f"generator.commands.{name}"


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C", "--root", metavar="ROOT", envvar="PLAYBOOK_ROOT", help="Where the playbook lies."
)
@click.option("--today", metavar="DATE", envvar="PLAYBOOK_TODAY", help="The day to plan from.")
@click.version_option(package_name="prospect-playbook", prog_name="playbook")
@click.pass_context
def playbook(ctx: click.Context, root: str | None, today: str | None) -> None:
    """Whom to contact, when, by which channel, with which words, and why.

    Nothing is ever sent: you do the talking.
    """
    ctx.obj = Given(root, today)
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def main() -> None:
    """Run the command line; the process ends with one of the documented exit codes."""
    gc.set_threshold(NEW_OBJECTS)
    sys.exit(run(playbook))


if __name__ == "__main__":
    main()
