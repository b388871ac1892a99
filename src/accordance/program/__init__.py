"""The accord compiled: facts, gates, machines and one step."""
