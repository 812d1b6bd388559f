"""The links that add the bot to a server, or to somebody's own account, with what it needs and nothing more."""

from dataclasses import dataclass

import discord
from rich.console import Console

from bot.app.configuration import application_of
from bot.settings import DiscordSettings

_SERVER_SCOPES = ("bot", "applications.commands")
_ACCOUNT_SCOPES = ("applications.commands",)
# To see posts and reply to them with a card, in a thread or by a reaction where a server's admins choose that.
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    read_message_history=True,
    attach_files=True,
    add_reactions=True,
    create_public_threads=True,
    send_messages_in_threads=True,
)
_NO_APPLICATION = (
    "Which application? Set DISCORD_TOKEN, or give the Application ID that the developer portal shows: "
    "python -m bot invite --application ID"
)
# Discord's own numbers for where an application is installed.
_SERVER, _ACCOUNT = 0, 1


@dataclass(frozen=True, slots=True)
class Invitation:
    """Both links of one application."""

    application_id: int

    @property
    def server(self) -> str:
        """The link that adds the bot to a server."""
        link = discord.utils.oauth_url(self.application_id, permissions=PERMISSIONS, scopes=_SERVER_SCOPES)
        return f"{link}&integration_type={_SERVER}"

    @property
    def account(self) -> str:
        """The link that lets somebody use the commands everywhere, in servers without the bot too."""
        link = discord.utils.oauth_url(self.application_id, scopes=_ACCOUNT_SCOPES)
        return f"{link}&integration_type={_ACCOUNT}"


def permission_names() -> list[str]:
    """Return the permissions by the names that Discord shows."""
    # The library still calls the first as Discord once did.
    names = ("view_channels" if name == "read_messages" else name for name, granted in PERMISSIONS if granted)
    return [name.replace("_", " ").title().replace(" In ", " in ") for name in names]


def show(application: int | None) -> int:
    """Print the links of ``application``, or of the token's; return the process's exit status."""
    console = Console()
    application = application or application_of(DiscordSettings().token)
    if application is None:
        console.print(_NO_APPLICATION, soft_wrap=True)
        return 2
    invitation = Invitation(application)
    console.print("Add it to a server (you need Manage Server there):", soft_wrap=True)
    console.print(invitation.server, soft_wrap=True)
    console.print("\nUse it everywhere yourself (needs User Install in the developer portal):", soft_wrap=True)
    console.print(invitation.account, soft_wrap=True)
    console.print(f"\nPermissions asked for: {', '.join(permission_names())}.", soft_wrap=True)
    return 0
