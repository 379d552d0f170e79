"""The dashboard's application: middleware, refusals, pages. `create_app(home)` is all that others need."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates

from dashboards import dimensions, formats, refusals
from dashboards.pages import (
    assessment,
    city,
    event,
    figure,
    leads,
    login,
    metric,
    overview,
    restatements,
    sources,
    targets,
    topics,
)
from dashboards.sessions import COOKIE, Sessions
from dashboards.settings import IDLE_LIMIT, Places
from dashboards.warehouse import Warehouse
from identity.accounts import Accounts
from identity.audit import AuditLog
from identity.keys import load_keys

LOGGER = logging.getLogger(__name__)
HERE = Path(__file__).parent

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Nothing from outside, nothing inline, no framing."""


def create_app(home: Path, audit: AuditLog | None = None) -> FastAPI:
    """The dashboard of one home folder. Reads its published warehouse and accounts; appends to its audit log.

    `audit`: the audit log, if the caller has it open already; every writer must use the same key (identity.keys).
    Raises PermissionError if the session key, and KeyProblem if the master key, is damaged or readable by others.
    """
    places = Places(home)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(app.state.warehouse.warm_up)
        yield
        app.state.warehouse.close()

    app = FastAPI(title="台账", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.warehouse = Warehouse(places.warehouse)
    app.state.accounts = Accounts(places.accounts)
    app.state.audit = audit or AuditLog(places.audit, load_keys(places.vault).audit)
    app.state.sessions = Sessions(places.session_key)
    app.state.templates = Jinja2Templates(HERE / "templates")
    formats.install(app.state.templates.env)
    dimensions.install(app.state.templates.env)
    refusals.install(app)
    app.middleware("http")(_guarded)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for page in (login, overview, city, metric, figure, event, leads, assessment, targets, topics, restatements, sources):
        app.include_router(page.router)
    return app


async def _guarded(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    """Give every request its session and every answer its headers and cookie."""
    sessions: Sessions = request.app.state.sessions
    request.state.session = sessions.read(request.cookies.get(COOKIE)) or sessions.begin()
    try:
        response = await answer(request)
    except Exception:
        LOGGER.exception("fault while answering %s", request.url.path)
        response = refusals.fault(request)
    for name, value in HEADERS.items():
        response.headers[name] = value
    if request.url.path.startswith("/static/"):
        response.headers["Cache-Control"] = "public, max-age=3600"
        return response
    response.headers["Cache-Control"] = "no-store"
    response.set_cookie(
        COOKIE, sessions.write(request.state.session), max_age=int(IDLE_LIMIT.total_seconds()),
        httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/",
    )  # fmt: skip
    return response
