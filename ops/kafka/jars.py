"""What a broker needs on this machine: Java, and Kafka's jars, fetched once."""

import re
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
LIBS = HERE / "libs"
JAVA_AT_LEAST = 17


class NoBroker(RuntimeError):
    """A broker cannot run here; the message says what to install."""


def java() -> str:
    """The java command. Raises NoBroker when there is none, or one too old."""
    command = shutil.which("java")
    if command is None:
        raise NoBroker("本机没有 Java:请安装 Java 17 或更新版本(Debian:apt-get install openjdk-17-jre-headless)后重试")
    said = subprocess.run([command, "-version"], capture_output=True, text=True).stderr
    found = re.search(r'version "(\d+)', said)
    if found is None or int(found[1]) < JAVA_AT_LEAST:
        raise NoBroker(f"本机 Java 版本过低({found[1] if found else '认不出'}),Kafka 4 需要 17 或更新版本:请升级后重试")
    return command


def jars() -> Path:
    """The folder of the jars; Maven fetches them on the first call, later ones read no network.

    Raises NoBroker when they are not there and Maven is missing or fails.
    """
    pom = (HERE / "pom.xml").read_text(encoding="utf-8")
    complete = LIBS / "pom.xml"
    if complete.exists() and complete.read_text(encoding="utf-8") == pom:
        return LIBS
    maven = shutil.which("mvn")
    if maven is None:
        raise NoBroker(
            "本机没有 Maven,取不到 Kafka 的程序包:请安装(Debian:apt-get install maven),或把 KAFKA_BOOTSTRAP 指向现有集群"
        )
    shutil.rmtree(LIBS, ignore_errors=True)
    done = subprocess.run(
        [maven, "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies", "-DincludeScope=runtime",
         f"-DoutputDirectory={LIBS}"], capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise NoBroker(
            f"Maven 没有取到 Kafka 的程序包:请核对网络或 Maven 镜像设置后重试。原文:{(done.stdout + done.stderr)[-800:]}"
        )
    # written last: a fetch that was broken off is done again
    complete.write_text(pom, encoding="utf-8")
    return LIBS
