"""What holds of every answer, on generated cases: its sums, texts that came later, and readings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from chance import Chance
from draw_readings import viewed
from properties import given
from test_properties import LONG, QUICK

from accordance.accord.amending import day_of
from accordance.accord.reading import read
from accordance.accord.variants import contested
from accordance.decide import amounts_of_a_day, sharing
from accordance.decide.decision import decide
from accordance.decide.views import Readers, Shared
from accordance.record.reading import read_yaml
