"""``python -m bot analyze``: what songs sound like, said once and recall_analysis nowhere."""

from bot.app.analyze._command import main

__all__ = ["main"]
