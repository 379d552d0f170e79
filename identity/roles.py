"""Who may do what. This table is the only place that says it."""

from dataclasses import dataclass
from typing import Literal, get_args

Action = Literal["read_figures", "read_evidence", "reveal", "erase", "manage_accounts", "read_audit"]
RoleName = Literal[
    "province_analyst",
    "city_officer",
    "reviewer",
    "leader",
    "system_admin",
    "security_admin",
    "audit_admin",
]

ACTIONS: tuple[str, ...] = get_args(Action)


@dataclass(frozen=True)
class Role:
    """A role's Chinese title and its actions."""

    title: str
    actions: frozenset[str]


ROLES: dict[str, Role] = {
    "province_analyst": Role("省级分析员", frozenset({"read_figures", "read_evidence", "reveal"})),
    "city_officer": Role("市级经办员", frozenset({"read_figures", "read_evidence", "reveal"})),
    "reviewer": Role("考核复核员", frozenset({"read_figures", "read_evidence"})),
    "leader": Role("领导", frozenset({"read_figures"})),
    "system_admin": Role("系统管理员", frozenset()),
    "security_admin": Role("安全管理员", frozenset({"manage_accounts", "erase"})),
    "audit_admin": Role("审计管理员", frozenset({"read_audit"})),
}

EVERY_CITY = "*"


@dataclass(frozen=True)
class Account:
    """Someone who has shown who they are: name, role, and the cities they may see (6-digit codes, or "*")."""

    name: str
    role: str
    cities: tuple[str, ...]

    def sees(self, city: str | None) -> bool:
        """Whether this city's rows may be shown. Anything that is not a plain 6-digit code is refused."""
        if not is_city_code(city):
            return False
        return EVERY_CITY in self.cities or city in self.cities

    def may(self, action: str) -> bool:
        """Whether the role allows this action at all; unknown roles and actions are refused."""
        role = ROLES.get(self.role)
        return role is not None and action in role.actions


def is_city_code(city: object) -> bool:
    """Six ASCII digits, the first not 0."""
    return isinstance(city, str) and len(city) == 6 and city.isascii() and city.isdigit() and city[0] != "0"
