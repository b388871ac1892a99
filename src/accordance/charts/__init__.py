"""Chart specifications as plain data."""
