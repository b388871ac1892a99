"""One reader for every file format: types in, values and problems out.

The types of a format are frozen msgspec structs.  :class:`Reader` walks a YAML tree along the
annotations and reports every fault it meets.  A type may take part in its own reading:

* a class with ``parse(text)`` reads a scalar and raises ValueError saying what it expected;
* a struct with ``SHORT = "field"`` may be written as that field's value alone;
* an annotation with ``read_node(reader, node, path)`` reads the field (conditions, deadlines).

A field annotated with :class:`Ref` is a reference, collected for the check of all references.
"""

from __future__ import annotations

import functools
import re
import types
import typing
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

import msgspec

from accordance.kernel import days, yaml_text
from accordance.kernel.problems import Problem, Span, nearest
from accordance.kernel.quantities import Quantity, Range

Path = tuple[str | int, ...]
ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
MISSING: Final[Any] = msgspec.UNSET


class Ref(msgspec.Struct, frozen=True):
    """Marks a text field as the id of a thing of this kind (``party``, ``claim``, ...)."""

    kind: str

    def read_node(self, reader: Reader, node: yaml_text.Node, path: Path) -> Any:
        """Read the id and note the reference."""
        text = reader.scalar(node, f"the id of a {self.kind}")
        if text is not MISSING:
            reader.refer(self.kind, text, node, path)
        return text


class Derived(msgspec.Struct, frozen=True):
    """Marks a field that no text gives: whoever reads the text works it out."""


class Reference(msgspec.Struct, frozen=True):
    """One reference as it was written: what kind of thing it names, where, and by whom."""

    kind: str
    id: str
    span: Span
    path: Path


class Reader:
    """Reads one file; gathers problems, references and the place of every value."""

    def __init__(self, file: str, zone: str = "UTC") -> None:
        """Start with nothing found; ``file`` is the name that problems carry.

        ``zone`` is the time zone in which instants become days.
        """
        self.file = file
        self.zone = zone
        self.problems: list[Problem] = []
        self.references: list[Reference] = []
        self.spans: dict[Path, Span] = {}

    def report(
        self, code: str, node: yaml_text.Node, message: str, expected: str = "", hint: str = ""
    ) -> Any:
        """Note a problem at a node and give MISSING, so that a caller can return it."""
        self.problems.append(
            Problem(code, message, yaml_text.span_of(node, self.file), expected, hint)
        )
        return MISSING

    def too_far(self, node: yaml_text.Node, error: days.YearOutOfRangeError) -> Any:
        """Note that a day lies in a year that cannot be meant, and give MISSING."""
        return self.report("S009", node, str(error), error.expects)

    def refer(self, kind: str, name: str, node: yaml_text.Node, path: Path) -> None:
        """Note that the text names something, to be checked when all names are known."""
        self.references.append(Reference(kind, name, yaml_text.span_of(node, self.file), path))

    def read(self, kind: Any, node: yaml_text.Node, path: Path = ()) -> Any:
        """Read a node as a type; give MISSING, with a problem noted, where it is not one."""
        self.spans[path] = yaml_text.span_of(node, self.file)
        return _reader_of(kind)(self, node, path)

    def place(self, path: Path, key: yaml_text.Node, node: yaml_text.Node) -> None:
        """Let a value of several lines stand at its key: there a reader looks for it."""
        if node.start_mark.line != node.end_mark.line and not isinstance(node.value, str):
            self.spans[path] = yaml_text.span_of(key, self.file)

    def scalar(self, node: yaml_text.Node, expected: str) -> str | Any:
        """Give the text of a scalar node, or MISSING with a problem."""
        if yaml_text.is_map(node) or yaml_text.is_list(node):
            found = "a mapping" if yaml_text.is_map(node) else "a list"
            return self.report("S003", node, f"{found} stands where one value belongs", expected)
        if yaml_text.is_empty(node):
            return self.report("S004", node, "no value is given", expected)
        return node.value

    def fields(
        self, cls: type, node: yaml_text.Node, path: Path, given: dict[str, Any] | None = None
    ) -> Any:
        """Read a mapping as a struct: unknown and missing keys are problems, known ones are read.

        A field that is ``given`` is no key of the text.
        """
        known = {
            key: field for key, field in fields_of(cls).items() if field.name not in (given or ())
        }
        values: dict[str, Any] = dict(given or {})
        before: tuple[yaml_text.Node, yaml_text.Node] | None = None
        for key, value in node.value:
            field = known.get(key.value)
            cut, before = before, (key, value)
            if field is None and cut is not None and yaml_text.is_cut(key, value, cut[1]):
                text = f'{cut[0].value}: "{cut[1].value}, {key.value}"'
                message = f'unknown key "{key.value}" in {describe(cls)}'
                expected = f"quotes around a text that has a comma in it: {text}"
                self.report("S001", key, message, expected)
            elif field is None:
                names = [name for name in known if name not in values]
                hint = nearest(key.value, names)
                expected = "" if hint else "one of " + ", ".join(known)
                self.report(
                    "S001", key, f'unknown key "{key.value}" in {describe(cls)}', expected, hint
                )
            elif yaml_text.is_empty(value) and not field.required:
                self.report("S004", key, f'"{key.value}" has no value', "a value, or no such key")
            else:
                values[field.name] = self.read(field.type, value, (*path, key.value))
                self.place((*path, key.value), key, value)
        lacking = [
            key for key, field in known.items() if field.required and field.name not in values
        ]
        for key in lacking:
            self.report("S002", node, f'{describe(cls)} lacks "{key}"', f'the key "{key}"')
        if lacking or any(value is MISSING for value in values.values()):
            return MISSING
        return cls(**values)


class Field(msgspec.Struct, frozen=True):
    """One field of a struct: its name in Python, its annotation, whether it must be given."""

    name: str
    type: Any
    required: bool


@functools.cache
def fields_of(cls: type) -> dict[str, Field]:
    """Give the fields of a struct under the keys by which a file names them, in their order.

    Those that are derived are none.
    """
    hints = typing.get_type_hints(cls, include_extras=True)
    return {
        field.encode_name: Field(field.name, hints[field.name], field.required)
        for field in msgspec.structs.fields(cls)
        if not any(isinstance(mark, Derived) for mark in _marks(hints[field.name]))
    }


def _marks(kind: Any) -> tuple[Any, ...]:
    """Give the marks of an annotation."""
    return typing.get_args(kind)[1:] if typing.get_origin(kind) is typing.Annotated else ()


def describe(cls: type) -> str:
    """Give a type's name as people read it: ``a commitment``, ``an act``."""
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__).lower()
    return ("an " if words[0] in "aeiou" else "a ") + words


_Read = Callable[[Reader, yaml_text.Node, Path], Any]


@functools.cache
def _reader_of(kind: Any) -> _Read:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        marks = [mark for mark in arguments[1:] if hasattr(mark, "read_node")]
        return marks[0].read_node if marks else _reader_of(arguments[0])
    if origin is typing.Literal:
        return functools.partial(_read_choice, arguments)
    if origin is tuple:
        return functools.partial(_read_list, arguments[0])
    if origin is dict:
        return functools.partial(_read_map, arguments[1])
    if origin in (types.UnionType, typing.Union):
        return _reader_of(
            next(argument for argument in arguments if argument is not types.NoneType)
        )
    if hasattr(kind, "parse"):
        return functools.partial(_read_parsed, kind)
    if kind in _SCALARS:
        return _SCALARS[kind]
    if issubclass(kind, msgspec.Struct):
        return functools.partial(_read_struct, kind)
    raise TypeError(kind)


def _read_struct(cls: type, reader: Reader, node: yaml_text.Node, path: Path) -> Any:
    if yaml_text.is_map(node):
        return reader.fields(cls, node, path)
    short = getattr(cls, "SHORT", None)
    if short is None or yaml_text.is_empty(node):
        expected = "the keys " + ", ".join(fields_of(cls))
        return reader.report("S003", node, f"{describe(cls)} must be a mapping", expected)
    value = _reader_of(fields_of(cls)[short].type)(reader, node, path)
    return MISSING if value is MISSING else cls(**{short: value})


def _read_list(item: Any, reader: Reader, node: yaml_text.Node, path: Path) -> Any:
    if not yaml_text.is_list(node):
        value = reader.read(item, node, path)
        return MISSING if value is MISSING else (value,)
    values = [reader.read(item, child, (*path, i)) for i, child in enumerate(node.value)]
    return MISSING if any(value is MISSING for value in values) else tuple(values)


def _read_map(item: Any, reader: Reader, node: yaml_text.Node, path: Path) -> Any:
    if not yaml_text.is_map(node):
        return reader.report("S003", node, "a mapping belongs here", "ids, each with its value")
    values = {}
    for key, child in node.value:
        if not ID.fullmatch(key.value):
            reader.report("S006", key, f'"{key.value}" cannot be an id', "letters, digits, - and _")
        values[key.value] = reader.read(item, child, (*path, key.value))
        reader.place((*path, key.value), key, child)
    return MISSING if any(value is MISSING for value in values.values()) else values


def _read_choice(choices: tuple[str, ...], reader: Reader, node: yaml_text.Node, _: Path) -> Any:
    expected = "one of " + ", ".join(choices)
    text = reader.scalar(node, expected)
    if text is MISSING or text in choices:
        return text
    return reader.report(
        "S005", node, f'"{text}" is not known here', expected, nearest(text, choices)
    )


def _read_parsed(cls: Any, reader: Reader, node: yaml_text.Node, _: Path) -> Any:
    text = reader.scalar(node, cls.expects)
    if text is MISSING:
        return MISSING
    try:
        return cls.parse(text, reader.zone) if cls is days.Interval else cls.parse(text)
    except days.YearOutOfRangeError as error:
        return reader.too_far(node, error)
    except ValueError as error:
        return reader.report("S007", node, f'"{text}" cannot be read', str(error))


def _read_text(reader: Reader, node: yaml_text.Node, _: Path) -> Any:
    return reader.scalar(node, "text")


def _read_bool(reader: Reader, node: yaml_text.Node, _: Path) -> Any:
    text = reader.scalar(node, "true or false")
    if text in ("true", "false"):
        return text == "true"
    return (
        text
        if text is MISSING
        else reader.report("S007", node, f'"{text}" cannot be read', "true or false")
    )


def _read_number(cls: type, expected: str, reader: Reader, node: yaml_text.Node, _: Path) -> Any:
    text = reader.scalar(node, expected)
    if text is MISSING:
        return text
    if re.fullmatch(r"-?\d{1,15}" if cls is int else r"-?\d{1,15}(\.\d{1,15})?", text):
        return cls(text)
    return reader.report("S007", node, f'"{text}" cannot be read', expected)


def _read_day(reader: Reader, node: yaml_text.Node, _: Path) -> Any:
    text = reader.scalar(node, "a day, YYYY-MM-DD")
    if text is MISSING:
        return text
    try:
        return days.parse_day(text)
    except days.YearOutOfRangeError as error:
        return reader.too_far(node, error)
    except ValueError:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return reader.report("S008", node, f"there is no day {text}", "a day of the calendar")
        return reader.report("S007", node, f'"{text}" cannot be read', "a day, YYYY-MM-DD")


def _read_range(reader: Reader, node: yaml_text.Node, path: Path) -> Any:
    ends = _read_list(Quantity, reader, node, path)
    if ends is MISSING:
        return MISSING
    if len(ends) in (1, 2):
        try:
            return Range.of(ends[0], ends[-1])
        except ValueError:
            pass
    return reader.report("S007", node, "this is no range", Range.expects)


def _read_anything(reader: Reader, node: yaml_text.Node, path: Path) -> Any:
    """Give the plain tree of texts, lists and mappings, with the place of every value noted."""
    if yaml_text.is_map(node):
        return {key.value: reader.read(Any, child, (*path, key.value)) for key, child in node.value}
    if yaml_text.is_list(node):
        return [reader.read(Any, child, (*path, i)) for i, child in enumerate(node.value)]
    return None if yaml_text.is_empty(node) else node.value


_SCALARS: Final[dict[Any, _Read]] = {
    Any: _read_anything,
    str: _read_text,
    bool: _read_bool,
    int: functools.partial(_read_number, int, "a whole number"),
    Decimal: functools.partial(_read_number, Decimal, "a decimal number"),
    date: _read_day,
    Range: _read_range,
}
