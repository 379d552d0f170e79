"""A sheet for a spreadsheet program: CSV that it opens as UTF-8."""

import csv
import io
from collections.abc import Iterable, Sequence


def sheet(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The rows under their header, led by the mark by which a spreadsheet program knows UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
