"""Sites with pages of songs, each with its hosts and yt-dlp's extractors."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """A site: its name in the settings, its hosts with subdomains, yt-dlp's extractors.

    ``song`` matches the begin of host and path of a song's page; ``short_hosts`` redirect to such pages.
    """

    name: str
    hosts: tuple[str, ...]
    song: re.Pattern[str]
    extractors: tuple[str, ...]
    short_hosts: tuple[str, ...] = ()


_YOUTUBE = re.compile(r"(.+\.)?youtube\.com/(watch/?$|(shorts|embed|live)/.)|(.+\.)?youtu\.be/[\w-]{11}/?$")
_SOUNDCLOUD = re.compile(
    # Not the site's own pages, and not the lists of an artist; private tracks have a token.
    r"(www\.|m\.)?soundcloud\.com/(?!(search|discover|you|stream|feed|upload|charts|tags|stations|pages|jobs|people)/)"
    r"[\w-]+/(?!(tracks|likes|albums|sets|reposts|followers|following|comments|popular-tracks|spotlight)(/|$))"
    r"[\w-]+(/s-\w+)?/?$"
    r"|on\.soundcloud\.com/\w+/?$"
)
SITES = {
    site.name: site
    for site in (
        Site("youtube", ("youtube.com", "youtu.be"), _YOUTUBE, ("youtube",)),
        Site("soundcloud", ("soundcloud.com",), _SOUNDCLOUD, ("soundcloud",), ("on.soundcloud.com",)),
        Site("bandcamp", ("bandcamp.com",), re.compile(r"[^/]+/track/"), ("bandcamp",)),
        # Files below /download/ are downloaded directly.
        Site("archive", ("archive.org",), re.compile(r"[^/]+/(details|embed)/"), (r"archive\.org",)),
    )
}


_OTHER = re.compile(r"(?P<extractor>[a-z0-9][a-z0-9:._]{1,40})@(?P<host>(?:[a-z0-9-]{1,63}\.)+[a-z]{2,20})")
# Not sites: yt-dlp's generic extractor, its names for groups of extractors, and searches.
_NO_SITES = re.compile(r"generic.*|all|default|end|.*search.*|commonmistakes.*|unicodebom|common.*")


def sites_named(names: Iterable[str]) -> tuple[Site, ...]:
    """Return the sites of these names: keys of ``SITES``, or ``EXTRACTOR@HOST`` with the name of a yt-dlp extractor.

    Raises ``ValueError`` for any other name.
    """
    sites = []
    for name in names:
        found = _OTHER.fullmatch(name)
        if name in SITES:
            sites.append(SITES[name])
        elif found is None or _NO_SITES.fullmatch(extractor := found["extractor"]):
            raise ValueError(f"{name}: the sites are {', '.join(SITES)}, and others as EXTRACTOR@HOST")
        else:
            sites.append(Site(extractor, (found["host"],), re.compile("[^/]+/[^/]"), (re.escape(extractor),)))
    return tuple(sites)
