"""``accord test``: expectations held against determinations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from accordance.cli.options import emit, form_of, format_of

if TYPE_CHECKING:
    from accordance.app.testing import Failure, Tally


@click.command()
@click.argument("cases", metavar="CASE...", nargs=-1, required=True, type=click.Path())
@format_of("table", "json", "junit")
@click.pass_context
def test(ctx: click.Context, cases: tuple[str, ...], form: str | None) -> int:
    """Hold each CASE against its expect.yaml; name every expectation that fails.

    Exit code 0 only if all of them hold.
    """
    from accordance.app.testing import tested
    from accordance.cli.progress import working

    form = form_of(ctx, form, "json", "junit")
    with working("testing") as progress:
        tallies = [tested(case, progress) for case in cases]
    if form == "json":
        emit({"cases": [_data(one) for one in tallies]})
    elif form == "junit":
        from accordance.cli.show.junit import of_tallies

        click.echo(of_tallies(tallies))
    else:
        for tally in tallies:
            _show(tally)
    return 1 if any(one.failures for one in tallies) else 0


def _show(tally: Tally) -> None:
    from accordance.cli.show import words
    from accordance.cli.show.layout import paint

    for one in tally.failures:
        click.echo(_told(one))
    counts = f"{words.count(len(tally.rows), 'row')}, {words.count(tally.checks, 'expectation')}"
    end = (
        paint(f"{len(tally.failures)} failed", "bad")
        if tally.failures
        else paint("all hold", "good")
    )
    click.echo(f"{tally.case}: {counts}, {end}")


def _told(one: Failure) -> str:
    from accordance.cli.show.layout import paint

    lines = [
        paint(
            f"{one.span.file}:{one.span.line}:{one.span.column}: on {one.row}: {one.path}", "bad"
        ),
        f"  expected {one.expected}",
        f"  found    {one.found}",
    ]
    return "\n".join([*lines, f"  because  {one.because}"] if one.because else lines)


def _data(tally: Tally) -> dict[str, Any]:
    return {
        "case": tally.case, "file": tally.file, "rows": len(tally.rows), "checks": tally.checks,
        "failures": [
            {
                "file": one.span.file, "line": one.span.line, "column": one.span.column,
                "row": one.row, "path": one.path, "expected": one.expected, "found": one.found,
                "because": one.because,
            }
            for one in tally.failures
        ],
    }  # fmt: skip
