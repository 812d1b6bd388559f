"""The model card's part about tempo and key, with the tables that ``training rhythm --card`` keeps."""

from pathlib import Path

TABLES_FILE = Path(__file__).parent / "rhythm_measured.md"
_TEXT = """## Tempo and key

Two conditional logits (`models/rhythm/weights.json`). For the tempo, one over 40 to 240 BPM reads autocorrelation and
Fourier tempograms of four frequency ranges at each candidate's metrical levels, beside a prior; for the key, one
compares profiles of 24 keys with tuned chroma of three registers. Both are fitted to GTZAN's clips of 3 seconds with
the annotations of gtzan_tempo_beat and gtzan_key (A. Lerch); of the recordings only the weights are kept, and clips
that the table holds out were not used. Figures on clips are cross-fitted over artists; no answer counts as wrong. The
tempo is that of the whole song, of which a clip of 3 seconds holds few beats, and a clip may stand in another key than
its song: the hard case for both. librosa is `beat_track`, and `chroma_cqt` with Krumhansl's profiles, on the same
clips. Made music has a certain truth; of noise, speech, rubato and ambient sound the shares without an answer are
given, which the content classifiers raise further: speech and noise are not asked for a tempo."""


def rhythm_section() -> str:
    """Return the part, "" where nothing was measured."""
    if not TABLES_FILE.is_file():
        return ""
    tables = TABLES_FILE.read_text(encoding="utf-8").strip()
    return "\n\n".join(["<!-- rhythm -->", _TEXT, tables, "<!-- /rhythm -->", ""])
