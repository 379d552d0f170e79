"""The printed columns of the real-name ledgers, and where each is read; what no event tells says why it stays empty."""

from __future__ import annotations

from dataclasses import dataclass

IN_VAULT = "姓名、证件号、电话只存于身份库;有权限的用 taizhang reveal 按人员令牌查看"
NO_EVENT = "没有事件报送此项"


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A printed column: the mart's field that fills it, or why none does. `codes` names its code list."""

    title: str
    field: str | None = None
    codes: str | None = None
    why_untold: str = ""
    width: int = 14


@dataclass(frozen=True, slots=True)
class LedgerLayout:
    """A ledger: its mart, its evidence, its columns."""

    title: str
    mart: str
    metric: str
    is_cumulative: bool
    note: str
    order_by: str
    columns: tuple[LedgerColumn, ...]
    unit: str = "人"
    row_is: str = "每行是一条证据；全部证据"


_WHO = (
    LedgerColumn("姓名", why_untold=IN_VAULT, width=8),
    LedgerColumn("人员令牌", "person", width=36),
    LedgerColumn("联系电话", why_untold=IN_VAULT, width=10),
    LedgerColumn("考核单位", "city", codes="city"),
)
_EVENT = LedgerColumn("证据事件序号", "event_seq")
_SEX = LedgerColumn("性别", "sex", codes="sex", width=8)
_EDUCATION = LedgerColumn("学历", "education", codes="education")
_CHANNEL = LedgerColumn("就业方式（渠道）", "channel", codes="channel", width=18)
_INDUSTRY = LedgerColumn("行业", "industry", codes="industry", width=30)
_ENTERPRISE = LedgerColumn("单位（统一社会信用代码）", "enterprise", width=24)

LEDGERS: dict[str, LedgerLayout] = {
    "台账三": LedgerLayout(
        "就业困难人员管理台账", "rpt_ledger_3", "hard_to_employ", False,
        "月末在册的，和本年内退出的；在册的与 hard_to_employ 月末数相符", "certified_on",
        (
            *_WHO,
            LedgerColumn("人员类型", "category", codes="category", width=18),
            LedgerColumn("认定时间", "certified_on"),
            LedgerColumn("就业创业证号", "certificate_no", width=20),
            LedgerColumn("本年内已退出", "has_left"),
            LedgerColumn("援助形式", why_untold=NO_EVENT),
            LedgerColumn("再就业时间", "reemployed_on"),
            LedgerColumn("现单位（统一社会信用代码）", "enterprise", width=24),
            LedgerColumn("岗位", why_untold=NO_EVENT),
            LedgerColumn("劳动合同期限（月）", "contract_months"),
            _EVENT,
        ),
    ),
    "台账四": LedgerLayout(
        "失业人员管理台账", "rpt_ledger_4", "registered_unemployed", False,
        "月末登记失业的；与省就业02表1栏相符", "registered_on",
        (
            *_WHO,
            LedgerColumn("农业户籍", "is_rural_resident"),
            LedgerColumn("失业人员类型（原因）", "cause", codes="cause", width=18),
            LedgerColumn("就业创业证号", "certificate_no", width=20),
            LedgerColumn("失业时间", "unemployed_since"),
            LedgerColumn("登记时间", "registered_on"),
            LedgerColumn("领金起", "benefit_started_on"),
            LedgerColumn("领金止", "benefit_ended_on"),
            LedgerColumn("求职意向", why_untold="求职登记另记，见台账十二"),
            LedgerColumn("培训意向", "wants_training"),
            LedgerColumn("就业意愿", "wants_job"),
            LedgerColumn("创业意愿", "wants_startup"),
            LedgerColumn("离岗来源", "off_post_origin", codes="off_post_origin", width=22),
            LedgerColumn("服务需求、长短期、等级", why_untold=NO_EVENT, width=20),
            _EVENT,
        ),
    ),
    "台账五": LedgerLayout(
        "失业人员再就业信息明细台账", "rpt_ledger_5", "unemployed_reemployed", True,
        "自1月起累计；与人社统EP1表4栏相符", "reemployed_on",
        (
            *_WHO,
            LedgerColumn("失业时间", "unemployed_since"),
            LedgerColumn("再就业时间", "reemployed_on"),
            _CHANNEL, _ENTERPRISE,
            LedgerColumn("岗位", why_untold=NO_EVENT),
            _INDUSTRY, _EVENT,
        ),
    ),
    "台账六": LedgerLayout(
        "新就业人员信息台账", "rpt_ledger_6", "urban_newly_employed", True,
        "自1月起累计；与人社统EP1表2栏、省就业01表1栏相符", "employed_on",
        (
            *_WHO, _SEX, _EDUCATION,
            LedgerColumn("新就业前人员身份", "previous_identity", codes="previous_identity"),
            LedgerColumn("新就业时间", "employed_on"),
            _CHANNEL, _ENTERPRISE, _INDUSTRY,
            LedgerColumn("凭证", "proof", codes="proof"),
            _EVENT,
        ),
    ),
    "政策台账": LedgerLayout(
        "政策落实台账", "rpt_ledger_benefits", "benefit_amount", True,
        "自1月起累计，项目、内容、时间逐次记载；各项补贴的金额合计与 benefit_amount 本年累计数相符", "received_on",
        (
            *_WHO,
            LedgerColumn("享受扶持政策项目", "item", codes="item", width=20),
            LedgerColumn("享受内容", "content", width=30),
            LedgerColumn("金额（元）", "amount_yuan"),
            LedgerColumn("享受时间", "received_on"),
            LedgerColumn("享受起月", "from_month"),
            LedgerColumn("享受止月", "to_month"),
            LedgerColumn("申领或借款单位（统一社会信用代码）", "enterprise", width=24),
            LedgerColumn("文号", "document_no", width=20),
            _EVENT,
        ),
        "条", "每行是一次享受；其中发放金额的各条证据",
    ),
    "台账十二": LedgerLayout(
        "求职人员登记台账", "rpt_ledger_12", "job_seekers", False,
        "月末求职有效的；指导和介绍次数自求职之日起至月末，由服务事件逐次数得", "wanted_on",
        (
            *_WHO, _EDUCATION,
            LedgerColumn("求职时间", "wanted_on"),
            LedgerColumn("求职意向（职业）", "occupation", width=18),
            LedgerColumn("求职意向（行业）", "industry", codes="industry", width=30),
            LedgerColumn("职业指导次数", "guidance_count"),
            LedgerColumn("职业介绍次数", "recommendation_count"),
            _EVENT,
        ),
    ),
}  # fmt: skip
