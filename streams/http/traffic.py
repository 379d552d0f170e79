"""The door's own traffic, counted while it runs. What must outlast a process is asked of the log (streams.watch)."""

from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram

from streams.http.answers import Taken

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Traffic:
    """Answers by route and status, their time, and rows by sender's outcome."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._answers = Counter("taizhang_door_answers", "Answers of the HTTP door.", ["route", "status"], registry=registry)
        self._seconds = Histogram("taizhang_door_seconds", "Seconds to answer.", ["route"], buckets=_SECONDS, registry=registry)
        self._rows = Counter("taizhang_door_rows", "Rows handed in, as judged at the door.", ["outcome"], registry=registry)
        self._refused = Counter("taizhang_door_rejected", "Rules broken at the door.", ["rule_id"], registry=registry)

    def answered(self, route: Any, status: int, seconds: float) -> None:
        """Count an answer. `route`: of the framework, or None for an address there is not."""
        path = getattr(route, "path", "other")
        self._answers.labels(path, status).inc()
        self._seconds.labels(path).observe(seconds)

    def rows(self, taken: Taken) -> None:
        """Count the rows of a delivery that was taken."""
        self._rows.labels("accepted").inc(taken.accepted)
        self._rows.labels("rejected").inc(taken.rejected)
        for found in taken.outcomes:
            self._refused.labels(found.rule_id).inc()
