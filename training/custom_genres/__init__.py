"""Custom genres: from one folder of clips per genre to ``adapted.onnx``."""
