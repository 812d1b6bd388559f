"""Pre-trained taggers: audio -> tags, embeddings and their course over time."""
