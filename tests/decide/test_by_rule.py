"""Whether the rule alone would release what is left of a benefit."""

from __future__ import annotations

from decide_cases import accord_of, given, on, record_of, shown

ACCORD = accord_of("""\
claims:
  first: {text: the first step, standard: seen}
  second: {text: the second step, standard: seen}
benefits:
  grain:
    payer: hills
    to: coast
    amount: 100 t
    tranches:
      one: {amount: 40 t, release: first}
      two: {amount: 60 t, release: second}
""")


def test_what_was_given_says_nothing_of_the_rest() -> None:
    """Once a part is given in full, the rule is that of the parts still open; of the last, its own."""
    seen = [shown("first", "2030-02-01"), given("d", "grain", "40 t", "2030-02-02")]
    before = on(ACCORD, record_of(*seen[:1]), "2030-02-03").determination.benefits["grain"]
    after = on(ACCORD, record_of(*seen), "2030-02-03").determination.benefits["grain"]
    assert (before.by_rule, after.by_rule) == (True, "unknown")
    seen += [shown("second", "2030-03-01"), given("e", "grain", "60 t", "2030-03-02")]
    whole = on(ACCORD, record_of(*seen), "2030-03-03").determination.benefits["grain"]
    assert (whole.state, whole.by_rule) == ("delivered", True)
