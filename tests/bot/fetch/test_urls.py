"""Forms of URLs, after public SSRF corpora, that lead where they should not: each tried against a real listener."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.fetch import FetchError, FetchLimits
from bot.fetch.pages import site_of
from bot.fetch.share_links import direct_link, is_share_link
from bot.fetch.urls import check_url
from bot.link_sites import SITES
from tests.bot.fetch.conftest import FetcherMaker, Listener, LyingResolver

# Where a form names a host, every name resolves to loopback: the listener stands for whatever is inside.
FORMS = (Path(__file__).parent / "url_forms.txt").read_text(encoding="utf-8").splitlines()
CONTROLS = {"<TAB>": "\t", "<CR>": "\r", "<LF>": "\n"}
INSIDE = ["127.0.0.1", "::1", "::ffff:127.0.0.1", "::"]


def _written(form: str, port: int) -> str:
    for name, character in CONTROLS.items():
        form = form.replace(name, character)
    return form.format(port=port)


def test_the_table_is_long_enough() -> None:
    assert len(set(FORMS)) == len(FORMS) >= 80


@pytest.mark.parametrize("form", FORMS)
async def test_no_form_of_a_url_touches_what_listens_inside(
    form: str, listener: Listener, make_fetcher: FetcherMaker
) -> None:
    url = _written(form, listener.port)
    ports = frozenset({80, 443, listener.port})
    fetcher = make_fetcher(limits=FetchLimits(ports=ports, total_s=20), resolver=LyingResolver(INSIDE))
    with pytest.raises(FetchError) as caught:
        async with fetcher.fetch(url):
            pass
    assert caught.value.code in {"bad_url", "refused_address"}
    assert listener.touched == 0


async def test_the_listener_would_notice(listener: Listener, make_fetcher: FetcherMaker) -> None:
    async with make_fetcher(listener.port).fetch(f"http://127.0.0.1:{listener.port}/song.mp3") as file:
        assert file.size > 0
    assert listener.touched == 1


@pytest.mark.parametrize("port", [1, 21, 22, 25, 81, 3306, 5432, 6379, 8080, 11211, 27017, 65535])
def test_only_the_ports_of_the_web_are_used(port: int) -> None:
    with pytest.raises(FetchError) as caught:
        check_url(f"http://example.org:{port}/")
    assert caught.value.code == "refused_address"


def test_a_long_link_is_refused_with_a_sentence() -> None:
    with pytest.raises(FetchError, match="4096 characters") as caught:
        check_url("http://example.org/".ljust(4096, "x"))
    assert caught.value.message == "That link is too long for me."


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("https://example.org/song.mp3?key=1#t=3", "example.org", 443),
        ("http://example.org:443/", "example.org", 443),
        ("HTTPS://EXAMPLE.ORG/A.MP3", "example.org", 443),
        ("https://bücher.example/lied.ogg", "bücher.example", 443),
        ("http://1.1.1.1/", "1.1.1.1", 80),
        ("http://[2606:4700:4700::1111]/", "2606:4700:4700::1111", 80),
        ("https://1.example.org/", "1.example.org", 443),
    ],
)
def test_an_ordinary_link_passes(text: str, host: str, port: int) -> None:
    url = check_url(text)
    assert (url.host, url.port, url.fragment) == (host, port, "")


ODD = st.text("abx0129.:@[]/%-_?#&=\u00df\u0131\u0661\u200b\U0001f3b5\uff0e\u3002", max_size=24)


@pytest.mark.parametrize("url", ["http://xn--a/x", "http://[::1]:x@/", "http://xn--0/a.mp3", "http://a:99999/"])
def test_an_odd_host_is_no_link_to_use(url: str) -> None:
    with pytest.raises(FetchError):
        check_url(url)
    assert site_of(url, tuple(SITES.values())) is None


@given(ODD, ODD)
@settings(max_examples=1000, deadline=None)
def test_a_link_passes_or_is_refused_and_nothing_else(host: str, rest: str) -> None:
    for url in (f"http://{host}/{rest}", f"https://xn--{host}/{rest}", f"http://[{host}]:{rest}@/", host + rest):
        is_share_link(url)
        site_of(url, tuple(SITES.values()))
        try:
            target = check_url(url)
        except FetchError:
            continue
        direct_link(target)
