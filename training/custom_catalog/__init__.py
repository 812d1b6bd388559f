"""A catalogue of one's own music."""
