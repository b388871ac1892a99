"""The arguments and options that commands share, and how each is completed in a shell."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

Command = TypeVar("Command", bound=Callable[..., Any])


if TYPE_CHECKING:
    DayType = click.ParamType[date]
else:  # older releases have no parameter there
    DayType = click.ParamType


class Day(DayType):
    """Reads a day, YYYY-MM-DD, or the word ``today``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Give the day; fail with what was expected."""
        if isinstance(value, date):
            return value
        if value == "today":
            from accordance.app.when import today

            return today()
        from accordance.kernel.days import YearOutOfRangeError, parse_day

        try:
            return parse_day(value)
        except YearOutOfRangeError as error:
            self.fail(f'"{value}": {error}', param, ctx)
        except ValueError:
            self.fail(f'"{value}" is no day; write YYYY-MM-DD, such as 2008-08-11', param, ctx)


def case(command: Command) -> Command:
    """Add the argument CASE."""
    return click.argument("case", type=click.Path())(command)


def case_or_ledger(command: Callable[..., int]) -> Callable[..., int]:
    """Add the argument CASE and the option --ledger, given together as ``case``, a ``Place``."""

    @functools.wraps(command)
    def asked(case: str, ledger: str | None, home: str | None, **rest: Any) -> int:
        from accordance.app.paths import Place

        return command(case=Place(case, ledger, home), **rest)

    for option in (
        click.option(
            "--home", metavar="FOLDER", envvar="ACCORD_LEDGER_HOME", hidden=True,
            help="The folder with the ledger's key and files.",
        ),
        click.option(
            "--ledger", metavar="LEDGER",
            help="Take the record from this ledger, a file or a URL, and not from the case.",
        ),
    ):  # fmt: skip
        asked = option(asked)
    return case(asked)


def provision(command: Command) -> Command:
    """Add the argument ID, completed from the accord."""
    return click.argument("provision", metavar="ID", shell_complete=_ids)(command)


def question(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options that say which day and whose knowledge is asked about, given as ``when``."""

    @functools.wraps(command)
    def asked(
        as_of: date | None,
        known_at: date | None,
        known_to: str | None,
        hindsight: bool,
        view: str | None,
        **rest: Any,
    ) -> int:
        from accordance.app.when import When

        when = When(
            as_of=as_of, known_at=known_at, known_to=known_to, hindsight=hindsight, view=view
        )
        return command(when=when, **rest)

    for option in (
        click.option(
            "--view", metavar="PARTY", shell_complete=_members,
            help="Whose view: its readings, the evidence it admits; default: what all readings share.",
        ),
        click.option(
            "--hindsight", is_flag=True, help="Use all that is known now, whenever it became known."
        ),
        click.option(
            "--known-to", metavar="PARTY", shell_complete=_parties,
            help="Whose knowledge counts, or public; by default the party that decides.",
        ),
        click.option("--known-at", type=Day(), help="Use what was known by then; default: that day."),
        click.option("--as-of", type=Day(), help="Judge the world up to this day; default: today."),
    ):  # fmt: skip
        asked = option(asked)
    return asked


def format_of(*choices: str) -> Callable[[Command], Command]:
    """Add the option --format with the choices that this command has."""
    return click.option(
        "--format", "form", type=click.Choice(choices),
        help="How to give the answer; by default as a table to read.",
    )  # fmt: skip


def form_of(ctx: click.Context, form: str | None, *choices: str) -> str:
    """Give the form to answer in, and set the colour; a setting that does not fit is passed over."""
    from pathlib import Path

    from accordance.app.settings import settled

    flags = {"format": form, "colour": (ctx.find_root().obj or {}).get("colour")}
    found = settled(flags, os.environ, Path.cwd())
    ctx.find_root().color = {"auto": None, "always": True, "never": False}[found["colour"]]
    ctx.color = ctx.find_root().color
    return found["format"] if found["format"] in choices else "table"


def emit(value: Any) -> int:
    """Write a value as canonical JSON: the same bytes everywhere, one newline at the end."""
    from accordance.kernel.canonical import canonical

    sys.stdout.buffer.write(canonical(value) + b"\n")
    sys.stdout.flush()
    return 0


def table(header: tuple[str, ...], rows: list[tuple[Any, ...]]) -> int:
    """Write rows as CSV, with a header line."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    click.echo(text.getvalue(), nl=False)
    return 0


def _ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    del param
    return _named(ctx, ("commitments", "benefits", "powers", "claims"), incomplete)


def _members(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    del param
    return _named(ctx, ("parties",), incomplete)


def _parties(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    del param
    return [*_named(ctx, ("parties",), incomplete), *_matching([("public", "")], incomplete)]


def _named(ctx: click.Context, sections: tuple[str, ...], incomplete: str) -> list[CompletionItem]:
    from accordance.app.ids import named

    # An option that lacks its value leaves CASE unread among the arguments.
    given = [ctx.params.get("case"), *ctx.args, "."]
    return _matching(named(str(next(filter(None, given))), sections), incomplete)


def _matching(names: list[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name, help=text) for name, text in names if name.startswith(incomplete)]
