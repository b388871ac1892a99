"""``accord diff``: what differs between two days, or between two cases."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from accordance.cli.options import Day, case_or_ledger, emit, form_of, format_of, question, table

if TYPE_CHECKING:
    from accordance.app.paths import Place
    from accordance.app.when import When


@click.command()
@case_or_ledger
@click.argument("other", type=click.Path(), required=False)
@click.option("--from", "first", type=Day(), help="The earlier of two days of one case.")
@click.option(
    "--to", "second", type=Day(), help="The later of two days; default: --as-of, else today."
)
@click.option(
    "--views",
    is_flag=True,
    help="Show how two cases differ in every party's view, beside the plain answer.",
)
@question
@format_of("table", "json", "csv")
@click.pass_context
def diff(  # noqa: PLR0917 click passes each by name
    ctx: click.Context,
    case: Place,
    other: str | None,
    first: date | None,
    second: date | None,
    views: bool,
    when: When,
    form: str | None,
) -> int:
    """Say what differs between two days of CASE (--from, --to), or between CASE and OTHER.

    The first input that differs is named: the accord, the record, the day or whose knowledge.
    """
    from accordance.app.case import open_case
    from accordance.app.differing import between_cases, between_days
    from accordance.app.when import today
    from accordance.cli.progress import working
    from accordance.cli.show.data import of_comparison

    if (first is None) == (other is None) or (second and other):
        raise click.UsageError(
            "give two days (--from DATE --to DATE), or a second case: one of the two"
        )
    form = form_of(ctx, form, "json", "csv")
    if views:
        return _in_views(case, other, when, form)
    with working(f"comparing {case}"):
        opened = open_case(case)
        if first is not None:
            compared = between_days(opened, first, second or when.as_of or today(), when)
        else:
            compared = between_cases(opened, other or "", when)
    if form == "json":
        return emit(of_comparison(compared))
    if form == "csv":
        rows = [(one.provision, one.field, one.from_, one.to) for one in compared.diff.differences]
        return table(("provision", "field", "from", "to"), rows)
    from accordance.cli.show.diff import shown

    click.echo(shown(compared))
    return 0


def _in_views(case: Place, other: str | None, when: When, form: str) -> int:
    """Show what differs between two cases in the plain answer, and in each view besides."""
    from accordance.app.case import open_case
    from accordance.app.differing import in_views
    from accordance.cli.progress import working
    from accordance.cli.show.diff import shown_in_views

    if other is None or when.view is not None:
        raise click.UsageError(
            "--views holds two cases against each other in every view; --view in one"
        )
    with working(f"comparing {case} in every view"):
        found = in_views(open_case(case), other, when)
    if form == "json":
        return emit(found)
    if form == "csv":
        rows = [
            (view, one.provision, one.field, one.from_, one.to)
            for view, diff in found.views.items()
            for one in diff.differences
        ]
        return table(("view", "provision", "field", "from", "to"), rows)
    click.echo(shown_in_views(found))
    return 0
