"""Run every measurement and print one table: what, measured, ratio to its peer, limit."""

from __future__ import annotations

from benchmarks import decide, ledger, start


def main() -> None:
    """Measure and print."""
    table = [
        ("what", "measured", "ratio", "at most"),
        *decide.rows(),
        *start.rows(),
        *ledger.rows(),
    ]
    widths = [max(len(row[column]) for row in table) for column in range(4)]
    for row in table:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )


if __name__ == "__main__":
    main()
