"""``accord ledger``: a record kept tamper-evident in a database."""

from accordance.cli.commands.ledger import filling, handling, keeping, looking
from accordance.cli.commands.ledger.group import ledger

__all__ = ["filling", "handling", "keeping", "ledger", "looking"]
