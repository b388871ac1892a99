"""``accord replay``: the whole history."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from accordance.cli.options import Day, case_or_ledger, emit, form_of, format_of, question, table

if TYPE_CHECKING:
    from accordance.app.paths import Place
    from accordance.app.replaying import Replayed
    from accordance.app.when import When


@click.command()
@case_or_ledger
@click.option(
    "--under",
    type=click.Path(),
    metavar="ACCORD",
    help="Judge the record under this accord instead.",
)
@click.option(
    "--until", type=Day(), help="The last day of the history; default: --as-of, else today."
)
@question
@format_of("table", "json", "csv")
@click.option(
    "--html",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write one page with charts too.",
)
@click.pass_context
def replay(  # noqa: PLR0917 click passes each by name
    ctx: click.Context,
    case: Place,
    under: str | None,
    until: date | None,
    when: When,
    form: str | None,
    html: str | None,
) -> int:
    """Tell the whole history of a case: every change by date, then what it came to.

    Each day is judged with what was known on it; with --hindsight, with all that is known now.
    With --under the same record is judged under another accord, and both are held side by side.
    """
    from accordance.app.case import open_case
    from accordance.app.replaying import replayed
    from accordance.cli.progress import working
    from accordance.cli.show.replay import notes

    form = form_of(ctx, form, "json", "csv")
    with working(f"replaying {case}") as progress:
        opened = open_case(case)
        told = replayed(opened, when, until=until, under=under)
        both = None
        if under is not None and form != "csv":
            from accordance.app.side_by_side import compared

            both = compared(opened, told, when)
        if html:
            progress(f"writing {html}")
            _page(told, when, Path(html))
    for note in notes(told):
        click.echo(note, err=True)
    if form == "csv":
        rows = [
            (one.date, one.provision, one.from_, one.to, " ".join(one.because))
            for one in told.replay.changes
        ]
        return table(("date", "provision", "from", "to", "because"), rows)
    if form == "json":
        return emit(_data(told, both))
    return _show(told, both, under or "")


def _show(told: Replayed, both: Any, under: str) -> int:
    from accordance.cli.show.replay import shown

    click.echo(shown(told))
    if both is not None:
        from accordance.cli.show import side_by_side

        click.echo("\n" + side_by_side.shown(both[0], told, both[1], under))
    return 0


def _data(told: Replayed, both: Any) -> Any:
    from accordance.kernel.canonical import builtins

    data = builtins(told.replay)
    if both is not None:
        own, pairs = both
        data["beside"] = {
            "accord": own.replay.accord, "summary": builtins(own.replay.summary),
            "released": builtins(pairs),
        }  # fmt: skip
    return data


def _page(told: Replayed, when: When, file: Path) -> None:
    """Write the page of a history, and say where it is."""
    from accordance.app.replaying import decided_at_end
    from accordance.charts.page import page

    text = page(told.replay, decided_at_end(told, when), told.accord, told.record)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f'"{file}" cannot be written: {error.strerror}') from error
    click.echo(f"The page is in {file.resolve()}", err=True)
