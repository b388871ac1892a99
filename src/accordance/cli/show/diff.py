"""What differs between two determinations, and the first input that differs."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from accordance.cli.show import words
from accordance.cli.show.layout import Cell, aligned, fitted, paint, screen, wrapped
from accordance.decide.standpoint import COMMON
from accordance.kernel.quantities import plain

if TYPE_CHECKING:
    from accordance.app.differing import Compared, InViews
    from accordance.decide.differences import Difference

_LONGEST: Final = 20
_ENTRIES: Final = 4
_INPUTS: Final = {
    "engine": "they were decided by different releases of accordance",
    "format": "the accords are in different formats",
    "accord": "the accords differ",
    "record": "the records that counted differ",
    "ratios": "the tables of weights differ",
    "entries": "different numbers of entries counted",
    "as_of": "they are of different days",
    "known_at": "they use what was known by different days",
    "known_to": "they use what different parties knew",
    "view": "they are the views of different parties",
    "fold": "one judges with later knowledge",
}


def shown(compared: Compared) -> str:
    """Give every field that differs, provision by provision."""
    columns, _ = screen()
    found = compared.diff
    lines = [paint(f"From {compared.first} to {compared.second}", "head")]
    if found.input:
        lines += wrapped(
            f"The first input that differs: {_INPUTS.get(found.input, found.input)}.", columns
        )
    for side, entries in ((compared.first, compared.first_entries),
                          (compared.second, compared.second_entries)):  # fmt: skip
        if entries:
            lines += wrapped(f"Only in {side}: {words.some(entries, _ENTRIES)}.", columns)
    if not found.differences:
        return "\n".join([*lines, "", "The answers are the same."])
    return "\n".join([*lines, "", *_rows(found.differences, columns)])


def shown_in_views(compared: InViews) -> str:
    """Give what differs in the plain answer, then for each view what differs there otherwise."""
    columns, _ = screen()
    lines = [paint(f"From {compared.first} to {compared.second}", "head")]
    plain_rows = compared.views[COMMON].differences
    for view, found in compared.views.items():
        who = "In the plain answer" if view == COMMON else f"As {compared.names[view]} sees it"
        rows = [one for one in found.differences if view == COMMON or one not in plain_rows]
        gone = sum(one not in found.differences for one in plain_rows)
        lines += ["", paint(who, "head")]
        nothing = "  Nothing else differs." if gone < len(plain_rows) else "  Nothing differs."
        lines += _rows(rows, columns) if rows else [nothing]
        if gone and view != COMMON:
            lines.append(f"  Not so here: {words.count(gone, 'difference')} of the plain answer.")
    return "\n".join(lines)


def _rows(differences: Iterable[Difference], columns: int) -> list[str]:
    header = ("Provision", "what", "from", "to")
    rows = [tuple(Cell(text, "quiet") for text in header)]
    before = ""
    for one in differences:
        if one.field.partition(".")[0] == "parcels":
            continue  # the amounts say it
        name = "" if one.provision == before else one.provision
        before = one.provision
        tone = words.TONES.get(one.to, "") if isinstance(one.to, str) else ""
        was, now = _text(one.from_, one.field), _text(one.to, one.field)
        if was == now:
            continue  # nothing, said in two ways
        rows.append((Cell(name), Cell(_field(one.field, one.to)), Cell(was), Cell(now, tone)))
    return aligned(rows, columns, indent="", flexible=1)


def _field(field: str, value: Any) -> str:
    if field:
        return field.replace("_", " ").replace(".", " ")
    return "verdict" if value in words.VERDICTS else "progress" if _number(value) else ""


def _number(value: Any) -> bool:
    return isinstance(value, str) and value.replace(".", "", 1).isdecimal()


def _text(value: Any, field: str) -> str:
    """Give a value in few words; shares are per cent."""
    if value is None or value == "":
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return fitted(", ".join(_text(one, field) for one in value), _LONGEST) or "none"
    if isinstance(value, dict) and "amount" in value:
        return _text(value["amount"], "amount")
    if not isinstance(value, str):
        return str(value)
    if _number(value) and (not field or field.startswith("progress")):
        return words.share(Decimal(value))
    if _number(value):
        return plain(Decimal(value), group=True)
    return fitted(words.state(value), _LONGEST)
