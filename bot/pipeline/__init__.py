"""From a song's source to its analysis: sources and their extraction, the analysis service and its limits."""
