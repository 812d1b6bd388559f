import asyncio
import hashlib
import resource
import shutil
import ssl
import stat
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from aiohttp import AsyncResolver, web

from bot.fetch import DISCORD_HOSTS, FetchError, FetchLimits
from tests.bot.fetch.conftest import SOUND, FetcherMaker, Listener, LyingResolver, failure_of, raw_server
from tests.bot.loopback_server import LOOPBACK, Serve


async def _sound(request: web.Request) -> web.Response:
    return web.Response(body=SOUND)


async def test_a_file_arrives_whole_private_and_hashed_and_is_gone_afterwards(
    serve: Serve, make_fetcher: FetcherMaker
) -> None:
    port = await serve(_sound)
    async with make_fetcher(port).fetch(f"http://{LOOPBACK}:{port}/My%20song.mp3?key=1") as file:
        assert file.path.read_bytes() == SOUND
        assert (file.sha256, file.size, file.name) == (hashlib.sha256(SOUND).hexdigest(), len(SOUND), "My song.mp3")
        assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700
        assert file.path.suffix == ""
    assert not file.path.exists()


async def test_a_file_is_gone_when_whoever_used_it_failed(serve: Serve, make_fetcher: FetcherMaker) -> None:
    port = await serve(_sound)
    with pytest.raises(ZeroDivisionError):
        async with make_fetcher(port).fetch(f"http://{LOOPBACK}:{port}/") as file:
            raise ZeroDivisionError
    assert not file.path.exists()


async def test_bytes_that_are_here_already_take_the_same_way(make_fetcher: FetcherMaker) -> None:
    fetcher = make_fetcher(limits=FetchLimits(max_bytes=len(SOUND)))
    async with fetcher.hold_bytes(SOUND, "../../etc/\u202epass\nwd<@1>.mp3") as file:
        assert file.path.read_bytes() == SOUND
        assert file.sha256 == hashlib.sha256(SOUND).hexdigest()
        assert file.name == "passwd1.mp3"
    assert not file.path.exists()
    for data, code in ((SOUND + b"x", "too_large"), (b"", "not_audio"), (b"#EXTM3U\n", "not_audio")):
        with pytest.raises(FetchError) as caught:
            async with fetcher.hold_bytes(data, "song.mp3"):
                pass
        assert caught.value.code == code


async def test_redirects_are_followed_to_the_end(serve: Serve, make_fetcher: FetcherMaker) -> None:
    async def hop(request: web.Request) -> web.Response:
        left = int(request.path.strip("/"))
        if left:
            raise web.HTTPFound(f"/{left - 1}")
        return await _sound(request)

    port = await serve(hop)
    fetcher = make_fetcher(port)
    async with fetcher.fetch(f"http://{LOOPBACK}:{port}/5") as file:
        assert file.size == len(SOUND)
    assert (await failure_of(fetcher, f"http://{LOOPBACK}:{port}/6")).code == "too_many_redirects"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{port}/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "//127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://inside.example:{port}/",
        "http://user@127.0.0.1:{port}/",
        "file:///etc/passwd",
        "http://2130706433:{port}/",
        "gopher://127.0.0.1:{port}/",
    ],
)
async def test_no_redirect_leads_inside(
    status: int, location: str, listener: Listener, serve: Serve, make_fetcher: FetcherMaker
) -> None:
    async def redirect(request: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Location": location.format(port=listener.port)})

    port = await serve(redirect)
    limits = FetchLimits(ports=frozenset({listener.port}))
    fetcher = make_fetcher(port, limits=limits, resolver=LyingResolver([LOOPBACK]))
    error = await failure_of(fetcher, f"http://{LOOPBACK}:{port}/")
    assert error.code in {"bad_url", "refused_address"}
    assert listener.touched == 0


async def test_a_name_that_changes_its_answer_after_the_first_question_gains_nothing(
    listener: Listener, serve: Serve, make_fetcher: FetcherMaker
) -> None:
    async def again(request: web.Request) -> web.Response:
        raise web.HTTPFound(f"http://rebind.example:{listener.port}/")

    port = await serve(again)
    resolver = LyingResolver([LOOPBACK], ["::1"], [LOOPBACK, "::1"])
    limits = FetchLimits(ports=frozenset({port, listener.port}))
    fetcher = make_fetcher(port, limits=limits, resolver=resolver)
    # The first answer is allowed and redirects; the second question of the same name is answered with the inside.
    error = await failure_of(fetcher, f"http://rebind.example:{port}/")
    assert resolver.asked == 2
    assert error.code == "refused_address"
    assert listener.touched == 0


async def test_one_public_answer_does_not_let_a_private_one_through(
    listener: Listener, make_fetcher: FetcherMaker
) -> None:
    resolver = LyingResolver(["::1", LOOPBACK, "::ffff:127.0.0.1", "10.0.0.1"])
    fetcher = make_fetcher(limits=FetchLimits(ports=frozenset({listener.port})), resolver=resolver)
    error = await failure_of(fetcher, f"http://mixed.example:{listener.port}/")
    assert error.code == "refused_address"
    assert listener.touched == 0


async def test_announcing_too_much_is_refused_before_the_body(make_fetcher: FetcherMaker) -> None:
    async with raw_server(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", drip=b"x") as port:
        error = await failure_of(make_fetcher(port), f"http://{LOOPBACK}:{port}/")
    assert (error.code, error.cause) == ("too_large", "99999999999 bytes announced")


@pytest.mark.parametrize("framing", ["Transfer-Encoding: chunked\r\n", "Connection: close\r\n"])
async def test_a_body_without_end_stops_at_the_limit(framing: str, make_fetcher: FetcherMaker) -> None:
    block = b"\xff\xfb" * 50_000
    if "chunked" in framing:
        block = b"%x\r\n" % len(block) + block + b"\r\n"
    head = b"HTTP/1.1 200 OK\r\n" + framing.encode() + b"\r\n"
    async with raw_server(head, drip=block, seconds=0) as port:
        fetcher = make_fetcher(port, limits=FetchLimits(max_bytes=1_000_000))
        error = await failure_of(fetcher, f"http://{LOOPBACK}:{port}/")
    assert error.code == "too_large"


async def test_a_server_that_announces_more_than_it_sends_is_an_error(make_fetcher: FetcherMaker) -> None:
    async with raw_server(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + SOUND[:5000]) as port:
        error = await failure_of(make_fetcher(port), f"http://{LOOPBACK}:{port}/")
    assert error.code == "unreachable"


async def test_a_server_that_drips_holds_no_slot_longer_than_the_total(
    make_fetcher: FetcherMaker, temporary: Path
) -> None:
    async with raw_server(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", drip=b"\xff") as port:
        limits = FetchLimits(total_s=0.5, connections=1)
        fetcher = make_fetcher(port, limits=limits)
        failures = [failure_of(fetcher, f"http://{LOOPBACK}:{port}/") for _ in range(3)]
        assert [error.code for error in await asyncio.gather(*failures)] == ["timeout"] * 3
    assert _left_in(temporary) == []


async def test_a_server_that_drips_is_given_up_before_the_total(make_fetcher: FetcherMaker) -> None:
    async with raw_server(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", drip=b"\xff") as port:
        fetcher = make_fetcher(port, limits=FetchLimits(patience_s=0.3))
        error = await failure_of(fetcher, f"http://{LOOPBACK}:{port}/")
    assert error.code == "timeout"
    assert "bytes in" in error.cause


async def test_slow_name_servers_do_not_hold_up_the_rest_of_the_bot(serve: Serve, make_fetcher: FetcherMaker) -> None:
    asked = asyncio.Event()

    class Mute(asyncio.DatagramProtocol):
        def datagram_received(self, data: bytes, address: object) -> None:
            asked.set()

    name_server, _ = await asyncio.get_running_loop().create_datagram_endpoint(Mute, (LOOPBACK, 0))
    resolver = AsyncResolver(nameservers=[LOOPBACK], udp_port=name_server.get_extra_info("sockname")[1])
    port = await serve(_sound)
    fetcher = make_fetcher(port, limits=FetchLimits(connections=64), resolver=resolver)
    threads = threading.active_count()
    waiting = [asyncio.create_task(failure_of(fetcher, f"http://slow{number}.example/")) for number in range(60)]
    await asked.wait()
    assert threading.active_count() <= threads + 1
    async with fetcher.fetch(f"http://{LOOPBACK}:{port}/") as file:
        assert file.size == len(SOUND)
    assert not any(task.done() for task in waiting)
    for task in waiting:
        task.cancel()
    name_server.close()


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nX-Endless: "], ids=["silence", "headers"])
async def test_a_server_that_never_gets_to_the_point_times_out(answer: bytes, make_fetcher: FetcherMaker) -> None:
    async with raw_server(answer, drip=b"x" if answer else b"\r\n") as port:
        fetcher = make_fetcher(port, limits=FetchLimits(total_s=0.5))
        error = await failure_of(fetcher, f"http://{LOOPBACK}:{port}/")
    assert error.code in {"timeout", "unreachable"}


async def test_nothing_of_the_bot_goes_along(
    serve: Serve, make_fetcher: FetcherMaker, listener: Listener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://{LOOPBACK}:{listener.port}")
    netrc = tmp_path / ".netrc"
    netrc.write_text(f"machine {LOOPBACK} login me password s3cret\n", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HOME", str(tmp_path))
    seen: list[dict[str, str]] = []

    async def watch(request: web.Request) -> web.Response:
        seen.append(dict(request.headers))
        return web.Response(body=SOUND, headers={"Set-Cookie": "track=me"})

    port = await serve(watch)
    fetcher = make_fetcher(port)
    for _ in range(2):
        async with fetcher.fetch(f"http://{LOOPBACK}:{port}/"):
            pass
    assert len(seen) == 2
    expected = {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert [set(headers) - expected for headers in seen] == [set(), set()]
    assert listener.touched == 0


@pytest.mark.parametrize("status", [204, 206, 300, 304, 401, 403, 404, 410, 429, 500, 503])
async def test_any_other_status_is_no_song(status: int, serve: Serve, make_fetcher: FetcherMaker) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status)

    port = await serve(answer)
    error = await failure_of(make_fetcher(port), f"http://{LOOPBACK}:{port}/")
    assert (error.code, error.cause) == ("http_error", f"HTTP {status}")


async def test_what_is_no_http_at_all_is_unreachable(make_fetcher: FetcherMaker) -> None:
    async with raw_server(b"SSH-2.0-OpenSSH_9.9\r\n") as port:
        assert (await failure_of(make_fetcher(port), f"http://{LOOPBACK}:{port}/")).code == "unreachable"
        assert (await failure_of(make_fetcher(port), f"https://{LOOPBACK}:{port}/")).code == "unreachable"


async def test_a_closed_port_and_an_unknown_host_are_unreachable(make_fetcher: FetcherMaker) -> None:
    async with raw_server(b"") as port:
        pass
    assert (await failure_of(make_fetcher(port), f"http://{LOOPBACK}:{port}/")).code == "unreachable"
    assert (await failure_of(make_fetcher(), "http://no-such-host.invalid/")).code == "unreachable"


async def test_a_full_disk_fails_one_song_with_its_sentence(
    serve: Serve, make_fetcher: FetcherMaker, temporary: Path
) -> None:
    port = await serve(_sound)
    fetcher = make_fetcher(port)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        error = await failure_of(fetcher, f"http://{LOOPBACK}:{port}/")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert error.code == "storage_full"
    assert _left_in(temporary) == []
    async with fetcher.fetch(f"http://{LOOPBACK}:{port}/") as file:
        assert file.size == len(SOUND)


async def test_attachments_come_from_discords_own_hosts_only(serve: Serve, make_fetcher: FetcherMaker) -> None:
    port = await serve(_sound)
    fetcher = make_fetcher(port)
    for url in (f"http://{LOOPBACK}:{port}/", "https://cdn.discordapp.com.example.org/", "https://discord.com/a.mp3"):
        with pytest.raises(FetchError) as caught:
            async with fetcher.fetch(url, hosts=DISCORD_HOSTS):
                pass
        assert caught.value.code == "refused_address"


async def test_no_cause_holds_the_link(serve: Serve, make_fetcher: FetcherMaker) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=403)

    port = await serve(answer)
    fetcher = make_fetcher(port)
    for host in (f"{LOOPBACK}:{port}", "no-such-host.invalid", "10.0.0.1"):
        error = await failure_of(fetcher, f"http://{host}/s3cret?key=s3cret")
        assert "s3cret" not in f"{error} {error.cause} {error.message}"


async def test_a_download_that_is_cancelled_leaves_nothing(make_fetcher: FetcherMaker, temporary: Path) -> None:
    async with raw_server(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", drip=b"\xff") as port:
        fetcher = make_fetcher(port)
        task = asyncio.create_task(failure_of(fetcher, f"http://{LOOPBACK}:{port}/"))
        await _until(lambda: bool(_left_in(temporary)))
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert _left_in(temporary) == []


async def test_a_certificate_of_nobody_known_is_refused(make_fetcher: FetcherMaker, tmp_path: Path) -> None:
    context = _self_signed(tmp_path)
    if context is None:
        pytest.skip("needs the openssl command to make a certificate")
    server = await asyncio.start_server(lambda reader, writer: None, LOOPBACK, 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    error = await failure_of(make_fetcher(port), f"https://{LOOPBACK}:{port}/")
    server.close()
    assert error.code == "unreachable"
    assert "Certificate" in error.cause


async def _until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - the disk sends no event
        await asyncio.sleep(0.01)


def _self_signed(folder: Path) -> ssl.SSLContext | None:
    if shutil.which("openssl") is None:
        return None
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    request = f"openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN={LOOPBACK} -keyout {key} -out {certificate}"
    subprocess.run(request.split(), check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def _left_in(folder: Path) -> list[Path]:
    return [path for path in folder.glob("cratedigger-*/*") if path.name != ".lock"]
