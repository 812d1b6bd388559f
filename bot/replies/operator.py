"""Where people find what whoever runs the bot promises them, and how they reach them."""

from collections.abc import Iterator

from bot.languages import Language
from bot.replies.text import link, safe
from bot.settings import PublicSettings

_CONTACT = 200


def links_line(public: PublicSettings, language: Language) -> str:
    """Return a last line with the pages and the contact that are known, or nothing."""
    parts = list(_parts(public, language))
    return f"\n-# {' · '.join(parts)}" if parts else ""


def _parts(public: PublicSettings, language: Language) -> Iterator[str]:
    pages = (
        (language.say("page-privacy"), public.privacy_url),
        (language.say("page-terms"), public.terms_url),
        (language.say("page-source"), public.source_url),
    )
    yield from (link(label, url) for label, url in pages if url)
    if public.contact:
        yield language.say("contact", contact=safe(public.contact, _CONTACT))
