"""The tags that songs were heard to deserve, those of songs heard before included."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# As the models named them when this was written; a later change there must not change what an upgrade does.
_NAMED = 0.9
_SAME = {"chillout": "chill", "female vocalist": "female vocalists"}


def upgrade() -> None:
    """Bring the schema up to this revision."""
    table = op.create_table(
        "song_tags",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("tag", sa.String(40), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["songs.sha256"], name=op.f("fk_song_tags_sha256_songs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sha256", "tag", name=op.f("pk_song_tags")),
    )
    op.create_index(op.f("ix_song_tags_tag"), "song_tags", ["tag"])
    _fill(table)


def _fill(table: sa.Table) -> None:
    connection = op.get_bind()
    answers = sa.text("select sha256, answer from analyses order by sha256, analysed")
    named: dict[str, dict[str, float]] = {}
    for sha256, answer in connection.execute(answers):
        found = _named(json.loads(answer) if isinstance(answer, str) else answer)
        if found:
            named[sha256] = found
    rows = [
        {"sha256": sha256, "tag": tag, "score": score} for sha256, tags in named.items() for tag, score in tags.items()
    ]
    if rows:
        op.bulk_insert(table, rows)


def _named(answer: dict[str, Any]) -> dict[str, float]:
    scores: dict[str, float] = {}
    for each in answer.get("tags") or ():
        tag = _SAME.get(each["tag"], each["tag"])
        if each["score"] >= _NAMED:
            scores[tag] = max(each["score"], scores.get(tag, 0.0))
    return scores


def downgrade() -> None:
    """Take the schema down to the revision before."""
    op.drop_table("song_tags")
