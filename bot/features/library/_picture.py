"""The card of a history."""

from collections.abc import Sequence

import discord

from bot import cards
from bot.cards.card_renderer import Picture
from bot.core.client import SongBot
from bot.languages import language_of
from bot.languages.genre_words import genre_word
from bot.replies.text import plain
from bot.store import PastSong

_NAME = 40
_TITLE = 80


async def history_picture(
    interaction: discord.Interaction[SongBot], whose: str, title: str, songs: Sequence[PastSong]
) -> Picture | None:
    """Return the songs as a picture, headed by whose they are; None where it may not be shown or cannot be drawn."""
    if not songs or not interaction.app_permissions.attach_files:
        return None
    services, language = interaction.client.services, language_of(interaction)
    genres = await services.store.counts.best_genres([song.sha256 for song in songs])
    labels = sorted({*services.catalog.genres, *genres.values()})
    content = cards.HistoryContent(
        title=plain(whose, _NAME),
        subtitle=title,
        songs=tuple(_row(song, genre_word(genres.get(song.sha256, ""), language)) for song in songs),
        label_names=tuple(genre_word(label, language) for label in labels),
        nothing=language.say("card-nothing"),
    )
    return await services.card_renderer.drawn(content, "history.png", cards.history_alt_text(content, language))


def _row(song: PastSong, genre: str) -> cards.PastSong:
    return cards.PastSong(
        plain(song.title, _TITLE), plain(song.artist or "", _TITLE), genre, song.when.date().isoformat()
    )
