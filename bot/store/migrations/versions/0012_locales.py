"""In which language members are answered in private."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.add_column("members", sa.Column("locale", sa.String(16), nullable=True))


def downgrade() -> None:
    """Take the schema down to the revision before."""
    op.drop_column("members", "locale")
