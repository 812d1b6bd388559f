"""``python -m benchmarks.cards``: what a card costs, drawn with Pillow as the product does, beside matplotlib.

The matplotlib card is a plain one: title, bars, the log-mel image and the map, without fonts for every script, marks
and tags. So it flatters matplotlib. Times are the processor's, which other programs hardly touch.
"""

import argparse
import io
import sys
import time
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.rows import rounds
from bot.cards import CardContent, draw_charts_card, draw_compare_card, draw_history_card, draw_song_card
from tests.bot.cards import samples

_MOST_MS = 120
_MOST_BYTES = 150_000
_INCHES = (12.0, 6.3)
_PEER = "a plain song card, with matplotlib"


def draw_with_matplotlib(content: CardContent) -> bytes:
    """Return a plain song card of 1200 x 630 pixels as a PNG file."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=_INCHES, dpi=100, facecolor="#14161f")
    figure.suptitle(f"{content.title} - {content.artist}", color="white", fontsize=24, x=0.03, ha="left")
    bars, image, place = (
        figure.add_axes((0.20, 0.42, 0.38, 0.42)),
        figure.add_axes((0.03, 0.08, 0.55, 0.28)),
        figure.add_axes((0.62, 0.08, 0.35, 0.76)),
    )
    shown = content.genres[::-1]
    bars.barh([genre.genre for genre in shown], [genre.probability for genre in shown])
    image.imshow(content.excerpts[0].image, aspect="auto", origin="lower", cmap="magma")
    if content.map:
        across, down = content.map.dots.T
        place.scatter(across, down, c=content.map.dot_labels, s=6, cmap="tab10")
        place.scatter(content.map.song[:1], content.map.song[1:], marker="*", s=200, color="white")
    for axes in (bars, image, place):
        axes.tick_params(colors="white")
    written = io.BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print milliseconds and bytes; return 0 if every card of the product keeps within its limits, else 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cards", description="Measure what a card costs, warm.")
    parser.add_argument("--rounds", type=int, default=15, help="how often each card is drawn (15)")
    options = parser.parse_args(arguments)
    song = samples.tagged(samples.song())
    cards: dict[str, Callable[[], bytes]] = {
        "song": lambda: draw_song_card(song),
        "charts": lambda: draw_charts_card(samples.charts()),
        "compare": lambda: draw_compare_card(samples.compare()),
        "history": lambda: draw_history_card(samples.history()),
    }
    subjects: dict[str, Callable[[], bytes]] = {**cards, _PEER: lambda: draw_with_matplotlib(song)}
    took = rounds(subjects, options.rounds, time.process_time)
    table = Table(
        "card", "processor time, warm, median", "bytes", title=f"To keep: {_MOST_MS} ms and {_MOST_BYTES:,} bytes"
    )
    sizes = {name: len(draw()) for name, draw in subjects.items()}
    for name, seconds in took.items():
        table.add_row(name, f"{1000 * seconds:.0f} ms", f"{sizes[name]:,}")
    Console().print(table)
    return 0 if all(1000 * took[name] < _MOST_MS and sizes[name] < _MOST_BYTES for name in cards) else 1


if __name__ == "__main__":
    sys.exit(main())
