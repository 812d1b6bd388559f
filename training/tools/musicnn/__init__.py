"""The pre-trained tagger: from a published checkpoint to ``tagger.onnx``."""
