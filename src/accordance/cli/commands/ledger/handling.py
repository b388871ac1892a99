"""``accord ledger hand`` and ``appraise``: how evidence was handled."""

from __future__ import annotations

import click

from accordance.cli.commands.ledger.group import at, ledger, place
from accordance.ledger.entries.handling import CHECKS


@ledger.command()
@at
@click.argument("entries", nargs=-1, required=True)
@click.option("--from", "giver", required=True, help="Who handed it on.")
@click.option("--to", "taker", required=True, help="Who took it.")
@click.option("--at", "when", default="", help="The instant, with its offset; now by default.")
@click.option("--medium", default="", help="On what: a sealed disk, a courier's bag.")
@click.option("--note", default="", help="A remark; it can be erased, the rest cannot.")
def hand(  # noqa: PLR0917 click passes each by name
    ledger: str,
    home: str | None,
    entries: tuple[str, ...],
    giver: str,
    taker: str,
    when: str,
    medium: str,
    note: str,
) -> int:
    """Record that evidence was handed on: who, to whom, when and on what medium, for good."""
    from accordance.app.ledgers import handling

    done = handling.handed(
        place(ledger, home), entries, (giver, taker), when=when, medium=medium, note=note
    )
    click.echo(f"{done.id}: {giver} handed it to {taker}; entry {done.entry} says so.")
    return 0


@ledger.command()
@at
@click.argument("entry")
@click.option("--by", required=True, help="Who checked it.")
@click.option("--passed", multiple=True, type=click.Choice(CHECKS), help="A check that it passed.")
@click.option("--failed", multiple=True, type=click.Choice(CHECKS), help="A check that it failed.")
@click.option("--note", default="", help="What was done, and found.")
def appraise(  # noqa: PLR0917 click passes each by name
    ledger: str,
    home: str | None,
    entry: str,
    by: str,
    passed: tuple[str, ...],
    failed: tuple[str, ...],
    note: str,
) -> int:
    """Record which of the six checks of the Berkeley Protocol an item passed; the rest were not made."""
    from accordance.app.ledgers import handling

    done = handling.appraised(
        place(ledger, home), entry, by, passed=passed, failed=failed, note=note
    )
    click.echo(f"{done.id}: {len(passed)} of {len(CHECKS)} checks passed, {len(failed)} failed.")
    return 0
