"""Runs `taizhang build` again and again, each in a child that has everything imported, and kills it (SIGKILL) after a while.

python -m tests.flows.killed_builds HOME      a line of seconds on standard input gives a line: "killed", or the seconds it took

So the kills fall into the build itself, and not into the seconds in which Python imports dbt.
"""

import os
import signal
import sys
import time

import dbt.adapters.duckdb.connections
import dbt.cli.main  # noqa: F401  (what a build imports, before the first child)

import flows.commands.figures  # noqa: F401
from flows.cli import cli


def build_killed_after(home: str, seconds: float) -> str:
    """Build in a child of this process. Raises RuntimeError if the child fails by itself."""
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            cli.main(["--home", home, "build"], standalone_mode=False)
        except BaseException as error:
            print(error, file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    while (ended := os.waitpid(child, os.WNOHANG)) == (0, 0) and time.monotonic() - start < seconds:
        time.sleep(0.01)
    if ended == (0, 0):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return "killed"
    if ended[1]:
        raise RuntimeError("the build failed")
    return str(time.monotonic() - start)


def main(home: str) -> None:
    """Answer every line until there is none."""
    answers = os.dup(1)
    os.dup2(2, 1)  # what a build prints is no answer
    for line in sys.stdin:
        os.write(answers, (build_killed_after(home, float(line)) + "\n").encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
