"""A secured listener: SCRAM over TLS for every client, and a clear word for whoever comes without."""

from pathlib import Path

import pytest

from streams.kafka.connection import Connection, KafkaSettingsWrong
from tests.conftest import write_events
from tests.streams.faults import event
from tests.streams.kafka.conftest import PASSWORD, USER, Cluster, Ledger


@pytest.fixture
def secured(ledger: Ledger, cluster: Cluster, tmp_path: Path) -> Ledger:
    """The ledger, reaching the broker by its secured listener only."""
    password = tmp_path / "password"
    password.write_text(PASSWORD + "\n")
    password.chmod(0o600)
    return Ledger(ledger.home, {
        "KAFKA_BOOTSTRAP": f"127.0.0.1:{cluster.secure.port}", "KAFKA_TOPIC_PREFIX": ledger.topics.prefix,
        "KAFKA_SECURITY_PROTOCOL": "SASL_SSL", "KAFKA_SASL_MECHANISM": "SCRAM-SHA-512", "KAFKA_SASL_USERNAME": USER,
        "KAFKA_SASL_PASSWORD_FILE": str(password), "KAFKA_SSL_CAFILE": str(cluster.ca_file),
    })  # fmt: skip


def test_topics_senders_and_the_worker_all_speak_scram_over_tls(secured: Ledger, tmp_path: Path) -> None:
    assert secured.run("stream", "topics", "--check").returncode == 0
    file = write_events(
        tmp_path / "sent.ndjson", [event("job_recommended", id=f"{n}") for n in range(20)] + [event("pension_started")]
    )
    done = secured.run("stream", "send", str(file))
    assert done.returncode == 0, done.stderr
    with secured.working() as worker:
        secured.read_everything(worker)
    assert secured.rows("select count(*) from log.events") == [(21,)]


def test_a_wrong_password_and_an_unknown_authority_are_told_and_nothing_is_read(secured: Ledger, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not this one")
    wrong.chmod(0o600)
    other = tmp_path / "other.pem"
    import certifi

    other.write_bytes(Path(certifi.where()).read_bytes())
    for change in ({"KAFKA_SASL_PASSWORD_FILE": str(wrong)}, {"KAFKA_SSL_CAFILE": str(other)}):
        done = Ledger(secured.home, secured.environment | change).run("stream", "work")
        assert done.returncode == 1 and "连不上 Kafka" in done.stderr and "Traceback" not in done.stderr, done.stderr
        assert "not this one" not in done.stdout + done.stderr


@pytest.mark.parametrize(("said", "told"), [
    ({}, "没有指定 Kafka"),
    ({"KAFKA_BOOTSTRAP": "a:1", "KAFKA_SECURITY_PROTOCOL": "TLS"}, "不能是 TLS"),
    ({"KAFKA_BOOTSTRAP": "a:1", "KAFKA_SECURITY_PROTOCOL": "SASL_SSL", "KAFKA_SASL_MECHANISM": "MD5"}, "不能是 MD5"),
    ({"KAFKA_BOOTSTRAP": "a:1", "KAFKA_SECURITY_PROTOCOL": "SASL_SSL"}, "KAFKA_SASL_USERNAME"),
    ({"KAFKA_BOOTSTRAP": "a:1", "KAFKA_SECURITY_PROTOCOL": "SSL", "KAFKA_SSL_CAFILE": "/no/such.pem"}, "不存在"),
])  # fmt: skip
def test_settings_that_are_wrong_or_half_are_told_before_anything_is_tried(said: dict[str, str], told: str) -> None:
    with pytest.raises(KafkaSettingsWrong, match=told):
        Connection.from_environment(said)


def test_a_password_that_others_can_read_is_refused_and_none_is_ever_printed(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("secret")
    said = {
        "KAFKA_BOOTSTRAP": "a:1",
        "KAFKA_SECURITY_PROTOCOL": "SASL_PLAINTEXT",
        "KAFKA_SASL_USERNAME": "u",
        "KAFKA_SASL_PASSWORD_FILE": str(file),
    }
    file.chmod(0o644)
    with pytest.raises(KafkaSettingsWrong, match="chmod 600"):
        Connection.from_environment(said)
    file.chmod(0o600)
    assert "secret" not in repr(Connection.from_environment(said))
