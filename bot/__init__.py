"""The Discord face of Cratedigger."""
