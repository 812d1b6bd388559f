"""Metrics and evaluations of trained models."""
