"""The checks of an accord, each a function from a draft to the problems that it finds."""

from __future__ import annotations

from accordance.accord.draft import Check

CHECKS: tuple[Check, ...] = ()
