"""督查核查和问题线索: what was checked by lot and on suspicion, and what became of the findings (辽政办发〔2016〕75号 七(十五); 鸡西市 2018-05-22 七)."""

from __future__ import annotations

from bulletins import words
from bulletins.marts import QuarterMarts
from bulletins.quarterly.policy import Shown, amount, by_city
from bulletins.structure import Block, Heading1, Note, Paragraph

CHECKS: tuple[Shown, ...] = (
    ("cases_sampled", "抽查", True),
    ("cases_checked", "核查", True),
    ("cases_refuted", "不属实", True),
    ("verification_error_rate", "差错率\n%", False),
)
FINDINGS: tuple[Shown, ...] = (
    ("findings_raised", "提出", True),
    ("findings_closed", "办结", True),
    ("findings_open", "未办结", False),
    ("findings_overdue", "逾期\n未答复", False),
    ("exemptions_claimed", "申请\n容错", False),
    ("exemptions_granted", "同意\n容错", False),
)
NOTE = "注：未联系上和待补证的不计入核查；差错率含按线索核查的案件，随机抽取的差错率和区间由台账另列。"


def chapter(marts: QuarterMarts) -> list[Block]:
    """Checks, then findings."""
    when = words.period(marts.end.month)
    return [
        Heading1("督查核查和问题线索"),
        Paragraph(
            f"{when}，全省随机抽取{amount(marts, 'cases_sampled')}，核查有结论{amount(marts, 'cases_checked')}，其中不属实{amount(marts, 'cases_refuted')}，"
            f"差错率{amount(marts, 'verification_error_rate')}；提出问题线索{amount(marts, 'findings_raised')}，办结{amount(marts, 'findings_closed')}，"
            f"期末未办结{amount(marts, 'findings_open')}，逾期未答复{amount(marts, 'findings_overdue')}，请有关市抓紧答复。"
        ),
        by_city(marts, "各市核查情况", CHECKS, "件、%"),
        Note(NOTE),
        by_city(marts, "各市问题线索办理情况", FINDINGS, "件"),
    ]
