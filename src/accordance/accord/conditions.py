"""The closed language of conditions, and the moments that deadlines hang on.

Text for the common case, mappings for the rest::

    shut-down                      the natural predicate: commitment met, claim established ...
    release.reached(25%)           a predicate, with a level where it takes one
    2008-08-11                     from that day on
    P60D after in_force            a period after something
    P45D clear after certify       counted so that the whole period lies between
    P5D working before 2008-08-11  a period before a day that is known in advance
    all: [...]                     any, at_least, share, not, unless, clean, earliest, latest

The structs below are both the mapping forms and the tree that is compiled.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

import msgspec

from accordance.accord.counting import COUNT, PLAIN, CountText
from accordance.kernel import yaml_text
from accordance.kernel.days import Period, YearOutOfRangeError, day_in
from accordance.kernel.json_schema import Schema, Schemas
from accordance.kernel.quantities import PERCENT, Quantity
from accordance.kernel.reading import MISSING, Path, Reader, Ref

SubjectKind = Literal["provision", "commitment", "claim", "benefit", "power", "accord"]


class ConditionForm(msgspec.Struct, frozen=True):
    """Reads a condition; where ``moment`` is set, only one that names a day."""

    moment: bool = False

    def read_node(self, reader: Reader, node: yaml_text.Node, path: Path) -> Any:
        """Give the condition, or MISSING with problems noted."""
        if yaml_text.is_map(node):
            value = _mapping(reader, node, path)
        elif yaml_text.is_list(node):
            return reader.report(
                "S003", node, "a list is no condition", "{all: [...]} or {any: [...]}"
            )
        else:
            expected = _A_DAY if self.moment else _EXPECTED
            text = reader.scalar(node, expected)
            value = MISSING if text is MISSING else _text(reader, text, node, path, expected)
        if (
            self.moment
            and value is not MISSING
            and not isinstance(value, OnDay | After | Before | Earliest | Latest | Test)
        ):
            return reader.report("S007", node, "this names no day", _A_DAY)
        return value

    @property
    def schema_name(self) -> str:
        """Name the definition that all fields of this form share."""
        return "Moment" if self.moment else "Condition"

    def schema(self, of: Schemas) -> Schema:
        """Give the JSON Schema of the text and of every mapping; conditions hold conditions."""
        if self.moment:
            text = {"type": "string", "pattern": f"^({_DAY.pattern}|{_AFTER.pattern})$"}
            return {
                "anyOf": [text, *(of(form) for form in (OnDay, After, Before, Earliest, Latest))]
            }
        text = {"type": "string", "pattern": f"^({_DAY.pattern}|{_AFTER.pattern}|{_TEST.pattern})$"}
        return {"anyOf": [text, *(of(form) for form in FORMS.values()), *map(_subject, _SUBJECTS)]}


class ShareForm(msgspec.Struct, frozen=True):
    """Reads a share written in per cent, from 0% to 100%."""

    def read_node(self, reader: Reader, node: yaml_text.Node, _: Path) -> Any:
        """Give the share in per cent, from 0 to 100."""
        expected = 'a share from 0% to 100%, such as "25%"'
        text = reader.scalar(node, expected)
        if text is MISSING:
            return MISSING
        try:
            share = Quantity.parse(text)
        except ValueError:
            share = Quantity(Decimal(-1), PERCENT)
        if share.unit == PERCENT and 0 <= share.amount <= 100:  # noqa: PLR2004 per cent
            return share.amount
        return reader.report("S007", node, f'"{text}" cannot be read', expected)

    def schema(self, _: Schemas) -> Schema:
        """Give the JSON Schema of a share."""
        return {"type": "string", "pattern": r"^\+?\d[\d_,]*(\.\d+)?\s*%$"}


class TargetForm(msgspec.Struct, frozen=True):
    """Reads a target: an amount, or the word ``all`` for the whole population of the baseline."""

    def read_node(self, reader: Reader, node: yaml_text.Node, path: Path) -> Any:
        """Give the amount, or the word ``all``."""
        return "all" if getattr(node, "value", None) == "all" else reader.read(Quantity, node, path)

    def schema(self, of: Schemas) -> Schema:
        """Give the JSON Schema of both forms."""
        return {"anyOf": [{"const": "all"}, of(Quantity)]}


ShareText = Annotated[Decimal, ShareForm()]
TargetText = Annotated[Quantity | Literal["all"], TargetForm()]


class Test(msgspec.Struct, frozen=True, tag="test"):
    """One predicate over one thing: ``shut-down.met``, ``fuel.delivered(50%)``, ``steps.at_least(8)``.

    ``predicate`` is empty for the natural one of the kind: a commitment met, a claim
    established, a benefit delivered in full, a power's act in force.  ``kind`` is
    ``provision`` until the whole accord is known and the id can be looked up.
    """

    kind: SubjectKind
    id: str
    predicate: str = ""
    level: Quantity | None = None


class All(msgspec.Struct, frozen=True, tag="all"):
    """True when every member is; the emptiest gate of the language."""

    all: tuple[ConditionText, ...]
    label: str = ""


class AnyOf(msgspec.Struct, frozen=True, tag="any"):
    """True when one member is."""

    any: tuple[ConditionText, ...]
    label: str = ""


class AtLeast(msgspec.Struct, frozen=True, tag="at_least"):
    """True when k of the members are."""

    at_least: int
    of: tuple[ConditionText, ...]
    label: str = ""


class Weighted(msgspec.Struct, frozen=True, rename={"condition": "if"}):
    """A member of a share, with its weight."""

    condition: ConditionText
    weight: int


class Share(msgspec.Struct, frozen=True, tag="share"):
    """True when the true members carry this share of all the weight."""

    share: ShareText
    of: tuple[Weighted, ...]
    label: str = ""


class Not(msgspec.Struct, frozen=True, tag="not", rename={"condition": "not"}):
    """True when its condition is established to be false; unknown stays unknown."""

    condition: ConditionText


class Unless(msgspec.Struct, frozen=True, tag="unless"):
    """A condition that an exception lifts; ``cites`` names what it excepts and stays in the reasons."""

    condition: ConditionText
    unless: ConditionText
    cites: str


class Clean(msgspec.Struct, frozen=True, tag="clean"):
    """Conduct without breach for a whole period up to the day asked; the reading must be chosen (B5)."""

    conduct: Annotated[str, Ref("commitment")]
    clean: Period
    reading: Literal["no_breach_established", "verified"]


class Series(msgspec.Struct, frozen=True, tag="series", rename={"is_": "is"}):
    """Some copies of a commitment that recurs: so many, the latest, or that of the same period."""

    series: Annotated[str, Ref("commitment")]
    at_least: int | None = None
    which: Literal["", "latest", "same"] = ""
    is_: str = "met"


class OnDay(msgspec.Struct, frozen=True, tag="on"):
    """A fixed day; as a condition, true from that day on."""

    on: date


class After(msgspec.Struct, frozen=True, tag="after"):
    """A period after something first held; as a condition, true from the last day of the period."""

    after: ConditionText
    period: Period
    count: CountText = PLAIN
    roll: str | None = None


class Before(msgspec.Struct, frozen=True, tag="before"):
    """A period before a day that is known in advance; as a condition, true from its first day on."""

    before: MomentText
    period: Period
    count: CountText = PLAIN


class Earliest(msgspec.Struct, frozen=True, tag="earliest"):
    """The first of several days; those not yet known do not hold it up."""

    earliest: tuple[MomentText, ...]


class Latest(msgspec.Struct, frozen=True, tag="latest"):
    """The last of several days; unknown until all are known."""

    latest: tuple[MomentText, ...]


Moment = OnDay | After | Before | Earliest | Latest | Test
"""What names a day: a test names the day from which it holds."""
Condition = (
    Test
    | All
    | AnyOf
    | AtLeast
    | Share
    | Not
    | Unless
    | Clean
    | Series
    | OnDay
    | After
    | Before
    | Earliest
    | Latest
)
ConditionText = Annotated[Condition, ConditionForm()]
MomentText = Annotated[Moment, ConditionForm(moment=True)]

_EXPECTED: Final = 'a condition, such as "shut-down.met", "release.reached(25%)" or {all: [...]}'
_A_DAY: Final = 'a day, such as 2030-06-30, or one that is counted, such as "P60D after in_force"'
_NAME: Final = r"[A-Za-z0-9][A-Za-z0-9_-]*(?:/[A-Za-z0-9_-]+)?"
_TEST: Final = re.compile(rf"({_NAME})(?:\.([a-z_]+)(?:\(([^()]+)\))?)?")
_AFTER: Final = re.compile(rf"(P\w+)(?: ({COUNT}))? (after|before) (.+)")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}(T\S+)?")
_SUBJECTS: Final[dict[str, SubjectKind]] = {
    "commitment": "commitment", "claim": "claim", "benefit": "benefit", "act": "power",
}  # fmt: skip
FORMS: Final[dict[str, type]] = {
    "all": All, "any": AnyOf, "series": Series, "at_least": AtLeast, "share": Share, "not": Not,
    "unless": Unless, "clean": Clean, "on": OnDay, "after": After, "before": Before,
    "earliest": Earliest, "latest": Latest,
}  # fmt: skip


def members(condition: Condition) -> tuple[Condition, ...]:
    """Give the conditions directly inside a condition, in the order of the text."""
    match condition:
        case All(all=inside) | AnyOf(any=inside) | AtLeast(of=inside):
            return inside
        case Share(of=weighted):
            return tuple(member.condition for member in weighted)
        case Not(condition=one):
            return (one,)
        case Unless(condition=one, unless=other):
            return (one, other)
        case After(after=one) | Before(before=one):
            return (one,)
        case Earliest(earliest=moments) | Latest(latest=moments):
            return moments
        case _:
            return ()


def _subject(word: str) -> Schema:
    """Give the JSON Schema of ``{commitment: X, reached: 25%}``: a subject and at most one predicate."""
    name = {"type": ["string", "number"], "pattern": f"^{_NAME}$"}
    rest = {"type": ["string", "number"]}
    return {
        "type": "object", "properties": {word: name}, "required": [word],
        "additionalProperties": rest, "maxProperties": 2,
    }  # fmt: skip


def _text(
    reader: Reader, text: str, node: yaml_text.Node, path: Path, expected: str = _EXPECTED
) -> Any:
    after = _AFTER.fullmatch(text)
    try:
        if after:
            period = Period.parse(after[1])
            anchor = _text(reader, after[4], node, path)
            if anchor is MISSING:
                return MISSING
            form = After if after[3] == "after" else Before
            return form(anchor, period, after[2] or PLAIN)
        if _DAY.fullmatch(text):
            return OnDay(day_in(text, reader.zone))
        found = _TEST.fullmatch(text)
        if found is None:
            return reader.report("S007", node, _no_form(text, expected), expected)
        level = None if found[3] is None else Quantity.parse(found[3])
    except YearOutOfRangeError as error:
        return reader.too_far(node, error)
    except ValueError as error:
        if _DAY.fullmatch(text):
            return reader.report("S008", node, f"there is no day {text}", "a day of the calendar")
        return reader.report("S007", node, f'"{text}" cannot be read', str(error))
    if found[1] in ("in_force", "signed"):
        return Test("accord", found[1])
    reader.refer("provision or part", found[1], node, path)
    return Test("provision", found[1], found[2] or "", level)


def _no_form(text: str, expected: str) -> str:
    """Say that a text is none of the forms that are read where it stands."""
    return f'"{text}" names no day' if expected == _A_DAY else f'"{text}" is no condition'


def _mapping(reader: Reader, node: yaml_text.Node, path: Path) -> Any:
    keys = {key.value: value for key, value in node.value}
    for word, kind in _SUBJECTS.items():
        if word in keys:
            return _test(reader, node, keys, kind, path)
    for word, form in FORMS.items():
        if word in keys:
            return reader.fields(form, node, path)
    return reader.report(
        "S003", node, "this mapping is no condition", "one of the keys " + ", ".join(FORMS)
    )


def _test(
    reader: Reader, node: yaml_text.Node, keys: dict[str, Any], kind: SubjectKind, path: Path
) -> Any:
    """Read ``{commitment: X, reached: 25%}``: a subject, and at most one predicate."""
    word = next(word for word, each in _SUBJECTS.items() if each == kind)
    named = "benefit or part" if kind == "benefit" else kind
    name = reader.read(Annotated[str, Ref(named)], keys[word], (*path, word))
    others = [(key, value) for key, value in node.value if key.value != word]
    if len(others) > 1:
        return reader.report(
            "S001", others[1][0], "a second predicate stands here", "one predicate a test; use all"
        )
    if name is MISSING or not others:
        return MISSING if name is MISSING else Test(kind, name)
    key, value = others[0]
    if key.value == "is":
        predicate = reader.read(str, value, (*path, "is"))
        return MISSING if predicate is MISSING else Test(kind, name, predicate)
    level = reader.read(Quantity, value, (*path, key.value))
    return MISSING if level is MISSING else Test(kind, name, key.value, level)
