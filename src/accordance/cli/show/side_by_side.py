"""One record under two texts, side by side, with what such a comparison can and cannot show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from accordance.cli.show import naming, words
from accordance.cli.show.layout import Cell, aligned, fitted, paint, screen, wrapped

if TYPE_CHECKING:
    from accordance.app.replaying import Replayed
    from accordance.app.side_by_side import Pair, Released

_ROOM: Final = 30
"""The columns that what a benefit is called needs beside two texts."""
_CALLED: Final = 24
_CAN: Final = (
    "What this can show: what each text would have permitted on the same evidence, and what was "
    "given that a text does not cover."
)
_CANNOT: Final = (
    "What it cannot show: what anybody would have done. Nobody acted under the other text; the "
    "record was made under the first, so a step that it does not mention was not necessarily "
    "refused. It is an audit of two texts, not a forecast."
)


def shown(own: Replayed, other: Replayed, pairs: tuple[Pair, ...], under: str = "") -> str:
    """Give what each text would have released, benefit by benefit, and the progress each counts.

    Texts that bear one id are told apart as the case's own, and as the file that it is held ``under``.
    """
    columns, _ = screen()
    names = (own.accord.id, other.accord.id)
    if names[0] == names[1]:
        file = "/".join(Path(under).parts[-2:])
        names = ("its own text", fitted(file, _CALLED) or "the other text")
    lines = _each(own, other, pairs, names, columns)
    lines += ["", *_given(own, other, names, columns)]
    if own.accord.baskets or other.accord.baskets:
        lines += ["", *_progress(own, other, names, columns)]
    return "\n".join([*lines, "", *wrapped(_CAN, columns), *wrapped(_CANNOT, columns)])


def _released(found: Released | None) -> str:
    if found is None:
        return Cell("not in this text", "quiet")
    if not found.unit:
        return _status(found)
    text = words.amount(found.amount, found.unit)
    if found.amount != found.face:
        text += f" of {words.amount(found.face, found.unit)}"
    return Cell(text, "good" if found.amount else "bad")


def _status(found: Released) -> str:
    if found.granted and found.contested:
        return Cell("granted without its ground", "doubt")
    if found.free:
        return Cell(f"free from {found.free}", "good")
    return Cell("never", "bad")


def _each(
    own: Replayed, other: Replayed, pairs: tuple[Pair, ...], names: tuple[str, str], columns: int
) -> list[str]:
    """Give a row for each benefit; where rows do not fit, a line for each text below its benefit."""
    title = "Each text would release"
    rows = [
        (
            "  " + naming.title((own if pair.own else other).accord, pair.benefit),
            _released(pair.own),
            _released(pair.other),
        )
        for pair in pairs
    ]
    head = (Cell(title, "head"), *_head(names)[1:])
    table = [head, *rows]
    _, *widths = (max(map(len, column)) for column in zip(*table, strict=True))
    if sum(widths) + 2 * len(widths) + _ROOM <= columns:
        return aligned(table, columns, indent="", flexible=0)
    lines = [paint(title, "head")]
    for called, *found in rows:
        told = list(zip(head[1:], found, strict=True))
        lines += [called, *aligned(told, columns, indent="    ", flexible=0)]
    return lines


def _head(names: tuple[str, str]) -> tuple[str, ...]:
    return ("", *(Cell(f"under {name}", "quiet") for name in names))


def _given(own: Replayed, other: Replayed, names: tuple[str, str], columns: int) -> list[str]:
    rows = [_head(names)]
    for words_of, field in (("given", "delivered"), ("no clause allowed", "outside_rule")):
        given = (words.amounts(getattr(one.replay.summary, field)) for one in (own, other))
        rows.append(("  " + words_of, *given))
    return [paint("What was in fact given", "head"), *aligned(rows, columns, indent="")]


def _progress(own: Replayed, other: Replayed, names: tuple[str, str], columns: int) -> list[str]:
    rows = [_head(names)]
    for basket in dict.fromkeys((*own.accord.baskets, *other.accord.baskets)):
        called = own.accord.baskets.get(basket) or other.accord.baskets[basket]
        shares = [one.replay.summary.progress.get(basket) for one in (own, other)]
        rows.append(
            (
                f"  {called}",
                *("no such basket" if one is None else words.share(one) for one in shares),
            )
        )
    return [
        paint("Verified progress that each text counts", "head"),
        *aligned(rows, columns, indent=""),
    ]
