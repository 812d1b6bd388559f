"""Genre, tempo and key of analysed songs, kept beside the analyses, of which a count would read every byte."""

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store._inserting import insert_once
from bot.store._tables import SongFeatureRow
from models.analysis import Analysis
from models.content import MUSIC


async def note_features(session: AsyncSession, analysis: Analysis) -> None:
    """Keep what a song's newest analysis says: no genre of speech and noise, and no key that people are not shown."""
    await session.execute(delete(SongFeatureRow).where(SongFeatureRow.sha256 == analysis.sha256))
    values = {
        "sha256": analysis.sha256,
        "genre": analysis.genres[0].genre if analysis.content == MUSIC else None,
        "bpm": analysis.tempo.bpm if analysis.tempo else None,
        "camelot": analysis.key.camelot if analysis.key and analysis.key.is_sure else None,
    }
    # The same song may be remembered twice at once.
    await insert_once(session, SongFeatureRow, values)
