"""A060: what the format carries and this release reads, keeps and does not yet apply."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.draft import Draft
from accordance.kernel.problems import Problem


def check(draft: Draft) -> Iterator[Problem]:
    """Warn of amendments: decisions are taken under the text as it first stood."""
    for name in draft.accord.amendments:
        message = f'the amendment "{name}" is kept and not applied by this release'
        expected = "the text as amended, in an accord of its own, to decide under it"
        yield draft.warning("A060", ("amendments", name), message, expected)
