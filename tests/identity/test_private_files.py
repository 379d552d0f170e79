"""A file that was said to be on disk is there whole."""

import os
from pathlib import Path

import pytest

from identity.private_files import write_durably


def test_a_disk_that_takes_a_part_at_a_time_still_gets_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: whole(handle, bytes(content[:7])))
    write_durably(tmp_path / "key", b"thirty-two bytes of a master key")
    assert (tmp_path / "key").read_bytes() == b"thirty-two bytes of a master key"
