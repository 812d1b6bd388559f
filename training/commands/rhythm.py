"""``training rhythm`` at the command line."""

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[Path, typer.Option("--data", help="Folder with gtzan_3s and gtzan_rhythm.")]
Fit = Annotated[bool, typer.Option("--fit", help="Fit the weights that come with the code anew first.")]
Card = Annotated[Path | None, typer.Option("--card", help="A MODEL_CARD.md to put the tables into, and keep them.")]
Songs = Annotated[list[Path] | None, typer.Option("--songs", help="Folders of songs to play at other speeds.")]


def rhythm(data: Data, fit: Fit = False, songs: Songs = None, card: Card = None) -> None:
    """Measure tempo and key beside librosa, cross-fitted over artists, and on made music; tables go to stdout."""
    from models.rhythm.weights import Weights
    from training.card.rhythm import TABLES_FILE, rhythm_section
    from training.card.tagger import put_section
    from training.data.sources import audio_files
    from training.rhythm.clips import free_clips
    from training.rhythm.evaluate import cross_fitted, measure_changes, measure_key, measure_tempo
    from training.rhythm.fitting import fit_key, fit_tempo
    from training.rhythm.synthetic_metrics import measure_synthetic
    from training.rhythm.tables import changes_table, scores_table, synthetic_table

    clips = free_clips(data)
    if fit:
        Weights(fit_tempo(clips), fit_key(clips)).write()
    answers = cross_fitted(clips)
    tables = [scores_table(measure_tempo(clips, answers.tempos), measure_key(clips, answers.keys))]
    tables += [changes_table(folder.name, measure_changes(audio_files(folder))) for folder in songs or ()]
    tables.append(synthetic_table([score for seconds in (3.0, 15.0) for score in measure_synthetic(seconds)]))
    typer.echo("\n".join(tables))
    if card:
        TABLES_FILE.write_text("\n".join(tables), encoding="utf-8")
        written = card.read_text(encoding="utf-8") if card.exists() else ""
        card.write_text(put_section(written, rhythm_section()), encoding="utf-8")
