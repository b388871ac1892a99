"""Text to accord: YAML in, the normal form and every problem out, nothing raised."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from accordance.accord import amending
from accordance.accord.checks import CHECKS, readings, references
from accordance.accord.draft import Check, Draft
from accordance.accord.interpreting import drafts, interpreted, reread
from accordance.accord.names import gather
from accordance.accord.normal import normalise
from accordance.accord.types import Accord
from accordance.kernel import yaml_text
from accordance.kernel.days import known_zone
from accordance.kernel.problems import Problem, Span, failed, nearest
from accordance.kernel.reading import MISSING, Reader

FORMAT: Final = "accordance"
VERSION: Final = 1


def read(text: str, file: str) -> tuple[Accord | None, tuple[Problem, ...]]:
    """Read an accord; give None where any problem is an error, and all problems in order of place.

    The accord is in normal form: every test has a kind and a predicate, every claim a name.
    Names are always checked; what an accord means is checked once all of it can be read.
    """
    root, problems = yaml_text.parse(text, file)
    if root is None:
        return None, _in_order(problems)
    problems.extend(_format(root, file))
    if any(problem.code.startswith("F") for problem in problems):
        return None, _in_order(problems)
    accord, found = _text(root, file)
    problems.extend(found)
    if accord is not None and accord.amendments:
        accord, found = _amended(accord, root, file, known=frozenset(problems))
        problems.extend(found)
    return (None if failed(problems) else accord), _in_order(problems)


def _text(root: yaml_text.Node, file: str) -> tuple[Accord | None, list[Problem]]:
    """Read the tree of one text, sound or not; None where it cannot be read at all."""
    problems: list[Problem] = []
    reader = Reader(file, _zone(root))
    value = reader.read(Accord, root)
    names = gather(root)
    ways = reread(root, file, reader.zone) if value is not MISSING else []
    readers = (reader, *(way.reader for way in ways))
    for each in readers:
        problems.extend(each.problems)
        problems.extend(references.unknown(each.references, names))
    problems.extend(references.clashing(names, reader.spans, file))
    if value is MISSING:
        return None, problems
    reported = {problem.span for problem in problems}
    accord = normalise(interpreted(value, ways), names)
    draft = Draft(accord, value, names, reader.spans, file)
    misread = [problem.span.line for each in readers for problem in each.problems]
    checked: list[tuple[Check, Draft]] = [(readings.check, draft)]
    for one in drafts(draft, root, ways):
        checked += [(check, one) for check in CHECKS]
        lost = references.unknown(reader.references, one.names) if ways else ()
        problems.extend(found for found in lost if found.span not in reported)
    for check, one in checked:
        problems.extend(found for found in check(one) if not _beside(found, misread, root))
    return accord, problems


def _amended(
    accord: Accord, root: yaml_text.Node, file: str, known: frozenset[Problem]
) -> tuple[Accord, list[Problem]]:
    """Read the text that each amendment gives; report what is wrong in it and was not before."""
    problems: list[Problem] = []
    text, before = root, accord
    results = dict(accord.amendments)
    for name in amending.in_order(accord.amendments):
        amendment = accord.amendments[name]
        problems.extend(amending.misplaced(text, name, file))
        text = amending.laid_over(text, name)
        after, found = _text(yaml_text.without(text, "amendments"), file)
        new = [one for one in found if one not in known]
        for one in new:
            message = f"{one.message}, in the text as amended by {name}"
            problems.append(msgspec.structs.replace(one, message=message))
        if after is None or failed(new):
            break
        before = amending.continued(before, after, amendment)
        results[name] = msgspec.structs.replace(amendment, result=before)
    return msgspec.structs.replace(accord, amendments=results), problems


def _zone(root: yaml_text.Node) -> str:
    """Give the time zone of the calendar, which instants need before all else is read."""
    for key, section in root.value if yaml_text.is_map(root) else ():
        if key.value == "calendar" and yaml_text.is_map(section):
            for inner, value in section.value:
                if inner.value == "timezone" and known_zone(value.value):
                    return str(value.value)
    return "UTC"


def _beside(problem: Problem, misread: list[int], root: yaml_text.Node) -> bool:
    """Say whether a problem stands in a misread provision, and may only follow from that."""
    if not misread:
        return False
    for _, section in root.value:
        for key, value in section.value if yaml_text.is_map(section) else ():
            first = key.start_mark.line + 1
            lines = range(first, max(first, value.end_mark.line) + 1)
            if problem.span.line in lines and any(line in lines for line in misread):
                return True
    return False


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Give each problem once, in order of place and then of code."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.span, one.code, one.message)))


def _format(root: yaml_text.Node, file: str) -> list[Problem]:
    """Report a format that this reader does not know; a missing one is left to the reader."""
    for key, value in root.value if yaml_text.is_map(root) else ():
        if key.value != "format" or not isinstance(value.value, str) or not value.value:
            continue
        right = f"{FORMAT}/{VERSION}"
        if value.value == right:
            return []
        span: Span = yaml_text.span_of(value, file)
        found = re.fullmatch(rf"{FORMAT}/([0-9]{{1,6}})", value.value)
        if found and int(found[1]) > VERSION:
            message = f"this accord is in format {value.value}, which is newer than this release"
            return [Problem("F002", message, span, f"{right}, or a newer release of accordance")]
        hint = nearest(value.value, [right])
        return [Problem("F001", f'"{value.value}" is not a format of accords', span, right, hint)]
    return []
