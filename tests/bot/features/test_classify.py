"""Asking about one song with a command or a context menu."""

from simcord import InteractionResult

from bot.features.classify._cog import CONTEXT_MENU
from tests.bot.conftest import Place, text_of


def _deferred_first(place: Place, result: InteractionResult) -> bool:
    """Tell whether the interaction was acknowledged as deferred before anything was sent."""
    callbacks = [entry for entry in place.env.http_requests if entry.path.endswith("/callback")]
    assert result.acknowledged
    return (callbacks[-1].json or {}).get("type") == 5


async def test_classify_hears_an_attached_song(place: Place, mp3: bytes) -> None:
    result = await place.member.slash(place.channel, "classify", file=("song.mp3", mp3))
    assert _deferred_first(place, result)
    assert "Morning" in text_of(result.response)
    assert "**Sounds like**" in text_of(result.response)


async def test_classify_without_a_song_says_what_to_give(place: Place) -> None:
    result = await place.member.slash(place.channel, "classify")
    assert text_of(result.response) == "Give me a song: attach a `file` or paste a `url`."


async def test_classify_with_two_songs_asks_for_one(place: Place, mp3: bytes) -> None:
    result = await place.member.slash(
        place.channel, "classify", file=("song.mp3", mp3), url="https://example.org/song.mp3"
    )
    assert "not both" in text_of(result.response)


async def test_classify_refuses_what_is_no_audio_in_one_sentence(place: Place) -> None:
    result = await place.member.slash(place.channel, "classify", file=("song.mp3", b"words " * 2000))
    assert text_of(result.response) == "That is a text file, not audio I can read."


async def test_classify_refuses_an_address_inside_the_network(place: Place) -> None:
    result = await place.member.slash(place.channel, "classify", url="http://169.254.169.254/latest/meta-data")
    assert text_of(result.response) == "I only fetch from public web addresses, and that is not one."


async def test_the_context_menu_hears_the_songs_of_a_message(place: Place, mp3: bytes) -> None:
    quiet = place.env.create_user("quiet", bot=True)
    posted = await place.guild.add_member(quiet).send(place.channel, attachments=[("song.mp3", mp3)])
    result = await place.member.context_menu(place.channel, CONTEXT_MENU, posted)
    assert _deferred_first(place, result)
    assert "Morning" in text_of(result.response)


async def test_the_context_menu_on_a_message_without_a_song_says_so(place: Place) -> None:
    posted = await place.member.send(place.channel, "no song here")
    result = await place.member.context_menu(place.channel, CONTEXT_MENU, posted)
    assert "I see no song in that message" in text_of(result.response)


async def test_the_context_menu_leaves_voice_messages_alone(place: Place, opus: bytes) -> None:
    backend = place.env.backend
    files = backend.store_attachments(place.channel.id, [("voice-message.ogg", opus)])
    backend.create_message(place.channel.id, place.member.id, attachments=files, flags=1 << 13)
    await place.env.settle()
    posted = place.channel.last_message
    assert posted is not None
    result = await place.member.context_menu(place.channel, CONTEXT_MENU, posted)
    assert "private speech" in text_of(result.response)


async def test_classify_answers_in_a_private_message_without_a_server(place: Place, mp3: bytes) -> None:
    result = await place.member.user.slash("classify", file=("song.mp3", mp3))
    assert "Morning" in text_of(result.response)
