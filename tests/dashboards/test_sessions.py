"""Sessions by themselves: forging, idling, logging out, and the key file."""

from pathlib import Path

import pytest

from dashboards.sessions import Sessions, session_key


class Clock:
    """A clock that tests move."""

    now = 1_780_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(tmp_path: Path, clock: Clock) -> Sessions:
    return Sessions(tmp_path / "vault" / "session.key", clock)


def test_a_session_is_read_back_from_its_cookie(sessions: Sessions) -> None:
    session = sessions.begin("wang")
    assert sessions.read(sessions.write(session)) == session


@pytest.mark.parametrize("cookie", [None, "", "x", "WyJhIiwid2FuZyIsMSwxXQ.AAAA", "汉字.汉字"])
def test_a_forged_cookie_is_no_session(sessions: Sessions, cookie: str | None) -> None:
    assert sessions.read(cookie) is None


def test_a_cookie_of_another_installation_is_no_session(sessions: Sessions, tmp_path: Path) -> None:
    other = Sessions(tmp_path / "other" / "session.key")
    assert sessions.read(other.write(other.begin("wang"))) is None


def test_a_session_ends_after_thirty_idle_minutes(sessions: Sessions, clock: Clock) -> None:
    cookie = sessions.write(sessions.begin("wang"))
    clock.now += 30 * 60
    kept = sessions.read(cookie)
    assert kept is not None
    clock.now += 30 * 60 + 1
    assert sessions.read(sessions.write(kept)) is None


def test_a_busy_session_ends_with_the_working_day(sessions: Sessions, clock: Clock) -> None:
    session = sessions.begin("wang")
    for _ in range(30):
        clock.now += 20 * 60
        found = sessions.read(sessions.write(session))
        assert found is not None
        session = found
    clock.now += 20 * 60
    assert sessions.read(sessions.write(session)) is None


def test_an_ended_session_stays_ended_for_whoever_kept_its_cookie(sessions: Sessions) -> None:
    session = sessions.begin("wang")
    cookie = sessions.write(session)
    sessions.end(session)
    assert sessions.read(cookie) is None


def test_a_form_token_fits_its_session_only(sessions: Sessions) -> None:
    mine, other = sessions.begin("wang"), sessions.begin("wang")
    assert sessions.is_form_token(mine, sessions.form_token(mine))
    assert not sessions.is_form_token(mine, sessions.form_token(other))
    assert not sessions.is_form_token(mine, "")
    assert not sessions.is_form_token(mine, "汉字")


def test_the_key_is_private_and_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "vault" / "session.key"
    key = session_key(path)
    assert len(key) == 32 and path.stat().st_mode & 0o777 == 0o600
    assert session_key(path) == key
    assert [file.name for file in path.parent.iterdir()] == ["session.key"]


@pytest.mark.parametrize("spoil", [lambda path: path.chmod(0o644), lambda path: path.write_bytes(b"short")])
def test_a_key_that_others_can_read_or_that_is_damaged_is_refused(tmp_path: Path, spoil: object) -> None:
    path = tmp_path / "vault" / "session.key"
    session_key(path)
    spoil(path)  # type: ignore[operator]
    with pytest.raises(PermissionError, match="0600"):
        session_key(path)
