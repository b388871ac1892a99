"""Explaining codes, and giving the schemas of every format."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from accordance.kernel import catalogue

BASE: Final = "urn:accordance:schema:"


def explained(code: str) -> str | None:
    """Give the page of a code, or None where there is none."""
    return catalogue.page(code)


def listed() -> tuple[tuple[str, str], ...]:
    """Give every code with its title, in order."""
    return tuple((code, _title(code)) for code in catalogue.codes())


def schema(name: str) -> dict[str, Any]:
    """Give the JSON Schema of a format; raise KeyError for one that is not in SCHEMAS."""
    return SCHEMAS[name]()


def _title(code: str) -> str:
    first = (catalogue.page(code) or "").partition("\n")[0]
    return first.partition(": ")[2]


def _accord() -> dict[str, Any]:
    from accordance.accord.types import Accord
    from accordance.kernel.json_schema import schema_of

    return schema_of(Accord, "An accord", BASE + "accordance/1")


def _record() -> dict[str, Any]:
    from accordance.kernel.json_schema import schema_of
    from accordance.record.entries import Record

    return schema_of(Record, "A record", BASE + "accordance-record/1")


def _expect() -> dict[str, Any]:
    from accordance.app.expect import Expect
    from accordance.kernel.json_schema import schema_of

    return schema_of(Expect, "Expectations", BASE + "accordance-expect/1")


def _determination() -> dict[str, Any]:
    from accordance.decide.determination import Determination

    return _of_output(Determination, "determination")


def _replay() -> dict[str, Any]:
    from accordance.decide.replay import Replay

    return _of_output(Replay, "replay")


def _of_output(kind: Any, name: str) -> dict[str, Any]:
    """Give the schema of something that is only written; amounts are strings, as they are printed."""
    import msgspec

    from accordance.kernel.json_schema import DRAFT

    head = {"$schema": DRAFT, "$id": f"{BASE}accordance-{name}/1", "title": f"A {name}"}
    return head | msgspec.json.schema(kind)


SCHEMAS: Final[dict[str, Callable[[], dict[str, Any]]]] = {
    "accord": _accord, "record": _record, "expect": _expect,
    "determination": _determination, "replay": _replay,
}  # fmt: skip
"""Every format, read or written, by the name that ``accord schema`` knows it by."""
