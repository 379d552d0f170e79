"""How the HTTP door says no to a whole request: a status, a rule where the request itself broke one, a sentence, what to do."""

from streams.gates.format import FORMAT_RULES


class RequestRefused(Exception):
    """The request is answered with `status`; nothing of it was taken in."""

    def __init__(
        self, status: int, sentence: str, mend: str, rule_id: str | None = None, value: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(sentence)
        self.status, self.sentence, self.mend, self.rule_id, self.value = status, sentence, mend, rule_id, value
        self.headers = headers or {}


def broken(rule_id: str, value: str | None = None, status: int = 400) -> RequestRefused:
    """A request that breaks a format rule as a whole."""
    rule = FORMAT_RULES[rule_id]
    return RequestRefused(status, rule.sentence, rule.mend, rule_id, value)


def wait(status: int, seconds: float, sentence: str) -> RequestRefused:
    """A request that may come again: 429 or 503, with Retry-After in whole seconds."""
    after = max(1, int(-(-seconds // 1)))
    return RequestRefused(status, sentence, f"{after} 秒后用同一请求重试;重发不会重复记账", headers={"Retry-After": str(after)})
