"""How a Kafka is reached. The environment says it, so that one setting serves every command and every service."""

import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECURITY_PROTOCOLS = ("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")
SASL_MECHANISMS = ("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN")

# so long a cluster may be silent before a person is told
ANSWER_MS = 8_000


class KafkaSettingsWrong(ValueError):
    """The environment names no Kafka, or half of what its security needs."""


@dataclass(frozen=True)
class Connection:
    """Addresses and security of a cluster."""

    bootstrap: tuple[str, ...]
    protocol: str = "PLAINTEXT"
    mechanism: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    prefix: str = "taizhang."

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Connection":
        """Read KAFKA_BOOTSTRAP, KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME,
        KAFKA_SASL_PASSWORD_FILE, KAFKA_SSL_CAFILE and KAFKA_TOPIC_PREFIX. Raises KafkaSettingsWrong.
        """
        said = os.environ if environment is None else environment
        servers = tuple(part.strip() for part in said.get("KAFKA_BOOTSTRAP", "").split(",") if part.strip())
        if not servers:
            raise KafkaSettingsWrong("没有指定 Kafka:请设 KAFKA_BOOTSTRAP(如 127.0.0.1:9092),或先用 make kafka 在本机启动一个")
        protocol = said.get("KAFKA_SECURITY_PROTOCOL", "PLAINTEXT")
        if protocol not in SECURITY_PROTOCOLS:
            raise KafkaSettingsWrong(f"KAFKA_SECURITY_PROTOCOL 不能是 {protocol}:请用 {'、'.join(SECURITY_PROTOCOLS)} 之一")
        ca_file = Path(said["KAFKA_SSL_CAFILE"]) if said.get("KAFKA_SSL_CAFILE") else None
        if ca_file and not ca_file.is_file():
            raise KafkaSettingsWrong(f"KAFKA_SSL_CAFILE 指的证书 {ca_file} 不存在:请核对路径")
        prefix = said.get("KAFKA_TOPIC_PREFIX", "taizhang.")
        if not protocol.startswith("SASL"):
            return cls(servers, protocol, ca_file=ca_file, prefix=prefix)
        mechanism = said.get("KAFKA_SASL_MECHANISM", SASL_MECHANISMS[0])
        if mechanism not in SASL_MECHANISMS:
            raise KafkaSettingsWrong(f"KAFKA_SASL_MECHANISM 不能是 {mechanism}:请用 {'、'.join(SASL_MECHANISMS)} 之一")
        return cls(servers, protocol, mechanism, said.get("KAFKA_SASL_USERNAME", ""), _password(said), ca_file, prefix)

    @property
    def tls(self) -> ssl.SSLContext | None:
        """The TLS context; the server's certificate and name are always checked."""
        if not self.protocol.endswith("SSL"):
            return None
        return ssl.create_default_context(cafile=str(self.ca_file) if self.ca_file else None)

    def settings(self) -> dict[str, Any]:
        """The arguments of every kafka-python client."""
        settings: dict[str, Any] = {
            "bootstrap_servers": list(self.bootstrap), "security_protocol": self.protocol, "bootstrap_timeout_ms": ANSWER_MS,
        }  # fmt: skip
        if tls := self.tls:
            settings["ssl_context"] = tls
        if self.mechanism:
            settings |= {
                "sasl_mechanism": self.mechanism, "sasl_plain_username": self.user, "sasl_plain_password": self.password,
            }  # fmt: skip
        return settings


def _password(said: Mapping[str, str]) -> str:
    """A file, not a variable: an environment is seen by whoever may list processes."""
    file = Path(said.get("KAFKA_SASL_PASSWORD_FILE", ""))
    if not said.get("KAFKA_SASL_USERNAME") or not file.is_file():
        raise KafkaSettingsWrong("SASL 需要 KAFKA_SASL_USERNAME 和 KAFKA_SASL_PASSWORD_FILE(口令文件的路径):请补上")
    if file.stat().st_mode & 0o077:
        raise KafkaSettingsWrong(f"口令文件 {file} 他人可读:请执行 chmod 600 {file} 后重试")
    return file.read_text(encoding="utf-8").strip()
