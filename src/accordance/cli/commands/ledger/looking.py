"""``accord ledger show`` and ``history``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from accordance.cli.commands.ledger.group import at, ledger, place
from accordance.cli.options import emit, form_of, format_of

if TYPE_CHECKING:
    from accordance.app.ledgers.looking import Shown
    from accordance.ledger.keyring import Key

Command = TypeVar("Command", bound=Callable[..., Any])


def _key(file: str | None) -> Key | None:
    from accordance.cli.commands.key import passphrase_of
    from accordance.ledger import keyring

    return keyring.load(Path(file), passphrase_of(Path(file))) if file else None


@ledger.command()
@at
@click.argument("entry")
@click.option("--key", "file", metavar="FILE", help="Your key file, to read what is sealed to you.")
@format_of("table", "json")
@click.pass_context
def show(
    ctx: click.Context,
    ledger: str,
    home: str | None,
    entry: str,
    file: str | None,
    form: str | None,
) -> int:
    """Show one entry, by its number or its id."""
    from accordance.app.ledgers import looking

    return _entries(
        [looking.shown(place(ledger, home), entry, _key(file))],
        form_of(ctx, form, "json"),
        one=True,
    )


@ledger.command()
@at
@click.argument("entry")
@format_of("table", "json")
@click.pass_context
def history(ctx: click.Context, ledger: str, home: str | None, entry: str, form: str | None) -> int:
    """Show an entry and all that was said of it since: corrections, custody, erasure."""
    from accordance.app.ledgers import looking

    return _entries(looking.history(place(ledger, home), entry), form_of(ctx, form, "json"))


def _entries(found: list[Shown], form: str, *, one: bool = False) -> int:
    from accordance.cli.show import ledgers as showing

    if form == "json":
        return emit(found[0] if one else {"entries": found})
    click.echo(showing.entries(found))
    sys.stdout.flush()
    return 0
