"""``accord why``: the reason for a provision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from accordance.cli.options import case_or_ledger, emit, form_of, format_of, provision, question

if TYPE_CHECKING:
    from accordance.app.paths import Place
    from accordance.app.when import When


@click.command()
@case_or_ledger
@provision
@question
@format_of("table", "json")
@click.option("--full", is_flag=True, help="Tell also what stands in nobody's way.")
@click.pass_context
def why(
    ctx: click.Context,
    case: Place,
    provision: str,
    when: When,
    form: str | None,
    full: bool,
) -> int:
    """Say why a commitment, benefit, power or claim stands as it does.

    A tree from the clause down to the evidence. Each leaf names its source, its two days and its
    grades; each verdict says how likely the claim is, in words and in per cent.
    """
    from accordance.app import deciding
    from accordance.app.case import open_case
    from accordance.cli.progress import working
    from accordance.cli.show.data import of_told
    from accordance.cli.show.why import shown

    form = form_of(ctx, form, "json")
    with working(f"deciding {case}"):
        told = deciding.why(open_case(case), provision, when)
    if form == "json":
        return emit(of_told(told))
    click.echo(shown(told, full=full))
    return 0
