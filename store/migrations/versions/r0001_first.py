"""Everything there was at the beginning, frozen as SQL beside this file."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    statements = Path(__file__).with_suffix(".sql").read_text()
    # The bare cursor takes many statements at once and leaves percent signs alone.
    op.get_bind().connection.cursor().execute(statements)


def downgrade() -> None:
    raise NotImplementedError("the first revision is undone by dropping the database")
