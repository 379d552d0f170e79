"""reference/models.md: every dbt model, what its rows are, and the columns of the marts."""

from pathlib import Path
from typing import Any

import yaml

from docs.generate.markdown import page, table
from flows.project import ROOT

LAYERS = ("staging", "intermediate", "evidence", "marts")


def described_models() -> list[tuple[Path, dict[str, Any]]]:
    """Every model entry of models/**/*.yml with the folder it stands in, below models/."""
    found = []
    for file in sorted((ROOT / "models").rglob("*.yml")):
        entries = yaml.safe_load(file.read_text(encoding="utf-8")).get("models") or []
        found += [(file.parent.relative_to(ROOT / "models"), entry) for entry in entries]
    return found


def models_page() -> str:
    """All models by layer and folder."""
    models = described_models()
    sections = [
        "The road through the warehouse: staging → intermediate → evidence → marts. Each model's rule stands at the head of its SQL.",
    ]
    for layer in LAYERS:
        sections.append(f"## {layer}")
        for folder in dict.fromkeys(folder for folder, _ in models if folder.parts[0] == layer):
            rows = [[f"`{m['name']}`", m["description"], _grain(m)] for at, m in models if at == folder]
            sections += [f"### models/{folder.as_posix()}", table(["model", "what a row is", "unique by"], rows)]
    sections.append("## Columns of the marts")
    sections += [_columns(model) for folder, model in models if folder.parts[0] == "marts" and model.get("columns")]
    return page("Models", *sections)


def grain_of(model: dict[str, Any]) -> list[str]:
    """The columns no two of the model's rows share; empty when it names none."""
    return list(model.get("config", {}).get("meta", {}).get("grain", []))


def _grain(model: dict[str, Any]) -> str:
    return ", ".join(f"`{column}`" for column in grain_of(model))


def _columns(model: dict[str, Any]) -> str:
    rows = [[f"`{c['name']}`", c.get("data_type"), c.get("description")] for c in model["columns"]]
    return f"### {model['name']}\n\n" + table(["column", "type", "meaning"], rows)
