"""One-off conversions, which no other part of training imports."""
