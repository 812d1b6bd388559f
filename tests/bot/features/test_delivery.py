"""Answers arrive once, whatever the network and Discord do meanwhile."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord
import pytest
from discord.http import HTTPClient

from bot.core.client import SongBot
from bot.core.services import Services
from bot.replies.delivery import Attempts, UndeliveredError, is_refusal, is_transient
from bot.replies.layouts import sentence_reply
from bot.store import PostState
from tests.bot.conftest import Place, text_of

Sends = Callable[..., Awaitable[Any]]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """Have a method of discord.py's HTTP client raise errors, one a call, before it works; return what it was given."""

    def fail(method: str, *errors: BaseException, after: bool = False) -> list[Any]:
        real: Sends = getattr(HTTPClient, method)
        left, seen = list(errors), []

        async def request(self: HTTPClient, *args: Any, **kwargs: Any) -> Any:
            seen.append(kwargs.get("params"))
            if left and not after:
                raise left.pop(0)
            result = await real(self, *args, **kwargs)
            if left:
                raise left.pop(0)
            return result

        monkeypatch.setattr(HTTPClient, method, request)
        return seen

    return fail


async def _back_again(place: Place, done: Callable[[], bool], event: str = "ready") -> None:
    """Have the gateway say that a session began or goes on, and wait for what the bot does then."""
    place.env.bot.dispatch(event)
    async with asyncio.timeout(60):
        while not done():  # noqa: ASYNC110 - no event to wait for
            await asyncio.sleep(0.02)


def _failures_left(place: Place) -> int:
    return sum(fault["times"] or 0 for fault in place.env.backend.faults)


ERRORS = [aiohttp.ServerDisconnectedError(), ConnectionResetError(104, "reset"), TimeoutError()]


@pytest.mark.parametrize("error", ERRORS)
async def test_an_answer_is_sent_again_after_a_lost_connection(
    place: Place, mp3: bytes, failing: Callable[..., list[Any]], error: Exception
) -> None:
    seen = failing("send_message", error)
    posted = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert "Morning" in place.reply_text()
    # Discord recognises an answer that it got already.
    payloads = [json.loads(params.multipart[0]["value"]) for params in seen]
    assert [(each["nonce"], each["enforce_nonce"]) for each in payloads] == 2 * [(str(posted.id), True)]


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_an_answer_is_sent_again_after_a_failure_of_discord(
    place: Place, services: Services, mp3: bytes, status: int
) -> None:
    place.env.inject_error("POST", "/channels/*/messages", status=status, code=0, message="not now", times=2)
    posted = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert "Morning" in place.reply_text()
    assert await services.store.posts.state(posted.id) is PostState.ANSWERED


@pytest.mark.parametrize("event", ["ready", "resumed"])
async def test_a_post_that_could_not_be_answered_is_taken_up_when_discord_is_back(
    place: Place, services: Services, mp3: bytes, event: str
) -> None:
    place.env.inject_error("POST", "/channels/*/messages", status=503, code=0, message="no", times=4)
    posted = [await place.member.send(place.channel, attachments=[("a.mp3", mp3)])]
    assert place.replies() == []
    assert await services.store.posts.state(posted[0].id) is PostState.ACCEPTED
    place.env.inject_error("POST", "/channels/*/messages", status=503, code=0, message="no", times=4)
    posted.append(await place.member.send(place.channel, attachments=[("b.mp3", mp3)]))
    await _back_again(place, lambda: len(place.replies()) == 2, event)
    answered = [message.reference.message_id for message in place.replies() if message.reference]
    assert answered == [message.id for message in posted]
    assert all("Morning" in text_of(message) for message in place.replies())


async def test_a_long_outage_makes_no_post_suspicious(place: Place, services: Services, mp3: bytes) -> None:
    place.env.inject_error("POST", "/channels/*/messages", status=503, code=0, message="no", times=12)
    await place.member.send(place.channel, attachments=[("a.mp3", mp3)])
    for failures in (8, 4, 0):
        await _back_again(place, lambda: _failures_left(place) == failures, "resumed")  # noqa: B023 - awaited here
        await asyncio.sleep(0.1)
    await _back_again(place, lambda: bool(place.replies()), "resumed")
    assert "Morning" in place.reply_text()


async def test_a_post_that_is_being_answered_is_not_taken_up(place: Place, services: Services, mp3: bytes) -> None:
    files = place.env.backend.store_attachments(place.channel.id, [("song.mp3", mp3)])
    place.env.backend.create_message(place.channel.id, place.member.id, attachments=files)
    async with asyncio.timeout(60):
        while not await services.store.posts.unfinished():  # noqa: ASYNC110 - no event to wait for
            await asyncio.sleep(0)
    await _back_again(place, lambda: bool(place.replies()))
    await place.env.settle()
    assert "Morning" in place.reply_text()


async def test_an_answer_that_arrived_before_the_bot_was_killed_is_not_doubled(
    place: Place, services: Services, mp3: bytes
) -> None:
    posted = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    (answer,) = place.replies()
    await services.store.posts.settle(posted.id, PostState.ACCEPTED)
    await place.env.restart_bot(SongBot(services, message_content=True))
    assert [message.id for message in place.replies()] == [answer.id]
    assert await services.store.posts.state(posted.id) is PostState.ANSWERED


@pytest.mark.parametrize("known", [True, False])
async def test_a_note_of_a_killed_bot_is_removed_by_the_next_start(
    place: Place, services: Services, mp3: bytes, known: bool
) -> None:
    bot = place.env.bot
    assert isinstance(bot, SongBot)
    await bot.in_flight.drain(1)
    posted = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    channel = bot.get_channel(place.channel.id)
    assert isinstance(channel, discord.TextChannel)
    view = sentence_reply("Your song is number 3 in line.")
    note = await channel.get_partial_message(posted.id).reply(view=view)
    await services.store.posts.note(posted.id, note.id if known else None)
    await place.env.restart_bot(SongBot(services, message_content=True))
    assert "Morning" in place.reply_text()


@pytest.mark.parametrize("style", ["reply", "thread"])
async def test_a_post_that_is_taken_up_has_its_picture_and_its_thread(
    place: Place, services: Services, mp3: bytes, style: str
) -> None:
    await services.store.servers.set(place.guild.id, 1, "place", style)
    bot = place.env.bot
    assert isinstance(bot, SongBot)
    await bot.in_flight.drain(1)
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    await place.env.restart_bot(SongBot(services, message_content=True))
    where = place.channel.threads[0].history() if style == "thread" else place.replies()
    (reply,) = [message for message in where if "Morning" in text_of(message)]
    assert reply.attachments
    assert len(place.channel.threads) == (style == "thread")


async def test_an_answer_in_a_thread_survives_failures_between_its_steps(
    place: Place, services: Services, mp3: bytes
) -> None:
    await services.store.servers.set(place.guild.id, 1, "place", "thread")
    place.env.inject_error("POST", "/channels/*/messages/*/threads", status=503, code=0, message="no")
    place.env.inject_error("POST", "/channels/*/messages", status=503, code=0, message="no", times=4)
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    (thread,) = place.channel.threads
    await _back_again(place, lambda: any("Morning" in text_of(message) for message in thread.history()))


@pytest.mark.parametrize("error", ERRORS)
async def test_typing_that_fails_in_the_network_costs_no_answer(
    place: Place, mp3: bytes, failing: Callable[..., list[Any]], error: Exception
) -> None:
    failing("send_typing", error)
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert "Morning" in place.reply_text()


async def test_typing_that_hangs_delays_no_answer(place: Place, mp3: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging, ended = asyncio.Event(), asyncio.Event()

    async def hang(*_: object) -> None:
        hanging.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    monkeypatch.setattr(HTTPClient, "send_typing", hang)
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert "Morning" in place.reply_text()
    assert hanging.is_set()
    assert ended.is_set()


@pytest.mark.parametrize("error", ERRORS)
async def test_a_command_is_answered_although_the_network_fails_at_its_answer(
    place: Place, failing: Callable[..., list[Any]], error: Exception
) -> None:
    failing("send_typing")
    original = place.env.inject_error
    original("PATCH", "/webhooks/*/*/messages/@original", status=503, code=0, message="no")
    result = await place.member.slash(place.channel, "about")
    assert "Free Music Archive" in text_of(result.response)


@pytest.mark.parametrize("code", [50278, 50007, 50013, 40003, 0])
async def test_the_export_reaches_people_who_take_no_messages(place: Place, code: int) -> None:
    status = 500 if code == 0 else 403
    place.env.inject_error("POST", "/channels/*/messages", status=status, code=code, message="Cannot send")
    result = await place.member.slash(place.channel, "privacy export")
    assert result.response is not None
    assert [each.filename for each in result.response.attachments] == ["cratedigger.json"]


class _Response:
    reason = "because"

    def __init__(self, status: int) -> None:
        self.status = status


def _refused(status: int, code: int) -> discord.HTTPException:
    return discord.HTTPException(_Response(status), {"code": code, "message": "no"})  # type: ignore[arg-type]


@pytest.mark.parametrize("code", [50278, 50007, 50083, 20026, 160005, 200000, 240000, 50008, 40005])
async def test_what_discord_refuses_for_good_is_not_tried_again(code: int) -> None:
    calls = []

    async def send() -> None:
        calls.append(code)
        raise _refused(400, code)

    with pytest.raises(discord.HTTPException):
        async with Attempts():
            await send()
    assert calls == [code]
    assert is_refusal(_refused(400, code))
    assert not is_transient(_refused(400, code))


@pytest.mark.parametrize(("status", "code"), [(429, 0), (500, 0), (503, 0), (403, 40333)])
def test_what_fails_in_passing_is_tried_again(status: int, code: int) -> None:
    assert is_transient(_refused(status, code))


async def test_what_never_arrives_is_said_to_be_undelivered_after_all_attempts() -> None:
    calls = []

    async def send() -> None:
        calls.append(1)
        raise _refused(503, 0)

    async def send_until_it_arrives() -> None:
        attempts = Attempts((0, 0))
        while True:
            async with attempts:
                return await send()

    with pytest.raises(UndeliveredError):
        await send_until_it_arrives()
    assert len(calls) == 3
