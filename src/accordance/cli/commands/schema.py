"""``accord schema``: the JSON Schema of a format."""

from __future__ import annotations

import click

from accordance.cli.options import emit

NAMES = ("accord", "record", "expect", "determination", "replay")


@click.command()
@click.argument("name", metavar="[NAME]", type=click.Choice(NAMES), default="accord")
def schema(name: str) -> int:
    """Print the JSON Schema (draft 2020-12) of a format.

    NAME is accord (the default), record, expect, determination or replay. An editor that knows
    YAML schemas completes and checks a case with it as you type.
    """
    from accordance.app.explaining import schema as schema_of

    return emit(schema_of(name))
