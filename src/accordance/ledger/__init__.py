"""A record kept tamper-evident in a database: a store, and a transparency log over its entries."""
