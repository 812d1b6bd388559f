"""The numbers on the capacity page, worked out from what ``make bench`` measured."""

import math

from docs.measured import NOT_MEASURED, results

# What the plan supposes of a server: songs a day, and the share of them that comes in the busiest hour.
_SONGS_A_DAY = 5
_BUSIEST_HOUR = 0.1
# A machine that is always at work makes people wait: so much of what it can do is planned with.
_PLANNED = 0.6
_SERVERS = (100, 1_000, 10_000, 100_000)
_SERVERS_A_SHARD = 1_000
_THROUGHPUT = "songs a minute, 4-minute mp3s, two local workers"


def capacity_table() -> str:
    """Return how many two-core machines and shards so many servers need."""
    measured = [row["value"] for row in results() if row["what"] == _THROUGHPUT and row["value"]]
    if not measured:
        return NOT_MEASURED
    lines = [
        "| servers | songs a minute in the busiest hour | two-core machines that listen | shards |",
        "| ---: | ---: | ---: | ---: |",
    ]
    for servers in _SERVERS:
        songs = servers * _SONGS_A_DAY * _BUSIEST_HOUR / 60
        machines = math.ceil(songs / (_PLANNED * measured[0]))
        lines.append(f"| {servers:,} | {songs:,.0f} | {machines:,} | {math.ceil(servers / _SERVERS_A_SHARD):,} |")
    return "\n".join(lines)
