"""Which posts are in their server's library, and lists of songs whose pages can be turned."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.add_column("hearings", sa.Column("in_library", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "song_lists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_song_lists")),
    )
    for column in ("user_id", "guild_id", "made"):
        op.create_index(op.f(f"ix_song_lists_{column}"), "song_lists", [column])


def downgrade() -> None:
    """Take the schema down to the revision before."""
    op.drop_table("song_lists")
    op.drop_column("hearings", "in_library")
