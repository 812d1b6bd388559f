"""What the bot says, in every language it speaks: one Fluent catalogue a language, English the source of all.

``en.ftl`` holds every sentence of the bot, the other files the same messages with the same variables; a test compares
them. A sentence stands there whole, plurals and choices included: code gives values and never joins words. ::

    language = language_of(interaction)            # who presses or types reads their own language
    language = choices.language_in(message.guild)  # a posted song is answered in the server's
    language.say("saved-note")
    language.say("thanks", genre=genre)

Which language: an interaction brings its user's (``interaction.locale``); a reply to a post has the one that the
server's admins set, else the one that the server set, in private the one that the poster's last interaction there had;
English wherever that is none of ours. Code that writes
words takes a ``Language`` and never asks Discord itself.

Values are numbers, which Fluent and Babel write as CLDR says, or text. Untrusted text was made safe before
(:mod:`bot.replies.text`); it cannot reach into a message, for Fluent does not read values, and where it runs from right
to left it is isolated, so that it does not turn round what stands beside it. Percentages and lists are written by the
language too: ``language.percent(0.42)``, ``language.listed(names)``, ``language.series(words)``.

Keys are kebab-case and say what the text is for; ``error-…`` is found by the error's class, ``tag-…`` by the tag,
``command-…``, ``option-…``, ``choice-…`` and ``menu-…`` by what Discord asks for (:mod:`bot.languages.commands`).
Texts that name commands refer to them, ``/{ command-saved }``, and so use the names that people see.

Library: Project Fluent's ``fluent.runtime`` (Mozilla), with Babel for plurals, numbers and lists.
"""

from bot.languages.language import Language, Value
from bot.languages.spoken import ENGLISH, TAGS, language, language_for, language_of, languages

__all__ = ["ENGLISH", "TAGS", "Language", "Value", "language", "language_for", "language_of", "languages"]
