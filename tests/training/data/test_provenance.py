"""What a model card says of its data."""

from dataclasses import replace
from pathlib import Path

from training.data.dataset import load
from training.data.provenance import ARCHIVE_SHA256, describe_data, notes


def test_a_card_speaks_of_the_archive_where_it_is_the_data_and_of_nobody_elses(toy_data: Path) -> None:
    dataset = load(toy_data)
    described = describe_data(dataset)
    assert "Drone, Ticking, Whistle" in described
    assert "72 tracks: 36 training, 18 validation, 18 test; no artist in two splits" in described
    assert "Archive" not in described
    assert notes(dataset) == ""
    archive = replace(dataset, data_sha256=ARCHIVE_SHA256)
    assert "Free Music Archive" in describe_data(archive)
    assert notes(archive).startswith("## What was tried")


def test_a_card_admits_artists_that_were_trained_and_tested_on(toy_data: Path) -> None:
    dataset = load(toy_data)
    artist = dataset.artist.copy()
    artist[dataset.indices("test")[0]] = artist[dataset.indices("training")[0]]
    assert "1 of 27 artists in more than one split" in describe_data(replace(dataset, artist=artist))
