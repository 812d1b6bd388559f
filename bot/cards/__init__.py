"""Pictures for replies: every card is drawn from frozen values, in a worker process, to a PNG file of 1200 x 630."""

from bot.cards.content import CardContent, MapView, SongWording, song_card_content
from bot.cards.song_card import draw_song_card

__all__ = ["CardContent", "MapView", "SongWording", "draw_song_card", "song_card_content"]
