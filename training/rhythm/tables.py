"""The measures of tempo and key as Markdown tables."""

from collections.abc import Sequence
from dataclasses import astuple

from training.rhythm.evaluate import ChangeScore, KeyScore, TempoScore
from training.rhythm.synthetic_metrics import SyntheticScore

_MADE_COLUMNS = ("made music", "seconds", "accuracy 1", "accuracy 2", "within 1 %", "key", "no tempo", "no key")


def scores_table(tempo: tuple[TempoScore, TempoScore], key: tuple[KeyScore, KeyScore]) -> str:
    """Return ours beside librosa's."""
    (ours, theirs), (our_key, their_key) = tempo, key
    rows = (
        ("tempo, accuracy 1", ours.accuracy_1, theirs.accuracy_1),
        ("tempo, accuracy 2", ours.accuracy_2, theirs.accuracy_2),
        ("tempo, no answer", ours.unanswered, theirs.unanswered),
        ("key, MIREX score", our_key.mirex, their_key.mirex),
        ("key, exactly right", our_key.exact, their_key.exact),
        ("key, no answer", our_key.unanswered, their_key.unanswered),
    )
    return _table(("GTZAN, clips of 3 s", "ours", "librosa"), [(name, _share(a), _share(b)) for name, a, b in rows])


def changes_table(name: str, score: ChangeScore) -> str:
    """Return how often the difference was right."""
    rows = [(name, str(score.songs), _share(score.tempo), _share(score.tempo_levels), _share(score.key))]
    return _table(("played at other speeds", "pairs", "tempo within 1 %", "or another level", "key"), rows)


def synthetic_table(scores: Sequence[SyntheticScore]) -> str:
    """Return a row a kind of made music."""
    rows = []
    for score in scores:
        kind, seconds, *shares = astuple(score)
        rows.append((kind, f"{seconds:g}", *("" if share is None else _share(share) for share in shares)))
    return _table(_MADE_COLUMNS, rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def _share(value: float) -> str:
    return f"{value:.1%}"
