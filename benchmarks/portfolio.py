"""A synthetic portfolio of the size of the EU recovery facility, from a seed.

Twenty-seven accords with 7,000 conditions in all, and their record in CSV: fourteen columns, a
third of the entries about days long before they became known, with corrections.
"""

from __future__ import annotations

import csv
import io
import random
from datetime import date, timedelta

ACCORDS = 27
CONDITIONS = 7_000
START = date(2021, 7, 1)
DAYS = 1_900
COLUMNS = (
    "entry", "id", "claim", "stance", "value", "happened", "known", "kind", "source", "origin",
    "reliability", "credibility", "confidence", "note",
)  # fmt: skip
KINDS = ("inspection", "document", "law", "measurement", "report", "press", "statement")


def accord_text(number: int, conditions: int) -> str:
    """Give one accord as YAML: milestones and targets, and an instalment for each ten of them."""
    lines = [
        "format: accordance/1", f"id: plan-{number}", f"title: Plan {number}", "synthetic: true",
        f"calendar: {{in_force: {START}, months: clamp}}", "currency: EUR",
        "parties:", f"  state-{number}: {{name: State {number}, roles: [obligor]}}",
        "  commission: {name: Commission, roles: [provider, verifier]}",
        "decides: commission",
        "baskets: {reform: Reforms, investment: Investments}",
        "standards:", "  default: {credence: 0.80, origins: 1}", "commitments:",
    ]  # fmt: skip
    for one in range(conditions):
        due = START + timedelta(days=180 + one * (DAYS - 200) // conditions)
        basket = ("reform", "investment")[one % 2]
        target = "achieve: {type: state, text: a reform stands"
        if one % 3 == 1:
            target = "achieve: {unit: homes, baseline: 0 homes, target: 1000 homes"
        elif one % 3 == 2:
            target = "achieve: {text: a milestone is reached"
        lines += [
            f"  m{one}:",
            f"    by: state-{number}",
            f"    basket: {basket}",
            f"    {target}, due: {due}}}",
        ]
    lines.append("benefits:")
    for tranche in range(conditions // 10):
        needs = ", ".join(f"m{one}" for one in range(10 * tranche, 10 * tranche + 10))
        lines += [
            f"  instalment-{tranche}:", "    payer: commission", f"    to: state-{number}",
            "    amount: 100 MEUR", f"    release: {{at_least: 9, of: [{needs}]}}",
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


def portfolio(entries: int, seed: int = 20080912) -> tuple[list[str], list[str]]:
    """Give the accords as YAML and, one for each, their records as CSV with ``entries`` rows in all."""
    rng = random.Random(seed)
    sizes = [CONDITIONS // ACCORDS + (one < CONDITIONS % ACCORDS) for one in range(ACCORDS)]
    accords = [accord_text(number, size) for number, size in enumerate(sizes)]
    share = entries // ACCORDS
    counts = [share + (one < entries % ACCORDS) for one in range(ACCORDS)]
    return accords, [_rows(rng, size, count) for size, count in zip(sizes, counts, strict=True)]


def _rows(rng: random.Random, conditions: int, count: int) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([*COLUMNS, "corrects"])
    measured: list[str] = []
    for number in range(count):
        one = rng.randrange(conditions)
        day = START + timedelta(days=rng.randrange(DAYS))
        late = rng.randrange(30, 400) if rng.random() < 1 / 3 else rng.randrange(3)
        known = day + timedelta(days=late)
        if measured and rng.random() < 0.01:
            old = measured.pop()
            table.writerow(
                [
                    "correction",
                    f"c{number}",
                    "",
                    "",
                    str(rng.randrange(1500)),
                    day,
                    known,
                    *[""] * 6,
                    "revised",
                    old,
                ]
            )
            continue
        quantity = one % 3 == 1
        if quantity:
            measured.append(f"e{number}")
        stance = "" if quantity else rng.choice(("supports",) * 4 + ("refutes",))
        table.writerow([
            "evidence", f"e{number}", f"m{one}", stance,
            str(rng.randrange(1500)) if quantity else "", day, known, rng.choice(KINDS), f"s{number % 40}",
            f"o{rng.randrange(40)}", rng.choice("ABC"), rng.choice("123"), "V", "synthetic", "",
        ])  # fmt: skip
    return out.getvalue()
