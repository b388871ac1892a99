"""Every command, option and setting is documented, and every schema can be printed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

from accordance.app.explaining import SCHEMAS
from accordance.app.settings import CHOICES
from accordance.cli.catalogue import COMMANDS
from accordance.cli.commands.schema import NAMES
from accordance.cli.main import accord as group
from accordance.kernel import catalogue

PAGE = (Path(__file__).parents[2] / "docs/reference/commands.md").read_text()
SHARED = PAGE.partition("\n## accord new")[0]


def section(name):
    """Give the part of the page about one command."""
    return re.split(r"\n## ", PAGE.partition(f"\n## accord {name}\n")[2])[0]


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_and_option_is_documented(name):
    """The page has a section for the command that names each of its options; what is hidden stands above."""
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert section(name)
    for option in command.params:
        if isinstance(option, click.Option):
            told = SHARED if option.hidden else section(name)
            assert any(f"{spelling}" in told for spelling in option.opts), option.name


def test_no_section_is_about_a_command_that_is_gone():
    """The page and the table of commands name the same commands, in the same order."""
    assert re.findall(r"\n## accord (\S+)\n", PAGE) == list(COMMANDS)


def test_a_command_of_the_table_is_named_as_there():
    """Help and dispatch agree on names."""
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        assert command.name == name
        assert command.help


def test_every_setting_is_documented():
    """The table of settings has each one with its variable."""
    for name in CHOICES:
        assert f"ACCORD_{name.upper()}" in PAGE


def test_every_schema_is_printed(accord):
    """What the option offers is what there is; each is a JSON Schema."""
    assert set(NAMES) == set(SCHEMAS)
    for name in NAMES:
        data = json.loads(accord("schema", name).out)
        assert data["$schema"].endswith("2020-12/schema")


def test_every_code_is_listed_and_explained(accord):
    """The list has all codes; a page is printed whole, in any case of letters."""
    listed = accord("explain").out
    for code in catalogue.codes():
        assert f"{code}  " in listed
    assert accord("explain", "a001").out == catalogue.page("A001")


def test_the_shared_options_are_explained_once():
    """The page says what each clock option means."""
    for option in ("--as-of", "--known-at", "--known-to", "--hindsight"):
        assert f"`{option}" in SHARED
