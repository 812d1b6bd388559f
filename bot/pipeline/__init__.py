"""From a song's source to its analysis: sources, their extraction from messages, the analysis service and its limits."""
