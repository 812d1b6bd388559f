"""Lengths and places in a song, as every language writes them."""


def clock(seconds: float) -> str:
    """Return a length or place in a song as minutes and seconds, with hours where there are any."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
