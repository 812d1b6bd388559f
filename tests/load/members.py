"""Members of a busy server, and what they do: post songs, post them again, post what is none, talk, ask, press."""

import random
from collections.abc import Iterator
from pathlib import Path

from tests.audio_files import encode, long_song, silence
from tests.bot.app.loopback_discord import LoopbackDiscord

MEMBERS = 200
# What members do, and how often of a hundred: a song that is new, one of before, a broken file, silence, a link to a
# song, one that leads where it must not, words, a command, a button under a reply, a reaction on one.
_MIX = {
    "new": 32,
    "again": 16,
    "broken": 9,
    "silent": 4,
    "link": 7,
    "bad link": 4,
    "words": 8,
    "command": 12,
    "button": 4,
    "reaction": 4,
}
_QUESTIONS: tuple[tuple[str, dict[str, object]], ...] = (
    ("recommend genre", {"genre": "Rock", "count": 10}),
    ("recommend genre", {"genre": "Hip-Hop", "count": 25}),
    ("recommend like", {"title": "love"}),
    ("recommend surprise", {"title": "night"}),
    ("recommend mine", {}),
    ("history server", {}),
    ("history mine", {}),
    ("charts songs", {}),
    ("charts posters", {}),
    ("library search", {"genre": "Rock", "tempo": "116-124"}),
    ("taste matches", {}),
    ("privacy taste", {"found": True}),
    ("saved", {}),
    ("about", {}),
    ("help", {}),
)
_CLASSIFIED = 0.3
_REACTED = 0.9


class Members:
    """Members who have joined, and the songs that they have; what they do next is drawn from ``seed``."""

    def __init__(self, discord: LoopbackDiscord, folder: Path, seed: int) -> None:
        """Have the members join, and write their songs into ``folder``."""
        self._random = random.Random(seed)
        self._discord = discord
        self._members = list(_join(discord))
        pieces = (long_song(20 + 10 * number, first=3 * number) for number in range(6))
        self._songs = [encode(folder / f"{n}.mp3", piece, 48_000).read_bytes() for n, piece in enumerate(pieces)]
        self._silence = encode(folder / "silence.flac", silence(5), 44_100).read_bytes()
        self._posted = [self._songs[0]]
        self.likes = 0

    def pause(self, every_s: float) -> float:
        """Return seconds until somebody does something: people come in bursts."""
        return self._random.expovariate(1 / every_s)

    def act(self) -> int | None:
        """Do what somebody does next; return the message that should get a reply, if there is one."""
        kind = self._random.choices(list(_MIX), list(_MIX.values()))[0]
        match kind:
            case "command":
                self._ask()
            case "button":
                self._press()
            case "reaction":
                self._react()
            case "words":
                self._say("what a song that was")
            case "link":
                return self._say(self._discord.upload("linked.mp3", self._new_song())["url"])
            case "bad link":
                return self._say(f"http://127.0.0.1:9/{self._random.randrange(10**6)}.mp3")
            case _:
                return self._discord.post(*self._file(kind), author=self._member())
        return None

    def _file(self, kind: str) -> tuple[str, bytes]:
        match kind:
            case "again":
                return "again.mp3", self._random.choice(self._posted)
            case "broken":
                return "broken.mp3", self._random.randbytes(20_000)
            case "silent":
                return "silence.flac", self._silence + self._random.randbytes(16)
        return "song.mp3", self._new_song()

    def _new_song(self) -> bytes:
        # Other bytes behind the same sound: the bot has never met this file.
        self._posted.append(self._random.choice(self._songs) + self._random.randbytes(16))
        return self._posted[-1]

    def _say(self, words: str) -> int:
        return self._discord.backend.create_message(self._discord.channel.id, self._member(), words).id

    def _ask(self) -> None:
        if self._random.random() < _CLASSIFIED:
            files = {"file": self._discord.upload("asked.mp3", self._new_song())}
            self._discord.asking.use(self._member(), "classify", files=files)
        else:
            command, options = self._random.choice(_QUESTIONS)
            self._discord.asking.use(self._member(), command, options)

    def _press(self) -> None:
        """Press *More like this* under a reply, or ask something while there is none."""
        asking = self._discord.asking
        replies = list(self._discord.reply_targets())[-20:]
        rows = [(reply, button) for reply in replies for button in asking.buttons(reply)]
        more = [row for row in rows if row[1].startswith(("more:", "save:"))]
        if more:
            asking.press(self._member(), *self._random.choice(more))
        else:
            self._ask()

    def _react(self) -> None:
        """React to one of the last replies, or take the reaction off again."""
        replies = list(self._discord.reply_targets())[-20:]
        if replies:
            place, message, member = self._discord.channel.id, self._random.choice(replies), self._member()
            self._discord.backend.set_reaction(place, message, "🔥", member, self._random.random() < _REACTED)
            self.likes += 1

    def _member(self) -> int:
        return self._random.choice(self._members)


def _join(discord: LoopbackDiscord) -> Iterator[int]:
    for number in range(MEMBERS):
        member = discord.backend.make_user(f"member{number}")
        discord.backend.add_member(discord.guild.id, member.id)
        yield member.id
