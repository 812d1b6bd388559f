"""After a change of models: what earlier ones heard is heard again, one by one, by the images kept of it."""

import asyncio
from datetime import timedelta

import structlog
from discord.ext import commands, tasks

from bot.core.client import SongBot
from bot.pipeline.analysis import RECOMMENDATIONS
from bot.workers.errors import UnavailableError, WorkerError
from bot.workers.tasks import reanalyse
from models.analysis import Analysis
from models.errors import AnalysisError

log = structlog.get_logger(__name__)

# Posted songs come first: between two old ones there is room for new ones.
PAUSE_S = 0.1
LOOK_AGAIN = timedelta(hours=1)


class Reanalysis(commands.Cog):
    """Brings what servers and members keep up to the present models, so that no library starts anew with them."""

    def __init__(self, bot: SongBot) -> None:
        """Work with the bot's store and pool."""
        self._services = bot.services

    async def cog_unload(self) -> None:
        """Stop where it is; the next start goes on."""
        self.catch_up.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin once the bot listens; Discord says so after every reconnection."""
        if not self.catch_up.is_running():
            self.catch_up.start()

    @tasks.loop(seconds=LOOK_AGAIN.total_seconds())
    async def catch_up(self) -> None:
        """Hear all songs again that the present models do not know."""
        outdated, version = self._services.store.outdated, self._services.model_version
        heard, last = 0, ""
        while known := await outdated.following(last, version):
            last = known.sha256
            try:
                heard += await self._hear_again(known)
            except UnavailableError as error:
                log.warning("songs_not_heard_again", cause=error.cause)
                break
            await asyncio.sleep(PAUSE_S)
        if heard:
            log.info("songs_heard_again", songs=heard)

    async def _hear_again(self, known: Analysis) -> bool:
        loop = asyncio.get_running_loop()
        try:
            analysis = await loop.run_in_executor(self._services.pool, reanalyse, known, RECOMMENDATIONS)
        except UnavailableError:
            raise
        except (AnalysisError, WorkerError) as error:
            log.warning("song_not_heard_again", sha256=known.sha256[:12], cause=error.cause)
            return False
        await self._services.store.songs.remember(analysis)
        return True
