"""One real broker for all of these tests, topics of its own for each, and workers as processes."""

import datetime
import ipaddress
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaTimeoutError

from flows.settings import Home
from identity.keys import load_keys
from ops.kafka.broker import Broker, Secure, free_ports
from streams.kafka.connection import Connection
from streams.kafka.topics import Topics, ensure_topics
from streams.log import open_reader

USER, PASSWORD = "ledger", "only-of-this-test"
PATIENCE = 120


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("kafka"))


@dataclass(frozen=True)
class Cluster:
    """A running broker, and what a client of its secured listener needs."""

    broker: Broker
    secure: Secure
    ca_file: Path


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """The broker, with a plain and a secured listener."""
    folder = tmp_path_factory.mktemp("kafka")
    with free_ports(3) as ports:
        pass
    secure = Secure(ports[2], folder / "broker.pem", USER, PASSWORD)
    certify(secure.keystore, folder / "ca.pem")
    broker = Broker(folder / "data", ports[0], ports[1], secure=secure, heap_mb=384)
    try:
        yield Cluster(broker.start(), secure, folder / "ca.pem")
    finally:
        broker.kill()


def certify(keystore: Path, ca_file: Path) -> None:
    """A certificate authority, and by it the broker's certificate for 127.0.0.1, with its key, in one PEM file."""
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test authority")])
    day, now = datetime.timedelta(days=1), datetime.datetime.now(datetime.UTC)

    def signed(name: x509.Name, of: ec.EllipticCurvePrivateKey, extension: x509.ExtensionType) -> x509.Certificate:
        blank = x509.CertificateBuilder().subject_name(name).issuer_name(ca_name).public_key(of.public_key())
        dated = blank.serial_number(x509.random_serial_number()).not_valid_before(now - day).not_valid_after(now + day)
        return dated.add_extension(extension, critical=True).sign(ca_key, hashes.SHA256())

    authority = signed(ca_name, ca_key, x509.BasicConstraints(ca=True, path_length=None))
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = signed(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "broker")]), key, address)
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    keystore.write_bytes(private + certificate.public_bytes(pem) + authority.public_bytes(pem))
    ca_file.write_bytes(authority.public_bytes(pem))


@dataclass(frozen=True)
class Ledger:
    """A ledger with topics of its own on the broker."""

    home: Home
    environment: dict[str, str]

    @property
    def connection(self) -> Connection:
        """As the commands see it."""
        return Connection.from_environment(self.environment)

    @property
    def topics(self) -> Topics:
        """The names of its topics."""
        return Topics(self.environment["KAFKA_TOPIC_PREFIX"])

    @property
    def elsewhere(self) -> Path:
        """Where its commands are started: nothing of theirs belongs there."""
        return self.home.path.parent / "elsewhere"

    def taizhang(self, *words: str) -> list[str]:
        """A command line of this ledger."""
        return [str(Path(sys.executable).parent / "taizhang"), "--home", str(self.home.path), *words]

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of this ledger to its end."""
        environment = os.environ | self.environment
        return subprocess.run(self.taizhang(*words), capture_output=True, text=True, env=environment, timeout=PATIENCE)

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start a command of this ledger, somewhere else."""
        self.elsewhere.mkdir(exist_ok=True)
        return subprocess.Popen(
            self.taizhang(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | self.environment,
            cwd=self.elsewhere,
        )  # fmt: skip

    @contextmanager
    def working(self, *words: str) -> "Iterator[subprocess.Popen[str]]":
        """A worker while the block runs; it must then stop cleanly on SIGTERM."""
        process = self.start("stream", "work", *words)
        try:
            assert process.stdout is not None
            assert "已开始" in process.stdout.readline(), process.communicate()
            yield process
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0, said
            assert not any(self.elsewhere.iterdir())
        finally:
            process.kill()

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Rows of the log; none before there is a log."""
        try:
            with open_reader(self.home.log) as con:
                return con.execute(query).fetchall()
        except (FileNotFoundError, duckdb.Error):
            return []

    def unread(self, topics: list[str] | None = None) -> int | None:
        """How many offsets of the topics the log has not reached; None while the broker, just started, does not tell yet."""
        consumer = KafkaConsumer(**self.connection.settings())
        try:
            partitions = {name: consumer.partitions_for_topic(name) for name in topics or self.topics.raw}
            if not all(partitions.values()):
                return None
            ends = consumer.end_offsets([TopicPartition(name, p) for name, of_topic in partitions.items() for p in of_topic])
        except KafkaTimeoutError:
            return None
        finally:
            consumer.close()
        read = {(t, p): n for t, p, n in self.rows("select topic, partition, max(next_offset) from log.offsets group by all")}
        return sum(end - int(read.get((tp.topic, tp.partition), 0)) for tp, end in ends.items())  # type: ignore[call-overload]

    def read_everything(self, process: "subprocess.Popen[str]", topics: list[str] | None = None) -> None:
        """Wait until the log holds every message, while the worker lives."""
        until(lambda: self.unread(topics) == 0, process)

    def letters(self) -> list[bytes]:
        """All dead letters."""
        consumer = KafkaConsumer(self.topics.dead_letter, auto_offset_reset="earliest", **self.connection.settings())
        try:
            part = TopicPartition(self.topics.dead_letter, 0)
            end, found = consumer.end_offsets([part])[part], []
            while len(found) < end:
                found += [record.value for records in consumer.poll(timeout_ms=1000).values() for record in records]
            return found
        finally:
            consumer.close()


def until(true: Callable[[], bool], *processes: "subprocess.Popen[str]") -> None:
    """Wait for something to become true. Fails when one of the processes ends before."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        for process in processes:
            assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def new_ledger(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Ledger]:
    """Makes ledgers, each with a key, a clock and topics of its own."""

    def make() -> Ledger:
        folder = tmp_path_factory.mktemp("ledger")
        home = Home(folder / "home")
        home.path.mkdir()
        home.clock_file.write_text("2026-07-03T09:00:00")
        load_keys(home.vault)
        ledger = Ledger(home, {"KAFKA_BOOTSTRAP": cluster.broker.bootstrap, "KAFKA_TOPIC_PREFIX": f"{folder.name}."})
        ensure_topics(ledger.connection)
        return ledger

    return make


@pytest.fixture
def ledger(new_ledger: Callable[[], Ledger]) -> Ledger:
    """An empty ledger of its own."""
    return new_ledger()


def twin_of(ledger: Ledger, folder: Path) -> Home:
    """An empty ledger with the same key and clock, for the file door."""
    home = Home(folder)
    home.path.mkdir()
    home.clock_file.write_text(ledger.home.clock_file.read_text())
    shutil.copytree(ledger.home.vault, home.vault)
    return home


def producer_of(ledger: Ledger, **settings: object) -> KafkaProducer:
    """A foreign system's producer: nothing of ours."""
    return KafkaProducer(**(ledger.connection.settings() | {"max_request_size": 8 << 20} | settings))


CONTENT = "select source, id, type, subject, time, dataschema, data from log.events order by all"
