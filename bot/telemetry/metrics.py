"""What is counted and timed, in a registry of the bot's own; no label ever holds what people wrote or who they are."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.process_collector import ProcessCollector

# A stage takes a millisecond (search) to tens of seconds (a song decoded by a busy machine).
_STAGE_S = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 60.0)
_WAIT_S = (0.01, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0)
_LAG_S = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0)


class Metrics:
    """Every instrument by name; what is only looked up when somebody asks is filled in by ``bot.app.health``."""

    def __init__(self) -> None:
        """Start everything at nothing."""
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.posts = self._counter("posts", "Posts with songs, by what became of them.", "outcome")
        self.songs = self._counter("songs", "Songs, by what became of them: heard, or the code of an error.", "outcome")
        self.commands = self._counter("commands", "Commands and buttons, by what became of them.", "command", "outcome")
        self.cache = self._counter("cache", "Songs looked up by their content before they are analysed.", "result")
        self.refused_addresses = self._counter("refused_addresses", "Links to addresses that are not public.")
        self.stages = self._histogram("stage_seconds", "What each stage of a song took.", _STAGE_S, "stage")
        self.queue_wait = self._histogram("queue_wait_seconds", "What songs waited for their turn.", _WAIT_S)
        self.loop_lag = self._histogram("event_loop_lag_seconds", "How late the event loop ran what was due.", _LAG_S)
        self.queue_songs = self._gauge("queue_songs", "Songs that wait or are at work.")
        self.gateway_latency = self._gauge("gateway_latency_seconds", "A heartbeat's way to Discord and back.", "shard")
        self.workers_memory = self._gauge("workers_memory_bytes", "Resident memory of all worker processes.")
        self.feedback = self._gauge("feedback", "Members' feedback on genres: given, and those that agree.", "kind")
        self.ready = self._gauge("ready", "Whether a part is ready: 1 or 0.", "part")

    def _counter(self, name: str, what: str, *labels: str) -> Counter:
        return Counter(f"cratedigger_{name}", what, labels, registry=self.registry)

    def _gauge(self, name: str, what: str, *labels: str) -> Gauge:
        return Gauge(f"cratedigger_{name}", what, labels, registry=self.registry)

    def _histogram(self, name: str, what: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(f"cratedigger_{name}", what, labels, registry=self.registry, buckets=buckets)
