"""The group ``accord ledger`` and what its commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from accordance.app.ledgers.at import At

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group()
def ledger() -> None:
    """Keep a record in a ledger that only grows, and in which every change shows.

    LEDGER is a file (SQLite), or the URL of a PostgreSQL database. Every entry has its place in a
    signed tree; what the ledger protects from, and what only witnesses can, is said by
    "accord doctor LEDGER".
    """


def at(command: Command) -> Command:
    """Add the argument LEDGER and the option --home."""
    command = click.option(
        "--home", metavar="FOLDER", envvar="ACCORD_LEDGER_HOME",
        help="The folder with the ledger's key and files; beside a file by default.",
    )(command)  # fmt: skip
    return click.argument("ledger", metavar="LEDGER")(command)


def dry(command: Command) -> Command:
    """Add the option --dry-run."""
    return click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")(
        command
    )


def place(ledger: str, home: str | None) -> At:
    """Give the place of a ledger as it was asked for."""
    from accordance.app.ledgers.at import At

    return At(ledger, home)
