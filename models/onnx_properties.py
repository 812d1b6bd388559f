"""The properties of an ONNX file, such as its labels, read without loading the network."""

from pathlib import Path

_PROPERTIES, _KEY, _VALUE = 14, 1, 2
_VARINT, _BYTES = 0, 2


def onnx_properties(path: Path) -> dict[str, str]:
    """Return the ``metadata_props`` of a model (onnx.proto, ModelProto); raise ValueError where it is none."""
    data = memoryview(path.read_bytes())
    properties = [content for number, content in _fields(data) if number == _PROPERTIES]
    pairs = [dict(_fields(each)) for each in properties]
    return {str(pair[_KEY], "utf-8"): str(pair.get(_VALUE, b""), "utf-8") for pair in pairs if _KEY in pair}


def _fields(message: memoryview) -> list[tuple[int, memoryview]]:
    """Return the number and content of each field of bytes in a protobuf message, in order."""
    fields, position = [], 0
    while position < len(message):
        tag, position = _varint(message, position)
        value, position = _varint(message, position)
        if tag & 7 == _BYTES and position + value <= len(message):
            fields.append((tag >> 3, message[position : position + value]))
            position += value
        elif tag & 7 != _VARINT:
            raise ValueError("no ONNX model: a field of an unknown kind or size")
    return fields


def _varint(message: memoryview, position: int) -> tuple[int, int]:
    value, shift = 0, 0
    while position < len(message) and shift < 64:
        byte = message[position]
        value, shift, position = value | (byte & 0x7F) << shift, shift + 7, position + 1
        if byte < 0x80:
            return value, position
    raise ValueError("no ONNX model: it breaks off")
