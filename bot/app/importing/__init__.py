"""``python -m bot import``: songs of a folder or of a music server become part of the catalogue; no audio is kept."""

from bot.app.importing._command import import_library

__all__ = ["import_library"]
