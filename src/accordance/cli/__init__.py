"""The command `accord`: parse, call the app, show."""
