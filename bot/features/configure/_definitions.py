"""Every setting of a server, declared once: the panel, the defaults and the checks are read from here.

Its texts are the catalogues' ``setting-NAME`` with the attributes ``description``, and ``VALUE`` and
``VALUE-description`` for each option.
"""

from dataclasses import dataclass
from typing import Any

from bot import store
from bot.features.configure._types import (
    MOST_CHOSEN,
    Hourly,
    Hours,
    Mentions,
    OneOf,
    Order,
    SomeOf,
    TimeOfDay,
    Type,
    Typed,
    Zone,
)
from bot.interactions import explicit, listenbrainz
from bot.languages import TAGS, Language, languages
from bot.link_sites import SITES
from bot.pipeline import sites
from bot.replies import search_links

_LABEL = 100
_DESCRIPTION = 100
# Above the field of a dialogue there is less room than in a list.
_TYPED_LABEL = 45


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: what it is called in the code, what values it may have, and which it has until somebody sets it."""

    name: str
    type: Type
    default: Any

    def __post_init__(self) -> None:
        """Raise ValueError for a default out of bounds, and for what Discord would refuse in any language."""
        if len(self.options) > MOST_CHOSEN:
            raise ValueError(f"setting {self.name}: more than {MOST_CHOSEN} options")
        if not self.type.accepts(self.default):
            raise ValueError(f"setting {self.name}: its default is no value of its type")
        for language in languages():
            self._check(language)

    @property
    def options(self) -> tuple[str, ...]:
        """The options of a setting that has such."""
        return self.type.options if isinstance(self.type, OneOf | SomeOf) else ()

    def label(self, language: Language, value: str | None = None) -> str:
        """Return what the setting, or one of its options, is called."""
        return language.say(f"setting-{self.name}.{value}" if value else f"setting-{self.name}")

    def description(self, language: Language, value: str | None = None) -> str:
        """Return what the setting, or one of its options, means."""
        return language.say(f"setting-{self.name}.{value}-description" if value else f"setting-{self.name}.description")

    def shown(self, language: Language, value: Any) -> str:
        """Return one of its values as people read it."""
        return self.type.shown(value, language, self.name)

    def _check(self, language: Language) -> None:
        longest = _TYPED_LABEL if isinstance(self.type, Typed) else _LABEL
        for value in (None, *self.options):
            label, words = self.label(language, value), self.description(language, value)
            if not label or len(label) > longest or len(words) > _DESCRIPTION:
                raise ValueError(f"setting {self.name} in {language.tag}: a text is empty or too long")


_CHANNEL_LIST = Mentions("channels", "<#{}>", "no-channels")
_ROLES = Mentions("roles", "<@&{}>", "no-roles")

POSTS = Setting("posts", OneOf(("all", "list", "none")), "all")
_CHANNELS = Setting("channels", _CHANNEL_LIST, [])
STYLE = Setting("style", OneOf(("full", "compact", "reaction")), "full")
PLACE = Setting("place", OneOf(("reply", "thread")), "reply")
LANGUAGE = Setting("language", OneOf(("auto", *TAGS)), "auto")
QUIET = Setting("quiet", Hours(), "")
ZONE = Setting("zone", Zone(), "UTC")
LIBRARY = Setting(store.LIBRARY, OneOf(("off", store.LIBRARY_KEPT)), "off")
REACTIONS = Setting("reactions", OneOf(("off", "on")), "off")
POSTERS = Setting("posters", OneOf(("off", "on")), "on")
TASTE = Setting("taste", OneOf(("off", "on")), "off")
LISTENBRAINZ = Setting(listenbrainz.SETTING, OneOf(("off", "on")), "off")
EXPLICIT = Setting(explicit.SETTING, OneOf(("hide", explicit.SHOWN)), "hide")
_SITES = Order({key: name for key, (name, _) in search_links.SERVICES.items()}, search_links.read_order)
SERVICES = Setting(search_links.SETTING, _SITES, [*search_links.SERVICES])
_LINKS = Setting(sites.SETTING, SomeOf((*SITES, sites.OTHERS)), [])
_POST_ROLES = Setting("postroles", _ROLES, [])
_COMMAND_ROLES = Setting("commandroles", _ROLES, [])
POST_LIMIT = Setting("postlimit", Hourly(1, 600), 30)
COMMAND_LIMIT = Setting("commandlimit", Hourly(1, 600), 60)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DIGEST = Setting("digest", OneOf(("off", "weekly", "monthly")), "off")
DIGEST_DAY = Setting("digestday", OneOf(WEEKDAYS), WEEKDAYS[0])
DAILY_SONG = Setting("dailysong", OneOf(("off", "server", "archive")), "off")
_POST_CHANNEL = Setting("postchannel", Mentions("channels", "<#{}>", "no-channels", most=1), [])
POST_TIME = Setting("posttime", TimeOfDay(), "18:00")

GROUPS: dict[str, tuple[Setting, ...]] = {
    "settings-answers": (POSTS, _CHANNELS, STYLE, PLACE, LANGUAGE, QUIET, ZONE),
    "settings-offers": (LIBRARY, REACTIONS, POSTERS, TASTE, LISTENBRAINZ, EXPLICIT, SERVICES, _LINKS),
    "settings-own-posts": (DIGEST, DIGEST_DAY, DAILY_SONG, _POST_CHANNEL, POST_TIME),
    "settings-limits": (_POST_ROLES, _COMMAND_ROLES, POST_LIMIT, COMMAND_LIMIT),
}
"""The settings as the panel shows them, under the texts of these keys."""

SETTINGS = {setting.name: setting for group in GROUPS.values() for setting in group}

if len(SETTINGS) > MOST_CHOSEN:
    raise ValueError(f"more than {MOST_CHOSEN} settings do not fit one select")
