"""What each kind of failure says on standard error, and the exit code it ends with."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Final

import click

PROBLEMS: Final = 1
USAGE: Final = 2
BROKEN: Final = 3
STOPPED: Final = 130
_NOT_THERE: Final = frozenset({"L001", "L002", "L004"})
"""Faults of a ledger that are faults of how the command was given."""


def told(error: Exception) -> int:
    """Tell a failure in words and give the exit code: 1 input, 2 usage, 3 ourselves."""
    if isinstance(error, click.exceptions.Abort):
        click.echo("stopped", err=True)
        return STOPPED
    if isinstance(error, click.ClickException):
        error.show()
        return USAGE
    if isinstance(error, BrokenPipeError):
        # Whoever read us has had enough; the interpreter must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return _of_the_app(error)


def _of_the_app(error: Exception) -> int:
    from accordance.app.paths import NoCase
    from accordance.app.settings import BadSetting
    from accordance.app.starting_case import FolderTaken
    from accordance.app.when import UnknownParty
    from accordance.decide.reason import UnknownProvision
    from accordance.kernel.problems import InputError

    if isinstance(error, InputError):
        from accordance.cli.show.problems import listed

        click.echo(listed(error.problems, error.texts), err=True)
        return PROBLEMS
    if type(error).__name__ == "LedgerError":
        return _of_a_ledger(error)
    if isinstance(error, UnknownProvision):
        click.echo(f"Error: {_no_such(error)}", err=True)
        return USAGE
    if isinstance(error, NoCase | FolderTaken | UnknownParty | BadSetting):
        click.echo(f"Error: {error}", err=True)
        return USAGE
    return _our_own(error)


def _of_a_ledger(error: Exception) -> int:
    """Tell the fault of a ledger; the class is known by name, so that others start without it."""
    fault = error.fault  # type: ignore[attr-defined]
    place = "" if fault.entry is None else f" (entry {fault.entry})"
    click.echo(f"{fault.code} {fault.message}{place}", err=True)
    if fault.expected:
        click.echo(f"  expected {fault.expected}", err=True)
    click.echo(f"To read more: accord explain {fault.code}", err=True)
    return USAGE if fault.code in _NOT_THERE else PROBLEMS


def _no_such(error: object) -> str:
    from accordance.kernel.problems import nearest

    name, known = getattr(error, "name", ""), getattr(error, "known", ())
    comes = getattr(error, "comes", None)
    if comes is not None:
        return f'the accord has no "{name}" on that day: it comes with {comes[0]}, on {comes[1]}'
    advice = nearest(name, known) or "it has " + ", ".join(known)
    return f'the accord has no "{name}": {advice}'


def _our_own(error: Exception) -> int:
    if os.environ.get("ACCORD_DEBUG") == "1":
        traceback.print_exception(error)
    else:
        what = f"{type(error).__name__}: {error}".strip().rstrip(":").splitlines()[0]
        click.echo(f"accord failed, and it is not your fault: {what}", err=True)
        click.echo("Set ACCORD_DEBUG=1 to see where, and please report it.", err=True)
    return BROKEN
