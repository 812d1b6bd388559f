"""What the network costs who runs it."""

from models.manifest import open_artifacts
from training.evaluate.cost import count_weights, describe_cost


def test_the_card_says_how_many_numbers_the_network_holds() -> None:
    network = open_artifacts().path("genre_cnn.onnx")
    assert f"holds {count_weights(network):,} numbers" in describe_cost(network)
