"""The HTTP door's application: three doors for events, receipts, health; refusals said in one form."""

import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException

from identity.door_keys import DoorKey
from identity.errors import LoginRefused
from streams.delivery import NotKept
from streams.http import openapi
from streams.http.answers import Health, Refused, Settled, Taken
from streams.http.body import read_body
from streams.http.door import Door, Means, origin_of
from streams.http.rates import Rates
from streams.http.receipts import Receipts
from streams.http.refusal import RequestRefused, wait
from streams.http.traffic import Traffic
from streams.watch import LogCollector

LOGGER = logging.getLogger(__name__)
_BEARER = HTTPBearer(auto_error=False, description="taizhang key create 给出的密钥", scheme_name="密钥")
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]


def create_app(means: Means, registry: CollectorRegistry) -> FastAPI:
    """The door over `means`. `registry`: what GET /metrics shows; the log, the spool and the door's traffic are added."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.door = Door(means)
        app.state.receipts = Receipts(means.log, means.keep)
        yield
        app.state.door.close()
        app.state.receipts.close()
        means.keep.close()

    app = FastAPI(title="台账 报送接口", version="1", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.means, app.state.rates, app.state.registry = means, Rates(), registry
    app.state.traffic, app.state.in_flight = Traffic(registry), 0
    registry.register(LogCollector(means.log, means.keep))
    app.add_exception_handler(RequestRefused, _refused)
    app.add_exception_handler(NotKept, _not_kept)
    app.add_exception_handler(HTTPException, _refused_by_the_frame)
    app.middleware("http")(_watched)
    app.add_api_route("/events", post_events, methods=["POST"], **openapi.EVENTS)
    app.add_api_route("/receipts/{receipt}", get_receipt, methods=["GET"], **openapi.RECEIPT)
    app.add_api_route("/health", get_health, methods=["GET"], **openapi.HEALTH)
    app.add_api_route("/metrics", get_metrics, methods=["GET"], **openapi.METRICS)
    return app


async def post_events(request: Request, credentials: Credentials) -> Response:
    """Take events in: one, a batch, lines, or one in binary mode."""
    state, limits = request.app.state, request.app.state.means.limits
    key = await _key_of(request, credentials)
    if state.in_flight >= limits.in_flight:
        raise wait(503, 1, "同时报送的请求太多")
    state.in_flight += 1
    try:
        encoding = request.headers.get("content-encoding", "").strip().lower()
        body = await read_body(request.stream(), encoding, limits.body_bytes, limits.body_seconds)
        taken: Taken = await run_in_threadpool(
            state.door.take, key, request.headers.get("content-type", ""), list(request.headers.items()), body
        )
    finally:
        state.in_flight -= 1
    state.traffic.rows(taken)
    return _json(202 if taken.accepted else 422, taken, {"Location": f"/receipts/{taken.receipt}"})


async def get_receipt(request: Request, credentials: Credentials) -> Response:
    """What became of a delivery."""
    key, receipt = await _key_of(request, credentials), request.path_params["receipt"]
    found: Settled | None = await run_in_threadpool(request.app.state.receipts.find, origin_of(key, receipt), receipt)
    if found is None:
        raise RequestRefused(404, "没有这个回执", "核对回执号;只能查自己报送的")
    return _json(200, found)


async def get_health(request: Request) -> Response:
    """Whether the door takes events."""
    found: Health = await run_in_threadpool(request.app.state.door.health)
    return _json(200 if found.state == "open" else 503, found)


async def get_metrics(request: Request) -> Response:
    """The ledger's numbers for Prometheus: no names, no keys, no event."""
    text = await run_in_threadpool(generate_latest, request.app.state.registry)
    return Response(text, media_type=CONTENT_TYPE_LATEST)


async def _key_of(request: Request, credentials: HTTPAuthorizationCredentials | None) -> DoorKey:
    """The key of this request, if it may knock now. Asked of the store every time, so that a revoked key is out at once."""
    try:
        key: DoorKey = await run_in_threadpool(
            request.app.state.means.keys.of_secret, credentials.credentials if credentials else None
        )
    except LoginRefused as refused:
        raise RequestRefused(
            401, str(refused).partition(":")[0], str(refused).partition(":")[2], headers={"WWW-Authenticate": "Bearer"}
        ) from None
    seconds = request.app.state.rates.seconds_to_wait(key.name, key.per_minute)
    if seconds:
        raise wait(429, seconds, f"超过每分钟 {key.per_minute} 次的限额")
    return key


async def _watched(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    """Count and time every answer; a fault of ours is logged without the body, and said as such."""
    start = time.monotonic()
    try:
        response = await answer(request)
    except Exception:
        LOGGER.exception("fault while answering %s %s", request.method, request.url.path)
        response = await _refused(
            request, RequestRefused(500, "台账出错,这批没有收下", "稍后用同一请求重试;仍不行请联系系统管理员")
        )
    request.app.state.traffic.answered(request.scope.get("route"), response.status_code, time.monotonic() - start)
    return response


async def _refused(request: Request, refusal: Exception) -> Response:
    """Say no. A refused sender may be in the middle of its body: the connection ends, or it would write for ever."""
    assert isinstance(refusal, RequestRefused)
    ending = {"Connection": "close"} if request.method == "POST" else {}
    return _json(refusal.status, Refused.of(refusal), refusal.headers | ending)


async def _not_kept(request: Request, error: Exception) -> Response:
    """What waits cannot be asked now."""
    return await _refused(request, wait(503, 60, str(error)))


async def _refused_by_the_frame(request: Request, error: Exception) -> Response:
    """404 and 405 of the framework, in our form."""
    assert isinstance(error, HTTPException)
    said = {404: ("没有这个地址", "报送用 POST /events"), 405: ("这个地址不收此方法", "报送用 POST /events,查回执用 GET")}
    sentence, mend = said.get(error.status_code, (str(error.detail), "核对请求"))
    return await _refused(request, RequestRefused(error.status_code, sentence, mend, headers=dict(error.headers or {})))


def _json(status: int, content: Taken | Settled | Refused | Health, headers: dict[str, Any] | None = None) -> Response:
    return JSONResponse(content.model_dump(), status, headers)
