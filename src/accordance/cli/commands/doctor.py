"""``accord doctor``: what this installation is, and what a ledger does and does not protect."""

from __future__ import annotations

import click

from accordance.cli.options import emit, form_of, format_of


@click.command()
@click.argument("ledger", metavar="[LEDGER]", required=False)
@click.option("--home", metavar="FOLDER", envvar="ACCORD_LEDGER_HOME", help="The ledger's folder.")
@format_of("table", "json")
@click.pass_context
def doctor(ctx: click.Context, ledger: str | None, home: str | None, form: str | None) -> int:
    """Show releases and settings; of a LEDGER, how it is kept and what it is protected from."""
    from accordance.app.doctoring import examined

    found = examined(ledger, home)
    if form_of(ctx, form, "json") == "json":
        return emit(found)
    for section in found.sections:
        click.echo(section.title)
        for line in section.lines:
            mark = {"good": "✓", "warning": "!", "told": " "}[line.mark]
            click.echo(f"  {mark} {line.text}")
    return 0
