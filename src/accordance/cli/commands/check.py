"""``accord check``: every problem of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from accordance.cli.options import case, emit, form_of, format_of, table

if TYPE_CHECKING:
    from accordance.app.checking import Checked


@click.command()
@case
@format_of("table", "json", "csv", "sarif", "junit")
@click.pass_context
def check(ctx: click.Context, case: str, form: str | None) -> int:
    """Report every problem of a case: of its accord, its record, its expectations, and of their names.

    Each problem has a code, its place, the source underlined, and what was expected. Warnings and
    notes do not fail the check; an error does (exit code 1).
    """
    from accordance.app.checking import checked
    from accordance.cli.progress import working

    form = form_of(ctx, form, "json", "csv", "sarif", "junit")
    with working(f"checking {case}"):
        found = checked(case)
    _write(found, form)
    return 0 if found.sound else 1


def _write(found: Checked, form: str) -> None:
    from accordance.cli.show.problems import as_data, listed

    if form == "json":
        emit({"problems": [as_data(one) for one in found.problems]})
    elif form == "csv":
        header = ("code", "severity", "file", "line", "column", "message")
        table(header, [tuple(as_data(one)[key] for key in header) for one in found.problems])
    elif form == "sarif":
        from accordance.cli.show.sarif import log

        emit(log(found.problems))
    elif form == "junit":
        from accordance.cli.show.junit import of_problems

        click.echo(of_problems(str(found.found.files.accord), found.problems))
    else:
        click.echo(listed(found.problems, found.texts) if found.problems else _sound(found))


def _sound(found: Checked) -> str:
    from accordance.accord.implied import is_implied
    from accordance.cli.show import words

    accord, record = found.found.accord, found.found.record
    if accord is None or record is None:
        return "no problems"
    commitments = accord.commitments.items()
    written = {one.series or name for name, one in commitments if not is_implied(name)}
    parts = [
        words.count(len(written), "commitment"),
        words.count(len(accord.benefits), "benefit"),
        words.count(len(accord.powers), "power"),
        words.count(len(record.entries), "entry", "entries"),
        words.count(found.rows, "expectation row"),
    ]
    return f"{accord.id} is sound: {words.some(parts)}; no problems."
