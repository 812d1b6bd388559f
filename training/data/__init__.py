"""Data sets: downloaded, prepared, checked and read."""
