"""Frames over a socket between the bot and one worker; the bot's side never waits beyond a deadline."""

import os
import socket
import struct
import time

from bot.workers.wire import MAX_FRAME_BYTES

_LENGTH = struct.Struct("!I")
_CHUNK = 1024 * 1024


class ChannelClosedError(Exception):
    """The other side closed the connection, or sent an invalid frame."""


class BotSide:
    """The bot's end: every call ends by its ``deadline`` (of ``time.monotonic``), even while bytes drip."""

    def __init__(self, connection: socket.socket) -> None:
        """Take over a connected stream socket."""
        self._connection = connection

    def send(self, frame: bytes, deadline: float) -> None:
        """Send a frame whole; raises ``TimeoutError`` or :class:`ChannelClosedError`."""
        try:
            self._wait_until(deadline)
            self._connection.sendall(_LENGTH.pack(len(frame)) + frame)
        except TimeoutError:
            raise
        except OSError as error:
            raise ChannelClosedError(str(error)) from error

    def receive(self, deadline: float) -> bytes:
        """Return the next frame; raises ``TimeoutError`` or :class:`ChannelClosedError`."""
        (length,) = _LENGTH.unpack(self._receive_exactly(_LENGTH.size, deadline))
        if length > MAX_FRAME_BYTES:
            raise ChannelClosedError(f"a frame of {length} bytes")
        return self._receive_exactly(length, deadline)

    def close(self) -> None:
        """Close the socket, which ends a worker that waits for work."""
        self._connection.close()

    def _receive_exactly(self, count: int, deadline: float) -> bytes:
        received = bytearray()
        while len(received) < count:
            self._wait_until(deadline)
            try:
                chunk = self._connection.recv(min(count - len(received), _CHUNK))
            except TimeoutError:
                raise
            except OSError as error:
                raise ChannelClosedError(str(error)) from error
            if not chunk:
                raise ChannelClosedError("closed")
            received += chunk
        return bytes(received)

    def _wait_until(self, deadline: float) -> None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)


class WorkerSide:
    """The worker's end, on a plain descriptor: it waits as long as it takes."""

    def __init__(self, descriptor: int) -> None:
        """Use an inherited descriptor."""
        self._descriptor = descriptor

    def send(self, frame: bytes) -> None:
        """Send a frame whole."""
        rest = memoryview(_LENGTH.pack(len(frame)) + frame)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]

    def receive(self) -> bytes:
        """Return the next frame; raises :class:`ChannelClosedError` when the bot closed it."""
        (length,) = _LENGTH.unpack(self._receive_exactly(_LENGTH.size))
        return self._receive_exactly(length)

    def _receive_exactly(self, count: int) -> bytes:
        received = bytearray()
        while len(received) < count:
            chunk = os.read(self._descriptor, min(count - len(received), _CHUNK))
            if not chunk:
                raise ChannelClosedError("closed")
            received += chunk
        return bytes(received)
