"""Songs, what the models made of them, accepted posts, and small facts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table(
        "songs",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("artist", sa.String(), nullable=True),
        sa.Column("duration_s", sa.Double(), nullable=False),
        sa.Column("uncertain", sa.Boolean(), nullable=False),
        sa.Column("images", sa.LargeBinary(), nullable=False),
        sa.Column("first_heard", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_songs")),
    )
    op.create_table(
        "analyses",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("model_version", sa.String(12), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("embedding", sa.LargeBinary(), nullable=False),
        sa.Column("segments", sa.LargeBinary(), nullable=False),
        sa.Column("tagger", sa.LargeBinary(), nullable=True),
        sa.Column("analysed", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["songs.sha256"], name=op.f("fk_analyses_sha256_songs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sha256", "model_version", name=op.f("pk_analyses")),
    )
    op.create_table(
        "posts",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.BigInteger(), nullable=True),
        sa.Column("accepted", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_posts")),
    )
    for column in ("guild_id", "author_id", "state"):
        op.create_index(op.f(f"ix_posts_{column}"), "posts", [column])
    op.create_table(
        "facts",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )


def downgrade() -> None:
    """Take the schema down to nothing."""
    for table in ("facts", "posts", "analyses", "songs"):
        op.drop_table(table)
