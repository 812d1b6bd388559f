"""The digest: the sounds of a server, week by week or month by month."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.cards import ChartsContent, Count, charts_alt_text
from bot.cards.card_renderer import Picture
from bot.features.configure import ServerChoices
from bot.features.digest._contents import DigestContents, RankedGenre, gather_contents
from bot.features.digest._kind import Draft, Occasion
from bot.features.digest._schedule import Rhythm, Schedule
from bot.languages import Language
from bot.languages.genre_words import genre_word
from bot.languages.tag_words import tag_word
from bot.replies.layouts import TEXT_LIMIT, pictured_reply
from bot.replies.past import liked_line, past_line
from bot.replies.song import fitting
from bot.replies.text import heading, plain, safe

_NAME = 40
_OFF = "off"
# A preview says more under it.
_NOTE = 400


class DigestKind:
    """A server's sounds since the digest before."""

    name = "digest"

    def schedule(self, choices: ServerChoices) -> Schedule | None:
        """Return when a server wants its digest."""
        if choices.digest == _OFF or not choices.postchannel:
            return None
        return digest_schedule(choices)

    def heading(self, schedule: Schedule, due: datetime, language: Language) -> str:
        """Return the heading with the days that the digest is about."""
        first, last = schedule.day(schedule.before(due)), schedule.day(due) - timedelta(days=1)
        return digest_title(first, last, language)

    async def draft(self, occasion: Occasion) -> Draft | None:
        """Return the digest of the period that ends now; None where nothing was posted in it."""
        schedule, due = occasion.schedule, occasion.due
        since = schedule.before(due)
        title = self.heading(schedule, due, occasion.language)
        return await digest_draft(occasion, title, (since, schedule.before(since)))


def digest_schedule(choices: ServerChoices) -> Schedule:
    """Return when a server's digest is due, weekly where it is off."""
    rhythm = Rhythm.WEEKLY if choices.digest == _OFF else Rhythm(choices.digest)
    return Schedule(rhythm, choices.digest_weekday, time.fromisoformat(choices.posttime), choices.zone)


async def digest_draft(occasion: Occasion, title: str, since: tuple[datetime, datetime]) -> Draft | None:
    """Return the digest of the time ``since`` one moment beside that since the other; None where nothing was posted."""
    channel, likes = occasion.channel, occasion.choices.counts_reactions
    contents = await gather_contents(occasion.services, channel.guild, channel, occasion.posted, since, likes=likes)
    if contents is None:
        return None
    text = fitting([heading(title), *_lines(contents, occasion.language)], TEXT_LIMIT - _NOTE)
    return Draft(pictured_reply(text, await _picture(occasion, contents, title)))


def digest_title(first: date, last: date, language: Language) -> str:
    """Return the heading of a digest of the days from one to another."""
    return language.say("digest-heading", days=language.days(first, max(first, last)))


def _lines(contents: DigestContents, language: Language) -> Iterator[str]:
    yield language.say("digest-totals", songs=contents.songs, members=contents.members)
    yield f"**{language.say('charts-genres')}**"
    for place, each in enumerate(contents.genres, start=1):
        name = safe(genre_word(each.genre, language), _NAME)
        yield f"{place}. {name}: {each.songs} · {_moved(place, each, language, '▲ ', '▼ ')}"
    # Without an empty line a list would go on counting under the next heading.
    if contents.liked:
        yield from ("", f"**{language.say('charts-songs')}**")
        yield from (liked_line(place, song, language) for place, song in enumerate(contents.liked, start=1))
    if contents.explorers:
        yield from ("", f"**{language.say('digest-explorers')}**")
        for explorer in contents.explorers:
            genres = language.listed([safe(genre_word(genre, language), _NAME) for genre in explorer.genres[:3]])
            yield language.say("digest-explorer", who=f"<@{explorer.user_id}>", genres=genres)
    if contents.quiet:
        yield from ("", f"**{language.say('digest-quiet')}**")
        yield from (past_line(place, song) for place, song in enumerate(contents.quiet, start=1))


def _moved(place: int, ranked: RankedGenre, language: Language, up: str, down: str) -> str:
    """Return by how many places a genre moved."""
    if ranked.before is None:
        return language.say("digest-new")
    moved = ranked.before - place
    return f"{up}{moved}" if moved > 0 else f"{down}{-moved}" if moved < 0 else "="


async def _picture(occasion: Occasion, contents: DigestContents, title: str) -> Picture | None:
    channel, services = occasion.channel, occasion.services
    if not channel.permissions_for(channel.guild.me).attach_files:
        return None
    written = await services.card_renderer.written(occasion.language)
    genres = [each.genre for each in contents.genres]
    content = ChartsContent(
        title=plain(channel.guild.name, _NAME),
        subtitle=title if written is occasion.language else "",
        headings=(written.say("charts-genres"), written.say("charts-songs" if contents.liked else "charts-tags")),
        nothing=written.say("card-nothing"),
        # In characters that every font has.
        left=tuple(
            Count(genre_word(each.genre, written), each.songs, _moved(place, each, written, "+", "-"))
            for place, each in enumerate(contents.genres, start=1)
        ),
        right=tuple(Count(plain(each.song.title, _NAME), each.likes) for each in contents.liked)
        if contents.liked
        else tuple(Count(tag_word(tag, written), count) for tag, count in contents.tags),
        label_names=tuple(genre_word(label, written) for label in sorted({*services.catalog.genres, *genres})),
    )
    return await services.card_renderer.drawn(content, "digest.png", charts_alt_text(content, occasion.language))
