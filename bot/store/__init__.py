"""What the bot remembers: heard songs, accepted posts and small facts about itself."""

from bot.store._database import Store
from bot.store._facts import Facts
from bot.store._posts import Post, PostState

__all__ = ["Facts", "Post", "PostState", "Store"]
