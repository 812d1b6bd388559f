"""The library of a server's posted songs: who finds what in it, and what leaves it."""

import re
from dataclasses import replace

import discord
import pytest
from simcord import ChannelHandle, GuildHandle, MemberActor

from bot.core.client import SongBot
from bot.core.services import Services
from bot.errors import UnknownTempoError
from bot.interactions.key_options import chosen_key, chosen_tempo, key_choices, tempo_words
from bot.languages import language
from bot.languages.rhythm_words import MAJOR, MINOR
from models.analysis import Key, Tempo
from models.rhythm.key import TONICS, camelot
from tests.bot.conftest import Place, hidden_channel, rewrite_answer, text_of

LINE = re.compile(r"^\d+\. \[(.+?)\]\((https?://\S+?)\)", re.MULTILINE)
POST = "https://discord.com/channels/"


async def _keep_library(services: Services, guild: GuildHandle) -> None:
    await services.store.servers.set(guild.id, 1, "library", "on")


@pytest.fixture
async def library(place: Place, services: Services) -> Place:
    """The place, whose server keeps a library."""
    await _keep_library(services, place.guild)
    return place


async def _post(member: MemberActor, channel: ChannelHandle, song: bytes, name: str = "song.mp3") -> discord.Message:
    return await member.send(channel, attachments=[(name, song)])


async def _found(
    member: MemberActor, channel: ChannelHandle, command: str = "library search", **options: object
) -> str:
    return text_of((await member.slash(channel, command, **options)).response)


def _moderator(place: Place) -> MemberActor:
    role = place.guild.create_role("mods", permissions=discord.Permissions(manage_messages=True))
    return place.guild.add_member(place.env.create_user("mod"), roles=[role])


async def test_nothing_is_kept_where_admins_did_not_say_so(place: Place, services: Services, mp3: bytes) -> None:
    await _post(place.member, place.channel, mp3)
    assert "This server keeps no library." in await _found(place.member, place.channel)
    only_here = await _found(place.member, place.channel, "recommend genre", genre="Rock", source="server")
    assert "This server keeps no library." in only_here
    await _keep_library(services, place.guild)
    assert "Morning" not in await _found(place.member, place.channel)


async def test_a_posted_song_is_found_with_a_link_to_its_post(library: Place, mp3: bytes) -> None:
    posted = await _post(library.member, library.channel, mp3)
    found = await _found(library.member, library.channel, words="morn")
    assert [url for _, url in LINE.findall(found)] == [posted.jump_url]
    assert LINE.findall(await _found(library.member, library.channel, words="evening")) == []


async def test_a_song_is_found_by_what_it_sounds_like_and_who_posted_it(
    library: Place, services: Services, mp3: bytes
) -> None:
    posted = await _post(library.member, library.channel, mp3)
    await rewrite_answer(
        services, lambda heard: replace(heard, tempo=Tempo(121.0, 0.9), key=Key("A", "minor", "8A", 0.8))
    )
    (offered,) = await library.member.autocomplete(library.channel, "library search", "genre", "")
    assert offered["name"].endswith(" (1)")
    whole = {
        "words": "light",
        "genre": offered["value"],
        "tempo": "120",
        "key": "a minor",
        "poster": library.member.user,
    }
    found = await _found(library.member, library.channel, **whole)
    assert [url for _, url in LINE.findall(found)] == [posted.jump_url]
    assert "115 - 125 BPM, A minor (8A), alice” in this server's library" in found.splitlines()[0]
    stranger = library.guild.add_member(library.env.create_user("stranger"))
    for other in ({"tempo": "130"}, {"tempo": "90-120.5"}, {"key": "8B"}, {"poster": stranger.user}):
        assert LINE.findall(await _found(library.member, library.channel, **{**whole, **other})) == []
    assert "I do not know that genre." in await _found(library.member, library.channel, genre="Zydeco")
    assert "I do not know that key." in await _found(library.member, library.channel, key="H flat")


async def test_songs_of_who_opted_out_are_not_listed_by_their_name_to_others(library: Place, mp3: bytes) -> None:
    await _post(library.member, library.channel, mp3)
    stranger = library.guild.add_member(library.env.create_user("stranger"))
    assert len(LINE.findall(await _found(stranger, library.channel, poster=library.member.user))) == 1
    await library.member.slash(library.channel, "privacy posts", answers=False)
    assert LINE.findall(await _found(stranger, library.channel, poster=library.member.user)) == []
    assert len(LINE.findall(await _found(library.member, library.channel, poster=library.member.user))) == 1


@pytest.mark.parametrize("typed", ["8a", "Am", "a minor", "A minor (8A)", "a-moll"])
def test_keys_are_read_as_people_write_them(typed: str) -> None:
    assert chosen_key(typed, language("de")) == "8A"


@pytest.mark.parametrize(
    ("typed", "tempo"),
    [
        ("120-128", (120, 128)),
        (" 128 \u2013 120 bpm", (120, 128)),
        ("124", (119.04, 128.96)),
        ("124,5 BPM", (119.52, 129.48)),
        ("٣٠", (28.8, 31.2)),
    ],
)
def test_tempos_are_read_as_people_write_them(typed: str, tempo: tuple[float, float]) -> None:
    assert chosen_tempo(typed) == pytest.approx(tempo)
    assert tempo_words((119.04, 128.96), language("fr")) == "119 - 129 BPM"


@pytest.mark.parametrize(
    "typed", ["", "fast", "0", "29", "301", "120-", "-120", "120-1000", "1e2", "1" * 500, "120 128"]
)
def test_what_is_no_tempo_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(UnknownTempoError):
        chosen_tempo(typed)


def test_every_key_has_its_place_on_the_wheel() -> None:
    for mode, tonics in enumerate((MAJOR, MINOR)):
        for hour, tonic in enumerate(tonics, start=1):
            assert camelot(TONICS[mode].index(tonic), mode) == f"{hour}{'BA'[mode]}"
    assert len(key_choices("", language("en"))) == 24
    assert [choice.value for choice in key_choices("8a", language("en"))] == ["8A"]


async def test_a_posted_song_is_recommended_with_and_without_the_archive(
    library: Place, mp3: bytes, opus: bytes
) -> None:
    posted = await _post(library.member, library.channel, mp3)
    alone = await _found(library.member, library.channel, "recommend song", file=("other.opus", opus), source="server")
    assert [url for _, url in LINE.findall(alone)] == [posted.jump_url]
    archive = await _found(
        library.member, library.channel, "recommend song", file=("other.opus", opus), source="archive"
    )
    assert POST not in archive
    assert len(LINE.findall(archive)) == 10
    both = await _found(
        library.member, library.channel, "recommend song", file=("b.opus", opus), source="both", count=25
    )
    assert len(LINE.findall(both)) == 10


async def test_a_reply_to_a_post_names_songs_of_the_server_like_it(library: Place, mp3: bytes, opus: bytes) -> None:
    first = await _post(library.member, library.channel, mp3)
    await _post(library.member, library.channel, opus, "other.opus")
    text = text_of(library.replies()[-1])
    assert "**In this server**" in text
    assert first.jump_url in text


async def test_titles_of_the_library_are_offered_and_recommended_for(library: Place, mp3: bytes) -> None:
    await _post(library.member, library.channel, mp3)
    choices = await library.member.autocomplete(library.channel, "recommend like", "title", "morning li")
    assert choices[0]["name"].startswith("Morning")
    text = await _found(library.member, library.channel, "recommend like", title=choices[0]["value"])
    assert "Songs like Morning" in text
    assert POST not in text


async def test_two_servers_never_see_each_other(library: Place, services: Services, mp3: bytes, opus: bytes) -> None:
    await _post(library.member, library.channel, mp3)
    other = library.env.create_guild("Other")
    await _keep_library(services, other)
    channel = other.create_text_channel("music")
    member = other.add_member(library.member.user)
    assert LINE.findall(await _found(member, channel)) == []
    assert POST not in await _found(member, channel, "recommend song", file=("b.opus", opus), count=25)
    assert LINE.findall(await _found(member, channel, "recommend genre", genre="Rock", source="server")) == []
    offered = await member.autocomplete(channel, "recommend like", "title", "morning light")
    assert not any("Packaged Band" in choice["name"] for choice in offered)
    await _post(member, channel, mp3)
    assert f"{POST}{library.guild.id}/" not in text_of(channel.last_message)
    here = await library.member.autocomplete(library.channel, "recommend like", "title", "morning light")
    stolen = next(choice["value"] for choice in here if "Packaged Band" in choice["name"])
    assert "I know no song by that name" in await _found(member, channel, "recommend like", title=stolen)


async def test_a_song_from_a_hidden_channel_reaches_nobody_who_cannot_see_it(
    library: Place, mp3: bytes, opus: bytes
) -> None:
    secret, insider = hidden_channel(library)
    posted = await _post(insider, secret, mp3)
    outsider = library.member
    assert posted.jump_url not in await _found(outsider, library.channel)
    assert posted.jump_url in await _found(insider, library.channel)
    offered = await outsider.autocomplete(library.channel, "recommend like", "title", "morning")
    assert not any("Packaged Band" in choice["name"] for choice in offered)
    asked = await _found(outsider, library.channel, "recommend song", file=("b.opus", opus), source="server")
    assert LINE.findall(asked) == []
    await _post(outsider, library.channel, opus, "other.opus")
    assert posted.jump_url not in text_of(library.replies()[-1])


async def test_a_public_answer_to_an_insider_names_no_hidden_song_and_one_in_the_hidden_channel_does(
    library: Place, mp3: bytes, opus: bytes
) -> None:
    secret, insider = hidden_channel(library)
    posted = await _post(insider, secret, mp3)
    song = ("b.opus", opus)
    assert posted.jump_url not in await _found(insider, library.channel, "recommend song", file=song, source="server")
    assert posted.jump_url in await _found(insider, secret, "recommend song", file=song, source="server")


async def test_a_deleted_post_and_a_deleted_channel_leave_the_library(library: Place, mp3: bytes, opus: bytes) -> None:
    posted = await _post(library.member, library.channel, mp3)
    deleted = library.guild.create_text_channel("deleted")
    await _post(library.member, deleted, opus, "other.opus")
    assert len(LINE.findall(await _found(library.member, library.channel))) == 2
    await library.member.delete(posted)
    gone = library.env.bot.get_channel(deleted.id)
    library.env.bot.dispatch("guild_channel_delete", gone)
    await library.env.settle()
    assert LINE.findall(await _found(library.member, library.channel)) == []


async def test_deleting_ones_data_empties_the_library_of_it(library: Place, mp3: bytes) -> None:
    await _post(library.member, library.channel, mp3)
    asked = await library.member.slash(library.channel, "privacy delete")
    assert asked.response is not None
    await library.member.click(asked.response, label="Delete everything about me")
    reader = library.guild.add_member(library.env.create_user("reader"))
    assert LINE.findall(await _found(reader, library.channel)) == []


async def test_members_remove_their_own_songs_and_moderators_any(library: Place, mp3: bytes, opus: bytes) -> None:
    await _post(library.member, library.channel, mp3)
    await _post(library.member, library.channel, opus, "other.opus")
    stranger = library.guild.add_member(library.env.create_user("stranger"))
    assert await stranger.autocomplete(library.channel, "library remove", "song", "") == []
    refused = await _found(stranger, library.channel, "library remove", song="morning")
    assert "I find no such song of yours" in refused
    own = await library.member.autocomplete(library.channel, "library remove", "song", "morning")
    assert "is out of the library" in await _found(
        library.member, library.channel, "library remove", song=own[0]["value"]
    )
    moderator = _moderator(library)
    (left,) = await moderator.autocomplete(library.channel, "library remove", "song", "")
    assert "is out of the library" in await _found(moderator, library.channel, "library remove", song=left["value"])
    assert LINE.findall(await _found(library.member, library.channel)) == []


async def test_switched_off_the_library_answers_nobody(library: Place, services: Services, mp3: bytes) -> None:
    await _post(library.member, library.channel, mp3)
    await services.store.servers.set(library.guild.id, 1, "library", "off")
    assert "keeps no library" in await _found(library.member, library.channel)
    assert await library.member.autocomplete(library.channel, "recommend like", "title", "morning packaged") == []


async def test_long_lists_turn_pages_after_a_restart_and_forget_what_was_deleted(
    library: Place, services: Services, opus: bytes, mp3: bytes
) -> None:
    posted = await _post(library.member, library.channel, mp3)
    result = await library.member.slash(library.channel, "recommend song", file=("b.opus", opus), count=25)
    response = result.response
    assert response is not None
    first = LINE.findall(text_of(response))
    await library.member.click(response, label="Next")
    second = LINE.findall(text_of(response))
    await library.env.restart_bot(SongBot(services, message_content=True))
    shown = library.replies()[-1]
    await library.member.click(shown, label="Next")
    third = LINE.findall(text_of(library.replies()[-1]))
    assert [len(first), len(second), len(third)] == [10, 10, 5]
    urls = [url for _, url in (*first, *second, *third)]
    assert posted.jump_url in urls
    await library.member.delete(posted)
    for _ in range(2):
        await library.member.click(library.replies()[-1], label="Back")
        assert posted.jump_url not in text_of(library.replies()[-1])


async def test_a_stranger_turns_somebodys_pages_in_private(library: Place) -> None:
    await library.member.slash(library.channel, "recommend genre", genre="Folk", count=25)
    shown = library.replies()[-1]
    before = text_of(shown)
    stranger = library.guild.add_member(library.env.create_user("stranger"))
    result = await stranger.click(shown, label="Next")
    assert result.ephemeral
    assert text_of(result.response).splitlines()[1].startswith("11. ")
    assert text_of(library.replies()[-1]) == before
