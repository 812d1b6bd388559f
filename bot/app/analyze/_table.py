"""An analysis for people at a terminal."""

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.app.analyze._sources import SourceResult
from models.analysis import CUSTOM_MODEL, Analysis
from models.content import MUSIC
from models.text import clean

_BAR = 24
_TAGS = 8
_CUSTOM_GENRES = 5


def console() -> Console:
    """Return standard output; what titles say is printed as it is, never read as mark-up."""
    return Console(markup=False, highlight=False, emoji=False)


def described(source: str, result: SourceResult) -> RenderableType:
    """Return a panel with everything that was found, or a line that says why there is no answer."""
    if not isinstance(result, Analysis):
        return Text.assemble((clean(source) or "", "bold"), ": ", (result.message, "red"), f" ({result.code})")
    parts: list[RenderableType] = [_headline(result)]
    if result.content != MUSIC:
        parts.append(Text(f"Sounds like {result.content} rather than music; the genres mean nothing then.", "yellow"))
    parts += [_genres(result), _timeline(result)]
    if result.tags:
        parts.append(Text("Tags: " + ", ".join(tag.tag for tag in result.tags[:_TAGS])))
    custom = result.models.get(CUSTOM_MODEL, {})
    if custom:
        best = sorted(custom, key=lambda genre: -custom[genre])[:_CUSTOM_GENRES]
        parts.append(Text("Own genres: " + ", ".join(f"{genre} {100 * custom[genre]:.0f} %" for genre in best)))
    stages = ", ".join(f"{name} {1000 * seconds:.0f}" for name, seconds in result.timings_s.items() if name != "total")
    table = Table(box=None, pad_edge=False)
    for column in ("Sounds alike", "by", "genre", "similarity", "link"):
        table.add_column(column, justify="right" if column == "similarity" else "left", overflow="fold")
    for song in result.recommendations:
        table.add_row(song.title, song.artist, song.genre, f"{song.similarity:.2f}", song.url)
    parts += [table, Text(f"{1000 * result.timings_s['total']:.0f} ms ({stages})", style="dim")]
    return Panel(Group(*parts), title=Text(clean(source) or ""), title_align="left", expand=False)


def _headline(analysis: Analysis) -> Text:
    name = " — ".join(part for part in (analysis.artist, analysis.title) if part) or "No title or artist in its tags"
    sure = "confident" if analysis.confident else "not sure"
    return Text.assemble((name, "bold"), f", {_clock(analysis.duration_s)}, {sure}")


def _genres(analysis: Analysis) -> Table:
    table = Table(box=None, pad_edge=False)
    labels = {genre.genre for genre in analysis.genres}
    models = {name: model for name, model in analysis.models.items() if model.keys() == labels}
    for column in ("Genre", "", "all", *models):
        table.add_column(column, justify="left" if column in ("Genre", "") else "right")
    for genre in analysis.genres:
        own = [f"{100 * model[genre.genre]:.0f} %" for model in models.values()]
        bar = "█" * round(_BAR * genre.probability)
        table.add_row(genre.genre, Text(bar, "green"), f"{100 * genre.probability:.0f} %", *own)
    return table


def _timeline(analysis: Analysis) -> Text:
    passages = [
        f"{_clock(passage.start_s)} to {_clock(passage.end_s)} {passage.genre} {100 * passage.probability:.0f} %"
        for passage in analysis.timeline
    ]
    return Text("Heard: " + "; ".join(passages))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
