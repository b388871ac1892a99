"""``accord status``: where things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from accordance.cli.options import case_or_ledger, emit, form_of, format_of, question, table

if TYPE_CHECKING:
    from accordance.app.paths import Place
    from accordance.app.when import When
    from accordance.decide.determination import Determination


@click.command()
@case_or_ledger
@question
@format_of("table", "json", "csv")
@click.option("--all", "everything", is_flag=True, help="Show every row, however long the screen.")
@click.option(
    "--views", is_flag=True, help="Show instead where the parties' views differ, side by side."
)
@click.pass_context
def status(
    ctx: click.Context,
    case: Place,
    when: When,
    form: str | None,
    everything: bool,
    views: bool,
) -> int:
    """Say where things stand on a day, on one screen.

    What to decide and what happens if nobody does; what is payable and held back by payer; which
    provision blocks each benefit and who can move it; what is in doubt; what was given for what.
    """
    from accordance.app.case import open_case
    from accordance.app.deciding import decided, seen
    from accordance.cli.progress import working

    form = form_of(ctx, form, "json", "csv")
    if views:
        return _beside(case, when, form)
    with working(f"deciding {case}"):
        decision = decided(open_case(case), when)
        answer = decision.determination
    if form == "json":
        return emit(answer)
    if form == "csv":
        return table(*_rows(answer))
    from accordance.cli.show.status import shown

    click.echo(shown(seen(decision), everything=everything))
    return 0


def _beside(case: Place, when: When, form: str) -> int:
    """Show every answer on which the views of the parties differ."""
    from accordance.app.case import open_case
    from accordance.app.viewing import beside
    from accordance.cli.progress import working
    from accordance.cli.show.views import shown

    if when.view is not None:
        raise click.UsageError("--views shows every party's view; --view asks for one")
    with working(f"deciding {case} in every view"):
        found = beside(open_case(case), when)
    if form == "json":
        return emit(found)
    if form == "csv":
        header = ("provision", "field", *found.views, "common")
        return table(
            header,
            [(row.provision, row.field, *row.views.values(), row.common) for row in found.rows],
        )
    click.echo(shown(found))
    return 0


def _rows(answer: Determination) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    from accordance.decide.determination import BUCKETS

    header = (
        "kind",
        "id",
        "state",
        "verdict",
        "progress",
        "due",
        "payable",
        "by_rule",
        "unit",
        *BUCKETS,
    )
    rows: list[tuple[object, ...]] = []
    for name, one in answer.commitments.items():
        rows.append(("commitment", name, one.state, one.verdict, one.progress, one.due))
    for name, benefit in answer.benefits.items():
        parts = [benefit.amounts.get(word, "") for word in BUCKETS]
        said = (str(benefit.payable).lower(), str(benefit.by_rule).lower(), benefit.unit)
        rows.append(("benefit", name, benefit.state, "", "", "", *said, *parts))
    for name, power in answer.powers.items():
        rows.append(("power", name, power.state))
    for name, verdict in answer.claims.items():
        rows.append(("claim", name, "", verdict))
    return header, [(*row, *[""] * (len(header) - len(row))) for row in rows]
