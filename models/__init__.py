"""What a trained model is, and all that is needed to use it."""
