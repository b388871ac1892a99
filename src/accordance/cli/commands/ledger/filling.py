"""``accord ledger init``, ``import``, ``append`` and ``export``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from accordance.cli.commands.ledger.group import at, dry, ledger, place
from accordance.cli.options import emit, form_of, format_of, table

if TYPE_CHECKING:
    from accordance.app.ledgers.filling import How, Imported

Command = TypeVar("Command", bound=Callable[..., Any])


@ledger.command()
@at
@click.option(
    "--origin", default="", help="Its name, such as example.org/korea; one of its own by default."
)
@format_of("table", "json")
@click.pass_context
def init(ctx: click.Context, ledger: str, home: str | None, origin: str, form: str | None) -> int:
    """Make a ledger with a key of its own, or bring an older one up to date."""
    from accordance.app.ledgers import at

    made = at.made(place(ledger, home), origin)
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


def _how(sign: str | None, **rest: Any) -> How:
    from accordance.app.ledgers.filling import How
    from accordance.cli.commands.key import passphrase_of

    return How(key=sign, passphrase=passphrase_of(Path(sign)) if sign else "", **rest)


@ledger.command("import")
@at
@click.argument("files", nargs=-1, required=True, type=click.Path())
@_reading
@_signing
@dry
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
        done = filling.imported(place(ledger, home), files, how)
    return _report(done, form_of(ctx, form, "json", "csv"), dry_run=dry_run)


@ledger.command()
@at
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
@dry
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
    done = filling.appended(place(ledger, home), file, how)
    return _report(done, form_of(ctx, form, "json", "csv"), dry_run=dry_run)


@ledger.command()
@at
@click.option(
    "--output", type=click.Path(dir_okay=False), help="The file to write; .csv gives a table."
)
@click.option(
    "--tiles", type=click.Path(file_okay=False), metavar="FOLDER",
    help="Write the log instead, as static files (C2SP tlog-tiles) for monitors.",
)  # fmt: skip
def export(ledger: str, home: str | None, output: str | None, tiles: str | None) -> int:
    """Write the record that a ledger holds, as record.yaml or record.csv has it."""
    from accordance.app.ledgers import looking
    from accordance.record import writing

    if tiles is not None:
        new = looking.tiled(place(ledger, home), tiles)
        click.echo(f"{new} files are new in {tiles}", err=True)
        return 0
    record = looking.exported(place(ledger, home))
    text = writing.to_csv(record) if str(output).endswith(".csv") else writing.to_yaml(record)
    if output is None:
        click.echo(text, nl=False)
    else:
        Path(output).write_text(text, encoding="utf-8")
        click.echo(f"{len(record.entries)} entries are in {output}", err=True)
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
