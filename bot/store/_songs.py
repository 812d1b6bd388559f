"""What was heard, by the SHA-256 of the bytes and the models' version."""

from dataclasses import asdict
from typing import Any

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import undefer

from bot.store._inserting import insert_once
from bot.store._song_tags import note_tags
from bot.store._tables import AnalysisRow, SongRow
from models.analysis import Analysis, GenreProbability, Passage, Recommendation, TagCourse, Taggram, TagScore, Vectors
from models.content import MUSIC

_IMAGE_SHAPE = (-1, 128, 128)
SEGMENTS_SHAPE = (10, 100)


class Songs:
    """The heard songs."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def remember(self, analysis: Analysis) -> None:
        """Keep an analysis with its vectors; the same song heard twice by the same models is kept once."""
        vectors = analysis.vectors
        if vectors is None:
            raise ValueError("an analysis without vectors cannot be recall_analysis")
        async with self._sessions.begin() as session:
            # Two songs with the same bytes may be heard at the same moment: the second insert must not fail.
            await insert_once(session, SongRow, _song_values(analysis, vectors))
            await insert_once(session, AnalysisRow, _analysis_values(analysis, vectors))
            await note_tags(session, analysis)

    async def recall(self, sha256: str, model_version: str) -> Analysis | None:
        """Return what these models said about the song, vectors included, or None."""
        async with self._sessions() as session:
            song = await session.get(SongRow, sha256, options=[undefer(SongRow.images)])
            row = await session.get(AnalysisRow, (sha256, model_version))
        return analysis_of(song, row) if song and row else None


def _song_values(analysis: Analysis, vectors: Vectors) -> dict[str, Any]:
    return {
        "sha256": analysis.sha256,
        "title": analysis.title,
        "artist": analysis.artist,
        "duration_s": analysis.duration_s,
        "uncertain": analysis.uncertain,
        "images": np.ascontiguousarray(vectors.images, np.uint8).tobytes(),
    }


def _analysis_values(analysis: Analysis, vectors: Vectors) -> dict[str, Any]:
    return {
        "sha256": analysis.sha256,
        "model_version": analysis.model_version,
        "answer": {
            **analysis.to_json(analysis.sha256),
            "recommendations": [asdict(song) for song in analysis.recommendations],
        },
        "embedding": np.ascontiguousarray(vectors.embedding, "<f4").tobytes(),
        "segments": np.ascontiguousarray(vectors.segments, "<f2").tobytes(),
        "tagger": None if vectors.tagger is None else np.ascontiguousarray(vectors.tagger, "<f4").tobytes(),
    }


def _vectors(song: SongRow, row: AnalysisRow) -> Vectors:
    return Vectors(
        embedding=np.frombuffer(row.embedding, "<f4"),
        segments=np.frombuffer(row.segments, "<f2").reshape(SEGMENTS_SHAPE),
        images=np.frombuffer(song.images, np.uint8).reshape(_IMAGE_SHAPE),
        tagger=None if row.tagger is None else np.frombuffer(row.tagger, "<f4"),
    )


def _recommendation(kept: dict[str, Any]) -> Recommendation:
    return Recommendation(**{**kept, "alike_in": tuple(kept.get("alike_in", ()))})


def _taggram(kept: dict[str, Any] | None) -> Taggram | None:
    # Songs that were heard by earlier releases have none.
    if kept is None:
        return None
    courses = tuple(TagCourse(each["tag"], each["group"], tuple(each["scores"])) for each in kept["courses"])
    return Taggram(tuple(kept["starts_s"]), tuple(kept["ends_s"]), courses)


def analysis_of(song: SongRow, row: AnalysisRow) -> Analysis:
    """Return what one version of the models made of a song, whose images must be loaded."""
    answer = row.answer
    return Analysis(
        sha256=song.sha256,
        title=song.title,
        artist=song.artist,
        duration_s=song.duration_s,
        genres=tuple(GenreProbability(**each) for each in answer["genres"]),
        confident=answer["confident"],
        models=answer["models"],
        timeline=tuple(Passage(**each) for each in answer["timeline"]),
        recommendations=tuple(map(_recommendation, answer["recommendations"])),
        timings_s=answer["timings_s"],
        model_version=row.model_version,
        tags=tuple(TagScore(**each) for each in answer["tags"]),
        taggram=_taggram(answer.get("taggram")),
        uncertain=song.uncertain,
        content=answer.get("content", MUSIC),
        vectors=_vectors(song, row),
    )
