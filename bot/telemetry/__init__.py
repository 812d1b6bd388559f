"""Metrics, logs, error codes and error reports."""
