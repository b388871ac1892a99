"""``python -m accordance`` is the command ``accord``."""

from accordance.cli.main import main

main()
