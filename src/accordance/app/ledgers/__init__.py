"""Ledgers: making, filling, reading and verifying one."""
