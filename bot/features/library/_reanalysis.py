"""After a change of models: songs that earlier ones analysed are analysed again, one by one, by the images kept."""

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

# Posted songs come first: between two old songs a new one can start.
_PAUSE_S = 0.1
_LOOK_AGAIN = timedelta(hours=1)


class Reanalysis(commands.Cog):
    """Analyses what servers and members keep by the present models, so that no library is lost with a change."""

    def __init__(self, bot: SongBot) -> None:
        """Work with the bot's store and pool."""
        self._services = bot.services

    async def cog_unload(self) -> None:
        """Stop where it is; the next start goes on."""
        self.catch_up.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin once the bot is ready, which Discord says after every reconnection."""
        if not self.catch_up.is_running():
            self.catch_up.start()

    @tasks.loop(seconds=_LOOK_AGAIN.total_seconds())
    async def catch_up(self) -> None:
        """Analyse all songs again that the present models have not analysed."""
        outdated, version = self._services.store.outdated, self._services.model_version
        analysed, last = 0, ""
        while known := await outdated.following(last, version):
            last = known.sha256
            try:
                analysed += await self._analyse_again(known)
            except UnavailableError as error:
                log.warning("songs_not_reanalysed", cause=error.cause)
                break
            await asyncio.sleep(_PAUSE_S)
        if analysed:
            log.info("songs_reanalysed", songs=analysed)

    async def _analyse_again(self, known: Analysis) -> bool:
        loop = asyncio.get_running_loop()
        try:
            analysis = await loop.run_in_executor(self._services.pool, reanalyse, known, RECOMMENDATIONS)
        except UnavailableError:
            raise
        except (AnalysisError, WorkerError) as error:
            log.warning("song_not_reanalysed", sha256=known.sha256[:12], cause=error.cause)
            return False
        await self._services.store.songs.remember(analysis)
        return True
