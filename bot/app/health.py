"""Values for health checks and metrics that are read at the moment of the request."""

import asyncio
import math
from collections.abc import Callable, Iterable

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from bot.core.client import SongBot
from bot.core.services import Services
from bot.workers.supervised import SupervisedExecutor

_DATABASE_S = 5.0


class RestartsCollector(Collector):
    """Shows the workers that an executor has replaced so far."""

    def __init__(self, pool: SupervisedExecutor, registry: CollectorRegistry) -> None:
        """Belong to a registry."""
        self._pool = pool
        registry.register(self)

    def collect(self) -> Iterable[CounterMetricFamily]:
        """Yield one family, by cause."""
        family = CounterMetricFamily("cratedigger_worker_restarts", "Workers replaced, by the cause.", labels=["cause"])
        for cause, number in self._pool.restarts().items():
            family.add_metric([cause], number)
        yield family


class HealthProbe:
    """Reads how the parts are, for health checks and for metrics."""

    def __init__(self, services: Services, bot: Callable[[], SongBot | None]) -> None:
        """Watch the services, and whatever bot is there at the moment."""
        self._services = services
        self._bot = bot
        RestartsCollector(services.pool, services.metrics.registry)

    async def readiness(self) -> dict[str, bool]:
        """Return whether each part is ready: the gateway, the workers and the database."""
        bot = self._bot()
        return {
            "gateway": bot is not None and not bot.is_closed() and bot.is_connected,
            "workers": self._services.pool.is_warm,
            "database": await self._database_answers(),
        }

    async def refresh(self) -> None:
        """Bring the gauges up to date."""
        metrics = self._services.metrics
        for part, ready in (await self.readiness()).items():
            metrics.ready.labels(part).set(ready)
        metrics.queue_songs.set(len(self._services.queue))
        metrics.workers_memory.set(self._services.pool.resident_bytes())
        gauge = self._services.metrics.gateway_latency
        bot = self._bot()
        gauge.clear()
        for shard, seconds in bot.latencies if bot is not None else ():
            # Unknown before the first heartbeat.
            if math.isfinite(seconds):
                gauge.labels(str(shard)).set(seconds)
        if not await self._database_answers():
            return
        given, agreed = await self._services.store.members.agreement()
        self._services.metrics.feedback.labels("given").set(given)
        self._services.metrics.feedback.labels("agreed").set(agreed)

    async def _database_answers(self) -> bool:
        try:
            async with asyncio.timeout(_DATABASE_S):
                return await self._services.store.answers()
        except TimeoutError:
            return False
