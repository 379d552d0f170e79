"""One Kafka node in KRaft mode from the official jars: `python -m ops.kafka.broker [--folder data/kafka] [--port 9092]`.

For a machine of its own, the tests and the benchmarks. A site runs the official image or archive (compose.yml, kafka.service).
"""

import argparse
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ops.kafka.jars import HERE, NoBroker, jars, java

_PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}{secure_listener}
advertised.listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}{secure_listener}
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SECURE:SASL_SSL
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
log.dirs={data}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
"""
_SECURE_PROPERTIES = """\
sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.secure.sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.secure.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.secure.ssl.keystore.type=PEM
listener.name.secure.ssl.keystore.location={keystore}
"""


@dataclass(frozen=True)
class Secure:
    """A second listener with SASL/SCRAM over TLS: its port, the key and certificates as one PEM file, its one user."""

    port: int
    keystore: Path
    user: str
    password: str


class Broker:
    """A node whose data lies in `folder`. start, stop and kill may follow one another; the data stays."""

    def __init__(
        self, folder: Path, port: int, controller_port: int, *, secure: Secure | None = None, heap_mb: int = 512
    ) -> None:
        self.folder, self.port, self.heap_mb = folder, port, heap_mb
        self.bootstrap = f"127.0.0.1:{port}"
        self._process: subprocess.Popen[bytes] | None = None
        self._properties = folder / "server.properties"
        text = _PROPERTIES.format(
            port=port, controller=controller_port, data=folder / "log",
            secure_listener=f",SECURE://127.0.0.1:{secure.port}" if secure else "",
        )  # fmt: skip
        if secure:
            text += _SECURE_PROPERTIES.format(keystore=secure.keystore)
        folder.mkdir(parents=True, exist_ok=True)
        self._properties.write_text(text)
        self._scram = [f"SCRAM-SHA-512=[name={secure.user},password={secure.password}]"] if secure else []

    def start(self, timeout: float = 60) -> "Broker":
        """Start and wait until the node answers. Raises NoBroker with what it said when it does not."""
        classpath = ["-cp", f"{jars()}/*", f"-Dlog4j2.configurationFile={HERE / 'log4j2.xml'}"]
        if not (self.folder / "log" / "meta.properties").exists():
            self._format(classpath)
        output = self.folder / "broker.log"
        with output.open("ab") as log:
            self._process = subprocess.Popen(
                [java(), f"-Xmx{self.heap_mb}m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1" if self.heap_mb < 512 else "-server",
                 *classpath, "kafka.Kafka", str(self._properties)], stdout=log, stderr=log,
            )  # fmt: skip
        until = time.monotonic() + timeout
        while time.monotonic() < until and self._process.poll() is None:
            if self._answers():
                return self
            time.sleep(0.1)
        said = output.read_text(errors="replace")[-1500:]
        self.kill()
        raise NoBroker(f"Kafka 没有启动(数据在 {self.folder}):请核对端口 {self.port} 是否被占用。原文:{said}")

    def _format(self, classpath: list[str]) -> None:
        tool = [java(), *classpath, "kafka.tools.StorageTool"]
        made = subprocess.run([*tool, "random-uuid"], capture_output=True, text=True, check=True).stdout.split()[-1]
        users = [word for user in self._scram for word in ("--add-scram", user)]
        done = subprocess.run(
            [*tool, "format", "--standalone", "-t", made, "-c", str(self._properties), *users], capture_output=True, text=True
        )
        if done.returncode:
            raise NoBroker(f"Kafka 的数据目录没有建成:{(done.stdout + done.stderr)[-800:]}")

    def _answers(self) -> bool:
        from kafka import KafkaAdminClient
        from kafka.errors import KafkaError

        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            client = KafkaAdminClient(bootstrap_servers=self.bootstrap, request_timeout_ms=3000)
        except (OSError, KafkaError):
            return False
        try:
            client.list_topics()
        except KafkaError:
            return False
        finally:
            client.close()
        return True

    def stop(self) -> None:
        """Stop in order; everything acknowledged stays."""
        if self._process:
            self._process.terminate()
            self._process.wait(60)

    def kill(self) -> None:
        """End it without a word."""
        if self._process:
            self._process.kill()
            self._process.wait(60)

    def wait(self) -> int:
        """Until the node ends by itself or a signal."""
        return self._process.wait() if self._process else 0


@contextmanager
def free_ports(count: int) -> Iterator[list[int]]:
    """Ports that nothing uses, held until the block ends."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        yield [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def main() -> None:
    """Run a node until Ctrl+C."""
    parser = argparse.ArgumentParser(prog="make kafka", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("data/kafka"))
    parser.add_argument("--port", type=int, default=9092)
    given = parser.parse_args()
    broker = Broker(given.folder.resolve(), given.port, given.port + 1)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        broker.start()
        print(f"✓ Kafka 已启动:KAFKA_BOOTSTRAP={broker.bootstrap}  (Ctrl+C 停止;数据在 {broker.folder})", flush=True)
        broker.wait()
    except NoBroker as problem:
        raise SystemExit(f"错误:{problem}") from None
    except KeyboardInterrupt:
        broker.stop()


if __name__ == "__main__":
    main()
