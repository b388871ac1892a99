"""What would change an answer: by itself, or by the smallest sets of things that somebody can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accordance.cli.show import naming, words
from accordance.cli.show.layout import paint, screen, wrapped
from accordance.cli.show.status import knowledge

if TYPE_CHECKING:
    from accordance.app.deciding import Told
    from accordance.decide.changes import Step, Way, Ways


NEVER: Final = ("advisory", "practice")
"""The forces under which a benefit is shown and gives nothing, whatever anybody does."""


def shown(told: Told, ways: Ways) -> str:
    """Give the ways, the smallest first, each with its day and its last day."""
    columns, _ = screen()
    accord = told.decision.accord
    called = naming.title(accord, ways.provision)
    named = "" if called == ways.provision else f"  ({ways.provision})"
    lines = [paint(called, "head") + named, *wrapped(knowledge(told.decision), columns), ""]
    if ways.holds and not ways.ways and not ways.wanted.startswith("no longer"):
        return "\n".join([*lines, f"It is {words.state(ways.state)}: nothing stands against it."])
    lines.append(f"It is {words.state(ways.state)} now.")
    lines += _by_itself(ways, columns)
    lines += _list(told, ways, columns)
    return "\n".join(lines)


def _by_itself(ways: Ways, columns: int) -> list[str]:
    wanted = _wanted(ways)
    if ways.by_itself is None:
        return wrapped(f"Time alone will not make it {wanted} within ten years.", columns)
    text = (
        f"If nobody acts and nothing new is shown, it is {wanted} on {words.day(ways.by_itself)}."
    )
    return wrapped(text, columns)


def _wanted(ways: Ways) -> str:
    return (
        "payable"
        if ways.wanted == "due"
        else ways.wanted.replace("no longer due", "no longer payable")
    )


def _list(told: Told, ways: Ways, columns: int) -> list[str]:
    wanted = _wanted(ways)
    benefit = told.decision.accord.benefits.get(ways.provision.partition("/")[0])
    if benefit is not None and benefit.force in NEVER:
        return ["", *wrapped(f"It never begins: {words.FORCE[benefit.force]}.", columns)]
    if not ways.ways:
        text = f"No acts of parties were found that would make it {wanted}"
        if _is_read_in_several_ways(told):
            text += " under every reading; --view PARTY asks under one party's"
        return ["", *wrapped(f"{text}.", columns)]
    steps = {len(way.steps) for way in ways.ways}
    each = (
        "any one of these"
        if steps == {1} and len(ways.ways) > 1
        else "each of these, in full"
        if len(ways.ways) > 1
        else "this"
    )
    lines = ["", paint(f"To make it {wanted}, {each} would do:", "head")]
    for number, way in enumerate(ways.ways, 1):
        lines += _way(told, way, number, columns)
    if ways.truncated:
        lines += ["", "There may be more ways than are listed here."]
    return lines


def _is_read_in_several_ways(told: Told) -> bool:
    readings = told.decision.determination.views.readings.values()
    return any(len(one.considered) > 1 for one in readings)


def _way(told: Told, way: Way, number: int, columns: int) -> list[str]:
    lines = []
    for index, step in enumerate(way.steps):
        mark = f"{number:>3}. " if index == 0 else "     "
        text = _step(told, step) + (";" if index < len(way.steps) - 1 else ".")
        lines += wrapped(text, columns, mark, "       ")
    last = f"last day {words.day(way.last_day)}" if way.last_day else "no last day within ten years"
    day = words.day(way.flips_on)
    when = "" if way.flips_on == told.decision.clock.as_of else f"It takes effect on {day}; "
    text = f"{when}{last}."
    return [*lines, paint("     " + text[:1].upper() + text[1:], "quiet")]


def _step(told: Told, step: Step) -> str:
    accord = told.decision.accord
    who = naming.parties(accord, step.by) or "somebody"
    called = naming.title(accord, step.provision)
    text = f"{who}: {step.text}"
    return text if called == step.provision else f"{text} ({called.rstrip('.')})"
