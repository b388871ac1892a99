"""What a terminal shows of a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from accordance.app.ledgers.looking import Shown
    from accordance.ledger.bundles import Opened
    from accordance.ledger.verifying import Verified

_SHOWN_FAULTS = 20


def told(found: Verified | Opened, *, trusted: bool) -> str:
    """Say what came of verifying a ledger or a bundle."""
    from accordance.ledger.bundles import Opened

    return bundle(found, trusted=trusted) if isinstance(found, Opened) else verified(found)


def bundle(found: Opened, *, trusted: bool) -> str:
    """Say what came of verifying a bundle."""
    lines = [
        found.origin,
        f"  {len(found.entries)} entries and {len(found.blobs)} files, of {found.size} entries",
        f"  root {found.root}",
    ]
    lines += [f"  cosigned by {name}" for name in found.cosigned]
    if found.sound:
        lines.append(
            "Every entry is as it was committed to, and stands in the ledger that was signed."
        )
    else:
        lines += _faults(found)
    if not trusted:
        lines.append("Whose key signed it, only the bundle says: give --trust KEY to be sure.")
    return "\n".join(lines)


def verified(found: Verified) -> str:
    """Say what came of a verification."""
    lines = [
        found.origin,
        f"  {found.size} entries, {found.erased} erased, {found.blobs} files",
        f"  {found.checkpoints} checkpoints; root {found.root}",
    ]
    lines += [f"  {name} has cosigned up to {size} entries" for name, size in found.cosigned]
    if found.sound:
        lines.append("Every entry is as it was committed to and signed for.")
    else:
        lines += _faults(found)
    if not found.cosigned:
        lines.append(
            "Nobody else has cosigned: whoever holds this ledger's key could have written it anew."
        )
    return "\n".join(lines)


def _faults(found: Verified | Opened) -> list[str]:
    lines = [f"This is broken: {len(found.faults)} faults."]
    for one in found.faults[:_SHOWN_FAULTS]:
        place = "the ledger" if one.entry is None else f"entry {one.entry}"
        lines.append(f"  {place}: {one.code} {one.message}")
    more = len(found.faults) - _SHOWN_FAULTS
    return [*lines, f"  and {more} more"] if more > 0 else lines


def entries(found: list[Shown]) -> str:
    """Show entries one after another."""
    return "\n\n".join(_entry(one) for one in found)


def _entry(one: Shown) -> str:
    leaf = one.leaf
    name = f" {leaf.id}" if leaf.id else ""
    lines = [f"entry {one.entry}: {leaf.kind}{name}", f"  recorded   {leaf.recorded}"]
    if leaf.author is not None:
        lines.append(f"  author     {leaf.author.key.split('+', 1)[0]}")
    if leaf.sealed is not None:
        lines.append(f"  sealed to  {', '.join(leaf.sealed.to)}")
    lines += [f"  file       sha256:{blob}" for blob in leaf.blobs]
    lines.append(f"  commitment {leaf.commitment}")
    if one.body is None:
        by = "" if one.erased_by is None else f" by entry {one.erased_by}"
        return "\n".join([*lines, f"  erased{by}"])
    body: dict[str, Any] = msgspec.json.decode(one.body)
    lines += [
        f"  {key:10} {_said(value)}" for key, value in body.items() if key not in ("entry", "id")
    ]
    if one.sealed is not None:
        part: dict[str, Any] = msgspec.json.decode(one.sealed)
        lines += ["  unsealed with your key:"]
        lines += [f"    {key:8} {_said(value)}" for key, value in part.items()]
    elif one.erased_by is not None:
        lines.append(f"  what was sealed is erased by entry {one.erased_by}")
    return "\n".join(lines)


def _said(value: Any) -> str:
    match value:
        case str():
            return value
        case {"start": start, "end": end}:
            return str(start) if start == end else f"{start}/{end}"
        case _:
            return msgspec.json.encode(value).decode()
