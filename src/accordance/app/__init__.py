"""One function for each act of a user; owns the clock and the settings."""
