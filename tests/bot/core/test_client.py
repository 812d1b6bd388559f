"""What the log says when the bot is connected."""

import structlog
from simcord import Env

from bot.core.client import SongBot
from bot.core.services import Services


async def test_the_line_of_a_start_says_what_an_operator_needs(env: Env, services: Services) -> None:
    with structlog.testing.capture_logs() as logs:
        await env.restart_bot(SongBot(services, message_content=True))
    (line,) = [line for line in logs if line["event"] == "ready"]
    assert line["user"] == str(env.bot.user)
    assert line["message_content"] is True
    assert line["taggers"] == list(services.taggers)
    assert services.taggers
    assert line["database"] == services.settings.store.url
    assert line["health"] == "127.0.0.1:9464/healthz"
    assert line["servers"] == 0
