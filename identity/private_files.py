"""Files that only the account running Taizhang may read."""

import os
from pathlib import Path


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter (0700). An existing one is left as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Make an empty file with mode 0600, and its folder, if it is not there yet."""
    make_private_folder(path.parent)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def write_durably(path: Path, content: bytes) -> None:
    """Write a new 0600 file and wait until the disk has it. An existing file of that name is replaced in place."""
    handle = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    try:
        rest = memoryview(content)
        while rest:  # a disk that runs full takes a part and says so only when asked for the rest
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows the names in this folder (after a link or rename)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
