"""Every setting of a server, declared once: the panel, the defaults and the checks are read from here.

Its texts are the catalogues' ``setting-NAME`` with the attributes ``description``, and ``VALUE`` and
``VALUE-description`` for each value.
"""

from dataclasses import dataclass
from typing import Any

from bot import links, store
from bot.fetch.pages import SITES
from bot.languages import TAGS, Language, languages

_LABEL = 100
_DESCRIPTION = 100
_OPTIONS = 25


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; without ``options``, the values it may have, its value is a list of channels.

    ``several`` of the options, or none, may be chosen where it says so: its value is then a list of them.
    """

    name: str
    default: Any
    options: tuple[str, ...] = ()
    several: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError for texts that Discord would refuse, in any language."""
        if len(self.options) > _OPTIONS:
            raise ValueError(f"setting {self.name}: more than {_OPTIONS} options")
        for language in languages():
            self._check(language)

    def label(self, language: Language, value: str | None = None) -> str:
        """Return what the setting, or one of its values, is called."""
        return language.say(f"setting-{self.name}.{value}" if value else f"setting-{self.name}")

    def description(self, language: Language, value: str | None = None) -> str:
        """Return what the setting, or one of its values, means."""
        return language.say(f"setting-{self.name}.{value}-description" if value else f"setting-{self.name}.description")

    def accepts(self, value: Any) -> bool:
        """Tell whether a value is one that this setting may have."""
        if self.several:
            return isinstance(value, list) and all(each in self.options for each in value)
        if self.options:
            return value in self.options
        return isinstance(value, list) and len(value) <= _OPTIONS and all(isinstance(each, int) for each in value)

    def _check(self, language: Language) -> None:
        for value in (None, *self.options):
            label, words = self.label(language, value), self.description(language, value)
            if not label or len(label) > _LABEL or len(words) > _DESCRIPTION:
                raise ValueError(f"setting {self.name} in {language.tag}: a text is empty or too long")


POSTS = Setting("posts", "all", ("all", "list", "none"))
CHANNELS = Setting("channels", [])
STYLE = Setting("style", "full", ("full", "compact", "reaction"))
PLACE = Setting("place", "reply", ("reply", "thread"))
LANGUAGE = Setting("language", "auto", ("auto", *TAGS))
LIBRARY = Setting(store.LIBRARY, "off", ("off", store.LIBRARY_KEPT))
LINKS = Setting(links.SETTING, [], (*SITES, links.OTHERS), several=True)

SETTINGS = {setting.name: setting for setting in (POSTS, CHANNELS, STYLE, PLACE, LANGUAGE, LIBRARY, LINKS)}
