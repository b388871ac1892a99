"""One record under two texts, side by side, with what such a comparison can and cannot show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accordance.cli.show import naming, words
from accordance.cli.show.layout import Cell, aligned, paint, screen, wrapped

if TYPE_CHECKING:
    from accordance.app.replaying import Replayed
    from accordance.app.side_by_side import Pair, Released

_CAN: Final = (
    "What this can show: what each text would have permitted on the same evidence, and what was "
    "given that a text does not cover."
)
_CANNOT: Final = (
    "What it cannot show: what anybody would have done. Nobody acted under the other text; the "
    "record was made under the first, so a step that it does not mention was not necessarily "
    "refused. It is an audit of two texts, not a forecast."
)


def shown(own: Replayed, other: Replayed, pairs: tuple[Pair, ...]) -> str:
    """Give what each text would have released, benefit by benefit, and the progress each counts."""
    columns, _ = screen()
    names = (own.accord.id, other.accord.id)
    head = ("Each text would release", *(f"under {name}" for name in names))
    rows: list[tuple[str, ...]] = [
        (Cell(head[0], "head"), *(Cell(one, "quiet") for one in head[1:]))
    ]
    for pair in pairs:
        accord = own.accord if pair.own else other.accord
        called = naming.title(accord, pair.benefit)
        rows.append((f"  {called}", _released(pair.own), _released(pair.other)))
    lines = aligned(rows, columns, indent="", flexible=0)
    lines += ["", *_given(own, other, columns), "", *_progress(own, other, columns), ""]
    return "\n".join([*lines, *wrapped(_CAN, columns), *wrapped(_CANNOT, columns)])


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


def _given(own: Replayed, other: Replayed, columns: int) -> list[str]:
    rows = [
        (
            "  " + words_of,
            *(words.amounts(getattr(one.replay.summary, field)) for one in (own, other)),
        )
        for words_of, field in (("given", "delivered"), ("no clause allowed", "outside_rule"))
    ]
    return [paint("What was in fact given", "head"), *aligned(rows, columns, indent="")]


def _progress(own: Replayed, other: Replayed, columns: int) -> list[str]:
    rows = []
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
