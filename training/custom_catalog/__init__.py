"""A catalogue of your own music."""
