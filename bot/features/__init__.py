"""What the bot can do: one package a feature, each with a ``setup`` that discord.py calls."""
