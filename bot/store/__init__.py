"""The database: analysed songs, accepted posts, what belongs to members and servers, and small facts about the bot."""

from bot.store._backup import back_up, restore
from bot.store._charts import GenreCounts, Poster
from bot.store._database import Store
from bot.store._digests import Explorer
from bot.store._facts import Facts
from bot.store._library import Library, LibrarySong, PlacedSong, Scope
from bot.store._members import Correction, PastSong
from bot.store._posted import Posted
from bot.store._posts import Post, Posts, PostState
from bot.store._reactions import LikedSong, Reaction
from bot.store._readiness import StoreError, condition
from bot.store._scheduled import Due, ScheduledPost, ScheduledState
from bot.store._servers import LIBRARY, LIBRARY_KEPT
from bot.store._song_lists import KeptList
from bot.store._song_tags import TagCounts
from bot.store._tastes import Taste
from bot.store._title_index import SongFilter
from bot.store._waiting_commands import WaitingCommand

__all__ = [
    "LIBRARY",
    "LIBRARY_KEPT",
    "Correction",
    "Due",
    "Explorer",
    "Facts",
    "GenreCounts",
    "KeptList",
    "Library",
    "LibrarySong",
    "LikedSong",
    "PastSong",
    "PlacedSong",
    "Post",
    "PostState",
    "Posted",
    "Poster",
    "Posts",
    "Reaction",
    "ScheduledPost",
    "ScheduledState",
    "Scope",
    "SongFilter",
    "Store",
    "StoreError",
    "TagCounts",
    "Taste",
    "WaitingCommand",
    "back_up",
    "condition",
    "restore",
]
