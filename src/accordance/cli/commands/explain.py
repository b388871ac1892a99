"""``accord explain``: what a code means."""

from __future__ import annotations

import sys

import click
from click.shell_completion import CompletionItem


def _codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from accordance.app.explaining import listed

    del ctx, param
    wanted = incomplete.upper()
    return [CompletionItem(code, help=title) for code, title in listed() if code.startswith(wanted)]


@click.command()
@click.argument("code", required=False, shell_complete=_codes)
@click.pass_context
def explain(ctx: click.Context, code: str | None) -> int:
    """Explain a problem's CODE, with a wrong and a right example; without one, list all codes."""
    from accordance.app.explaining import explained, listed
    from accordance.cli.options import form_of

    form_of(ctx, None)
    if code is None:
        for name, title in listed():
            click.echo(f"{name}  {title}")
        return 0
    page = explained(code)
    if page is None:
        from accordance.kernel.problems import nearest

        near = nearest(code.upper(), [name for name, _ in listed()])
        raise click.UsageError(
            f'there is no code "{code}"; {near or "accord explain lists them all"}'
        )
    if sys.stdout.isatty() and ctx.color is not False:
        from rich.console import Console
        from rich.markdown import Markdown

        Console(width=min(100, Console().width)).print(Markdown(page))
    else:
        click.echo(page.rstrip("\n"))
    return 0
