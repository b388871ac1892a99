"""``accord ledger``: a record kept tamper-evident in a database."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from accordance.cli.options import emit, form_of, format_of, table

if TYPE_CHECKING:
    from accordance.app.ledgers.at import At
    from accordance.app.ledgers.filling import How, Imported
    from accordance.app.ledgers.looking import Shown
    from accordance.ledger.keyring import Key

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group()
def ledger() -> None:
    """Keep a record in a ledger that only grows, and in which every change shows.

    LEDGER is a file (SQLite), or the URL of a PostgreSQL database. Every entry has its place in a
    signed tree; what the ledger protects from, and what only witnesses can, is said by
    "accord doctor LEDGER".
    """


def _at(command: Command) -> Command:
    """Add the argument LEDGER and the option --home."""
    command = click.option(
        "--home", metavar="FOLDER", envvar="ACCORD_LEDGER_HOME",
        help="The folder with the ledger's key and files; beside a file by default.",
    )(command)  # fmt: skip
    return click.argument("ledger", metavar="LEDGER")(command)


def _reading(command: Command) -> Command:
    """Add the options that say how what is written is read."""
    for option in (
        click.option(
            "--case", metavar="CASE", help="Hold names against this accord, and take its zone."
        ),
        click.option("--zone", default="", help="The time zone in which instants become days."),
    ):
        command = option(command)
    return command


def _signing(command: Command) -> Command:
    """Add the options that say who signs and who may read."""
    for option in (
        click.option(
            "--seal-to", multiple=True, metavar="FILE",
            help="A public key file: only its owner may read notes, texts and names of files.",
        ),
        click.option("--sign", metavar="FILE", help="The key file of whoever made the entries."),
    ):  # fmt: skip
        command = option(command)
    return command


def _key(file: str | None) -> Key | None:
    from pathlib import Path

    from accordance.cli.commands.key import passphrase_of
    from accordance.ledger import keyring

    return keyring.load(Path(file), passphrase_of(Path(file))) if file else None


def _how(sign: str | None, **rest: Any) -> How:
    from pathlib import Path

    from accordance.app.ledgers.filling import How
    from accordance.cli.commands.key import passphrase_of

    return How(key=sign, passphrase=passphrase_of(Path(sign)) if sign else "", **rest)


def _dry(command: Command) -> Command:
    return click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")(
        command
    )


def _place(ledger: str, home: str | None) -> At:
    from accordance.app.ledgers.at import At

    return At(ledger, home)


@ledger.command()
@_at
@click.option(
    "--origin", default="", help="Its name, such as example.org/korea; one of its own by default."
)
@format_of("table", "json")
@click.pass_context
def init(ctx: click.Context, ledger: str, home: str | None, origin: str, form: str | None) -> int:
    """Make a ledger with a key of its own, or bring an older one up to date."""
    from accordance.app.ledgers import at

    made = at.made(_place(ledger, home), origin)
    head = made.head()
    answer = {
        "origin": made.origin,
        "key": made.key.text(),
        "size": head.size,
        "root": head.root.hex(),
    }
    if form_of(ctx, form, "json") == "json":
        return emit(answer)
    click.echo(f"{ledger} is a ledger of {head.size} entries.")
    click.echo(f"  Its name: {made.origin}")
    click.echo(f"  Its public key, to be given to every party: {made.key.text()}")
    click.echo(f"  Its private key and its files are in {made.store.home}: keep that folder safe.")
    return 0


@ledger.command("import")
@_at
@click.argument("files", nargs=-1, required=True, type=click.Path())
@_reading
@_signing
@_dry
@format_of("table", "json", "csv")
@click.pass_context
def import_(  # noqa: PLR0917 click passes each by name
    ctx: click.Context,
    ledger: str,
    home: str | None,
    files: tuple[str, ...],
    zone: str,
    case: str | None,
    sign: str | None,
    seal_to: tuple[str, ...],
    dry_run: bool,
    form: str | None,
) -> int:
    """Import record files, all or nothing, and report entry by entry.

    What stands in the ledger already is passed over, so that an import may be repeated.
    """
    from accordance.app.ledgers import filling
    from accordance.cli.progress import working

    how = _how(sign, zone=zone, case=case, seal_to=seal_to, dry_run=dry_run)
    with working(f"importing into {ledger}"):
        done = filling.imported(_place(ledger, home), files, how)
    return _report(done, form_of(ctx, form, "json", "csv"), dry_run=dry_run)


@ledger.command()
@_at
@click.argument("file", type=click.Path(), default="-")
@_reading
@click.option(
    "--attach",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="A file that the entry is about; it is kept beside the ledger.",
)
@_signing
@_dry
@format_of("table", "json", "csv")
@click.pass_context
def append(  # noqa: PLR0917 click passes each by name
    ctx: click.Context,
    ledger: str,
    home: str | None,
    file: str,
    zone: str,
    case: str | None,
    sign: str | None,
    seal_to: tuple[str, ...],
    attach: tuple[str, ...],
    dry_run: bool,
    form: str | None,
) -> int:
    """Append one entry, or a list of them, written as in a record; from standard input by default."""
    from accordance.app.ledgers import filling

    how = _how(sign, zone=zone, case=case, seal_to=seal_to, attached=attach, dry_run=dry_run)
    done = filling.appended(_place(ledger, home), file, how)
    return _report(done, form_of(ctx, form, "json", "csv"), dry_run=dry_run)


@ledger.command()
@_at
@click.option(
    "--output", type=click.Path(dir_okay=False), help="The file to write; .csv gives a table."
)
def export(ledger: str, home: str | None, output: str | None) -> int:
    """Write the record that a ledger holds, as record.yaml or record.csv has it."""
    from pathlib import Path

    from accordance.app.ledgers import looking
    from accordance.record import writing

    record = looking.exported(_place(ledger, home))
    text = writing.to_csv(record) if str(output).endswith(".csv") else writing.to_yaml(record)
    if output is None:
        click.echo(text, nl=False)
    else:
        Path(output).write_text(text, encoding="utf-8")
        click.echo(f"{len(record.entries)} entries are in {output}", err=True)
    return 0


@ledger.command()
@_at
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
        [looking.shown(_place(ledger, home), entry, _key(file))],
        form_of(ctx, form, "json"),
        one=True,
    )


@ledger.command()
@_at
@click.argument("entry")
@format_of("table", "json")
@click.pass_context
def history(ctx: click.Context, ledger: str, home: str | None, entry: str, form: str | None) -> int:
    """Show an entry and all that was said of it since: corrections, custody, erasure."""
    from accordance.app.ledgers import looking

    return _entries(looking.history(_place(ledger, home), entry), form_of(ctx, form, "json"))


@ledger.command()
@_at
@click.option(
    "--since", type=click.IntRange(min=0), default=0, help="The size that the witness saw last."
)
@click.option("--output", type=click.Path(dir_okay=False), help="The file to write.")
def checkpoint(ledger: str, home: str | None, since: int, output: str | None) -> int:
    """Write a request to a witness: the newest checkpoint, proved to go on from a size."""
    from pathlib import Path

    from accordance.app.ledgers import keeping

    text = keeping.requested(_place(ledger, home), since)
    if output is None:
        click.echo(text, nl=False)
    else:
        Path(output).write_text(text, encoding="utf-8")
    return 0


@ledger.command()
@_at
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--witness", "witnesses", multiple=True, required=True, metavar="FILE",
    help="The public key file of a witness whose cosignature is to be kept.",
)  # fmt: skip
def cosign(ledger: str, home: str | None, file: str, witnesses: tuple[str, ...]) -> int:
    """Keep the cosignatures that stand under a checkpoint, after checking them."""
    from accordance.app.ledgers import keeping

    names = keeping.cosigned(_place(ledger, home), file, witnesses)
    click.echo(f"Kept: {', '.join(names)}." if names else "Nothing new was under it.")
    return 0


@ledger.command()
@_at
@click.argument("entries", nargs=-1, required=True)
@click.option("--output", type=click.Path(dir_okay=False), required=True, help="The file to write.")
@click.option("--no-files", is_flag=True, help="Leave the files of the entries out.")
def bundle(
    ledger: str, home: str | None, entries: tuple[str, ...], output: str, no_files: bool
) -> int:
    """Write entries with their proofs into one file, which anybody can verify without the ledger."""
    from accordance.app.ledgers import keeping

    made = keeping.bundled(_place(ledger, home), entries, output, blobs=not no_files)
    click.echo(f"{output} has {len(made.entries)} entries and {len(made.blobs)} files.")
    click.echo(f"To verify it anywhere: accord ledger verify {output} --trust {made.key}")
    return 0


@ledger.command()
@_at
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
            _place(ledger, home), witnesses, trust,
            lambda done: progress(f"verifying {ledger}: {done:,} entries"),
        )  # fmt: skip
    if form_of(ctx, form, "json") == "json":
        broken = min((one.entry for one in found.faults if one.entry is not None), default=None)
        emit({**builtins(found), "sound": found.sound, "first_broken": broken})
    else:
        click.echo(showing.told(found, trusted=trust is not None))
    return 0 if found.sound else 1


@ledger.command()
@_at
@click.argument("entry")
@click.option("--reason", required=True, help="Why; it is recorded for good, so name no person.")
@click.option("--by", default="", help="Who decided it.")
@click.option(
    "--sealed-only", is_flag=True, help="Erase what is sealed, and leave what all may read."
)
@_dry
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
        _place(ledger, home),
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


def _report(done: Imported, form: str, *, dry_run: bool) -> int:
    """Report an import entry by entry."""
    from accordance.cli.show.problems import as_data, listed

    if form == "json":
        problems = [as_data(one) for one in done.problems]
        return emit(
            {"entries": done.entries, "new": done.new, "size": done.size, "root": done.root,
             "problems": problems, "dry_run": dry_run}
        )  # fmt: skip
    if form == "csv":
        header = ("id", "kind", "entry", "state")
        return table(header, [(one.id, one.kind, one.entry, one.state) for one in done.entries])
    if done.problems:
        click.echo(listed(done.problems, done.texts), err=True)
    for one in done.entries:
        place = "     -" if one.entry is None else f"{one.entry:6}"
        click.echo(f"{place}  {one.state:9} {one.kind:10} {one.id}")
    there = len(done.entries) - done.new
    would = "would be" if dry_run else "are"
    click.echo(f"{done.new} entries {would} new, {there} stood there already.")
    click.echo(f"The ledger has {done.size} entries; root {done.root}.")
    return 0


def _entries(found: list[Shown], form: str, *, one: bool = False) -> int:
    from accordance.cli.show import ledgers as showing

    if form == "json":
        return emit(found[0] if one else {"entries": found})
    click.echo(showing.entries(found))
    sys.stdout.flush()
    return 0
