"""What each command finds: songs near the ones that it was given, as a list."""

from collections.abc import Sequence

import discord

from bot.core.client import SongBot
from bot.errors import NoTasteError, UnknownGenreError
from bot.features.buttons import songs_pages
from bot.features.recommend._blend import between, path, surprise
from bot.features.recommend._seeds import Seed, titled
from bot.interactions.recommender import of_genre, query_for, recommend_near
from bot.interactions.search_scope import SearchScope, SourceChoice, search_scope_for
from bot.interactions.tag_options import chosen_tag, tags_of_asker, tags_of_server, with_tag
from bot.languages import Value, language_of
from bot.replies.layouts import Reply
from bot.replies.playlist import PlaylistForm
from models.catalog.catalog import Catalog

_MOST_KNOWN = 25
# Searched for beyond what was asked, in place of those that the filter of explicit names takes out.
_SPARE = 5

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
    services = asked.client.services
    genre = _genre(services.catalog, typed)
    songs = await of_genre(services, await _scope(asked, source, typed_tag), genre, count + _SPARE)
    key = "genre-heading" if source is SourceChoice.ARCHIVE else "genre-songs-heading"
    return await songs_pages(asked, _say(asked, key, genre=genre), songs, key="track", form=form, most=count)


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
    asked: Asked, count: int, source: SourceChoice | None, form: Form, typed: str | None = None
) -> Reply:
    """List songs like those that somebody posted and saved, or those among them that sound like a tag.

    Nobody else reads the answer.
    """
    services = asked.client.services
    members = services.store.members
    tag = chosen_tag(asked, await tags_of_asker(asked), typed) if typed else None
    saved = await members.saved_by(asked.user.id, _MOST_KNOWN, tag=tag)
    analysed = await members.history_of(asked.user.id, _MOST_KNOWN, tag=tag)
    hashes = dict.fromkeys(song.sha256 for song in (*saved, *analysed))
    recalled = [await services.store.songs.recall(sha256, services.model_version) for sha256 in hashes]
    known = [analysis for analysis in recalled if analysis]
    if not known:
        raise NoTasteError
    search_scope = await search_scope_for(asked, services, source, private=True)
    songs = await recommend_near(
        services, search_scope, between([query_for(analysis) for analysis in known]), count + _SPARE
    )
    title = with_tag(_say(asked, "mine-heading", number=len(known)), tag, language_of(asked))
    return await songs_pages(asked, title, songs, form=form, most=count)


def _genre(catalog: Catalog, typed: str) -> str:
    """Return the genre that was typed, in the catalogue's spelling; raise UnknownGenreError for none."""
    for name in catalog.genres:
        if name.casefold() == typed.strip().casefold():
            return name
    raise UnknownGenreError


async def _scope(asked: Asked, source: SourceChoice | None, typed_tag: str | None = None) -> SearchScope:
    tag = chosen_tag(asked, await tags_of_server(asked), typed_tag) if typed_tag else None
    return await search_scope_for(asked, asked.client.services, source, private=False, tag=tag)


def _say(asked: Asked, key: str, **values: Value) -> str:
    return language_of(asked).say(key, **values)
