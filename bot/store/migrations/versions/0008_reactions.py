"""Reactions on posts with songs, and in which server a song was saved."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table(
        "reactions",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("emoji", sa.String(64), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("given", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message_id", "user_id", "emoji", name=op.f("pk_reactions")),
    )
    for column in ("user_id", "post_id", "guild_id"):
        op.create_index(op.f(f"ix_reactions_{column}"), "reactions", [column])
    op.create_index(op.f("ix_posts_reply_id"), "posts", ["reply_id"])
    op.add_column("saved", sa.Column("guild_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_saved_guild_id"), "saved", ["guild_id"])


def downgrade() -> None:
    """Take the schema down to the revision before."""
    op.drop_index(op.f("ix_saved_guild_id"), "saved")
    op.drop_column("saved", "guild_id")
    op.drop_index(op.f("ix_posts_reply_id"), "posts")
    op.drop_table("reactions")
