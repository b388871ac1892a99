"""CSV text to record: one row an entry, one column a field, every problem with row and column.

Equal cells are read once, and a row that reads well costs no more than its values.  A row that
does not is read again, slowly, to say all that is wrong with it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, Final

from accordance.kernel import yaml_text
from accordance.kernel.days import YearOutOfRangeError
from accordance.kernel.problems import Problem, Span, failed, nearest
from accordance.kernel.reading import ID
from accordance.record import cells, soundness
from accordance.record.columns import ALL, EVIDENCE, GRADES, KIND, OTHERS, Plan, plan_of
from accordance.record.entries import KINDS, LEFT_OUT, AnyEntry, Evidence, Record, SourceNote
from accordance.record.reading import (
    FORMAT,
    NOTHING,
    Read,
    in_order,
    repeated_id,
    together,
    ungraded,
)
from accordance.record.rows import Lines, RowSpans
from accordance.record.soundness import Draft

_KNOWN: Final = "the day from which the deciding side could know it; today is never assumed"


def read_csv(text_or_lines: str | Iterable[str], file: str, beside: Record = NOTHING) -> Read:
    """Read a record from a table; nothing is raised, and problems stand in the order of the text.

    Cells are parted by commas, semicolons or tabs, as the first line shows; ``beside`` is a
    record that stands already, whose entries and sources this one may name.
    """
    text = text_or_lines if isinstance(text_or_lines, str) else "".join(text_or_lines)
    text = text.removeprefix("\ufeff")
    first = text.lstrip().split("\n", 1)[0]
    marks = {mark: [name.strip(' "\r') for name in first.split(mark)] for mark in ",;\t"}
    mark = next((mark for mark, names in marks.items() if "id" in names), ",")
    strange = yaml_text.stray(text, file)
    if strange is not None:
        return Read(None, (strange,), {})
    table = _Table(Lines(text, file, mark))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        table.read(reader)
    except csv.Error as error:
        table.unreadable(str(error), reader.line_num)
    return table.finished(beside)


class _Table:
    """One file while it is read."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.header: list[str] = []
        self.line = 0
        self.problems: list[Problem] = []
        self.plans: dict[str, Plan] = {}
        self.others: dict[str, Plan] = {}
        self.entries: list[AnyEntry] = []
        self.starts: list[int] = []
        self.unread: dict[str, int] = {}
        self.sources: dict[str, SourceNote] = {}
        self.notes: dict[str, int] = {}
        self.about: dict[str, Any] | None = None
        self.empty: dict[int, list[int]] = {}
        self.absent: set[tuple[str, str]] = set()

    def read(self, reader: Any) -> None:
        """Read the header and every row; what is wrong is noted."""
        self.header = [name.strip() for name in next(reader, [])]
        if not self._header_reads():
            return
        width = len(self.header)
        where = self.header.index(KIND) if KIND in self.header else None
        id_at, plans, line = self.header.index("id"), self.plans, reader.line_num
        self.empty = {index: [] for index in plans[EVIDENCE].grades}
        empty = self.empty
        entries, starts, fits = self.entries, self.starts, ID.fullmatch
        for row in reader:
            start, line = line + 1, reader.line_num
            try:
                plan = plans[EVIDENCE if where is None else row[where]]
                values = {name: cell for name, index in plan.texts if (cell := row[index])}
                for name, index, memo in plan.memos:
                    if cell := row[index]:
                        values[name] = memo[cell]
                entry = plan.cls(**values)
            except (ValueError, TypeError, LookupError):
                self._read_again(row, start)
                continue
            if len(row) != width or not fits(row[id_at]) or (plan.foreign and plan.strays(row)):
                self._read_again(row, start)
                continue
            for index in plan.grades:
                if not row[index]:
                    empty[index].append(len(entries))
            entries.append(entry)
            starts.append(start)

    def unreadable(self, what: str, line: int) -> None:
        """Note that the table ends where its quotes or its size make no sense."""
        expected = 'cells parted by one mark; a cell with quotes, as "say ""so"""'
        message = f"the rows from here on are not CSV: {what}"
        self.problems.append(
            Problem("R032", message, Span(self.lines.file, max(1, line), 1), expected)
        )

    def finished(self, beside: Record) -> Read:
        """Check what was read, and give it."""
        self.entries, lacking = soundness.dated(self.entries, beside.entries)
        starts = {entry.id: start for entry, start in zip(self.entries, self.starts, strict=True)}
        sources = self.sources or self._named(beside)
        ids = {entry.id: number for number, entry in enumerate(self.entries)}
        draft = Draft(self.entries, ids, self.unread, sources, self._place)
        self.problems.extend(soundness.undated(draft, lacking))
        self.problems.extend(together(draft, beside))
        self._repeated()
        self._ungraded(draft)
        unread = {name: line for name, line in self.unread.items() if ID.fullmatch(name)}
        spans = RowSpans(self.lines, unread | starts, self.header)
        if failed(self.problems):
            return Read(None, in_order(self.problems), spans)
        record = Record(
            format=FORMAT, sources=sources, entries=tuple(self.entries), **(self.about or {})
        )
        return Read(record, in_order(self.problems), spans)

    def _header_reads(self) -> bool:
        """Plan the columns; say whether the rows can be read at all."""
        for index, name in enumerate(self.header):
            span = self.lines.span(1, index)
            if name in self.header[:index]:
                message = f'the column "{name}" stands twice'
                self.problems.append(Problem("Y002", message, span, "each column once"))
            elif name not in ALL:
                hint = nearest(name, [one for one in ALL if one not in self.header])
                expected = "" if hint else "one of " + ", ".join(ALL)
                message = f'unknown column "{name}"'
                self.problems.append(Problem("S001", message, span, expected, hint))
        if "id" not in self.header:
            expected = "a first line that names the columns: " + ", ".join(ALL[:9]) + " ..."
            span = Span(self.lines.file, 1, 1)
            self.problems.append(Problem("S002", 'the table lacks the column "id"', span, expected))
            return False
        self.plans = {kind: plan_of(kind, self.header) for kind in KINDS}
        self.others = {kind: plan_of(kind, self.header) for kind in OTHERS}
        return True

    def _read_again(self, row: list[str], start: int) -> None:
        """Read a row cell by cell, noting all that is wrong; keep it if nothing is."""
        if not any(row):
            return
        self.line, found = start, len(self.problems)
        if len(row) != len(self.header):
            expected = f"{len(self.header)} cells, as there are columns"
            self._report("R031", 0, f"this row has {len(row)} cells", expected)
            row = (row + [""] * len(self.header))[: len(self.header)]
        name = row[self.header.index("id")]
        kind = row[self.header.index(KIND)].strip() if KIND in self.header else EVIDENCE
        if kind not in KINDS and kind not in OTHERS:
            words = [*KINDS, *OTHERS]
            expected = "one of " + ", ".join(words)
            message = f'"{kind}" is no kind of row' if kind else "this row does not say what it is"
            self._report("S005", self.header.index(KIND), message, expected, nearest(kind, words))
            self.unread.setdefault(name, start)
            return
        plan = self.plans.get(kind) or self.others[kind]
        values = self._values(row, plan)
        if values is None or len(self.problems) > found:
            self.unread.setdefault(name, start)
        elif kind == "record":
            self._keep_about(values)
        elif kind == "source":
            self._keep_source(values)
        else:
            self._keep_empty(row, plan)
            self.entries.append(KINDS[kind](**values))
            self.starts.append(start)

    def _values(self, row: list[str], plan: Plan) -> dict[str, Any] | None:
        """Give what can be read of a row by the names of the fields, and note the rest.

        None where it lacks what no entry goes without.
        """
        values: dict[str, Any] = {}
        for column in plan.columns:
            cell = row[column.index]
            if not cell:
                continue
            values[column.name] = cell
            try:
                if column.key == "id" and plan.word != "record":
                    cells.identifier(cell)
                if column.memo is not None:
                    values[column.name] = column.memo[cell]
            except cells.NotOneOfError as error:
                hint = nearest(cell, error.words)
                self._report("S005", column.index, f'"{cell}" is not known here', str(error), hint)
            except YearOutOfRangeError as error:
                self._report("S009", column.index, str(error), error.expects)
            except ValueError as error:
                code = "S006" if column.key in ("id", "source") else "S007"
                self._report(code, column.index, f'"{cell}" cannot be read', str(error))
        for index in plan.foreign:
            if row[index]:
                message = f'"{self.header[index]}" has no meaning for {plan.word}'
                self._report("S001", index, message, "an empty cell")
        return values if self._complete(values, plan) else None

    def _complete(self, values: dict[str, Any], plan: Plan) -> bool:
        """Say whether a row has all that it needs; a column that is not there is noted once."""
        at, complete = self.header.index("id"), True
        for key, name in plan.required:
            if name in values:
                continue
            if key == "known":
                if values.get("kind") == "law":
                    values["known"] = LEFT_OUT
                    continue
                code, message, expected = "R002", 'this entry lacks "known"', _KNOWN
            else:
                code, message = "S002", f'{plan.word} lacks "{key}"'
                expected = f'something in the column "{key}"'
            complete = False
            if key in self.header:
                self._report(code, at, message, expected)
            elif (plan.word, key) not in self.absent:
                self.absent.add((plan.word, key))
                message = f'the table lacks the column "{key}", which {plan.word} needs'
                self.problems.append(Problem(code, message, Span(self.lines.file, 1, 1), expected))
        return complete

    def _keep_about(self, values: dict[str, Any]) -> None:
        if self.about is not None:
            self._report("R001", 0, "the table has a second row about the record", "one such row")
        self.about = {("accord" if name == "id" else name): cell for name, cell in values.items()}

    def _keep_source(self, values: dict[str, Any]) -> None:
        name = values.pop("id")
        if name in self.notes:
            at = self.header.index("id")
            span, first = self.lines.span(self.line, at), self.lines.span(self.notes[name], at)
            self.problems.append(repeated_id(name, span, first))
        self.notes.setdefault(name, self.line)
        self.sources[name] = SourceNote(**values)

    def _named(self, beside: Record) -> dict[str, SourceNote]:
        """Give the sources that entries name, where the table lists none."""
        names = dict.fromkeys(
            entry.source
            for entry in self.entries
            if entry.source and entry.source not in beside.sources
        )
        return {name: SourceNote(title=name) for name in names}

    def _repeated(self) -> None:
        first: dict[str, int] = {}
        rows = [*zip((entry.id for entry in self.entries), self.starts, strict=True)]
        if len({name for name, _ in rows} | self.unread.keys()) == len(rows) + len(self.unread):
            return
        at = self.header.index("id")
        for name, line in sorted([*rows, *self.unread.items()], key=lambda row: row[1]):
            if first.setdefault(name, line) != line:
                span, before = self.lines.span(line, at), self.lines.span(first[name], at)
                self.problems.append(repeated_id(name, span, before))

    def _keep_empty(self, row: list[str], plan: Plan) -> None:
        for index in plan.grades:
            if not row[index]:
                self.empty[index].append(len(self.entries))

    def _ungraded(self, draft: Draft) -> None:
        """Warn once for each grade that the table does not have or somewhere leaves empty."""
        for field in GRADES:
            if field in self.header:
                numbers = self.empty.get(self.header.index(field), [])
            else:
                numbers = [i for i, entry in enumerate(self.entries) if type(entry) is Evidence]
            if numbers:
                self.problems.append(ungraded(draft, numbers, field))

    def _place(self, number: int, field: str) -> Span:
        at = self.header.index(field if field in self.header else "id")
        return self.lines.span(self.starts[number], at)

    def _report(self, code: str, index: int, message: str, expected: str, hint: str = "") -> None:
        span = self.lines.span(self.line, index)
        self.problems.append(Problem(code, message, span, expected, hint))
