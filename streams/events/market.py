"""Events of the labour market: vacancies, job-seekers, wages, projects that promise jobs, and the agencies' credit."""

from typing import Annotated, Literal

from pydantic import Field

from streams.events.about import EXAMPLE_ENTERPRISE, EXAMPLE_PERSON, AboutCity, AboutEnterprise, AboutPerson
from streams.events.codes import Education, EnterpriseSize, Industry, Ownership
from streams.events.contract import LogicRule, labels
from streams.events.fields import CreditCode, Day, DocumentNo, OccupationCode, Persons, PostNo, Text, Year, Yuan

AgencyKind = Annotated[
    Literal["public", "private"],
    Field(title="登记机构"),
    labels({"public": "公共就业服务机构", "private": "经营性人力资源服务机构"}),
]
SeekerKind = Annotated[
    Literal["new_labour", "unemployed", "employed", "rural", "retired", "student", "other"],
    Field(title="求职人员类别"),
    labels(
        {
            "new_labour": "新成长失业青年",
            "unemployed": "就业转失业人员",
            "employed": "在业人员",
            "rural": "农村劳动力",
            "retired": "退休人员",
            "student": "在学人员",
            "other": "其他",
        }
    ),
]
ProjectKind = Annotated[
    Literal["government_investment", "major_project", "other"],
    Field(title="项目类别"),
    labels({"government_investment": "政府投资项目", "major_project": "重大项目", "other": "其他"}),
]
CreditGrade = Annotated[
    Literal["A", "B", "C", "D"],
    Field(title="信用等级"),
    labels({"A": "守信", "B": "基本守信", "C": "警示", "D": "失信"}),
]
OpenUntil = Annotated[Day | None, Field(title="有效期至", description="留空为长期有效")]
EXPIRED = LogicRule(
    "L801", "open_until < cast(effective_at as date)", "open_until", "有效期早于登记日期", "核对有效期;已失效的岗位或求职不报",
)  # fmt: skip


class VacancyPosted(AboutEnterprise):
    """An employer offers places in one occupation (辽政办发〔2016〕75号 十; 鸡西市 2018 十八). No occupation or education: no requirement."""

    type, family = "vacancy_posted", "market"
    title = "招聘岗位登记"
    example_data = {
        "enterprise": EXAMPLE_ENTERPRISE, "city": "210100", "agency": "public", "occupation": "6-18", "post_title": "装配工",
        "vacancy_persons": 12, "education": "senior", "industry": "C", "monthly_wage_low_yuan": 4500, "monthly_wage_high_yuan": 6500,
        "open_until": "2026-05-31",
    }  # fmt: skip
    rules = (
        EXPIRED,
        LogicRule("L802", "vacancy_persons = 0", "vacancy_persons", "招聘人数为零", "填招聘人数;招满的岗位不报"),
        LogicRule(
            "L803", "monthly_wage_high_yuan < monthly_wage_low_yuan", "monthly_wage_high_yuan", "工资上限低于下限", "核对两个金额是否填反",
        ),
    )  # fmt: skip

    agency: AgencyKind
    occupation: OccupationCode | None = None
    post_title: Annotated[Text | None, Field(title="岗位名称")] = None
    vacancy_persons: Annotated[Persons, Field(title="招聘人数")]
    education: Annotated[Education | None, Field(title="学历要求")] = None
    industry: Industry
    ownership: Ownership | None = None
    monthly_wage_low_yuan: Annotated[Yuan | None, Field(title="月工资下限")] = None
    monthly_wage_high_yuan: Annotated[Yuan | None, Field(title="月工资上限")] = None
    open_until: OpenUntil = None


class JobWanted(AboutPerson):
    """A person seeks work. No occupation, industry: no requirement."""

    type, family = "job_wanted", "market"
    title = "求职登记"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "agency": "public", "seeker": "unemployed", "occupation": "6-18", "education": "senior",
        "monthly_wage_low_yuan": 4800, "open_until": "2026-06-30",
    }  # fmt: skip
    rules = (EXPIRED,)

    agency: AgencyKind
    seeker: SeekerKind
    occupation: Annotated[OccupationCode | None, Field(title="求职职业")] = None
    education: Education | None = None
    industry: Annotated[Industry | None, Field(title="意向行业")] = None
    monthly_wage_low_yuan: Annotated[Yuan | None, Field(title="月工资要求")] = None
    open_until: OpenUntil = None


class WageObserved(AboutEnterprise):
    """An enterprise's wage in one occupation is observed for the market wage guide."""

    type, family = "wage_observed", "market"
    title = "工资价位调查"
    example_data = {
        "enterprise": EXAMPLE_ENTERPRISE, "city": "210100", "year": 2025, "occupation": "6-18", "monthly_wage_yuan": 5600,
        "observed_persons": 40, "industry": "C", "size": "large",
    }  # fmt: skip
    rules = (
        LogicRule("L804", "observed_persons = 0 or monthly_wage_yuan = 0", "monthly_wage_yuan", "人数或工资为零", "没有这一职业的职工就不报"),
        LogicRule("L805", "year > year(effective_at)", "year", "调查年度晚于报送日期", "核对调查年度"),
    )  # fmt: skip

    year: Year
    occupation: OccupationCode
    education: Education | None = None
    monthly_wage_yuan: Annotated[Yuan, Field(title="月工资")]
    observed_persons: Annotated[Persons, Field(title="职工人数")]
    industry: Industry
    size: EnterpriseSize | None = None


class ProjectAnnounced(AboutCity):
    """A public investment or major project is announced with the jobs it promises (辽政办发〔2016〕75号 四)."""

    type, family = "project_announced", "market"
    title = "重大项目带动就业预测"
    example_data = {
        "city": "210100", "project": "XM-2101-0009", "project_name": "示例装备产业园", "kind": "major_project", "industry": "C",
        "investment_yuan": 860000000, "forecast_jobs_count": 1200, "opens_at": "2026-09-01", "enterprise": EXAMPLE_ENTERPRISE,
    }  # fmt: skip

    project: Annotated[PostNo, Field(title="项目编号")]
    project_name: Annotated[Text, Field(title="项目名称")]
    kind: ProjectKind
    industry: Industry
    investment_yuan: Annotated[Yuan | None, Field(title="投资额")] = None
    forecast_jobs_count: Annotated[Persons, Field(title="预计带动就业", description="个岗位")]
    opens_at: Annotated[Day | None, Field(title="预计投产日期")] = None
    enterprise: Annotated[CreditCode | None, Field(title="项目单位信用代码", description="据此核对实际用工")] = None
    document_no: DocumentNo | None = None


class AgencyRated(AboutEnterprise):
    """A human-resources agency's credit is rated, or it is put on the blacklist (鸡西市 2018 二十一)."""

    type, family = "agency_rated", "market"
    title = "人力资源服务机构信用评价"
    example_data = {
        "enterprise": EXAMPLE_ENTERPRISE, "city": "210100", "agency_name": "示例人力资源有限公司", "grade": "B", "is_blacklisted": False,
    }  # fmt: skip
    rules = (
        LogicRule(
            "L806", "is_blacklisted and coalesce(grade <> 'D', true)", "grade", "列入黑名单的机构等级不是失信", "列入黑名单的等级填 D 失信",
        ),
    )  # fmt: skip

    agency_name: Annotated[Text, Field(title="机构名称")]
    grade: CreditGrade | None = None
    is_blacklisted: Annotated[bool, Field(title="是否列入黑名单")]
    valid_until: Annotated[Day | None, Field(title="有效期至")] = None
    document_no: DocumentNo | None = None
