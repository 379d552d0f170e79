"""The three shipped tables as their senders write them, for the tests."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

INSURANCE = ["AAA027", "AAC002", "AAC003", "AAB998", "AAE140", "AAC050", "AAE160", "AAE035", "AAE036"]
REGISTRATION = [
    "业务类型", "业务编号", "身份证号", "姓名", "联系电话", "经办城市", "业务日期", "就业类型", "用人单位信用代码",
    "是否城镇", "是否续签", "合同期限(月)", "失业时间", "注销原因", "困难类别",
]  # fmt: skip
ROSTER = [
    "序号", "企业统一社会信用代码", "姓名", "身份证号", "联系电话", "所属市", "安置年度", "去产能行业", "分流来源",
    "计划安置渠道", "列入日期",
]  # fmt: skip

PERSON = "210102198503072316"
ENTERPRISE = "91210100MA0EXA001D"

STARTED = ["210100", PERSON, "王示例", ENTERPRISE, "110", "1", "A", "20260305", "20260312"]
ENDED = ["210200", PERSON, "王示例", ENTERPRISE, "110", "2", "03", "2026-03-05", "2026-03-12"]
ROSTERED = [
    "1", ENTERPRISE, "王示例", PERSON, "13800000000", "沈阳市", "2026", "钢铁", "当年分流", "转岗培训", "2026-02-01",
]  # fmt: skip
HIRED = [
    "就业登记", "J1", PERSON, "王示例", "13800000000", "210100", "2026-03-05", "单位就业", ENTERPRISE, "是", "否",
    "36", "", "", "",
]  # fmt: skip


def csv_bytes(header: Sequence[str], *rows: Sequence[str], encoding: str = "utf-8", end: str = "\n") -> bytes:
    """A CSV file."""
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerows([header, *rows])
    return out.getvalue().encode(encoding)


def changed(row: Sequence[str], at: int, value: object) -> list[object]:
    """The row with one cell replaced."""
    return [*row[:at], value, *row[at + 1 :]]


def workbook(path: Path, *sheets: Sequence[Sequence[object]]) -> Path:
    """An XLSX file; rows as given, numbers as numbers. A row may be empty."""
    with xlsxwriter.Workbook(str(path)) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)
    return path
