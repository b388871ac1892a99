"""What was shown and done: the entries of a record, format ``accordance-record/1``.

Every entry has two clocks (SEMANTICS A4): ``happened``, the day or days of the world that it
speaks of, and ``known``, since when whoever decides could know it.  ``known`` is one day, or a
map from party (or ``public``) to a day.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Final, Literal

import msgspec

from accordance.kernel import yaml_text
from accordance.kernel.days import Interval
from accordance.kernel.json_schema import Schema, Schemas
from accordance.kernel.quantities import Quantity, Range
from accordance.kernel.reading import ID, MISSING, Path, Reader

PUBLIC: Final = "public"

Kind = Literal[
    "inspection", "measurement", "imagery", "testimony", "document", "law", "trade-data",
    "intelligence", "report", "press", "statement", "meeting",
]  # fmt: skip
WORDS: Final = frozenset({"statement", "meeting"})
Confidence = Literal["V", "P", "G"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]
Stage = Literal["requested", "proposed", "decided", "paid"]
Stance = Literal["supports", "refutes"]


class Known(msgspec.Struct, frozen=True):
    """Since when an entry was known: to everybody, or to each party and the public."""

    public: date | None
    parties: tuple[tuple[str, date], ...] = ()

    def to(self, party: str) -> date | None:
        """Give the day from which a party knew; one without a day of its own takes the public's."""
        for name, day in self.parties:
            if name == party:
                return day
        return self.public


LEFT_OUT: Final = Known(None)
"""Known to nobody: the clock of a law before reading sets it to the day of its publication."""


class KnownForm(msgspec.Struct, frozen=True):
    """Reads one day, or a map from party or ``public`` to a day."""

    def read_node(self, reader: Reader, node: yaml_text.Node, path: Path) -> Any:
        """Give the clock, or MISSING with problems noted."""
        if not yaml_text.is_map(node):
            day = reader.read(date, node, path)
            return day if day is MISSING else Known(day)
        days = reader.read(dict[str, date], node, path)
        if days is MISSING:
            return MISSING
        for key, _ in node.value:
            if key.value != PUBLIC:
                reader.refer("party", key.value, key, path)
        public = days.pop(PUBLIC, None)
        if public is None and not days:
            return reader.report(
                "R008", node, "this names nobody who knew", "a party or public, each with its day"
            )
        return Known(public, tuple(sorted(days.items())))

    def schema(self, of: Schemas) -> Schema:
        """Give the JSON Schema of both forms."""
        return {"anyOf": [of(date), {**of(dict[str, date]), "minProperties": 1}]}


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="entry"):
    """The base of every entry: its id, its two clocks, where it comes from and how sure it is."""

    id: str
    happened: Interval
    known: Annotated[Known, KnownForm()]
    source: str = ""
    confidence: Confidence | None = None
    note: str = ""


class Evidence(Entry, frozen=True, kw_only=True, tag="evidence"):
    """One item about one claim: it supports, refutes, or measures a level.

    ``claim`` may carry an aspect after a dot (``declaration.lodged``, ``repeal.in_force``).
    ``incident`` names the counter-example that an item about a universal claim speaks of;
    ``closes`` says that the counter-example no longer stands.  ``examined`` is the share of the
    population that was looked at, in per cent.
    """

    claim: str
    stance: Stance = "supports"
    value: Range | None = None
    kind: Kind
    origin: str = ""
    origin_by: str = ""
    origin_reason: str = ""
    by: str = ""
    reliability: Reliability = "F"
    credibility: Credibility = "6"
    incident: str = ""
    closes: bool = False
    examined: Decimal | None = None
    custody: str = ""
    files: tuple[str, ...] = ()
    outcome: Literal["", "death", "transfer", "disappearance", "reclassification", "new-arrest"] = (
        ""
    )


class Delivery(Entry, frozen=True, kw_only=True, tag="delivery"):
    """Something given: an amount of a benefit, discharging the parcels that it names.

    Without a benefit it was given outside the accord: weighed, and discharging nothing.  One that
    ``returns`` another gives back what that one gave: it discharges nothing either.  One ``under``
    another instrument settles what the accord lets that instrument settle, and is counted there.
    """

    benefit: str = ""
    parcels: tuple[str, ...] = ()
    payer: str
    amount: Quantity
    form: str = ""
    accepted: bool = False
    returns: str = ""
    under: str = ""


class Act(Entry, frozen=True, kw_only=True, tag="act"):
    """A party's exercise of a power; ``happened`` is the day on which it was done.

    ``takes_effect`` is the first day of effect that the act itself names.
    It may carry an ``amount`` of the benefit that it is on, at a ``stage``: told beside what the
    rule gives, and deciding nothing (SEMANTICS D5).
    """

    power: str
    by: str
    on: tuple[str, ...] = ()
    takes_effect: date | None = None
    until: date | None = None
    after: str = ""
    ground: str = ""
    reads: str = ""
    amount: Quantity | None = None
    stage: Stage | None = None


class Event(Entry, frozen=True, kw_only=True, tag="event"):
    """Something that happened and is on the record for readers; it decides nothing by itself."""

    text: str
    basket: str = ""


class Dispute(Entry, frozen=True, kw_only=True, tag="dispute"):
    """A party disputes a provision, a claim or an entry: its fact, its meaning, or who may do it.

    A flag beside the verdict and never a verdict (SEMANTICS C5); ``reads`` names the reading of
    the provision that those who dispute hold.
    """

    about: str
    of: Literal["fact", "meaning", "competence"]
    by: tuple[str, ...]
    reads: str = ""


class Correction(Entry, frozen=True, kw_only=True, tag="correction"):
    """Replaces an entry, or with ``retracts`` alone takes it back; the old one stays visible."""

    corrects: str = ""
    retracts: str = ""
    value: Range | None = None
    stance: Stance | None = None
    reason: str = ""


AnyEntry = Evidence | Delivery | Act | Event | Dispute | Correction
KINDS: Final[dict[str, type[AnyEntry]]] = {
    "evidence": Evidence, "delivery": Delivery, "act": Act, "event": Event,
    "dispute": Dispute, "correction": Correction,
}  # fmt: skip


def lacks_known(reader: Reader, node: yaml_text.Node) -> Any:
    """Report an entry that does not say since when it was known; give MISSING."""
    expected = "the day from which the deciding side could know it; today is never assumed"
    return reader.report(
        "R002", node, 'this entry lacks "known"', expected, "add known: YYYY-MM-DD"
    )


class EntryForm(msgspec.Struct, frozen=True):
    """Reads an entry, a mapping in which the key that names its kind holds its id."""

    def read_node(self, reader: Reader, node: yaml_text.Node, path: Path) -> Any:
        """Give the entry, or MISSING with problems noted; a law may be :data:`LEFT_OUT` of time."""
        expected = "one of the keys " + ", ".join(KINDS) + ", holding the id"
        if not yaml_text.is_map(node):
            return reader.report("S003", node, "an entry must be a mapping", expected)
        heads = [(key, value) for key, value in node.value if key.value in KINDS]
        if not heads:
            return reader.report("S002", node, "this entry does not say what it is", expected)
        if len(heads) > 1:
            return reader.report("S001", heads[1][0], "an entry is of one kind", "a second entry")
        head, value = heads[0]
        name = reader.scalar(value, "the id of the entry")
        if name is not MISSING and not ID.fullmatch(name):
            name = reader.report(
                "S006", value, f'"{name}" cannot be an id', "letters, digits, - and _"
            )
        reader.spans[(*path, "id")] = yaml_text.span_of(value, reader.file)
        given = {"id": name}
        keys = {key.value: child for key, child in node.value}
        if "known" not in keys or yaml_text.is_empty(keys["known"]):
            law = head.value == "evidence" and getattr(keys.get("kind"), "value", "") == "law"
            given["known"] = LEFT_OUT if law else lacks_known(reader, value)
            return reader.fields(
                KINDS[head.value], yaml_text.without(node, head.value, "known"), path, given
            )
        return reader.fields(KINDS[head.value], yaml_text.without(node, head.value), path, given)

    def schema(self, of: Schemas) -> Schema:
        """Give the JSON Schema of the six kinds, each with its id under the key of its kind."""
        kinds = []
        for word, cls in KINDS.items():
            form = of.mapping(cls)
            form["properties"] = {word: form["properties"].pop("id"), **form["properties"]}
            dated = ["known"] if cls is not Evidence else []
            others = [key for key in form["required"] if key not in ("id", "known")]
            form["required"] = [word, *others, *dated]
            kinds.append(form)
        return {"anyOf": kinds}


class SourceNote(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who or what spoke; ``owner`` joins sources that one hand controls."""

    SHORT: ClassVar = "title"
    title: str
    date: date | None = None
    link: str = ""
    owner: str = ""
    party: str = ""
    confidence: Confidence | None = None


class View(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a party sees the record otherwise: what it does not admit, which acts it holds void or valid.

    ``leaves_out`` names evidence by its id or by its source; an act that is held valid counts
    whoever made it.
    """

    leaves_out: tuple[str, ...] = ()
    holds_void: tuple[str, ...] = ()
    holds_valid: tuple[str, ...] = ()


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All entries of one case, in no order that matters."""

    format: Literal["accordance-record/1"]
    accord: str = ""
    synthetic: bool = False
    about: str = ""
    sources: dict[str, SourceNote] = {}
    views: dict[str, View] = {}
    entries: tuple[Annotated[AnyEntry, EntryForm()], ...] = ()
