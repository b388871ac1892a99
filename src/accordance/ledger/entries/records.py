"""A record in a ledger: what each of its parts is as a body, and the record that bodies make.

Entries, sources and views are bodies of their own; so is what stands above them.  A body is the
canonical JSON of the typed value, and reading it gives an equal value: a determination over a
ledger has the same bytes as over the file that was imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, cast

import msgspec

from accordance.kernel.canonical import canonical
from accordance.ledger.drafts import Draft
from accordance.ledger.entries.sealing import Reader, seal
from accordance.ledger.faults import LedgerError
from accordance.record.entries import AnyEntry, Record, SourceNote, View

FORMAT: Final = "accordance-record/1"
_ABOUT: Final = "record/about"


class AboutBody(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="entry",
                tag="about"):  # fmt: skip
    """What stands above the entries of a record."""

    accord: str = ""
    synthetic: bool = False
    about: str = ""


class SourceBody(msgspec.Struct, frozen=True, kw_only=True, tag_field="entry", tag="source"):
    """A source under its id."""

    id: str
    note: SourceNote


class ViewBody(msgspec.Struct, frozen=True, kw_only=True, tag_field="entry", tag="view"):
    """A party's view of the record."""

    party: str
    view: View


_CONTENT: Final[dict[str, tuple[str, ...]]] = {
    "evidence": ("by", "custody", "files", "note", "origin_reason"),
    "delivery": ("form", "note"),
    "act": ("ground", "note"),
    "event": ("text", "note"),
    "dispute": ("note",),
    "correction": ("reason", "note"),
    "source": ("title", "link"),
}
"""What no rule reads: it may be sealed, and a determination has the same bytes for every reader."""

Body = AnyEntry | AboutBody | SourceBody | ViewBody
KINDS: Final = frozenset(
    {"evidence", "delivery", "act", "event", "dispute", "correction", "about", "source", "view"}
)
_DECODER: Final = msgspec.json.Decoder(Body)


def bodies(record: Record) -> list[Body]:
    """Give what a record is made of: what stands above first, then sources, views and entries."""
    above = AboutBody(accord=record.accord, synthetic=record.synthetic, about=record.about)
    found: list[Body] = [] if above == AboutBody() else [above]
    found += [SourceBody(id=name, note=note) for name, note in record.sources.items()]
    found += [ViewBody(party=name, view=view) for name, view in record.views.items()]
    return [*found, *record.entries]


def drafts(record: Record) -> list[Draft]:
    """Give all that a record is made of, ready to be written and open to all."""
    return [draft(body) for body in bodies(record)]


def name_of(body: Body) -> str:
    """Give the id under which a body stands; that of a source has its kind before it."""
    match body:
        case AboutBody():
            return _ABOUT
        case SourceBody():
            return f"sources/{body.id}"
        case ViewBody():
            return f"views/{body.party}"
        case _:
            return body.id


def draft(body: Body) -> Draft:
    """Give one body, ready to be written."""
    kind = str(body.__struct_config__.tag)
    return Draft(kind=kind, version=FORMAT, id=name_of(body), body=canonical(body))


def content(body: Body) -> dict[str, Any]:
    """Give what of a body no rule reads, and so may be sealed."""
    kind = str(body.__struct_config__.tag)
    holder = body.note if isinstance(body, SourceBody) else body
    found = {key: getattr(holder, key) for key in _CONTENT.get(kind, ())}
    return {key: value for key, value in found.items() if value not in ("", ())}


def sealed(body: Body, readers: Sequence[Reader]) -> Draft:
    """Give a body whose content only some may read, ready to be written.

    What stands open is what the rules ask: the claim, the days, the grades, the source.
    Its note says to whom the rest is sealed.

    Raises:
        LedgerError: L040 where nobody may read it, or it has no content that could be sealed.
    """
    fields = content(body)
    if not fields:
        message = f'"{name_of(body)}" has nothing that could be sealed'
        raise LedgerError("L040", message, "a note, a text, files or the like")
    told = "sealed to " + ", ".join(sorted({reader.name for reader in readers}))
    blank = {key: () if isinstance(value, tuple) else "" for key, value in fields.items()}
    blank |= {key: f"({told})" for key in ("text", "title") if key in fields}
    if isinstance(body, SourceBody):
        note = msgspec.structs.replace(body.note, **blank)
        face: Body = msgspec.structs.replace(body, note=note)
    else:
        face = msgspec.structs.replace(body, **(blank | {"note": f"({told})"}))
    locked = seal(canonical(fields), readers)
    return msgspec.structs.replace(draft(face), sealed=locked)


def opened(body: Body, part: bytes) -> Body:
    """Give a body with what was sealed of it in its place."""
    fields = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in msgspec.json.decode(part).items()
    }
    if isinstance(body, SourceBody):
        return msgspec.structs.replace(body, note=msgspec.structs.replace(body.note, **fields))
    return msgspec.structs.replace(body, **{"note": "", **fields})


def read(data: bytes, version: str, entry: int) -> Body:
    """Read a body of a record.

    Raises:
        LedgerError: L036 where it is of a format that this release does not know, or none.
    """
    if version != FORMAT:
        message = f"entry {entry} is in the format {version}"
        raise LedgerError("L036", message, f"{FORMAT}, or a newer accordance", entry)
    try:
        return cast("Body", _DECODER.decode(data))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise LedgerError(
            "L036", f"entry {entry} is no body of a record: {error}", FORMAT, entry
        ) from error


def record(parts: Iterable[Body]) -> Record:
    """Make the record of bodies, in their order."""
    above, sources, views, entries = AboutBody(), {}, {}, []
    for body in parts:
        match body:
            case AboutBody():
                above = body
            case SourceBody():
                sources[body.id] = body.note
            case ViewBody():
                views[body.party] = body.view
            case _:
                entries.append(body)
    return Record(
        format=FORMAT, accord=above.accord, synthetic=above.synthetic, about=above.about,
        sources=sources, views=views, entries=tuple(entries),
    )  # fmt: skip
