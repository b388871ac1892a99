"""Formats that are frozen: what could be written stays writable, and only new keys may come."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from accordance.app.explaining import SCHEMAS

FROZEN = Path(__file__).parent / "frozen"


def promises(schema: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Give every key, word, pattern and form that a schema allows, each with its place."""
    match schema:
        case dict():
            for key, value in schema.items():
                if key in ("description", "title", "examples", "$id", "$schema"):
                    continue
                if key == "required":
                    continue  # what is needed may become optional; see the test below
                if key == "enum":
                    yield from ((*place, "enum", str(word)) for word in value)
                else:
                    yield from promises(value, (*place, key))
        case list():
            for one in schema:
                yield from promises(one, (*place, "-"))
        case _:
            yield (*place, str(schema))


def needed(schema: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Give every key without which a schema refuses a text, each with its place."""
    if isinstance(schema, dict):
        yield from ((*place, key) for key in schema.get("required", ()) if isinstance(key, str))
        for key, value in schema.items():
            yield from needed(value, (*place, key))
    elif isinstance(schema, list):
        for one in schema:
            yield from needed(one, (*place, "-"))


@pytest.mark.parametrize("name", ["accord", "record"])
def test_what_could_be_written_under_a_frozen_format_still_can(name: str) -> None:
    """Nothing that the frozen schema allows is gone from today's, and nothing more is needed."""
    then = json.loads((FROZEN / f"{name}-1.schema.json").read_text("utf-8"))
    now = json.loads(json.dumps(SCHEMAS[name]()))
    gone = set(promises(then)) - set(promises(now))
    assert not gone, sorted(gone)[:10]
    more = set(needed(now)) - set(needed(then))
    assert not more, sorted(more)[:10]
