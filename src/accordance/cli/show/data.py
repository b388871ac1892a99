"""Reasons and ways as plain data, with the keys that the command contract names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accordance.kernel.canonical import builtins

if TYPE_CHECKING:
    from accordance.app.deciding import Told
    from accordance.app.differing import Compared
    from accordance.decide.changes import Ways
    from accordance.decide.reason import Reason

_VERDICTS = ("refuted", "undetermined", "established")


def of_reason(reason: Reason) -> dict[str, Any]:
    """Give a reason as a tree of ``provision``, ``holds``, ``because`` and ``evidence``."""
    data: dict[str, Any] = {
        "provision": reason.provision, "asks": reason.asks, "holds": reason.holds,
        "because": [of_reason(below) for below in reason.because],
        "evidence": list(reason.evidence),
    }  # fmt: skip
    for field, key in (
        ("state", "state"),
        ("clause", "clause"),
        ("text", "text"),
        ("note", "role"),
        ("reading", "reading"),
    ):
        if getattr(reason, field):
            data[key] = getattr(reason, field)
    if reason.since:
        data["since"] = reason.since
    if reason.finding is not None:
        finding = builtins(reason.finding)
        for prior in ("verdict", "prior_20", "prior_80"):
            finding[prior] = _VERDICTS[finding[prior]]
        finding["percent"] = round(reason.finding.probability * 100)
        data["finding"] = finding
    return data


def of_told(told: Told) -> dict[str, Any]:
    """Give a reason with the entries it cites, and the decision that it belongs to."""
    answer = told.decision.determination
    return of_reason(told.reason) | {
        "accord": answer.accord, "as_of": answer.as_of, "known_at": answer.known_at,
        "known_to": answer.known_to, "digest": answer.digest,
        "entries": {name: builtins(entry) for name, entry in told.entries.items()},
    }  # fmt: skip


def of_ways(told: Told, ways: Ways) -> dict[str, Any]:
    """Give the reason why a provision stands as it does, with the ways in which it could change."""
    found = builtins(ways)
    extra = {key: found[key] for key in ("state", "wanted", "by_itself", "ways", "truncated")}
    return of_told(told) | extra


def of_comparison(compared: Compared) -> dict[str, Any]:
    """Give what differs as a tree: one branch for each field of a provision that differs."""
    found = builtins(compared.diff)
    branches = [
        {**one, "holds": False, "because": [], "evidence": []} for one in found["differences"]
    ]
    return {
        "provision": f"{compared.first} = {compared.second}", "holds": not branches,
        "because": branches, "input": found["input"],
        "evidence": list(dict.fromkeys((*compared.first_entries, *compared.second_entries))),
        "from": _side(compared.first, found["first"], compared.first_entries),
        "to": _side(compared.second, found["second"], compared.second_entries),
    }  # fmt: skip


def _side(name: str, digest: str, entries: tuple[str, ...]) -> dict[str, Any]:
    """Give one side of a comparison, with the entries that count on it alone."""
    return {"name": name, "digest": digest, "entries": list(entries)}
