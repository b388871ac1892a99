"""``accord new``: a starting case."""

from __future__ import annotations

import click


@click.command()
@click.argument("folder", type=click.Path())
@click.option(
    "--title",
    default="",
    metavar="TEXT",
    help="What the accord is called; default: after the folder.",
)
def new(folder: str, title: str) -> int:
    """Write a sound starting case into a new or empty FOLDER.

    An accord with three baskets in which every benefit waits for all of them, life-saving aid
    exempt; an invented record; and expectations that hold. Nothing is ever overwritten.
    """
    from accordance.app.starting_case import started

    for path in started(folder, title):
        click.echo(path)
    click.echo(
        f"Next: accord check {folder}; accord test {folder}; accord status {folder}", err=True
    )
    return 0
