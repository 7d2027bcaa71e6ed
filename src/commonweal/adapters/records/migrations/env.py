"""Run by Alembic: revisions go through the connection and inside the transaction it is given."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
