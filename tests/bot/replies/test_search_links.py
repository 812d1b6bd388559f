"""Links that search for a song elsewhere."""

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.replies.search_links import SERVICES, read_order, search_links, valid_order


def test_each_site_is_searched_for_artist_and_title_in_the_order_asked_for() -> None:
    links = search_links("Strangers", "Portishead", ("deezer", "youtube"))
    assert [name for name, _ in links] == ["Deezer", "YouTube"]
    assert links[0][1] == "https://www.deezer.com/search/Portishead%20Strangers"
    assert parse_qs(urlsplit(links[1][1]).query) == {"search_query": ["Portishead Strangers"]}


@pytest.mark.parametrize(
    "name", ["a/b?c=d&e#f", "[x](https://evil)", "日本語の曲名" * 100, "x" * 500, "\u202eabc\n", "🎵" * 100, ""]
)
def test_names_of_every_kind_are_escaped_and_bounded(name: str) -> None:
    for (_, url), (_, address) in zip(search_links(name, name, SERVICES), SERVICES.values(), strict=True):
        assert len(url) <= 512
        assert url.startswith(address.partition("{}")[0])
        assert url.isascii()
        assert not set(url.removeprefix(address.partition("{}")[0])) & set("/?&#()[]{} ")


def test_an_order_is_read_as_people_type_it() -> None:
    assert read_order("Apple Music, youtube;SPOTIFY,spotify") == ["apple", "youtube", "spotify"]
    for text in ("", "youtube, napster", "youtube spotify"):
        with pytest.raises(ValueError, match="no such site"):
            read_order(text)


@pytest.mark.parametrize("chosen", [None, [], ["napster"], "youtube", 7])
def test_what_no_server_can_choose_means_all_sites(chosen: object) -> None:
    assert valid_order(chosen) == tuple(SERVICES)


def test_a_servers_order_is_kept() -> None:
    assert valid_order(["spotify", "napster", "youtube", "spotify"]) == ("spotify", "youtube")
