"""What members had heard, saved, corrected and wish."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table(
        "hearings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("heard", sa.DateTime(timezone=True), nullable=False),
        _song("hearings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearings")),
    )
    for column in ("sha256", "user_id", "guild_id", "message_id"):
        op.create_index(op.f(f"ix_hearings_{column}"), "hearings", [column])
    op.create_table(
        "saved",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("saved", sa.DateTime(timezone=True), nullable=False),
        _song("saved"),
        sa.PrimaryKeyConstraint("user_id", "sha256", name=op.f("pk_saved")),
    )
    op.create_table(
        "feedback",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("model_version", sa.String(12), nullable=False),
        sa.Column("answered_genre", sa.String(), nullable=False),
        sa.Column("genre", sa.String(), nullable=False),
        sa.Column("given", sa.DateTime(timezone=True), nullable=False),
        _song("feedback"),
        sa.PrimaryKeyConstraint("user_id", "sha256", name=op.f("pk_feedback")),
    )
    op.create_table(
        "members",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("answers_posts", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_members")),
    )


def downgrade() -> None:
    """Take the schema down to the revision before."""
    for table in ("members", "feedback", "saved", "hearings"):
        op.drop_table(table)


def _song(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_sha256_songs")
    return sa.ForeignKeyConstraint(["sha256"], ["songs.sha256"], name=name, ondelete="CASCADE")
