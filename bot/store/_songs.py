"""Analysed songs, by the SHA-256 of their bytes and the models' version."""

import json
from typing import Any

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import undefer

from bot.store._inserting import insert_once
from bot.store._song_features import note_features
from bot.store._song_tags import note_tags
from bot.store._tables import AnalysisRow, SongRow
from models.analysis import Analysis, Vectors
from models.codec import decode, encode

_IMAGE_SHAPE = (-1, 128, 128)
SEGMENTS_SHAPE = (10, 100)
_MOST_BYTES = 2**20
"""What one analysis may take up in the database."""


class Songs:
    """The analysed songs."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def remember(self, analysis: Analysis) -> None:
        """Keep an analysis with its vectors; the same song analysed twice by the same models is kept once."""
        vectors = analysis.vectors
        if vectors is None:
            raise ValueError("an analysis without vectors cannot be remembered")
        song = _song_values(analysis, vectors)
        answer = {
            "sha256": analysis.sha256,
            "model_version": analysis.model_version,
            "answer": {name: value for name, value in encode(analysis).items() if name != "vectors"},
            "embedding": np.ascontiguousarray(vectors.embedding, "<f4").tobytes(),
            "segments": np.ascontiguousarray(vectors.segments, "<f2").tobytes(),
            "tagger": None if vectors.tagger is None else np.ascontiguousarray(vectors.tagger, "<f4").tobytes(),
        }
        if _size_of(song) + _size_of(answer) > _MOST_BYTES:
            raise ValueError("an analysis of more than 1 MiB is not kept")
        async with self._sessions.begin() as session:
            # Two songs with the same bytes may be analysed at the same moment: the second insert must not fail.
            await insert_once(session, SongRow, song)
            await insert_once(session, AnalysisRow, answer)
            await note_tags(session, analysis)
            await note_features(session, analysis)

    async def recall(self, sha256: str, model_version: str) -> Analysis | None:
        """Return the analysis of a song by these models, vectors included, or None."""
        async with self._sessions() as session:
            song = await session.get(SongRow, sha256, options=[undefer(SongRow.images)])
            row = await session.get(AnalysisRow, (sha256, model_version))
        return analysis_of(song, row) if song and row else None


def _size_of(values: dict[str, Any]) -> int:
    return sum(len(each) if isinstance(each, bytes) else len(json.dumps(each)) for each in values.values())


def _song_values(analysis: Analysis, vectors: Vectors) -> dict[str, Any]:
    return {
        "sha256": analysis.sha256,
        "title": analysis.title,
        "artist": analysis.artist,
        "duration_s": analysis.duration_s,
        "uncertain": analysis.uncertain,
        "images": np.ascontiguousarray(vectors.images, np.uint8).tobytes(),
    }


def _vectors(song: SongRow, row: AnalysisRow) -> dict[str, Any]:
    return {
        "embedding": np.frombuffer(row.embedding, "<f4"),
        "segments": np.frombuffer(row.segments, "<f2").reshape(SEGMENTS_SHAPE),
        "images": np.frombuffer(song.images, np.uint8).reshape(_IMAGE_SHAPE),
        "tagger": None if row.tagger is None else np.frombuffer(row.tagger, "<f4"),
    }


def analysis_of(song: SongRow, row: AnalysisRow) -> Analysis:
    """Return what one version of the models found in a song, whose images must be loaded; raises DecodeError."""
    of_song = {
        "sha256": song.sha256,
        "title": song.title,
        "artist": song.artist,
        "duration_s": song.duration_s,
        "uncertain": song.uncertain,
        "model_version": row.model_version,
        "vectors": _vectors(song, row),
    }
    return decode(Analysis, {**row.answer, **of_song}, stored=True)
