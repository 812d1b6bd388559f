"""What several features share towards Discord: answering, recommending, and who may see what."""
