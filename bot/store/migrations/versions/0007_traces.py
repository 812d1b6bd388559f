"""What the log calls a hearing."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.add_column("hearings", sa.Column("trace", sa.String(16), nullable=True))


def downgrade() -> None:
    """Take the schema down to the revision before."""
    op.drop_column("hearings", "trace")
