"""What each command finds: songs near the ones that it was given, as a list."""

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.core.client import SongBot
from bot.errors import NoSongsOfGenreError, NoTasteError, NoTempoError, UnknownGenreError
from bot.features.buttons import songs_pages
from bot.features.recommend._blend import between, path, surprise
from bot.features.recommend._mix import mix_order
from bot.features.recommend._seeds import Seed, titled
from bot.interactions.key_options import chosen_key, chosen_tempo, tempo_words
from bot.interactions.recommender import of_genre, query_for, recommend_near
from bot.interactions.search_scope import SearchScope, SourceChoice, search_scope_for
from bot.interactions.tag_options import chosen_tag, tags_of_asker, tags_of_server, with_tag
from bot.languages import Value, language_of
from bot.languages.genre_words import genre_meant, genre_word
from bot.languages.rhythm_words import key_word
from bot.replies.layouts import Reply
from bot.replies.playlist import PlaylistForm
from bot.store import PastSong
from models.analysis import Analysis, Recommendation
from models.catalog.tracks import musicbrainz_search

_MOST_KNOWN = 25
_LEAST_MIXED = 2
# Searched for beyond what was asked, in place of those that the filter of explicit names takes out.
_SPARE = 5
# As many of a library are nearest to a song, of which those of a tempo or key are picked.
_MOST_FILTERED = 200

Asked = discord.Interaction[SongBot]
Form = PlaylistForm | None


async def like(
    asked: Asked, title: str, count: int, source: SourceChoice | None, form: Form, typed: str | None = None
) -> Reply:
    """List songs like one of the archive or of the server's library; of the latter those that sound like a tag."""
    seed = await titled(asked, title)
    songs = await recommend_near(asked.client.services, await _scope(asked, source, typed), seed.query, count + _SPARE)
    return await songs_pages(asked, _say(asked, "song-heading", title=seed.title), songs, form=form, most=count)


async def in_genre(
    asked: Asked, typed: str, count: int, source: SourceChoice | None, form: Form, typed_tag: str | None = None
) -> Reply:
    """List songs of a genre; of the server's those that sound like a tag."""
    services, language = asked.client.services, language_of(asked)
    genre = genre_meant(typed, services.catalog.all_genres, language)
    if genre is None:
        raise UnknownGenreError
    songs = await of_genre(services, await _scope(asked, source, typed_tag), genre, count + _SPARE)
    if not songs:
        raise NoSongsOfGenreError(genre)
    key = "genre-heading" if source is SourceChoice.ARCHIVE else "genre-songs-heading"
    return await songs_pages(
        asked, _say(asked, key, genre=genre_word(genre, language)), songs, key="track", form=form, most=count
    )


async def like_song(
    asked: Asked, seed: Seed, count: int, source: SourceChoice | None, form: Form, typed: str | None = None
) -> Reply:
    """List songs like an analysed one; of the server's those that sound like a tag."""
    songs = await recommend_near(asked.client.services, await _scope(asked, source, typed), seed.query, count + _SPARE)
    return await songs_pages(asked, _say(asked, "song-heading", title=seed.title), songs, form=form, most=count)


async def surprising(asked: Asked, seed: Seed, count: int, source: SourceChoice | None, form: Form) -> Reply:
    """List songs near one in sound and far in genre."""
    songs = await surprise(asked.client.services, await _scope(asked, source), seed, count + _SPARE)
    return await songs_pages(asked, _say(asked, "surprise-heading", title=seed.title), songs, form=form, most=count)


async def blended(asked: Asked, seeds: Sequence[Seed], count: int, source: SourceChoice | None, form: Form) -> Reply:
    """List songs between several."""
    query = between([seed.query for seed in seeds])
    songs = await recommend_near(asked.client.services, await _scope(asked, source), query, count + _SPARE)
    titles = " + ".join(seed.title for seed in seeds)
    return await songs_pages(asked, _say(asked, "blend-heading", titles=titles), songs, form=form, most=count)


async def walked(asked: Asked, ends: Sequence[Seed], count: int, source: SourceChoice | None, form: Form) -> Reply:
    """List songs in an order that leads from one to another."""
    start, end = ends
    songs = await path(asked.client.services, await _scope(asked, source), start.query, end.query, count)
    title = _say(asked, "path-heading", start=start.title, end=end.title)
    return await songs_pages(asked, title, songs, key="track", form=form, most=count)


async def for_member(
    asked: Asked,
    count: int,
    source: SourceChoice | None,
    form: Form,
    typed: str | None = None,
    typed_tempo: str | None = None,
    typed_key: str | None = None,
) -> Reply:
    """List songs like those that somebody posted and saved, or those among them that sound like a tag.

    With a tempo or a key the songs are the server's, for the archive's have neither. Nobody else reads the answer.
    """
    language = language_of(asked)
    camelot = chosen_key(typed_key, language) if typed_key else None
    bpm = chosen_tempo(typed_tempo) if typed_tempo else None
    is_filtered = bpm is not None or camelot is not None
    source = SourceChoice.SERVER if is_filtered else source
    tag = chosen_tag(asked, await tags_of_asker(asked), typed) if typed else None
    known = [analysis for _, analysis in await _songs_of_member(asked, tag)]
    if not known:
        raise NoTasteError
    search_scope = await search_scope_for(asked, asked.client.services, source, private=True)
    query = between([query_for(analysis) for analysis in known])
    wanted = _MOST_FILTERED if is_filtered else count + _SPARE
    found = await recommend_near(asked.client.services, search_scope, query, wanted)
    songs = [song for song in found if bpm is None or (song.tempo and bpm[0] <= song.tempo.bpm <= bpm[1])]
    songs = [song for song in songs if camelot is None or (song.key and song.key.camelot == camelot)]
    title = with_tag(_say(asked, "mine-heading", number=len(known)), tag, language)
    for word in (bpm and tempo_words(bpm, language), camelot and key_word(camelot, language)):
        title = language.say("heading-with-tag", heading=title, tag=word) if word else title
    return await songs_pages(asked, title, songs, form=form, most=count)


async def mixed(asked: Asked, count: int, form: Form) -> Reply:
    """List the songs that somebody posted and saved in an order for mixing. Nobody else reads the answer."""
    songs = []
    for song, analysis in await _songs_of_member(asked, None):
        artist, genre = song.artist or "", analysis.genres[0].genre
        url = musicbrainz_search(song.title, artist)
        named = Recommendation(0, song.title, artist, genre, 0.0, url, mbid=analysis.mbid)
        songs.append(replace(named, tempo=analysis.tempo, key=analysis.key))
    order = mix_order([song for song in songs if song.tempo][:count])
    if len(order) < _LEAST_MIXED:
        raise NoTempoError
    title = _say(asked, "mix-heading", number=len(order))
    return await songs_pages(asked, title, order, key="track", form=form, filtered=False)


async def _songs_of_member(asked: Asked, tag: str | None) -> list[tuple[PastSong, Analysis]]:
    """Return what somebody saved and posted, newest first, each with the present models' analysis."""
    services, user_id = asked.client.services, asked.user.id
    saved = await services.store.members.saved_by(user_id, _MOST_KNOWN, tag=tag)
    analysed = await services.store.members.history_of(user_id, _MOST_KNOWN, tag=tag)
    songs = {song.sha256: song for song in (*analysed, *saved)}
    recalled = [await services.store.songs.recall(sha256, services.model_version) for sha256 in songs]
    return [(song, found) for song, found in zip(songs.values(), recalled, strict=True) if found]


async def _scope(asked: Asked, source: SourceChoice | None, typed_tag: str | None = None) -> SearchScope:
    tag = chosen_tag(asked, await tags_of_server(asked), typed_tag) if typed_tag else None
    return await search_scope_for(asked, asked.client.services, source, private=False, tag=tag)


def _say(asked: Asked, key: str, **values: Value) -> str:
    return language_of(asked).say(key, **values)
