"""The ledger's topics: one for each family of sources, one of the HTTP door's deliveries, one of accepted
events, one of dead letters. Made and checked here."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType

from streams.events.catalogue import FAMILIES
from streams.kafka.connection import Connection
from streams.sources.mapping import shipped_mappings

SETTINGS = Path(__file__).parent / "topics.yml"


@dataclass(frozen=True)
class Topics:
    """The names of one ledger's topics. Several ledgers on one cluster differ in their prefix."""

    prefix: str

    @property
    def families(self) -> dict[str, str]:
        """family → topic, for every family that outside sources send."""
        return {family: self.prefix + family for family in FAMILIES if family != "system"}

    @property
    def mapped(self) -> dict[str, str]:
        """topic → name of the mapping whose table its records are rows of (Debezium, Kafka Connect JDBC)."""
        return {self.prefix + mapping.topic: name for name, mapping in shipped_mappings().items() if mapping.topic}

    @property
    def raw(self) -> list[str]:
        """Every topic that sources write to."""
        return [*self.families.values(), *self.mapped]

    @property
    def deliveries(self) -> str:
        """The topic of sealed deliveries on their way from the HTTP door to the log's writer."""
        return self.prefix + "deliveries"

    @property
    def accepted(self) -> str:
        """The topic of gated, tokenised events on their way to the log's writer."""
        return self.prefix + "accepted"

    @property
    def dead_letter(self) -> str:
        """The topic that says what was refused."""
        return self.prefix + "dead-letter"

    def wanted(self) -> dict[str, dict[str, Any]]:
        """topic → partitions, replication and config, as topics.yml says."""
        said = yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))
        groups = dict.fromkeys(self.raw, said["families"])
        groups |= {self.deliveries: said["deliveries"], self.accepted: said["accepted"], self.dead_letter: said["dead-letter"]}
        return {
            name: {
                "partitions": group["partitions"], "replication": said["replication"],
                "config": {key: str(value) for key, value in group["config"].items()},
            } for name, group in groups.items()
        }  # fmt: skip


@dataclass(frozen=True)
class TopicState:
    """A topic and what is wrong with it, in Chinese; nothing when it is as it should be."""

    name: str
    partitions: int
    is_new: bool
    faults: tuple[str, ...]


def existing_topics(connection: Connection) -> list[str]:
    """The names of all topics of the cluster."""
    admin = KafkaAdminClient(**connection.settings())
    try:
        return list(admin.list_topics())
    finally:
        admin.close()


def ensure_topics(connection: Connection, *, create: bool = True) -> list[TopicState]:
    """Make the topics that are missing (unless only to be checked), and compare all with topics.yml.

    Raises kafka.errors.KafkaError when the cluster cannot be reached.
    """
    wanted = Topics(connection.prefix).wanted()
    admin = KafkaAdminClient(**connection.settings())
    try:
        missing = [name for name in wanted if name not in set(admin.list_topics())]
        if create and missing:
            admin.create_topics({
                name: {"num_partitions": want["partitions"], "replication_factor": want["replication"], "configs": want["config"]}
                for name, want in wanted.items() if name in missing
            }, wait_for_metadata=True)  # fmt: skip
        return [_state(admin, name, want, name in missing, create) for name, want in wanted.items()]
    finally:
        admin.close()


def _state(admin: KafkaAdminClient, name: str, want: dict[str, Any], is_missing: bool, create: bool) -> TopicState:
    if is_missing and not create:
        return TopicState(name, 0, False, ("主题不存在:请运行 taizhang stream topics 建立",))
    return TopicState(name, *_compared(admin, name, want, is_missing))


def _compared(admin: KafkaAdminClient, name: str, want: dict[str, Any], is_new: bool) -> tuple[int, bool, tuple[str, ...]]:
    (described,) = admin.describe_topics([name])
    partitions = len(described["partitions"])
    faults = []
    if partitions < want["partitions"]:
        faults.append(f"分区 {partitions} 个,应不少于 {want['partitions']}:请用 kafka-topics.sh --alter 增加")
    found = _config(admin, name)
    faults += [
        f"{key} 是 {found.get(key)},应为 {value}:请用 kafka-configs.sh 改正"
        for key, value in want["config"].items() if found.get(key) != value
    ]  # fmt: skip
    return partitions, is_new, tuple(faults)


def _config(admin: KafkaAdminClient, name: str) -> dict[str, str]:
    described = admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name)], config_filter="all")
    (settings,) = (found for kind in described.values() for found in kind.values())
    return {key: str(data["value"]) for key, data in settings.items()}
