"""Events of the market regulator: businesses registered, changed and deregistered (工商个字〔2016〕138号 二、三)."""

from typing import Annotated, Literal

from pydantic import Field

from streams.events.about import EXAMPLE_ENTERPRISE, EXAMPLE_PERSON, AboutEnterprise, AboutPerson
from streams.events.codes import BusinessKind, Industry
from streams.events.contract import LogicRule, labels
from streams.events.fields import CreditCode, DocumentNo

BusinessChange = Annotated[
    Literal["name", "address", "scope", "capital", "owner", "merged", "divided"],
    Field(title="变更事项"),
    labels(
        {
            "name": "名称",
            "address": "住所",
            "scope": "经营范围",
            "capital": "注册资本",
            "owner": "出资人",
            "merged": "合并",
            "divided": "分立",
        }
    ),
]
BusinessEnd = Annotated[
    Literal["dissolved", "bankrupt", "revoked", "ordered_closed", "merged", "voluntary"],
    Field(title="注销原因"),
    labels(
        {
            "dissolved": "解散",
            "bankrupt": "破产",
            "revoked": "吊销",
            "ordered_closed": "责令关闭",
            "merged": "合并",
            "voluntary": "自愿注销",
        }
    ),
]


class BusinessRegistered(AboutPerson):
    """A person registers a business of his own (工商个字〔2016〕138号 三)."""

    type, family = "business_registered", "registration"
    title = "市场主体登记"
    example_data = EXAMPLE_PERSON | {"city": "210100", "enterprise": "92210100MA0EXA003L", "kind": "individual"}

    enterprise: CreditCode
    kind: BusinessKind
    industry: Industry | None = None
    is_internet: Annotated[bool | None, Field(title="是否互联网创业")] = None


class BusinessChanged(AboutEnterprise):
    """An enterprise's registration changes; a merger or division names the successor, so that a move is not taken for a layoff."""

    type, family = "business_changed", "registration"
    title = "市场主体变更"
    example_data = {
        "enterprise": EXAMPLE_ENTERPRISE, "city": "210100", "change": "divided", "successor": "91210100MA0EXA002E",
        "document_no": "变更〔2026〕第118号",
    }  # fmt: skip
    rules = (
        LogicRule(
            "L304", "successor = enterprise", "successor", "承继单位与原单位相同", "填合并或分立后承继的另一单位;没有则留空",
        ),
    )  # fmt: skip

    change: BusinessChange
    successor: Annotated[CreditCode | None, Field(title="承继单位统一社会信用代码")] = None
    document_no: DocumentNo | None = None


class BusinessDeregistered(AboutEnterprise):
    """An enterprise or a business of one's own leaves the register (工商个字〔2016〕138号 二)."""

    type, family = "business_deregistered", "registration"
    title = "市场主体注销"
    example_data = {"enterprise": EXAMPLE_ENTERPRISE, "city": "210100", "reason": "dissolved"}
    rules = (
        LogicRule(
            "L305", "(reason = 'merged' and successor is null) or successor = enterprise", "successor",
            "因合并注销没有填承继单位,或承继单位就是本单位", "填合并后承继单位的统一社会信用代码",
        ),
    )  # fmt: skip

    reason: BusinessEnd
    successor: Annotated[CreditCode | None, Field(title="承继单位统一社会信用代码")] = None
    document_no: DocumentNo | None = None
