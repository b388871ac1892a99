r"""One value in one cell of a table: how each type of field is read and how it is written.

==========  =================================================================
a range     ``1378``, ``181000..213000 t``
``known``   ``2007-05-31``, or ``usa=2007-05-31;public=2008-04-24``
a list      items joined by semicolons, in which ``\;`` stands for a semicolon
==========  =================================================================

An empty cell is a field that is not given.  Everything else is written as in YAML.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from accordance.kernel.days import YearOutOfRangeError, parse_day
from accordance.kernel.quantities import Quantity, Range, plain
from accordance.kernel.reading import ID
from accordance.record.entries import PUBLIC, Known

Convert = Callable[[str], Any]

_ITEM: Final = re.compile(r"((?:[^\\;]|\\.)*)(?:;|$)", re.DOTALL)
_NUMBER: Final = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
_DAY: Final = "a day, YYYY-MM-DD"


class NotOneOfError(ValueError):
    """Raised by a choice for a word that is none of its own; ``words`` are those that are."""

    def __init__(self, words: tuple[str, ...]) -> None:
        """Say which words there are."""
        self.words = tuple(filter(None, words))
        super().__init__("one of " + ", ".join(self.words))


class Memo(dict[str, Any]):
    """Converts each different cell once; a cell that cannot be read raises ValueError."""

    def __init__(self, convert: Convert) -> None:
        """Start empty."""
        super().__init__()
        self.convert = convert

    def __missing__(self, cell: str) -> Any:
        text = cell if self.convert is items else cell.strip()
        value = self[cell] = self.convert(text)
        return value


def conversion(kind: Any) -> Convert | None:
    """Give how a cell becomes a value of this type; None where it is the text itself."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return conversion(arguments[0])
    if origin in (types.UnionType, typing.Union):
        return conversion(next(part for part in arguments if part is not types.NoneType))
    if origin is typing.Literal:
        return _choice(arguments)
    if origin is tuple:
        return items
    if kind is str:
        return None
    found: Convert | None = _SCALARS.get(kind)
    return found or kind.parse


def identifier(cell: str) -> str:
    """Give the cell if it can be an id; raise ValueError otherwise."""
    if ID.fullmatch(cell):
        return cell
    message = "an id of letters, digits, - and _"
    raise ValueError(message)


def written(value: Any) -> str:
    """Write a value so that its conversion gives it back."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain(value)
        case Quantity():
            return amount(value)
        case Range(low=low, high=high, unit=unit) if low == high:
            return amount(Quantity(low, unit))
        case Range(low=low, high=high, unit=unit):
            return f"{plain(low)}..{amount(Quantity(high, unit))}"
        case Known(public=day, parties=parties):
            if day is not None and not parties:
                return day.isoformat()
            days = [*parties, *([(PUBLIC, day)] if day else [])]
            return ";".join(f"{name}={when.isoformat()}" for name, when in days)
        case tuple():
            return ";".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in value)
        case _:
            return str(value)


def amount(value: Quantity) -> str:
    """Write an exact amount without thousands separated: the form that other programs read."""
    gap = " " if value.unit and value.unit != "%" else ""
    return f"{plain(value.amount)}{gap}{value.unit}"


def items(cell: str) -> tuple[str, ...]:
    """Split a cell at its semicolons."""
    found = [re.sub(r"\\(.)", r"\1", item, flags=re.DOTALL) for item in _ITEM.findall(cell)]
    ended = cell.endswith(";") and not cell.endswith("\\;")
    return tuple(found if ended else found[:-1])


def _choice(words: tuple[str, ...]) -> Convert:
    allowed = {word: word for word in words}

    def choose(cell: str) -> str:
        if cell in allowed:
            return allowed[cell]
        raise NotOneOfError(words)

    return choose


def _day(cell: str) -> date:
    try:
        return parse_day(cell)
    except YearOutOfRangeError:
        raise
    except ValueError:
        raise ValueError(_DAY) from None


def _known(cell: str) -> Known:
    if "=" not in cell:
        return Known(_day(cell))
    days: dict[str, date] = {}
    for part in cell.split(";"):
        name, _, day = (piece.strip() for piece in part.partition("="))
        if not ID.fullmatch(name) or name in days:
            message = 'a day, or days such as "usa=2007-05-31;public=2008-04-24"'
            raise ValueError(message)
        days[name] = _day(day)
    public = days.pop(PUBLIC, None)
    return Known(public, tuple(sorted(days.items())))


def _range(cell: str) -> Range:
    low, dots, high = cell.removeprefix("[").removesuffix("]").partition("..")
    try:
        return Range.of(Quantity.parse(low), Quantity.parse(high if dots else low))
    except ValueError:
        message = 'an amount, or two as "181000..213000"'
        raise ValueError(message) from None


def _number(cell: str) -> Decimal:
    if _NUMBER.fullmatch(cell):
        return Decimal(cell)
    message = "a decimal number"
    raise ValueError(message)


def _flag(cell: str) -> bool:
    if cell in ("true", "false"):
        return cell == "true"
    message = "true or false"
    raise ValueError(message)


_SCALARS: Final[dict[Any, Convert]] = {
    date: _day,
    bool: _flag,
    Known: _known,
    Range: _range,
    Decimal: _number,
}
