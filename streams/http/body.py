"""The body of a request, read as it comes and never beyond its bound: a bomb is refused while it unpacks."""

import asyncio
import contextlib
import zlib
from collections.abc import AsyncIterator

from streams.http.refusal import RequestRefused, broken

_BOM = b"\xef\xbb\xbf"
_PIECE = 1 << 20
_PATIENCE_SECONDS = 2.0


async def read_body(chunks: AsyncIterator[bytes], encoding: str, max_bytes: int, seconds: float) -> bytes:
    """The body, unpacked, without a byte order mark. `encoding`: the Content-Encoding header.

    Raises RequestRefused: 413 beyond `max_bytes`, 415 for another encoding, 408 when it takes too long, 400 F018 for
    damaged gzip.
    """
    if encoding not in ("", "identity", "gzip"):
        raise RequestRefused(415, f"不收 Content-Encoding: {encoding[:40]!r}", "正文不压缩,或用 gzip", "F018")
    unpack = _Unpacked(max_bytes) if encoding == "gzip" else None
    body = bytearray()
    chunks = aiter(chunks)
    try:
        async with asyncio.timeout(seconds):
            async for chunk in chunks:
                body += unpack.feed(chunk) if unpack else chunk
                if len(body) > max_bytes:
                    raise too_large(f"正文超过 {max_bytes >> 10} KB")
    except RequestRefused:
        await _let_end(chunks, max_bytes)
        raise
    except TimeoutError:
        raise RequestRefused(408, f"正文 {seconds:g} 秒内没有传完", "检查网络;把一批事件分成几次报送") from None
    if unpack and not unpack.is_whole:
        raise broken("F018", "压缩流没有结尾")
    return bytes(body.removeprefix(_BOM))


async def _let_end(chunks: AsyncIterator[bytes], max_bytes: int) -> None:
    """Let a sender that is nearly through finish, unread: many clients look for an answer only after their last byte."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE_SECONDS):
            left = max_bytes
            async for chunk in chunks:
                left -= len(chunk)
                if left < 0:
                    return


def too_large(found: str) -> RequestRefused:
    """413, with what was too large."""
    return RequestRefused(413, found, "把一批事件分成几次报送,或改报文件")


class _Unpacked:
    """gzip, one or several members, a bounded piece at a time."""

    def __init__(self, max_bytes: int) -> None:
        self._max, self._made = max_bytes, 0
        self._stream = zlib.decompressobj(wbits=31)
        self.is_whole = False

    def feed(self, packed: bytes) -> bytes:
        out = bytearray()
        try:
            while packed:
                out += self._stream.decompress(packed, _PIECE)
                if self._made + len(out) > self._max:
                    raise too_large(f"正文展开后超过 {self._max >> 10} KB")
                packed = self._stream.unconsumed_tail
                if self._stream.eof:
                    packed = self._stream.unused_data
                    if packed:
                        self._stream = zlib.decompressobj(wbits=31)
        except zlib.error:
            raise broken("F018") from None
        self._made += len(out)
        self.is_whole = self._stream.eof
        return bytes(out)
