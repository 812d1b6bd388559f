from pathlib import Path

import numpy as np
import pytest

from training.tools.musicnn.checkpoint import read_checkpoint
from training.tools.musicnn.sstable import entries, varint

MAGIC = bytes.fromhex("57fb808b247547db")


def number(value: int) -> bytes:
    parts = []
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])


def block(rows: list[tuple[bytes, bytes]]) -> bytes:
    """One table block; each key keeps only what differs from the key before it."""
    body, before = b"", b""
    for key, value in rows:
        shared = next(
            (i for i, (a, b) in enumerate(zip(key, before, strict=False)) if a != b), min(len(key), len(before))
        )
        body += number(shared) + number(len(key) - shared) + number(len(value)) + key[shared:] + value
        before = key
    return body + bytes(4) + (1).to_bytes(4, "little")


def table(rows: list[tuple[bytes, bytes]], compression: int = 0) -> bytes:
    content = block(rows)
    written = content + bytes([compression]) + bytes(4)
    index = block([(b"~", number(0) + number(len(content)))])
    footer = number(0) + number(0) + number(len(written)) + number(len(index))
    return written + index + bytes(5) + footer.ljust(40, b"\0") + MAGIC


def entry(shape: tuple[int, ...], offset: int, dtype: int = 1, size: int | None = None) -> bytes:
    sizes = b"".join(b"\x12" + number(len(number(side)) + 1) + b"\x08" + number(side) for side in shape)
    size = 4 * int(np.prod(shape)) if size is None else size
    located = b"\x08" + number(dtype) + b"\x12" + number(len(sizes)) + sizes
    return located + b"\x20" + number(offset) + b"\x28" + number(size) + b"\x35" + bytes(4)


def write(folder: Path, index: bytes, data: bytes) -> tuple[Path, Path]:
    (folder / "x.index").write_bytes(index)
    (folder / "x.data").write_bytes(data)
    return folder / "x.index", folder / "x.data"


def test_tensors_are_read_by_name_shape_and_place(tmp_path: Path) -> None:
    kernel, bias = np.arange(600, dtype="<f4").reshape(2, 300), np.array([7.5], "<f4")
    rows = [
        (b"", b"\x08\x01"),
        (b"dense/bias", entry((1,), 2400)),
        (b"dense/kernel", entry((2, 300), 0)),
        (b"dense/step", entry((), 2404, dtype=9, size=8)),
    ]
    found = read_checkpoint(*write(tmp_path, table(rows), kernel.tobytes() + bias.tobytes() + bytes(8)))
    assert set(found) == {"dense/bias", "dense/kernel"}
    np.testing.assert_array_equal(found["dense/kernel"], kernel)
    np.testing.assert_array_equal(found["dense/bias"], bias)


@pytest.mark.parametrize("row", [entry((2, 2), 4), entry((2, 2), 0, size=8), entry((100_000, 10_000), 0)])
def test_a_tensor_that_lies_outside_its_file_is_refused(tmp_path: Path, row: bytes) -> None:
    with pytest.raises(ValueError, match="kernel does not lie in its data file"):
        read_checkpoint(*write(tmp_path, table([(b"kernel", row)]), bytes(16)))


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (b"", "footer is missing"),
        (b"no table at all, but long enough for a footer" * 2, "footer is missing"),
        (table([(b"a", b"b")], compression=1), "compressed"),
        (table([(b"a", b"b")])[20:], "outside its table|does not end|compressed"),
    ],
)
def test_what_is_no_table_is_refused(broken: bytes, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        list(entries(broken))


def test_a_number_without_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="does not end"):
        varint(b"\xff" * 20, 0)
