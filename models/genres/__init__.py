"""Images -> genre probabilities: the CNN, the gradient-boosted trees, and their ensemble."""
