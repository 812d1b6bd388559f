import asyncio
import base64

import pytest
from aiohttp import web

from bot.fetch.pages.proxy import GuardProxy
from tests.bot.fetch.conftest import SOUND, Listener
from tests.bot.fetch.test_urls import FORMS
from tests.bot.loopback_server import LOOPBACK, Serve


async def _ask(proxy: GuardProxy, request: bytes, *, password: str | None = None) -> bytes:
    credentials = password if password is not None else proxy.url.split("//")[1].split("@")[0]
    reader, writer = await asyncio.open_connection(LOOPBACK, proxy.port)
    secret = base64.b64encode(credentials.encode())
    writer.write(request.replace(b"\r\n\r\n", b"\r\nProxy-Authorization: Basic " + secret + b"\r\n\r\n", 1))
    answer = await reader.read()
    writer.close()
    return answer


async def _sound(request: web.Request) -> web.Response:
    assert "Proxy-Authorization" not in request.headers
    return web.Response(body=SOUND)


async def test_an_allowed_address_is_reached_both_ways(serve: Serve) -> None:
    port = await serve(_sound)
    async with GuardProxy(10**6, frozenset({(LOOPBACK, port)})) as proxy:
        plain = await _ask(proxy, f"GET http://{LOOPBACK}:{port}/a HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert plain.endswith(SOUND)
        reader, writer = await asyncio.open_connection(LOOPBACK, proxy.port)
        secret = base64.b64encode(proxy.url.split("//")[1].split("@")[0].encode()).decode()
        writer.write(f"CONNECT {LOOPBACK}:{port} HTTP/1.1\r\nProxy-Authorization: Basic {secret}\r\n\r\n".encode())
        assert b"200" in await reader.readuntil(b"\r\n\r\n")
        writer.write(b"GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert (await reader.read()).endswith(SOUND)
        writer.close()


@pytest.mark.parametrize("form", [form for form in FORMS if "<" not in form and " " not in form])
async def test_no_form_of_a_url_gets_through(form: str, listener: Listener) -> None:
    url = form.format(port=listener.port)
    authority = url.split("//")[-1].split("/")[0]
    async with GuardProxy(10**6, ports=frozenset({80, 443, listener.port})) as proxy:
        for request in (f"GET {url} HTTP/1.1\r\n\r\n", f"CONNECT {authority} HTTP/1.1\r\n\r\n"):
            answer = await _ask(proxy, request.encode())
            assert answer.split(b" ")[1] in {b"403", b"502"}
    assert listener.touched == 0


@pytest.mark.parametrize(
    "request_head",
    [
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"\xff\xfe / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET http://x/ " + b"x" * 99_999,
    ],
)
async def test_what_is_no_request_is_answered_with_an_error(request_head: bytes) -> None:
    async with GuardProxy(10**6) as proxy:
        assert b" 200 " not in (await _ask(proxy, request_head + b"\r\n\r\n"))[:20]


async def test_nobody_without_the_password_gets_anything(serve: Serve) -> None:
    port = await serve(_sound)
    async with GuardProxy(10**6, frozenset({(LOOPBACK, port)})) as proxy:
        answer = await _ask(proxy, f"GET http://{LOOPBACK}:{port}/ HTTP/1.1\r\n\r\n".encode(), password="bot:guess")
    assert answer.startswith(b"HTTP/1.1 407")


async def test_all_connections_together_carry_no_more_than_the_limit(serve: Serve) -> None:
    port = await serve(_sound)
    async with GuardProxy(len(SOUND) * 2, frozenset({(LOOPBACK, port)})) as proxy:
        request = f"GET http://{LOOPBACK}:{port}/a HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        answers = [await _ask(proxy, request) for _ in range(4)]
        assert answers[0].endswith(SOUND)
        assert not answers[-1].endswith(SOUND)
        assert proxy.exhausted
