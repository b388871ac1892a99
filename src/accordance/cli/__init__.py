"""The command ``accord``: parse, call app, show."""
