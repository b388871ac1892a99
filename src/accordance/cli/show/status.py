"""Where things stand, on one screen: the five blocks of SEMANTICS H."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from accordance.cli.show import naming, views, words
from accordance.cli.show.alike import runs, span
from accordance.cli.show.beside import beside
from accordance.cli.show.blocks import Block, fitted_to_screen
from accordance.cli.show.layout import Cell, aligned, fitted, meter, paint, screen, wrapped
from accordance.decide.standpoint import COMMON

if TYPE_CHECKING:
    from accordance.accord.types import Accord
    from accordance.app.deciding import Status
    from accordance.decide.blocks import Blocked, Coming, Default, Money, OpenAct, Series
    from accordance.decide.decision import Decision

_LONG: Final = 730
"""An age of so many days is told in years."""
_HELD: Final = ("withheld", "suspended")
_LOST: Final = ("reduced", "forfeited", "lapsed")
_COUNTED: Final = (
    "breached", "reversed", "overdue", "in_cure", "undetermined", "pending", "partly_met", "open",
    "met", "waived", "excused", "not_in_force", "superseded",
)  # fmt: skip
_NAMED: Final = frozenset({"breached", "reversed", "in_cure"})


def shown(status: Status, *, everything: bool = False) -> str:
    """Give the screen; rows that do not fit are counted, or all shown with ``everything``."""
    columns, rows = screen()
    decision, brief = status.decision, status.brief
    blocks = [
        _decide_now(decision, brief.decide_now, brief.coming, columns),
        _money(decision, brief.money, columns),
        _blocked(decision, brief.blocked, brief.running, columns),
        _doubt(status, columns),
        _exposure(status, columns),
    ]
    head = [*_head(decision, columns), *_series(brief.series, columns)]
    return "\n".join(fitted_to_screen(head, blocks, None if everything else rows - 1))


def knowledge(decision: Decision) -> str:
    """Say as of which day and with whose knowledge something is decided."""
    clock = decision.clock
    who = naming.party(decision.accord, clock.knower)
    if clock.known_at is None:
        known = f"with all that {who} knows now"
    elif clock.known_at == clock.as_of:
        known = f"with what {who} could know by then"
    else:
        known = f"with what {who} could know by {words.day(clock.known_at)}"
    view = decision.determination.views.of
    whose = "" if view == COMMON else f", as {naming.party(decision.accord, view)} sees it"
    return f"As of {words.day(clock.as_of)}, {known}{whose}."


def _head(decision: Decision, columns: int) -> list[str]:
    tally = _tally(decision, named=True)
    if sum(len(text) + 2 for text, _ in tally) > columns - len("Commitments: "):
        tally = _tally(decision, named=False)
    counts = ", ".join(paint(text, tone) for text, tone in tally)
    return [
        paint(fitted(decision.accord.title, columns), "head"),
        paint(fitted(knowledge(decision), columns), "quiet"),
        f"Commitments: {counts}" if counts else "No commitments.",
    ]


def _series(series: Iterable[Series], columns: int) -> list[str]:
    """Give a line for each commitment that recurs: how its copies stand, and which are open."""
    lines = []
    for one in series:
        told = [
            f"{one.counts[word]} {words.state(word)}"
            for word in _COUNTED
            if word in one.counts and word != "not_in_force"
        ]
        ahead = one.counts.get("not_in_force", 0)
        told += [f"{ahead} to come"] if ahead else []
        now = [f"{name} due {due}" if due else name for name, due in one.now]
        shown = f" ({words.some(now, 2)})" if now else ""
        lines.append(fitted(f"Recurring {one.name}: {', '.join(told)}{shown}", columns))
    return lines


def _tally(decision: Decision, *, named: bool) -> list[tuple[str, str]]:
    """Count the commitments by state, the worst first; the worst are named where there is room."""
    answer = decision.determination
    broken = {name: one for name, one in answer.implied.items() if one.state == "breached"}
    commitments = decision.accord.commitments
    single = {name: one for name, one in answer.commitments.items() if not commitments[name].series}
    states = single | broken
    parts = []
    for word in _COUNTED:
        names = [name for name, one in states.items() if one.state == word]
        if names:
            called = f" ({words.some(names, 2)})" if named and word in _NAMED else ""
            parts.append((f"{len(names)} {words.state(word)}{called}", words.TONES.get(word, "")))
    return parts


def _decide_now(
    decision: Decision, acts: Iterable[OpenAct], coming: Iterable[Coming], columns: int
) -> Block:
    accord = decision.accord
    rows = []
    for act in sorted(acts, key=lambda one: not one.grounded):
        who = naming.parties(accord, act.by, 2)
        on = f" on {words.some(act.on, 2)}" if act.on else ""
        ground = "" if act.grounded else "; its ground is not shown"
        rows.append((Cell(act.power), f"{who} may {words.POWERS[act.kind]}{on}{ground}"))
    alike = runs(
        accord,
        coming,
        lambda one: one.provision,
        lambda one: (one.date, one.from_, one.to),
        lambda one: one.date,
    )
    later = [_comes(run) for run in alike]
    block = Block(paint("Decide now", "head"))
    block.add(aligned(rows, columns) or ["  No power is open to anybody."], least=1)
    block.add(_silences(decision, columns))
    if later:
        label = "if nobody acts:"
        head, *rest = aligned(later, columns - len(label) - 3, indent="")
        indent = " " * (len(label) + 3)
        block.add([f"  {label} {head}", *(indent + line for line in rest)], least=1)
    return block


def _silences(decision: Decision, columns: int) -> list[str]:
    """Say of each status in force what becomes of it if nobody acts."""
    lines = []
    for name, state in decision.determination.benefits.items():
        silent = state.if_nobody_acts
        if silent is None:
            continue
        then = "runs on" if silent.date is None else words.TURNS.get(silent.to, silent.to)
        on = f" on {silent.date}" if silent.date else ""
        needed = f"; it takes {silent.power} to {silent.needs} it" if silent.power else ""
        lines.append(fitted(f"  If nobody acts, {name} {then}{on}{needed}.", columns))
    return lines


def _comes(run: list[Coming]) -> tuple[str, str, str]:
    one = run[0]
    to = Cell(f"{words.state(one.from_)} → {words.state(one.to)}", words.TONES.get(one.to, ""))
    return one.date.isoformat(), span([each.provision for each in run]), to


def _money(decision: Decision, payers: Iterable[Money], columns: int) -> Block:
    payers = list(payers)
    if not payers:
        return Block(paint("Money today", "head")).add(
            ["  The accord moves no amounts."], fixed=True
        )
    lost = any(row.amounts[word] for row in payers for word in _LOST)
    lapses = any(row.lapses for row in payers)
    header = ["Money today", "payable", "held back", "not yet due", "given"]
    claims = any(row.recoverable for row in payers)
    unbound = any(row.unbound for row in payers)
    header += ["lost"] * lost + ["recoverable"] * claims + ["binds nobody"] * unbound
    header += ["lapses on"] * lapses
    table: list[list[str]] = [
        [Cell(header[0], "head"), *(Cell(cell, "quiet") for cell in header[1:])]
    ]
    order = sorted(payers, key=lambda row: (not row.amounts["due"], -row.amounts["due"]))
    for row in order:
        parts = [
            row.amounts["due"], sum(row.amounts[word] for word in _HELD),
            row.amounts["not_due"], row.amounts["delivered"],
        ]  # fmt: skip
        if lost:
            parts.append(sum(row.amounts[word] for word in _LOST))
        if claims:
            parts.append(row.recoverable)
        if unbound:
            parts.append(row.unbound)
        tones = ["good", "doubt", "", "", *["bad"] * lost, *["good"] * claims, "quiet"]
        who = naming.party(decision.accord, row.payer) if row.payer else "nobody named"
        cells = [
            Cell(f"{part:,.0f}" if part == part.to_integral_value() else f"{part:,}", tone)
            if part else Cell("-", "quiet")
            for part, tone in zip(parts, tones, strict=False)
        ]  # fmt: skip
        date_cell = [row.lapses.isoformat() if row.lapses else "-"] if lapses else []
        table.append([f"  {who}, {row.unit}", *cells, *date_cell])
    first, *lines = aligned(table, columns, right=range(1, len(header)), indent="", flexible=0)
    return Block(first).add(lines, least=2).add(beside(decision, columns))


def _blocked(
    decision: Decision, blocked: Iterable[Blocked], running: tuple[str, ...], columns: int
) -> Block:
    header = ("Why blocked", "state", "who can move it", "what it waits for")
    rows: list[list[str]] = [
        [Cell(header[0], "head"), *(Cell(cell, "quiet") for cell in header[1:])]
    ]
    for one in blocked:
        state = Cell(words.state(one.state), words.TONES.get(one.state, ""))
        who = fitted(naming.parties(decision.accord, one.by, 1), 22) if one.by else "-"
        rows.append([f"  {one.benefit}", state, who, _wants(decision, one)])
    if len(rows) == 1:
        block = Block(paint(header[0], "head")).add(["  No benefit is blocked."], fixed=True)
    else:
        first, *lines = aligned(rows, columns, indent="")
        block = Block(first).add(lines, least=1)
    if running:
        block.add(
            [fitted(f"  Running or fully given: {words.some(running, 4)}", columns)], fixed=True
        )
    return block


def _wants(decision: Decision, one: Blocked) -> str:
    text = naming.condition(decision.accord, one.asks or one.provision)
    if one.holds == "true":
        text = f"stopped: {text}"
    if one.holds == "unknown":
        text = f"not known: {text}"
    if one.others:
        text += f"; {one.others} more"
    return text + (f"; last day {one.last_day.isoformat()}" if one.last_day else "")


def _doubt(status: Status, columns: int) -> Block:
    doubt, decision = status.brief.doubt, status.decision
    accord = decision.accord
    lines = list(views.doubts(decision))
    failed = status.brief.defaults
    if len({one.by for one in failed}) > 1:
        told = [
            f"{one.provision} ({naming.parties(accord, one.by, 2)}, {one.since})" for one in failed
        ]
        both = " on both sides" if _on_both_sides(accord, failed) else ""
        lines.append(f"In default{both}, the first first: " + words.some(told, 4))
    given = [one for one in failed if one.in_default and one.provision not in accord.commitments]
    if given:
        told = [
            f"{one.provision} ({naming.parties(accord, one.by, 2)}, {one.since})" for one in given
        ]
        lines.append("In default, due and not given in time: " + words.some(told, 4))
    if doubt.contested:
        lines.append("Contested: " + words.some(doubt.contested, 4))
    void = [
        f"{act} ({words.VOID[ground]})"
        for one in decision.determination.powers.values()
        for act, ground in one.void_because.items()
    ]
    if void:
        lines.append("Acts without effect: " + words.some(void, 4))
    if doubt.concerns:
        leads = [f"{incident} (against {claim})" for claim, incident in doubt.concerns]
        lines.append("Leads below the standard of proof: " + words.some(leads, 3))
    if doubt.newest:
        ages = [
            f"{accord.baskets[basket]} {_age(day, decision.clock.as_of)}"
            for basket, day in doubt.newest.items()
        ]
        lines.append("Newest independent evidence: " + "; ".join(ages))
    if doubt.stale_next:
        day, claim = doubt.stale_next[0]
        more = len(doubt.stale_next) - 1
        lines.append(
            f"Goes stale next: {claim} on {day.isoformat()}" + (f"; {more} more" if more else "")
        )
    block = Block(paint("Doubt", "head"))
    wrap = [line for text in lines for line in wrapped(text, columns, "  ", "    ")]
    return block.add(wrap or ["  Nothing is contested and no lead is open."], least=2)


def _on_both_sides(accord: Accord, failed: Iterable[Default]) -> bool:
    """Say whether all who are in default give or receive, and some of them are on each side."""
    gives = {payer for one in accord.benefits.values() for payer in one.payer}
    receives = {one.to for one in accord.benefits.values()}
    sides = [(bool(gives & {*one.by}), bool(receives & {*one.by})) for one in failed]
    return all(map(any, sides)) and all(map(any, zip(*sides, strict=True)))


def _age(day: date | None, today: date) -> str:
    if day is None:
        return "none"
    days = (today - day).days
    age = words.count(days, "day") if days < _LONG else words.count(days * 100 // 36525, "year")
    return f"{age} old"


def _exposure(status: Status, columns: int) -> Block:
    exposure, accord = status.brief.exposure, status.decision.accord
    given = f"Given {words.amounts(exposure.delivered)}"
    worth = words.worth(*exposure.worth, exposure.currency)
    if exposure.delivered:
        lost = exposure.unrecoverable == exposure.delivered
        given += ", none of it recoverable" if lost else (
            f", of it not recoverable {words.amounts(exposure.unrecoverable)}"
        )  # fmt: skip
    if worth:
        given += f"; worth {worth}"
    if worth and exposure.unpriced:
        given += f" and {words.amounts(exposure.unpriced)} that no rate prices"
    if exposure.recovered:
        given += f"; had back {words.amounts(exposure.recovered)}"
    if exposure.outside_rule:
        given += f"; outside the rule {words.amounts(exposure.outside_rule)}"
    block = Block(paint("Exposure", "head"))
    block.add(wrapped(given + ".", columns, "  ", "    "), fixed=True)
    if exposure.weakest:
        weak = exposure.progress[exposure.weakest]
        others = [
            f"{accord.baskets[name]} {naming.progress(accord, name, part)}"
            for name, part in exposure.progress.items() if name != exposure.weakest
        ]  # fmt: skip
        line = (
            f"  Verified progress, weakest basket: {accord.baskets[exposure.weakest]} "
            f"{words.share(weak)} {meter(float(weak), 10)}"
        )
        rest = f"  ({', '.join(others)})" if others else ""
        if len(line) + len(rest) <= columns:
            block.add([line + paint(rest, "quiet")], fixed=True)
        else:
            block.add([fitted(line, columns)], fixed=True)
            block.add([paint(fitted(f"   {rest}", columns), "quiet")], least=0, aside=True)
    return block
