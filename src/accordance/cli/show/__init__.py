"""Answers as a person reads them: words, tables and trees, plain text first."""
