"""How the dashboard says no: each refusal is a page in Chinese that names what happened and what to do next."""

from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from dashboards.warehouse import NothingPublished
from identity.errors import AuditBroken


class NotSignedIn(Exception):
    """No session, or its account is gone."""


class FormExpired(Exception):
    """A form without this session's token."""


@dataclass
class Forbidden(Exception):
    """The role may not do this."""

    action: str


@dataclass
class NotFound(Exception):
    """There is no such thing, or none that this account may know of."""

    what: str
    mend: str = "请从总览页重新进入。"


_FORBIDDEN = {
    "read_evidence": (
        "您的账号只能查看汇总数字,不能查看到人的证据和事件。",
        "如因核查确需查看,请由省级分析员或考核复核员的账号打开本页;需要调整权限的,请向安全管理员提出书面申请,写明用途。",
    ),
    "read_figures": (
        "您的账号不能查看数字。",
        "系统、安全、审计管理员账号与业务账号分设;请改用业务账号登录。",
    ),
}


def message(request: Request, status: int, title: str, text: str, mend: str, **more: Any) -> Response:
    """A page that says no, why, and what to do."""
    from dashboards.visits import fill  # visits raises what this module answers

    name = request.state.session.account
    account = request.app.state.accounts.find(name) if name else None
    said = {"status": status, "title": title, "text": text, "mend": mend, "account": account, **more}
    return fill(request, "message.html", status, **said)


def fault(request: Request) -> Response:
    """The page for a fault of the program; its trace is in the server's log."""
    return message(
        request, 500, "程序出错", "这一页没有算出来,没有显示任何不完整的数字。",
        "请稍后重试;仍不行的,请把本页地址和时间告诉省厅数据组,由其查看服务日志并运行 taizhang doctor。",
    )  # fmt: skip


def install(app: FastAPI) -> None:
    """Teach an application to answer every refusal with its page."""

    @app.exception_handler(NotSignedIn)
    def _not_signed_in(request: Request, error: NotSignedIn) -> Response:
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        login = str(request.url_for("login_form").include_query_params(next=wanted))
        address = login.removeprefix(str(request.base_url).rstrip("/"))
        if request.headers.get("HX-Request"):
            return Response(status_code=401, headers={"HX-Redirect": address})
        return Response(status_code=303, headers={"Location": address})

    @app.exception_handler(FormExpired)
    def _form_expired(request: Request, error: FormExpired) -> Response:
        return message(
            request, 403, "页面已过期", "这个表单不是本次会话打开的页面提交的,系统没有执行它。", "请返回上一页,刷新后再提交。"
        )

    @app.exception_handler(Forbidden)
    def _forbidden(request: Request, error: Forbidden) -> Response:
        text, mend = _FORBIDDEN.get(error.action, ("您的账号没有这项权限。", "请联系安全管理员。"))
        return message(request, 403, "没有权限", text, mend)

    @app.exception_handler(NotFound)
    def _not_found(request: Request, error: NotFound) -> Response:
        return message(request, 404, "没有找到", error.what, error.mend)

    @app.exception_handler(RequestValidationError)
    def _unreadable(request: Request, error: RequestValidationError) -> Response:
        return message(request, 404, "没有找到", "地址写得不对。", "请从总览页重新进入。")

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404:
            return message(request, 404, "没有找到", "没有这个页面。", "请从总览页重新进入。")
        return message(request, error.status_code, "不能这样访问", "这个地址不接受这种请求。", "请从总览页重新进入。")

    @app.exception_handler(AuditBroken)
    def _audit_broken(request: Request, error: AuditBroken) -> Response:
        return message(
            request,
            503,
            "审计日志不可信",
            "不能留下审计记录时,系统不展示任何需要审计的内容。",
            "请通知审计管理员保全现场;恢复后再访问。",
        )

    @app.exception_handler(NothingPublished)
    def _nothing_published(request: Request, error: NothingPublished) -> Response:
        return message(
            request, 503, "台账尚未发布", "数据仓库文件还没有生成,因此没有数字可看。",
            "请省厅数据组在服务器上依次运行下面的命令;发布后刷新本页即可,不必重启。",
            commands=["taizhang ingest 报送文件", "taizhang build"],
        )  # fmt: skip
