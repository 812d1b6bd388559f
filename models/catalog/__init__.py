"""The catalogue of tracks: embeddings and segments -> similar songs."""
