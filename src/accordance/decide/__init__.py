"""Accord, record and dates to a determination, with its reasons."""
