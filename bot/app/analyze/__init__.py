"""``python -m bot analyze``: analyse songs and print the results; nothing is stored."""

from bot.app.analyze._command import main

__all__ = ["main"]
