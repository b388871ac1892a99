"""``accord status``: where things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from accordance.cli.options import case, emit, form_of, format_of, question, table

if TYPE_CHECKING:
    from accordance.app.when import When
    from accordance.decide.determination import Determination


@click.command()
@case
@question
@format_of("table", "json", "csv")
@click.option("--all", "everything", is_flag=True, help="Show every row, however long the screen.")
@click.pass_context
def status(
    ctx: click.Context,
    case: str,
    when: When,
    form: str | None,
    everything: bool,
) -> int:
    """Say where things stand on a day, on one screen.

    What to decide and what happens if nobody does; what is payable and held back by payer; which
    provision blocks each benefit and who can move it; what is in doubt; what was given for what.
    """
    from accordance.app.case import open_case
    from accordance.app.deciding import decided, seen
    from accordance.cli.progress import working

    form = form_of(ctx, form, "json", "csv")
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
