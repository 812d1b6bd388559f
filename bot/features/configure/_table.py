"""Every setting of a server, declared once: the panel, the defaults and the checks are read from here."""

from dataclasses import dataclass
from typing import Any

_LABEL = 100
_DESCRIPTION = 100
_OPTIONS = 25


@dataclass(frozen=True, slots=True)
class Option:
    """One value that a setting may have."""

    value: str
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; without ``options`` its value is a list of channels."""

    name: str
    label: str
    description: str
    default: Any
    options: tuple[Option, ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueError for texts that Discord would refuse."""
        texts = [(self.label, self.description), *((option.label, option.description) for option in self.options)]
        if any(not label or len(label) > _LABEL or len(words) > _DESCRIPTION for label, words in texts):
            raise ValueError(f"setting {self.name}: a text is empty or too long")
        if len(self.options) > _OPTIONS:
            raise ValueError(f"setting {self.name}: more than {_OPTIONS} options")

    def accepts(self, value: Any) -> bool:
        """Tell whether a value is one that this setting may have."""
        if self.options:
            return value in {option.value for option in self.options}
        return isinstance(value, list) and len(value) <= _OPTIONS and all(isinstance(each, int) for each in value)


POSTS = Setting(
    "posts",
    "Where posted songs are answered",
    "Commands and the context menu work everywhere, whatever you choose.",
    "all",
    (
        Option("all", "In every channel", "Wherever I can read and write."),
        Option("list", "In chosen channels only", "Choose them under Channels."),
        Option("none", "Nowhere", "I answer commands and the context menu only."),
    ),
)
CHANNELS = Setting("channels", "Channels", "Where posts are answered, if only chosen channels are.", [])
STYLE = Setting(
    "style",
    "How replies look",
    "How much I write under a posted song.",
    "full",
    (
        Option("full", "Full", "Genre with bars, five similar songs, buttons."),
        Option("compact", "Compact", "A line for the genre, a line for three similar songs."),
        Option("reaction", "Reaction only", "I react to the post; the context menu shows the rest."),
    ),
)
PLACE = Setting(
    "place",
    "Where replies go",
    "Under the post, or into a thread of its own.",
    "reply",
    (
        Option("reply", "Under the post", "A reply in the channel."),
        Option("thread", "Into a thread", "A thread at the post, where I may open one."),
    ),
)

SETTINGS = {setting.name: setting for setting in (POSTS, CHANNELS, STYLE, PLACE)}
