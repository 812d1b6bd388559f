"""Fitting: every artifact is fitted by one module here."""
