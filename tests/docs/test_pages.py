"""Written pages: every path, link, model and command they name exists; both READMEs tell the same commands."""

import re
from itertools import pairwise
from pathlib import Path

import click
import pytest

from flows.cli import COMMANDS, cli
from flows.project import ROOT
from flows.rules import SEED
from streams.events.catalogue import LATEST

PAGES = [ROOT / name for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += [file for file in sorted((ROOT / "docs").rglob("*.md")) if "reference" not in file.parts]
TOP = {path.name for path in ROOT.iterdir()} - {"data"}
MODELS = {file.stem for file in (ROOT / "models").rglob("*.sql")}

by_page = pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())


def words_in_backticks(text: str) -> list[str]:
    """Inline code outside fenced blocks, and the fenced blocks' words."""
    fenced = re.findall(r"```.*?```", text, re.S)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.S))
    return inline + [word for block in fenced for word in re.split(r"[\s\uff0c\uff1a\uff1b\uff08\uff09\u3001]+", block)]


def looks_like_a_path(word: str) -> bool:
    """Whether the word claims to be a place in this repository."""
    plain = not re.search(r"[<>{}*|\s]", word)
    return plain and (word.split("/")[0] in TOP) and ("/" in word or "." in word)


@by_page
def test_every_path_named_exists(page: Path) -> None:
    named = {word.rstrip(".,;:") for word in words_in_backticks(page.read_text(encoding="utf-8")) if looks_like_a_path(word)}
    missing = [word for word in sorted(named) if not (ROOT / word).exists() and not word.startswith(".venv/")]
    assert missing == []


@by_page
def test_every_link_leads_to_a_file(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [t for t in targets if not t.startswith("https://") and not (page.parent / t).exists()] == []


@by_page
def test_every_model_named_exists(page: Path) -> None:
    named = set(re.findall(r"\b(?:stg|int|evd|fct|dim|rpt)_[a-z_0-9]*[a-z0-9]\b", page.read_text(encoding="utf-8")))
    assert named - MODELS == set()


@by_page
def test_every_command_and_option_named_exists(page: Path) -> None:
    context = cli.make_context("taizhang", ["status"], resilient_parsing=True)
    for name, rest in re.findall(r"taizhang ([a-z]+)([^`\n#]*)", page.read_text(encoding="utf-8")):
        assert name in COMMANDS, name
        command = cli.get_command(context, name)
        if isinstance(command, click.Group) and rest.strip():
            command = command.commands[rest.split()[0]]
        known = {option for parameter in command.params for option in parameter.opts} if command else set()
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, f"taizhang {name}{rest}"


@by_page
def test_chinese_text_has_full_width_punctuation(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    if page.name == "README.zh-CN.md":
        assert re.findall(r".{0,10}[\u4e00-\u9fff][,;:()?!].{0,10}", text) == []


def test_every_command_has_an_example_of_itself_in_its_help() -> None:
    context = cli.make_context("taizhang", ["status"], resilient_parsing=True)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        inner = command.commands.items() if isinstance(command, click.Group) else ()
        for path, one in [(name, command), *((f"{name} {part}", inside) for part, inside in inner)]:
            assert one is not None and one.help
            assert f"taizhang {path}" in one.help.partition("例")[2], path


def test_both_readmes_tell_the_same_commands_in_the_same_order() -> None:
    def commands(page: Path) -> list[str]:
        blocks = re.findall(r"```\n(taizhang .*?)```", page.read_text(encoding="utf-8"), re.S)
        return [" ".join(line.split("#")[0].split()[:2]) for block in blocks for line in block.splitlines()]

    english, chinese = commands(ROOT / "README.md"), commands(ROOT / "README.zh-CN.md")
    assert english == chinese
    assert {"taizhang " + name for name in ("ingest", "build", "explain", "bulletin", "verify")} <= set(english)


def test_the_event_of_the_contributing_page_stands_so_in_the_code() -> None:
    (record,) = re.findall(r"```python\n(class .*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.S)
    assert record in (ROOT / "streams" / "events" / "groups.py").read_text(encoding="utf-8")


def test_the_two_commands_of_the_readme_are_make_targets() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for page in PAGES[:3]:
        assert set(re.findall(r"(?:`|^)make ([a-z]+)", page.read_text(encoding="utf-8"), re.M)) <= targets
    assert {"run", "test"} <= targets


def test_the_datum_followed_in_the_readme_is_followed_in_the_models() -> None:
    """Each model of the README's table reads the one before, by however many models between."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "`employment_registered`" in text and "employment_registered" in LATEST
    rows = [re.match(r"\| [^|]* \| `([a-z_]+)`", line) for line in text.splitlines()]
    road = [row[1] for row in rows if row and row[1] in MODELS]
    assert len(road) == 6
    for earlier, later in pairwise(road):
        assert earlier in _upstream(later), f"{later} does not read {earlier}"


def _upstream(model: str) -> set[str]:
    (file,) = (ROOT / "models").rglob(f"{model}.sql")
    text = file.read_text(encoding="utf-8")
    parents = {name for name in re.findall(r"ref\('([a-z_0-9]+)'\)", text) if name in MODELS}
    if "ref('evd_' ~ metric)" in text:
        parents |= {name for name in MODELS if name.startswith("evd_")}
    return parents | {name for parent in parents for name in _upstream(parent)}


def test_decisions_are_numbered_once_each_and_have_four_parts() -> None:
    files = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert len({file.name[:4] for file in files}) == len(files)
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert text.startswith(f"# {file.name[:4]} ")
        places = [text.find(f"**{part}.**") for part in ("Context", "Decision", "Consequences", "Rejected")]
        assert -1 not in places and places == sorted(places), file.name


def test_decisions_named_in_code_exist() -> None:
    numbers = {file.name[:4] for file in (ROOT / "docs" / "adr").glob("*.md")}
    sources = [ROOT / "pyproject.toml", *(f for folder in ("streams", "flows", "models") for f in (ROOT / folder).rglob("*.*"))]
    named = {n for f in sources if f.suffix in (".py", ".sql", ".toml") for n in re.findall(r"adr/(\d{4})", f.read_text("utf-8"))}
    assert named and named <= numbers


def test_the_rules_seed_lies_where_the_pages_say() -> None:
    assert SEED.relative_to(ROOT).as_posix() == "seeds/generated/rules.csv"
