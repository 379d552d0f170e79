"""Where the project's own files lie (models, rules, seeds), and which code this is."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_FIGURE_MAKING = (
    "dbt_project.yml", "models/**/*.sql", "macros/**/*.sql", "seeds/*.csv", "bulletins/**/*.py", "streams/events/*.py",
)  # fmt: skip


@cache
def code_version() -> str:
    """Package version and a digest of every file that has a say in a figure or a document."""
    digest = hashlib.new("sm3")
    for file in sorted(file for pattern in _FIGURE_MAKING for file in ROOT.glob(pattern)):
        digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return f"{version('taizhang')}+{digest.hexdigest()[:12]}"
