"""How the process lives: its log, its health and numbers, its work in hand, and its end."""
