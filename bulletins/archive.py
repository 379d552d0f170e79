"""Packs an office document so that the same parts give the same bytes on every machine."""

from __future__ import annotations

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)


def repacked(package: bytes) -> bytes:
    """The same parts under fixed times and a fixed order.

    Parts are stored, not deflated: deflate's output depends on the zlib of the machine, and an issue that is rebuilt
    elsewhere must have the same hash.
    """
    source = zipfile.ZipFile(io.BytesIO(package))
    names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, source.read(name))
    return target.getvalue()
