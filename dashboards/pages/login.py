"""In and out: the login form, the login and the logout."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from dashboards.visits import checked_form, fill, see_other, write
from identity.errors import LoginRefused

router = APIRouter()


@router.get("/login")
def login_form(request: Request, next: str = "/") -> Response:
    """The form; `next` is the page that was asked for."""
    if request.state.session.account:
        return see_other(_own_page(next))
    return fill(request, "login.html", next=_own_page(next))


@router.post("/login", dependencies=[Depends(checked_form)])
def login(
    request: Request,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Check name and password; a new session if they are right, the form with the reason if not."""
    state = request.app.state
    try:
        account = state.accounts.authenticate(name.strip(), password)
    except LoginRefused as refusal:
        write(state.audit, name.strip()[:60] or "-", "-", "login", "dashboard", "登录", "denied")
        return fill(request, "login.html", 401, next=_own_page(next), refusal=str(refusal), name=name.strip()[:60])
    state.sessions.end(request.state.session)
    request.state.session = state.sessions.begin(account.name)
    write(state.audit, account.name, account.role, "login", "dashboard", "登录", "allowed")
    return see_other(_own_page(next))


@router.post("/logout", dependencies=[Depends(checked_form)])
def logout(request: Request) -> Response:
    """End the session for good."""
    state, session = request.app.state, request.state.session
    if session.account:
        write(state.audit, session.account, "-", "logout", "dashboard", "退出", "allowed")
    state.sessions.end(session)
    request.state.session = state.sessions.begin()
    return see_other("/login")


def _own_page(address: str) -> str:
    """An address of this site, or its front page: a login must not send anyone elsewhere."""
    ours = address.startswith("/") and not address.startswith(("//", "/\\", "/login")) and "\n" not in address
    return address if ours else "/"
