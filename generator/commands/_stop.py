"""Stopping with a sentence and one of the documented exit codes."""

from __future__ import annotations

from typing import NoReturn

import click


def stop(message: str, code: int) -> NoReturn:
    """Say on stderr why nothing more is done, and end with `code`."""
    click.echo(f"Error: {message}", err=True)
    raise click.exceptions.Exit(code)
