"""How the process lives: its log, its work in hand, and its end."""
