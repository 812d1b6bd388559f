"""``python -m bot analyze``: what songs sound like, said once and remembered nowhere."""

from bot.app.analyze._command import main

__all__ = ["main"]
