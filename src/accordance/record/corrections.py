"""What corrections name: an entry that exists, never themselves in a circle, never two at once."""

from __future__ import annotations

from accordance.kernel.problems import Problem, nearest
from accordance.record.entries import Act, Correction, Delivery, Dispute, Event, Evidence, Known
from accordance.record.soundness import Draft


def faults(draft: Draft) -> list[Problem]:
    """Report every correction that cannot be followed to what it replaces."""
    numbers = [i for i, entry in enumerate(draft.entries) if type(entry) is Correction]
    targets = {number: _target(draft.entries[number]) for number in numbers}
    found = []
    for number in numbers:
        name = targets[number]
        if name in draft.unread or not name:
            continue
        if name not in draft.ids:
            hint = nearest(name, list(draft.ids)) if len(draft.ids) <= 10_000 else ""  # noqa: PLR2004 costly
            expected = "" if hint else "the id of an entry of this record"
            message = f'unknown entry "{name}"'
            found.append(
                draft.problem("R005", (number, _key(draft, number)), message, expected, hint)
            )
        elif _turns_back(draft, number, targets):
            message = f'the corrections from "{name}" on lead back to this one'
            expected = "a correction of what was there before it"
            found.append(draft.problem("R005", (number, _key(draft, number)), message, expected))
        else:
            found.extend(_misfit(draft, number, draft.ids[name]))
    return found + _rivals(draft, targets)


def _target(entry: object) -> str:
    return (entry.corrects or entry.retracts) if isinstance(entry, Correction) else ""


def _key(draft: Draft, number: int) -> str:
    entry = draft.entries[number]
    return "corrects" if isinstance(entry, Correction) and entry.corrects else "retracts"


def _turns_back(draft: Draft, number: int, targets: dict[int, str]) -> bool:
    """Say whether following the corrections from here comes back here."""
    seen: set[int] = set()
    at = number
    while at in targets and at not in seen:
        seen.add(at)
        following = draft.ids.get(targets[at])
        if following is None:
            return False
        at = following
    return at == number and bool(seen)


def _misfit(draft: Draft, number: int, target: int) -> list[Problem]:
    """Report a new value or stance of something that has none."""
    entry, old = draft.entries[number], draft.entries[target]
    if not isinstance(entry, Correction) or (entry.value is None) == (entry.stance is None):
        return []
    match old:
        case Evidence(value=None) if entry.value is not None:
            message = f'"{old.id}" measures nothing that a value could replace'
            return [draft.problem("R004", (number, "value"), message, "a stance")]
        case Evidence(value=value) if value is not None and entry.stance is not None:
            message = f'"{old.id}" measures a value, which has no stance of its own'
            return [draft.problem("R004", (number, "stance"), message, "a value")]
        case Delivery() if entry.value is not None and entry.value.low == entry.value.high:
            return []
        case Delivery() | Act() | Event() | Dispute():
            message = f'this cannot be said of "{old.id}", which is no evidence'
            expected = "a retraction, and a new entry with what is right"
            return [draft.problem("R004", (number, "corrects"), message, expected)]
        case _:
            return []


def _rivals(draft: Draft, targets: dict[int, str]) -> list[Problem]:
    """Report corrections of one entry that become known together: neither could come last."""
    first: dict[tuple[str, Known], str] = {}
    found = []
    for number, name in targets.items():
        entry = draft.entries[number]
        rival = first.setdefault((name, entry.known), entry.id)
        if name and rival != entry.id:
            message = f'"{rival}" corrects "{name}" too, known on the same day'
            expected = "one of the two, or a correction of the other correction"
            found.append(
                draft.problem("R022", (number, "known"), message, expected, severity="warning")
            )
    return found
