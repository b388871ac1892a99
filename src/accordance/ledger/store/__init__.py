"""Where a ledger lies: its tables in SQLite or PostgreSQL, and the files beside them."""
