"""YAML text to a tree of nodes with places, and nothing dangerous or ambiguous let through.

The tree is libyaml's own node graph.  Its guesses about types are ignored: a scalar is the text
that was written, and the reader of the field decides what it means, so ``no`` stays a word and
``12:30:00`` is never a number.
"""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from accordance.kernel.problems import Problem, Span

Node = Any
"""A ``yaml.ScalarNode``, ``yaml.SequenceNode`` or ``yaml.MappingNode``."""

MAX_BYTES: Final = 4_000_000
MAX_NODES: Final = 400_000
MAX_DEPTH: Final = 100

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e]")
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def is_map(node: Node) -> bool:
    """Say whether the node is a mapping."""
    return isinstance(node, yaml.MappingNode)


def is_list(node: Node) -> bool:
    """Say whether the node is a sequence."""
    return isinstance(node, yaml.SequenceNode)


def is_empty(node: Node) -> bool:
    """Say whether nothing was written where a value belongs."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null")


def is_cut(key: Node, value: Node, before: Node) -> bool:
    """Say whether a key without a value goes on with the unquoted text before it, cut at a comma."""
    plain = isinstance(before, yaml.ScalarNode) and not before.style
    bare = isinstance(value, yaml.ScalarNode) and value.start_mark.index == value.end_mark.index
    return (
        plain and bare and isinstance(key, yaml.ScalarNode) and not key.style and " " in key.value
    )


def without(node: Node, *keys: str) -> Node:
    """Give a mapping node at the same place that lacks these keys."""
    pairs = [(key, value) for key, value in node.value if key.value not in keys]
    return yaml.MappingNode(node.tag, pairs, node.start_mark, node.end_mark)


def span_of(node: Node, file: str) -> Span:
    """Give the place of a node: its first line, and its length where it ends on that line."""
    start, end = node.start_mark, node.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return Span(file, start.line + 1, start.column + 1, max(1, length))


def parse(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Compose one YAML document; give None with the problems where there is no usable tree."""
    top = Span(file, 1, 1)
    if len(text) > MAX_BYTES:
        expected = f"at most {MAX_BYTES:,} characters; keep long records in CSV"
        return None, [Problem("Y003", f"the file has {len(text):,} characters", top, expected)]
    strange = stray(text, file)
    if strange is not None:
        return None, [strange]
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        return None, [_syntax(error, text, file)]
    except RecursionError:
        return None, [
            Problem("Y004", "the text is nested too deeply", top, f"at most {MAX_DEPTH} levels")
        ]
    except (yaml.YAMLError, UnicodeError) as error:
        return None, [Problem("Y001", f"not readable as YAML: {error}", top, "UTF-8 text in YAML")]
    if root is None:
        return None, [Problem("Y006", "the file is empty", top, "a mapping of keys to values")]
    problems: list[Problem] = []
    _inspect(root, file, problems)
    return (None if any(p.code in ("Y004", "Y005") for p in problems) else root), problems


def stray(text: str, file: str) -> Problem | None:
    """Report the first control character of a text, which could move the cursor of whoever reads it."""
    found = _CONTROL.search(text)
    if found is None:
        return None
    before = text[: found.start()]
    span = Span(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return _control(found[0], span)


def _control(character: str, span: Span) -> Problem:
    message = f"the control character U+{ord(character):04X} stands in the text"
    return Problem("Y009", message, span, "text without control characters")


def _syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    span = Span(file, mark.line + 1, mark.column + 1) if mark else Span(file, 1, 1)
    what = error.problem or "unreadable"
    if "nesting depth" in what:
        return Problem("Y004", "the text is nested too deeply", span, f"at most {MAX_DEPTH} levels")
    if "expected a single document" in (error.context or ""):
        return Problem(
            "Y007",
            "a second document begins here",
            span,
            "one document a file; remove the line ---",
        )
    see = (
        (Span(file, error.context_mark.line + 1, error.context_mark.column + 1),)
        if error.context_mark
        else ()
    )
    message = f"not YAML: {what}" + (f" {error.context}" if error.context else "")
    begun = text.split("\n")[mark.line] if mark and mark.line < text.count("\n") else ""
    if "\t" in begun[: len(begun) - len(begun.lstrip())]:
        return Problem("Y001", message, span, "spaces, never tabs, before the first word", see=see)
    return Problem("Y001", message, span, "YAML; check quotes, brackets and indentation", see=see)


def _inspect(root: Node, file: str, problems: list[Problem]) -> None:
    """Report duplicate keys, keys that are not plain text, tags, and trees that expand too far.

    Of a key that stands twice the first stays, so that no other problem comes of it.
    """
    visits = 0
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        visits += 1
        if depth > MAX_DEPTH:
            expected = f"at most {MAX_DEPTH} levels"
            problems.append(
                Problem("Y004", "the text is nested too deeply", span_of(node, file), expected)
            )
            return
        if visits > MAX_NODES:
            expected = f"at most {MAX_NODES:,} values after aliases are expanded"
            problems.append(
                Problem(
                    "Y004", "the file expands to too many values", span_of(root, file), expected
                )
            )
            return
        if node.tag.startswith("!") and len(node.tag) > 1:
            problems.append(
                Problem(
                    "Y008",
                    f"the tag {node.tag} has no meaning here",
                    span_of(node, file),
                    "a plain value",
                )
            )
        if isinstance(node, yaml.ScalarNode):
            _inspect_text(node, file, problems)
        elif is_list(node):
            stack.extend((child, depth + 1) for child in reversed(node.value))
        elif is_map(node):
            _inspect_keys(node, file, problems)
            stack.extend((value, depth + 1) for _, value in reversed(node.value))


def _inspect_text(node: Node, file: str, problems: list[Problem]) -> None:
    found = _CONTROL.search(node.value)
    if found is not None:
        problems.append(_control(found[0], span_of(node, file)))


def _inspect_keys(node: Node, file: str, problems: list[Problem]) -> None:
    seen: dict[str, Node] = {}
    again: set[int] = set()
    for number, (key, _) in enumerate(node.value):
        if isinstance(key, yaml.ScalarNode):
            _inspect_text(key, file, problems)
        if not isinstance(key, yaml.ScalarNode):
            problems.append(
                Problem("Y005", "a key is not plain text", span_of(key, file), "a word as key")
            )
        elif key.value in seen:
            again.add(number)
            first = span_of(seen[key.value], file)
            expected = f"each key once; the first {key.value} stands on line {first.line}"
            problems.append(
                Problem(
                    "Y002",
                    f'the key "{key.value}" stands twice',
                    span_of(key, file),
                    expected,
                    see=(first,),
                )
            )
        else:
            seen[key.value] = key
    if again:
        node.value[:] = [pair for number, pair in enumerate(node.value) if number not in again]
