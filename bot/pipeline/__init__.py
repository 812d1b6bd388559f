"""From a posted song to its analysis: sources, finding them in messages, the analysis service and rate limits."""
