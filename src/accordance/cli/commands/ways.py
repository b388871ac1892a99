"""``accord why-not`` and ``accord what-would``: the smallest sets of changes that flip an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from accordance.cli.options import case_or_ledger, emit, form_of, format_of, provision, question

if TYPE_CHECKING:
    from accordance.app.case import Case
    from accordance.app.deciding import Told
    from accordance.app.paths import Place
    from accordance.app.when import When
    from accordance.decide.changes import Ways


@click.command("why-not")
@case_or_ledger
@provision
@question
@format_of("table", "json")
@click.pass_context
def why_not(
    ctx: click.Context,
    case: Place,
    provision: str,
    when: When,
    form: str | None,
) -> int:
    """Say what would make a provision hold that does not, and until when it still can.

    Only acts that are open to a named party are offered, never the removal of evidence.
    """
    from accordance.app.deciding import why_not as ask

    return _answer(ctx, ask, case, provision, when, form)


@click.command("what-would")
@case_or_ledger
@provision
@question
@format_of("table", "json")
@click.pass_context
def what_would(
    ctx: click.Context,
    case: Place,
    provision: str,
    when: When,
    form: str | None,
) -> int:
    """Say what would change a provision's answer, whichever it is now."""
    from accordance.app.deciding import what_would as ask

    return _answer(ctx, ask, case, provision, when, form)


def _answer(
    ctx: click.Context,
    ask: Callable[[Case, str, When], tuple[Told, Ways]],
    case: Place,
    provision: str,
    when: When,
    form: str | None,
) -> int:
    from accordance.app.case import open_case
    from accordance.cli.progress import working
    from accordance.cli.show.data import of_ways
    from accordance.cli.show.ways import shown

    form = form_of(ctx, form, "json")
    with working(f"looking for ways in {case}"):
        told, ways = ask(open_case(case), provision, when)
    if form == "json":
        return emit(of_ways(told, ways))
    click.echo(shown(told, ways))
    return 0
