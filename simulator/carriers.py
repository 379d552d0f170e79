"""Writers of the delivery folders. Nothing stays open, little stays in memory: lines are appended in bundles."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from simulator.days import Window
from simulator.places import INSURANCE_EXTRACT_CITIES, REGISTRATION_EXTRACT_ENCODINGS, ROSTER_WORKBOOK_CITIES
from simulator.records import (
    FAMILY,
    INSURANCE_COLUMNS,
    REGISTRATION_COLUMNS,
    ROSTER_COLUMNS,
    TABLE_TYPES,
    Holder,
    Record,
    event_line,
    table_row,
)  # fmt: skip

_BUNDLE_LINES = 64
_NO_COLUMN = "new_form"  # what decides a figure and no table has a column for goes as an event
_TABLE_ROWS = 2_000  # rows of one table; what is more goes as events
_SENDERS = {
    "insurance": INSURANCE_EXTRACT_CITIES,
    "registration": frozenset(REGISTRATION_EXTRACT_ENCODINGS),
    "roster": ROSTER_WORKBOOK_CITIES,
}
_HEADS = {"insurance": INSURANCE_COLUMNS, "registration": REGISTRATION_COLUMNS}
# Workbooks differ as people's do: one city writes real dates, the others write text.
_REAL_DATE_CITY = "210500"


class Deliveries:
    """All files of all deliveries. Positions are counted as the readers count: line or data row, from 1."""

    def __init__(self, folder: Path, window: Window, carriers: str) -> None:
        """Write below `folder`/<delivery>/; carriers is "mixed" or "ndjson"."""
        self.folder = folder
        self.window = window
        self.has_tables = carriers == "mixed"
        self.events = 0
        self._bundles: dict[tuple[int, str], list[str]] = {}
        self._rows: dict[tuple[int, str], int] = {}
        for name in window.deliveries:
            (folder / name).mkdir(parents=True)

    def send(self, record: Record, holder: Holder) -> tuple[str, int]:
        """Send a record the way its city sends it. Returns the file ("<delivery>/<name>") and the position in it."""
        delivery = record.delivery
        if delivery is None:
            delivery = self.window.delivery_of(record.day)
        self.events += 1
        file = self._table_file(record, delivery) if self.has_tables and record.carrier != "ndjson" else None
        if file is None:
            return self.add_line(delivery, f"{FAMILY[record.type]}.ndjson", event_line(record, holder))
        return self.add_row(delivery, file, table_row(record, holder))

    def _table_file(self, record: Record, delivery: int) -> str | None:
        """The table that this record goes into, if its city sends one and it is not yet full."""
        table = TABLE_TYPES.get(record.type)
        if table is None or delivery == 0 or record.city not in _SENDERS[table]:
            return None
        if (table == "roster" and "origin" not in record.fields) or _NO_COLUMN in record.fields:
            return None
        file = table_file(table, record.city)
        is_full = self._rows.get((delivery, file), 0) >= _TABLE_ROWS and record.carrier != "table"
        return None if is_full else file

    def add_line(self, delivery: int, file: str, line: str) -> tuple[str, int]:
        """Append one finished line (with its line end) to a file."""
        key = (delivery, file)
        bundle = self._bundles.get(key)
        if bundle is None:
            bundle = self._bundles[key] = []
        bundle.append(line)
        position = self._rows[key] = self._rows.get(key, 0) + 1
        if len(bundle) == _BUNDLE_LINES:
            self._append(key, bundle)
        return f"{self.window.deliveries[delivery]}/{file}", position

    def add_row(self, delivery: int, file: str, row: list[str]) -> tuple[str, int]:
        """Append one row to an extract, or to the spool of a workbook."""
        if file.endswith(".xlsx"):
            return self.add_line(delivery, file, json.dumps(row, ensure_ascii=False) + "\n")
        return self.add_line(delivery, file, ",".join(row) + "\r\n")

    def _append(self, key: tuple[int, str], bundle: list[str]) -> None:
        delivery, file = key
        path = self.folder / self.window.deliveries[delivery] / file
        text = "".join(bundle)
        bundle.clear()
        if self._rows[key] <= _BUNDLE_LINES and file.endswith(".csv"):
            text = ",".join(_HEADS[file.split("_")[0]]) + "\r\n" + text
            text = ("\ufeff" if _encoding(file) == "utf-8-sig" else "") + text
        if file.endswith(".xlsx"):
            path = path.with_suffix(".spool")
        with path.open("ab") as out:
            out.write(text.encode("gbk" if _encoding(file) == "gbk" else "utf-8"))

    def close(self) -> list[str]:
        """Write out what is left and make the workbooks. Returns every file, as "<delivery>/<name>", in order."""
        for key, bundle in self._bundles.items():
            if bundle:
                self._append(key, bundle)
        for delivery, file in self._rows:
            if file.endswith(".xlsx"):
                _write_workbook(self.folder / self.window.deliveries[delivery] / file)
        return sorted(f"{self.window.deliveries[delivery]}/{file}" for delivery, file in self._rows)


def table_file(table: str, city: str) -> str:
    """The name of the file in which a city sends a table."""
    return f"{table}_{city}.{'xlsx' if table == 'roster' else 'csv'}"


def _encoding(file: str) -> str:
    return REGISTRATION_EXTRACT_ENCODINGS.get(file.removesuffix(".csv")[-6:], "") if file.startswith("reg") else ""


def _write_workbook(path: Path) -> None:
    """Turn the spool of a roster into a workbook; its properties are fixed so that a seed gives the same bytes."""
    spool = path.with_suffix(".spool")
    options: dict[str, Any] = {"constant_memory": True, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as workbook, spool.open(encoding="utf-8") as rows:
        workbook.set_properties({"title": "分流职工花名册", "created": datetime(2025, 1, 1)})
        dated = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet = workbook.add_worksheet("花名册")
        sheet.write_row(0, 0, ROSTER_COLUMNS)
        for number, line in enumerate(rows, 1):
            row = json.loads(line)
            sheet.write_row(number, 0, [number, *row])
            if row[5].isdigit():
                sheet.write_number(number, 6, int(row[5]))
            if path.stem.endswith(_REAL_DATE_CITY):
                sheet.write_datetime(number, 10, datetime.fromisoformat(row[9]), dated)
    spool.unlink()
