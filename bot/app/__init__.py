"""The program: its start, its checks, its commands for operators, and its end."""
