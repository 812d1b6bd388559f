"""What the bot says about itself."""

from bot.client import SongBot
from bot.services import Services
from tests.bot.conftest import Place, text_of


async def test_about_names_the_models_the_archive_and_what_members_thought(
    place: Place, services: Services, mp3: bytes
) -> None:
    first = text_of((await place.member.slash(place.channel, "about")).response)
    assert services.model_version in first
    assert "Free Music Archive" in first
    assert "have not judged" in first
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    await place.member.click(place.replies()[-1], label="Right")
    assert "1 of 1 answers" in text_of((await place.member.slash(place.channel, "about")).response)


async def test_help_names_every_command(place: Place) -> None:
    text = text_of((await place.member.slash(place.channel, "help")).response)
    bot = place.env.bot
    assert isinstance(bot, SongBot)
    names = [command.name for command in bot.tree.get_commands()]
    assert [name for name in names if name not in text and name != "help"] == []
