"""口径说明: definitions with their documents, how figures are counted, the cut-off, and how to verify the issue."""

from __future__ import annotations

from decimal import Decimal

from bulletins import words
from bulletins.marts import Metric, MonthMarts
from bulletins.structure import Block, Heading1, Heading2, Imprint, Paragraph


def citation(metric: Metric) -> str:
    """“（辽政办发〔2016〕75号，十五）”, or nothing if the metric cites no document."""
    cited = "，".join(part for part in (metric.document_no, metric.clause) if part)
    return f"（{cited}）" if cited else ""


def formula(marts: MonthMarts, metric: Metric) -> str:
    """How a derived figure is made of posted ones, e.g. “城镇新就业－自然减员”; empty for posted metrics."""
    names = {entry.metric: entry.metric_name for entry in marts.metrics}

    def side(part: str) -> str:
        terms = [term for term in marts.terms if term.metric == metric.metric and term.part == part]
        text = "".join(("＋" if t.sign > 0 else "－") + names.get(t.component, t.component) for t in terms)
        return text.removeprefix("＋")

    if value := side("value"):
        return value if value != metric.metric_name else ""
    numerator, denominator = side("numerator"), side("denominator")
    if not numerator or not denominator:
        return ""
    bottom = f"（{denominator}）" if any(mark in denominator for mark in "＋－") else denominator
    return f"{numerator}÷{bottom}×100%"


def definition(marts: MonthMarts, metric: Metric) -> str:
    """Name, definition, formula, document and clause of one metric."""
    words_of_owner = words.typeset(metric.definition)
    made_of = formula(marts, metric)
    return f"{metric.metric_name}：{words_of_owner}" + (f"。计算：{made_of}" if made_of else "") + f"{citation(metric)}。"


def counting_rules(threshold_pp: Decimal) -> list[str]:
    """How the columns of every table are counted."""
    return [
        "月度值为当月发生数，累计值自当年1月1日起计；存量指标为月末数；率由累计的分子、分母计算，保留两位小数。",
        "序时进度为当年已过月数占12个月的比例。快慢为完成率减序时进度；"
        f"相差{threshold_pp.normalize():f}"
        "个百分点及以上的称“快于”或“慢于”，其余称“基本一致”。控制线指标的快慢为控制线减实际值。",
        "同比为与上年同月累计值相比；率的变化用个百分点。上年同期缺失或为0的，同比%记“—”。",
        "排名按完成率（控制线指标按低于控制线的幅度）由高到低排列；并列的名次相同；无目标的不排名。",
    ]


def cutoff(marts: MonthMarts, imprint: Imprint) -> list[str]:
    """The state of the log behind the issue, and how anybody can rebuild and compare it."""
    build = marts.build
    versions = f"规则版本{build.rule_version}，程序版本{build.code_version}"
    verify = f"核验本期：运行“taizhang verify {imprint.issue}”，系统按上述序号由日志重建本期全部文件"
    return [
        f"本期数据取自截至{words.moment(build.cutoff_at)}（北京时间）记入台账日志的全部事件，截止日志序号{build.seq_hi}；{versions}。",
        "截止以后到达的事件和更正计入以后各期，并在“上期数据修订”中说明。",
        f"{verify}，与发布清单所载各文件的SM3、SHA-256摘要逐一比对。查明某一数据的来源，运行“taizhang explain”。",
    ]


def chapter(marts: MonthMarts, imprint: Imprint, threshold_pp: Decimal) -> list[Block]:
    """Definitions, counting rules, cut-off and verification."""
    blocks: list[Block] = [Heading1("口径说明"), Heading2("（一）指标定义")]
    texts = [definition(marts, metric) for metric in marts.metrics]
    blocks += [Paragraph(f"{number}.{text}") for number, text in enumerate(texts, start=1)]
    blocks.append(Heading2("（二）计算规则"))
    blocks += [Paragraph(f"{number}.{text}") for number, text in enumerate(counting_rules(threshold_pp), start=1)]
    blocks.append(Heading2("（三）截止时点与核验"))
    return blocks + [Paragraph(text) for text in cutoff(marts, imprint)]
