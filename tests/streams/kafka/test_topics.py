"""`taizhang stream topics`: makes what is missing, and says what is not as it must be."""

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType

from streams.kafka.topics import ensure_topics
from tests.streams.kafka.conftest import Ledger


def test_every_family_has_a_topic_that_keeps_its_messages_and_takes_arrays(ledger: Ledger) -> None:
    done = ledger.run("stream", "topics", "--check")
    assert done.returncode == 0, done.stderr
    for family in ("enterprise", "insurance", "registration", "service", "assessment", "correction", "accepted", "dead-letter"):
        assert f"{ledger.topics.prefix}{family}" in done.stdout
    admin = KafkaAdminClient(**ledger.connection.settings())
    resource = ConfigResource(ConfigResourceType.TOPIC, ledger.topics.families["insurance"])
    ((settings,),) = (list(found.values()) for found in admin.describe_configs([resource]).values())
    admin.close()
    said = {name: found["value"] for name, found in settings.items()}
    assert said["retention.ms"] == "1209600000" and said["max.message.bytes"] == "8388608"


def test_a_topic_that_compacts_or_forgets_early_or_is_gone_is_named_with_what_to_do(ledger: Ledger) -> None:
    admin = KafkaAdminClient(**ledger.connection.settings())
    insurance, service = ledger.topics.families["insurance"], ledger.topics.families["service"]
    admin.alter_configs(
        [ConfigResource(ConfigResourceType.TOPIC, insurance, {"cleanup.policy": "compact", "retention.ms": "1000"})]
    )
    admin.delete_topics([service])
    while service in admin.list_topics():
        pass
    admin.close()
    faults = {state.name: state.faults for state in ensure_topics(ledger.connection, create=False) if state.faults}
    assert set(faults) == {insurance, service}
    assert "compact" in faults[insurance][0] and "1209600000" in faults[insurance][1]
    done = ledger.run("stream", "topics", "--check")
    assert done.returncode == 1 and "主题不存在" in done.stderr and "应为 delete" in done.stderr
    assert [state.is_new for state in ensure_topics(ledger.connection) if state.name == service] == [True]


def test_a_cluster_that_does_not_answer_is_told_without_a_traceback(ledger: Ledger) -> None:
    silent = Ledger(ledger.home, ledger.environment | {"KAFKA_BOOTSTRAP": "127.0.0.1:1"})
    for done in (silent.run("stream", "topics"), Ledger(ledger.home, {"KAFKA_BOOTSTRAP": ""}).run("stream", "topics")):
        assert done.returncode == 1 and "KAFKA_BOOTSTRAP" in done.stderr and "Traceback" not in done.stderr
