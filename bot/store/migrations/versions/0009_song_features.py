"""What songs are counted and found by, beside their analyses: genre, tempo and key."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# People are not shown less certain keys.
_SURE_KEY = 0.2


def upgrade() -> None:
    """Bring the schema up to this revision, and read the features of the songs that were analysed before."""
    features = op.create_table(
        "song_features",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("genre", sa.String(), nullable=True),
        sa.Column("bpm", sa.Double(), nullable=True),
        sa.Column("camelot", sa.String(3), nullable=True),
        sa.ForeignKeyConstraint(
            ["sha256"], ["songs.sha256"], name=op.f("fk_song_features_sha256_songs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_song_features")),
    )
    answer = sa.column("answer", sa.JSON)
    analyses = sa.table("analyses", sa.column("sha256"), sa.column("model_version"), sa.column("analysed"), answer)
    newer = analyses.alias()
    is_newer = (newer.c.analysed > analyses.c.analysed) | (
        (newer.c.analysed == analyses.c.analysed) & (newer.c.model_version > analyses.c.model_version)
    )
    # Answers of releases that did not tell speech and noise from music have no such key.
    is_music = sa.func.coalesce(analyses.c.answer["content"].as_string(), "music") == "music"
    is_sure = analyses.c.answer["key"]["confidence"].as_float() >= _SURE_KEY
    newest = sa.select(
        analyses.c.sha256,
        sa.case((is_music, analyses.c.answer["genres"][0]["genre"].as_string())),
        analyses.c.answer["tempo"]["bpm"].as_float(),
        sa.case((is_sure, analyses.c.answer["key"]["camelot"].as_string())),
    ).where(~sa.exists().where(newer.c.sha256 == analyses.c.sha256, is_newer))
    op.execute(features.insert().from_select(["sha256", "genre", "bpm", "camelot"], newest))


def downgrade() -> None:
    """Take the schema down to the revision before."""
    op.drop_table("song_features")
