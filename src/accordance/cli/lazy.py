"""A group of commands that loads a command only when it is run."""

from __future__ import annotations

from importlib import import_module

import click

from accordance.cli.catalogue import COMMANDS


class LazyGroup(click.Group):
    """Lists its commands from a table; imports one when it is asked for by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order in which a newcomer needs them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and give a command, or None for a name that is none."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"accordance.cli.commands.{COMMANDS[cmd_name][0]}")
        command = getattr(module, cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)  # noqa: S101 the table is ours
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for; suggest the nearest where there is none."""
        name = args[0]
        if not name.startswith("-") and name not in COMMANDS and not ctx.resilient_parsing:
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=1)
            hint = f' Did you mean "{near[0]}"?' if near else ' See "accord --help".'
            ctx.fail(f'There is no command "{name}".{hint}')
        return super().resolve_command(ctx, args)
