"""Runs the migrations on the connection that the store hands over."""

from alembic import context

from accordance.ledger.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
context.run_migrations()
