"""``accord ledger verify``, ``checkpoint``, ``cosign``, ``bundle`` and ``erase``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from accordance.cli.commands.ledger.group import at, dry, ledger, place
from accordance.cli.options import emit, form_of, format_of

Command = TypeVar("Command", bound=Callable[..., Any])


@ledger.command()
@at
@click.option(
    "--trust", metavar="KEY", help="Of a bundle: the public key of the ledger it is from."
)
@click.option(
    "--witness", "witnesses", multiple=True, metavar="FILE",
    help="The public key file of a witness whose cosignatures are to be checked.",
)  # fmt: skip
@format_of("table", "json")
@click.pass_context
def verify(
    ctx: click.Context,
    ledger: str,
    home: str | None,
    trust: str | None,
    witnesses: tuple[str, ...],
    form: str | None,
) -> int:
    """Verify a ledger from its bytes, or a bundle by itself: every body, file, hash and signature.

    Ends with 1 where anything is wrong, and names the first broken entry.
    """
    from accordance.app.ledgers import keeping
    from accordance.cli.progress import working
    from accordance.cli.show import ledgers as showing
    from accordance.kernel.canonical import builtins

    with working(f"verifying {ledger}") as progress:
        found = keeping.verified(
            place(ledger, home), witnesses, trust,
            lambda done: progress(f"verifying {ledger}: {done:,} entries"),
        )  # fmt: skip
    if form_of(ctx, form, "json") == "json":
        broken = min((one.entry for one in found.faults if one.entry is not None), default=None)
        emit({**builtins(found), "sound": found.sound, "first_broken": broken})
    else:
        click.echo(showing.told(found, trusted=trust is not None))
    return 0 if found.sound else 1


@ledger.command()
@at
@click.option(
    "--since", type=click.IntRange(min=0), default=0, help="The size that the witness saw last."
)
@click.option("--output", type=click.Path(dir_okay=False), help="The file to write.")
def checkpoint(ledger: str, home: str | None, since: int, output: str | None) -> int:
    """Write a request to a witness: the newest checkpoint, proved to go on from a size."""
    from accordance.app.ledgers import keeping

    text = keeping.requested(place(ledger, home), since)
    if output is None:
        click.echo(text, nl=False)
    else:
        Path(output).write_text(text, encoding="utf-8")
    return 0


@ledger.command()
@at
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--witness", "witnesses", multiple=True, required=True, metavar="FILE",
    help="The public key file of a witness whose cosignature is to be kept.",
)  # fmt: skip
def cosign(ledger: str, home: str | None, file: str, witnesses: tuple[str, ...]) -> int:
    """Keep the cosignatures that stand under a checkpoint, after checking them."""
    from accordance.app.ledgers import keeping

    names = keeping.cosigned(place(ledger, home), file, witnesses)
    click.echo(f"Kept: {', '.join(names)}." if names else "Nothing new was under it.")
    return 0


@ledger.command()
@at
@click.argument("entries", nargs=-1, required=True)
@click.option("--output", type=click.Path(dir_okay=False), required=True, help="The file to write.")
@click.option("--no-files", is_flag=True, help="Leave the files of the entries out.")
def bundle(
    ledger: str, home: str | None, entries: tuple[str, ...], output: str, no_files: bool
) -> int:
    """Write entries with their proofs into one file, which anybody can verify without the ledger."""
    from accordance.app.ledgers import keeping

    made = keeping.bundled(place(ledger, home), entries, output, blobs=not no_files)
    click.echo(f"{output} has {len(made.entries)} entries and {len(made.blobs)} files.")
    click.echo(f"To verify it anywhere: accord ledger verify {output} --trust {made.key}")
    return 0


@ledger.command()
@at
@click.argument("entry")
@click.option("--reason", required=True, help="Why; it is recorded for good, so name no person.")
@click.option("--by", default="", help="Who decided it.")
@click.option(
    "--sealed-only", is_flag=True, help="Erase what is sealed, and leave what all may read."
)
@dry
@format_of("table", "json")
@click.pass_context
def erase(  # noqa: PLR0917 click passes each by name
    ctx: click.Context,
    ledger: str,
    home: str | None,
    entry: str,
    reason: str,
    by: str,
    sealed_only: bool,
    dry_run: bool,
    form: str | None,
) -> int:
    """Erase the body of an entry and its keys. Its place in the tree, and every proof, stand."""
    from accordance.app.ledgers import keeping

    done = keeping.erased(
        place(ledger, home),
        entry,
        reason=reason,
        by=by,
        part="sealed" if sealed_only else "all",
        dry_run=dry_run,
    )
    if form_of(ctx, form, "json") == "json":
        return emit(done)
    click.echo(f'"{entry}" {done.state}' + ("." if dry_run else f"; entry {done.entry} says so."))
    return 0
