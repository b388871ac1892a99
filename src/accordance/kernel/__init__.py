"""What every floor uses: days, amounts, three-valued logic, source spans, problems."""
