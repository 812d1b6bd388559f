"""Builds the artifacts in ``models/artifacts`` out of data."""
