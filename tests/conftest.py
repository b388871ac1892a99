"""What several test folders share: the way to the generated cases and the oracle."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import settings

TESTS = Path(__file__).parent
for folder in ("generated", "oracle"):
    if str(TESTS / folder) not in sys.path:
        sys.path.insert(0, str(TESTS / folder))

# The same examples on every run: a change is judged by what it changes.  New ones are hunted with
# `make test-long`, whose numbered cases follow its seed.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")
