"""``accord key``: keys of persons and parties."""

from __future__ import annotations

from pathlib import Path

import click

from accordance.cli.options import emit, form_of, format_of


@click.group()
def key() -> None:
    """Make and show keys: one file that signs and reads for its owner, one text for all others."""


@key.command()
@click.argument("file", type=click.Path(dir_okay=False))
@click.option(
    "--name", required=True, help="Whose key: example.org/south, or a name without spaces."
)
@click.option(
    "--no-passphrase", is_flag=True, help="Keep it open, for a program that must sign alone."
)
@format_of("table", "json")
@click.pass_context
def new(ctx: click.Context, file: str, name: str, no_passphrase: bool, form: str | None) -> int:
    """Make a key in FILE, and its public half in FILE.pub."""
    from accordance.ledger import keyring

    made = keyring.new(name)
    passphrase = "" if no_passphrase else _new_passphrase()
    keyring.save(made, Path(file), passphrase)
    public = made.public()
    Path(f"{file}.pub").write_text(keyring.written(public), encoding="utf-8")
    if form_of(ctx, form, "json") == "json":
        return emit(public)
    click.echo(f"The key of {name} is in {file}: keep it to yourself.")
    click.echo(f"Its public half is in {file}.pub: give it to everybody.")
    return 0


@key.command()
@click.argument("file", type=click.Path(dir_okay=False))
def show(file: str) -> int:
    """Show the public half of a key, from its file or from FILE.pub."""
    from accordance.ledger import keyring

    path = Path(file)
    if path.suffix == ".pub":
        return emit(keyring.public(path))
    return emit(keyring.load(path, passphrase_of(path)).public())


def passphrase_of(path: Path) -> str:
    """Ask for the passphrase of a key file that has one; ACCORD_PASSPHRASE goes before asking."""
    import os

    from accordance.ledger import keyring

    if not path.is_file() or not keyring.locked(path):
        return ""
    given = os.environ.get("ACCORD_PASSPHRASE")
    return (
        given if given is not None else str(click.prompt(f"Passphrase of {path}", hide_input=True))
    )


def _new_passphrase() -> str:
    import os

    given = os.environ.get("ACCORD_PASSPHRASE")
    if given:
        return given
    return str(
        click.prompt("A passphrase for the new key", hide_input=True, confirmation_prompt=True)
    )
