"""The client, its command tree, and the services that features work with."""
