"""The command ``accord``: parse, call the app floor, show; one exit code for each kind of end."""

from __future__ import annotations

import sys

import click

from accordance import __version__
from accordance.cli.lazy import LazyGroup

EPILOG = """\
CASE is a case folder or an accord file. Data goes to standard output, messages to standard error.

\b
Exit codes: 0 answered; 1 the input has problems or an expectation fails;
            2 wrong usage; 3 the tool itself failed.
"""


@click.group(
    cls=LazyGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="accord", message="%(prog)s %(version)s")
@click.option(
    "--colour", "--color", "colour", type=click.Choice(["auto", "always", "never"]),
    help="Colour the output; by default only on a terminal.",
)  # fmt: skip
@click.pass_context
def accord(ctx: click.Context, colour: str | None) -> None:
    """Read conditional, linked agreements as programs: evidence in, determinations out."""
    ctx.obj = {} if colour is None else {"colour": colour}


def main() -> None:
    """Run the command with the arguments of the process, and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command and give its exit code; what goes wrong is told on standard error."""
    import gc

    gc.set_threshold(50_000, 20, 20)  # a short run makes much and drops little
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        result = accord.main(arguments, prog_name="accord", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except Exception as error:  # noqa: BLE001 every end has its code
        from accordance.cli.faults import told

        return told(error)
    except KeyboardInterrupt:
        click.echo("stopped", err=True)
        return 130
    return result if isinstance(result, int) else 0


if __name__ == "__main__":
    main()
