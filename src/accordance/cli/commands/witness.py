"""``accord witness``: hold a ledger to what it showed before."""

from __future__ import annotations

from pathlib import Path

import click

from accordance.cli.options import emit, form_of, format_of


@click.command()
@click.argument("source", metavar="LEDGER-OR-REQUEST")
@click.option(
    "--key", "file", required=True, type=click.Path(dir_okay=False), help="The witness's key file."
)
@click.option("--trust", metavar="KEY", help="The ledger's public key; needed the first time.")
@click.option(
    "--seen",
    type=click.Path(dir_okay=False),
    help="What the witness keeps; KEY-FILE.seen by default.",
)
@click.option("--home", metavar="FOLDER", envvar="ACCORD_LEDGER_HOME", help="The ledger's folder.")
@click.option(
    "--output", type=click.Path(dir_okay=False), help="Where to write the cosigned checkpoint."
)
@format_of("table", "json")
@click.pass_context
def witness(  # noqa: PLR0917 click passes each by name
    ctx: click.Context,
    source: str,
    file: str,
    trust: str | None,
    seen: str | None,
    home: str | None,
    output: str | None,
    form: str | None,
) -> int:
    """Cosign a ledger's newest checkpoint, if it goes on from the last one that was seen.

    SOURCE is a ledger that can be reached, or a request that "accord ledger checkpoint" wrote.
    A ledger that was rewritten, rolled back or forked is refused, and the witness signs nothing.
    """
    from accordance.app import witnessing
    from accordance.cli.commands.key import passphrase_of

    path = Path(file)
    done = witnessing.witnessed(
        source, path, passphrase_of(path), trust=trust, seen=seen, home=home
    )
    if output:
        Path(output).write_text(done.note, encoding="utf-8")
    if form_of(ctx, form, "json") == "json":
        return emit(done)
    click.echo(f"{done.witness} has cosigned {done.origin} at {done.size} entries.")
    click.echo(f"  root {done.root}")
    if not done.handed_over and not output:
        click.echo(done.note)
    return 0
