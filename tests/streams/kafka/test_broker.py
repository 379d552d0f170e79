"""The broker for one machine: what it says when something is missing, and that it keeps what it was given."""

from pathlib import Path

import pytest

from ops.kafka import jars
from ops.kafka.broker import Broker, free_ports
from ops.kafka.jars import NoBroker


def test_a_machine_without_java_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoBroker, match="Java 17.*apt-get install"):
        jars.java()


def test_a_java_too_old_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = tmp_path / "java"
    old.write_text("#!/bin/sh\necho 'openjdk version \"11.0.22\" 2024-01-16' >&2\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    with pytest.raises(NoBroker, match="版本过低.11"):
        jars.java()


def test_jars_once_fetched_need_no_maven_and_without_them_maven_is_asked_for(
    cluster: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(jars.jars().glob("kafka_2.13-*.jar"))
    monkeypatch.setattr(jars, "LIBS", tmp_path / "libs")
    with pytest.raises(NoBroker, match="没有 Maven"):
        jars.jars()


def test_a_port_in_use_is_told(cluster: object, tmp_path: Path) -> None:
    with free_ports(2) as ports, pytest.raises(NoBroker, match=f"端口 {ports[0]}"):
        Broker(tmp_path / "other", *ports, heap_mb=256).start()
