"""YAML text to record: every entry that can be read, and every problem with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

import msgspec

from accordance.kernel import yaml_text
from accordance.kernel.problems import Problem, Span, failed, nearest
from accordance.kernel.reading import MISSING, Reader
from accordance.record import corrections, soundness, spellings
from accordance.record.entries import KINDS, AnyEntry, EntryForm, Evidence, Record, SourceNote
from accordance.record.soundness import Draft

FORMAT: Final = "accordance-record/1"
NOTHING: Final = Record(format="accordance-record/1")
"""A record without entries."""

_ENTRY: Final = Annotated[AnyEntry, EntryForm()]
_ELSEWHERE: Final = Span("", 0, 0)


class Read(msgspec.Struct, frozen=True):
    """What came of reading a file: the record where no problem is an error, and all problems.

    ``spans`` has the place of each entry under its id and of its fields under ``id.field``, of
    each source under ``sources/id`` and of its fields under ``sources/id.field``, of views likewise.
    """

    record: Record | None
    problems: tuple[Problem, ...]
    spans: Mapping[str, Span]


def read_yaml(text: str, file: str, zone: str = "UTC", beside: Record = NOTHING) -> Read:
    """Read a record; nothing is raised, and problems stand in the order of the text.

    ``zone`` is the accord's time zone, in which instants become days; ``beside`` is a record that
    stands already, whose entries and sources this one may name.
    """
    root, problems = yaml_text.parse(text, file)
    if root is None or not yaml_text.is_map(root):
        if root is not None:
            expected = "the keys format, accord, sources, entries"
            span = yaml_text.span_of(root, file)
            problems.append(Problem("S003", "a record must be a mapping", span, expected))
        return Read(None, tuple(problems), {})
    problems.extend(_format(root, file))
    if any(problem.code.startswith("F") for problem in problems):
        return Read(None, tuple(problems), {})
    reader = Reader(file, zone)
    nodes = _entry_nodes(root)
    rest = yaml_text.without(root, "entries") if nodes else root
    return _read(reader, nodes, rest, problems, beside)


def read_entries(text: str, file: str, zone: str = "UTC", beside: Record = NOTHING) -> Read:
    """Read entries that stand alone: one, or a list of them, without anything above."""
    root, problems = yaml_text.parse(text, file)
    if root is None:
        return Read(None, tuple(problems), {})
    nodes = list(root.value) if yaml_text.is_list(root) else [root]
    return _read(Reader(file, zone), nodes, None, problems, beside)


def _read(
    reader: Reader,
    nodes: list[Any],
    rest: yaml_text.Node | None,
    problems: list[Problem],
    beside: Record,
) -> Read:
    """Read entries, and what stands above them where anything does."""
    file = reader.file
    values = [reader.read(_ENTRY, node, ("entries", i)) for i, node in enumerate(nodes)]
    places = [i for i, value in enumerate(values) if value is not MISSING]
    entries, lacking = soundness.dated([values[i] for i in places], beside.entries)
    record: Any
    if rest is None:
        record = Record(format=FORMAT, entries=tuple(entries))
    else:
        given = {"entries": tuple(entries)} if nodes else {}
        record = reader.fields(Record, rest, (), given)

    def place(number: int, field: str) -> Span:
        path = ("entries", places[number])
        return reader.spans.get((*path, field), reader.spans[(*path, "id")])

    unread = {_id(nodes[i]) for i, value in enumerate(values) if value is MISSING}
    draft = Draft(entries, _ids(entries), unread, _sources(rest, record), place)
    problems.extend(reader.problems)
    problems.extend(repeated(nodes, file))
    problems.extend(soundness.undated(draft, lacking))
    problems.extend(together(draft, beside))
    problems.extend(_ungraded(draft, reader, places))
    sound = record is not MISSING and len(places) == len(nodes) and not failed(problems)
    return Read(record if sound else None, in_order(problems), _spans(reader, nodes))


def together(draft: Draft, beside: Record = NOTHING) -> list[Problem]:
    """Run every check that does not depend on the file's form, for this file's entries."""
    whole = _joined(draft, beside) if beside is not NOTHING else draft
    found = soundness.faults(whole) + corrections.faults(whole) + spellings.faults(whole)
    return [problem for problem in found if problem.span is not _ELSEWHERE]


def _joined(draft: Draft, beside: Record) -> Draft:
    """Give a draft with the entries of another record after its own, whose places are elsewhere."""
    own = len(draft.entries)
    others = {entry.id: own + number for number, entry in enumerate(beside.entries)}
    return Draft(
        [*draft.entries, *beside.entries],
        others | dict(draft.ids),
        draft.unread,
        {**beside.sources, **draft.sources},
        lambda number, field: draft.place(number, field) if number < own else _ELSEWHERE,
    )


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Give each problem once, in order of place and then of code."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.span, one.code, one.message)))


def repeated_id(name: str, span: Span, first: Span) -> Problem:
    """Report an id that an earlier entry has."""
    message = f'the id "{name}" is used twice'
    expected = f"an id of its own; the first {name} stands on line {first.line}"
    return Problem("R001", message, span, expected, see=(first,))


def repeated(nodes: Sequence[Any], file: str) -> list[Problem]:
    """Report every id that an earlier entry has, whether or not both could be read."""
    first: dict[str, Span] = {}
    found = []
    for node in nodes:
        for key, value in node.value if yaml_text.is_map(node) else ():
            if key.value in KINDS and isinstance(value.value, str) and value.value:
                span = yaml_text.span_of(value, file)
                if first.setdefault(value.value, span) is not span:
                    found.append(repeated_id(value.value, span, first[value.value]))
                break
    return found


def _entry_nodes(root: yaml_text.Node) -> list[Any]:
    for key, value in root.value:
        if key.value == "entries" and not yaml_text.is_empty(value):
            return list(value.value) if yaml_text.is_list(value) else [value]
    return []


def _id(node: yaml_text.Node) -> str:
    pairs = node.value if yaml_text.is_map(node) else ()
    names = [value.value for key, value in pairs if key.value in KINDS]
    return names[0] if names and isinstance(names[0], str) else ""


def _ids(entries: Sequence[AnyEntry]) -> dict[str, int]:
    return {entry.id: number for number, entry in enumerate(entries)}


def _sources(root: yaml_text.Node | None, record: Any) -> Mapping[str, SourceNote]:
    """Give the sources; where some could not be read, their ids still count as listed."""
    if record is not MISSING:
        return dict(record.sources)
    for key, value in root.value if root is not None else ():
        if key.value == "sources" and yaml_text.is_map(value):
            return {name.value: SourceNote(title=name.value) for name, _ in value.value}
    return {}


def _ungraded(draft: Draft, reader: Reader, places: list[int]) -> list[Problem]:
    """Warn of evidence without grades, which weighs nothing."""
    found = []
    for field in ("reliability", "credibility"):
        numbers = [
            number
            for number, entry in enumerate(draft.entries)
            if isinstance(entry, Evidence)
            and ("entries", places[number], field) not in reader.spans
        ]
        if numbers:
            found.append(ungraded(draft, numbers, field))
    return found


def ungraded(draft: Draft, numbers: list[int], field: str) -> Problem:
    """Warn once of the evidence that lacks one of its grades."""
    more = f"; so do {len(numbers) - 1} more" if len(numbers) > 1 else ""
    message = f"this evidence lacks its {field} and so weighs nothing{more}"
    grades = {"reliability": "A to F, F if it cannot be judged"}
    expected = grades.get(field, "1 to 6, 6 if it cannot be judged")
    return draft.problem("R020", (numbers[0], field), message, expected, severity="warning")


def _spans(reader: Reader, nodes: Sequence[Any]) -> dict[str, Span]:
    spans: dict[str, Span] = {}
    for path, span in reader.spans.items():
        match path:
            case ("entries", int(number), "id"):
                spans.setdefault(_id(nodes[number]), span)
            case ("entries", int(number), str(field)):
                spans.setdefault(f"{_id(nodes[number])}.{field}", span)
            case ("sources", str(name)):
                spans[f"sources/{name}"] = span
            case ("sources", str(name), str(field)):
                spans[f"sources/{name}.{field}"] = span
            case ("views", str(name)):
                spans[f"views/{name}"] = span
            case ("views", str(name), str(field)):
                spans[f"views/{name}.{field}"] = span
    return spans


def _format(root: yaml_text.Node, file: str) -> list[Problem]:
    """Report a format that this reader does not know; a missing one is left to the reader."""
    for key, value in root.value:
        if key.value != "format" or not isinstance(value.value, str) or not value.value:
            continue
        span = yaml_text.span_of(value, file)
        name, _, version = FORMAT.partition("/")
        found = re.fullmatch(rf"{name}/([0-9]{{1,6}})", value.value)
        if found and int(found[1]) > int(version):
            message = f"this record is in format {value.value}, which is newer than this release"
            return [Problem("F002", message, span, f"{FORMAT}, or a newer release of accordance")]
        if value.value != FORMAT:
            hint = nearest(value.value, [FORMAT])
            return [
                Problem("F001", f'"{value.value}" is not a format of records', span, FORMAT, hint)
            ]
    return []
