"""What this process knows to be settled, so that it need not be looked up again; bounded, forgets the oldest half."""

from collections.abc import Iterable


class Settled:
    """A set of digests of at most `limit` members, in two generations. Losing a member costs a look-up, no more."""

    def __init__(self, limit: int) -> None:
        """`limit`: about 100 bytes of memory each."""
        self._half = max(limit // 2, 1)
        self._young: set[bytes] = set()
        self._old: set[bytes] = set()

    def add(self, digests: Iterable[bytes]) -> None:
        """Remember these, forgetting the older generation whenever the younger is full."""
        for digest in digests:
            if len(self._young) >= self._half:
                self._old, self._young = self._young, set()
            self._young.add(digest)

    def generations(self) -> tuple[set[bytes], set[bytes]]:
        """Both generations, for loops that test many digests; valid until the next `add`."""
        return self._young, self._old

    def __len__(self) -> int:
        return len(self._young) + len(self._old)
