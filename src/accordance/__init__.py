"""Linked agreements, computed: who has delivered what, what is due, and why."""

__version__ = "0.1.0"
