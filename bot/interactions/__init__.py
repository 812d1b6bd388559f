"""What several features share towards Discord: responding, recommending, and who may see what."""
