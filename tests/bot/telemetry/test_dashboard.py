"""The dashboard that comes with the bot shows what the bot really measures."""

import json
import re
from pathlib import Path

from prometheus_client.metrics_core import Metric

from bot.app.health import RestartsCollector
from bot.telemetry.metrics import Metrics
from bot.workers import SongPool

DASHBOARD = Path(__file__).parents[3] / "docs" / "grafana" / "cratedigger.json"
_NAME = re.compile(r"\b(?:cratedigger|process)_[a-z_]+")
_SUFFIXES = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",)}


def _shown() -> set[str]:
    panels = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    return {name for panel in panels for target in panel["targets"] for name in _NAME.findall(target["expr"])}


def _measured(pool: SongPool) -> list[Metric]:
    metrics = Metrics()
    RestartsCollector(pool, metrics.registry)
    return list(metrics.registry.collect())


def test_every_number_on_the_dashboard_is_measured(pool: SongPool) -> None:
    names = {f"{family.name}{suffix}" for family in _measured(pool) for suffix in _SUFFIXES[family.type]}
    assert _shown()
    assert _shown() - names == set()


def test_every_number_of_the_bots_own_is_on_the_dashboard(pool: SongPool) -> None:
    own = [family for family in _measured(pool) if family.name.startswith("cratedigger_")]
    unseen = [
        family.name
        for family in own
        if not any(f"{family.name}{suffix}" in _shown() for suffix in _SUFFIXES[family.type])
    ]
    assert unseen == []
