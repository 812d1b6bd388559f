"""Run inside a network namespace of its own, where a broken guard can send nothing anywhere; prints JSON.

``ranges``: every address of the world leads to a listener here. ``own``: a neighbour with a public address answers, and
so do we.
"""

import asyncio
import json
import subprocess
import sys
from contextlib import suppress

from bot.fetch import Fetcher, FetchError, FetchLimits
from tests.bot.fetch.conftest import Listener
from tests.bot.fetch.test_addresses import NOT_PUBLIC, PUBLIC

OURS, NEIGHBOURS = "9.9.9.1", "9.9.9.2"


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)


async def _fetched(address: str) -> str:
    host = f"[{address}]" if ":" in address else address
    fetcher = Fetcher(FetchLimits(total_s=5, connect_s=2))
    try:
        async with fetcher.fetch(f"http://{host}/song.mp3"):
            return "fetched"
    except FetchError as error:
        return error.code
    finally:
        await fetcher.close()


async def _reached_without_guard(address: str) -> bool:
    with suppress(OSError, TimeoutError):
        async with asyncio.timeout(1):
            _, writer = await asyncio.open_connection(address, 80)
            writer.close()
            return True
    return False


async def _try_ranges() -> dict[str, object]:
    """Try each address without the guard, to know that the listener would notice, and then through the fetcher."""
    _ip("link", "set", "lo", "up")
    _ip("route", "add", "local", "0.0.0.0/0", "dev", "lo")
    _ip("-6", "route", "add", "local", "::/0", "dev", "lo")
    listener = Listener()
    await listener.start(80)
    addresses = [address for address in (*NOT_PUBLIC, *PUBLIC) if "%" not in address]
    reachable = [address for address in addresses if await _reached_without_guard(address)]
    await asyncio.sleep(0.1)
    before = listener.touched
    outcomes = {address: await _fetched(address) for address in addresses}
    await asyncio.sleep(0.1)
    return {"reachable": len(reachable), "outcomes": outcomes, "touched": listener.touched - before}


async def _try_own() -> dict[str, object]:
    """Fetch from a neighbour's public address and from our own public address."""
    _ip("link", "set", "lo", "up")
    neighbour = await asyncio.create_subprocess_exec(
        *("unshare", "--net", sys.executable, "-m", __spec__.name, "neighbour"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert neighbour.stdin is not None
    assert neighbour.stdout is not None
    await neighbour.stdout.readline()
    _ip("link", "add", "ours", "type", "veth", "peer", "name", "theirs", "netns", str(neighbour.pid))
    _ip("address", "add", f"{OURS}/24", "dev", "ours")
    _ip("link", "set", "ours", "up")
    neighbour.stdin.write(b"linked\n")
    await neighbour.stdout.readline()
    listener = Listener()
    await listener.start(80)
    result = {"neighbour": await _fetched(NEIGHBOURS), "own": await _fetched(OURS), "touched": listener.touched}
    neighbour.kill()
    await neighbour.wait()
    return result


async def _be_the_neighbour() -> None:
    """Serve from the other side of the cable until killed."""
    print("apart", flush=True)
    sys.stdin.readline()
    _ip("address", "add", f"{NEIGHBOURS}/24", "dev", "theirs")
    _ip("link", "set", "theirs", "up")
    listener = Listener()
    await listener.start(80)
    print("listening", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    trial = {"ranges": _try_ranges, "own": _try_own, "neighbour": _be_the_neighbour}[sys.argv[1]]
    print(json.dumps(asyncio.run(trial())))
