"""One request of one signed-in account: who asks, what they may open, what is written in the audit log about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dashboards.refusals import Forbidden, FormExpired, NotFound, NotSignedIn
from dashboards.warehouse import Reader, Row
from identity.audit import AuditLog
from identity.numbers import mask_text
from identity.roles import Account

PURPOSE = "查看数字来源"


@dataclass(frozen=True)
class Visit:
    """What a page needs to answer: the account, a reader in its scope, and the way to say no on the record."""

    request: Request
    account: Account
    reader: Reader
    audit: AuditLog

    def demand(self, action: str, thing: str) -> None:
        """Raise Forbidden, audited, unless the account's role may do this."""
        if not self.account.may(action):
            self.note(action, thing, "denied")
            raise Forbidden(action)

    def demand_city(self, city: str, thing: str) -> None:
        """Raise NotFound, audited, unless the city is in scope: what one may not see does not exist."""
        if not self.account.sees(city):
            self.note("read_figures", thing, "denied")
            raise NotFound("没有这个页面,或它不在您的数据范围内。")

    def note(self, action: str, thing: str, outcome: str = "allowed") -> None:
        """Write one line of the audit log: this account, this thing, with this outcome."""
        write(self.audit, self.account.name, self.account.role, action, thing, PURPOSE, outcome)

    def page(self, template: str, **context: Any) -> HTMLResponse:
        """Fill a template for this account."""
        return fill(self.request, template, visit=self, account=self.account, **context)

    def seen_cities(self) -> list[Row]:
        """The cities in the account's scope."""
        rows = self.reader.rows("select city, city_name from cities where kind = 'city' order by sort_order")
        return [row for row in rows if self.account.sees(row["city"])]

    def own_cities(self) -> list[Row]:
        """The cities that a city account is for; none for an account of the whole province."""
        return [] if self.sees_province() else self.seen_cities()

    def province(self) -> str | None:
        """The province's code, for an account of the whole province."""
        rows = self.reader.rows("select city from cities where kind = 'province'")
        return next((row["city"] for row in rows if self.account.sees(row["city"])), None)

    def sees_province(self) -> bool:
        """Whether the account is for the whole province."""
        return self.province() is not None

    def months(self) -> list[date]:
        """Months with figures, newest first."""
        return [row["month"] for row in self.reader.rows("select distinct month from city_metrics order by month desc")]

    def month(self, wanted: str | None) -> date:
        """The month of the address ("2026-06"), or the newest. Raises NotFound if there are no figures for it."""
        months = self.months()
        if not months:
            raise NotFound("已发布的台账中还没有任何月份的数字。", "请联系省厅数据组运行 taizhang build。")
        if wanted is None:
            return months[0]
        for month in months:
            if f"{month:%Y-%m}" == wanted:
                return month
        raise NotFound(f"没有 {wanted} 的数字。", f"可查看的月份:{months[-1]:%Y-%m} 至 {months[0]:%Y-%m}。")


def fill(request: Request, template: str, status_code: int = 200, **context: Any) -> HTMLResponse:
    """Fill any template; it always gets the form token of this session."""
    state = request.app.state
    token = state.sessions.form_token(request.state.session)
    page: HTMLResponse = state.templates.TemplateResponse(
        request, template, context | {"form_token": token}, status_code=status_code
    )
    return page


def write(audit: AuditLog, actor: str, role: str, action: str, thing: str, purpose: str, outcome: str) -> None:
    """One line of the audit log. What people type (a name, an address) may hold an identity number: it is masked."""
    audit.append(actor=mask_text(actor), role=role, action=action, object=mask_text(thing), purpose=purpose, outcome=outcome)


def see_other(address: str) -> Response:
    """Send the browser to another page of this site."""
    return RedirectResponse(address, status_code=303)


def checked_form(request: Request, csrf: Annotated[str, Form()] = "") -> None:
    """Refuse a form that this session's pages did not make. Raises FormExpired, audited."""
    session = request.state.session
    if not request.app.state.sessions.is_form_token(session, csrf):
        write(request.app.state.audit, session.account or "-", "-", "post_form", request.url.path, "表单校验", "denied")
        raise FormExpired


def signed_in(request: Request) -> Account:
    """The account of this session as it stands now. Raises NotSignedIn if there is none or it was disabled."""
    name = request.state.session.account
    account: Account | None = request.app.state.accounts.find(name) if name else None
    if account is None:
        raise NotSignedIn
    return account


def visit(request: Request, account: Annotated[Account, Depends(signed_in)]) -> Iterator[Visit]:
    """The visit that a page works with; the published file is leased until the page is filled."""
    state = request.app.state
    with state.warehouse.reader(account) as reader:
        found = Visit(request, account, reader, state.audit)
        found.demand("read_figures", request.url.path)
        yield found


Visiting = Annotated[Visit, Depends(visit)]
