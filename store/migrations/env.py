"""Where Alembic starts: on the connection that `store.migrations` hands it, never on an address of its own."""

from alembic import context

from store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
