"""What the bot remembers: heard songs, accepted posts, what belongs to members, and small facts about itself."""

from bot.store._charts import Charts
from bot.store._database import Store
from bot.store._facts import Facts
from bot.store._members import Correction, PastSong
from bot.store._posts import Post, PostState

__all__ = ["Charts", "Correction", "Facts", "PastSong", "Post", "PostState", "Store"]
