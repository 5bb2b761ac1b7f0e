"""Small rulebooks for tests: a folder with the real vocabulary and the pages a test is about."""

from __future__ import annotations

import shutil
from pathlib import Path

SOURCE = 's1: {publisher: A Newspaper, title: A report, date: "2025-04-03", url: https://example.org/report}\n'


def build_rules(folder: Path, *, checkout: Path, pages: dict[str, str], sources: str = SOURCE) -> Path:
    """Writes a rules folder with one YAML page per entity id and gives its root."""
    entities = folder / "registry" / "entities" / "companies"
    entities.mkdir(parents=True)
    shutil.copy(checkout / "rules" / "vocabulary.yaml", folder)
    (folder / "registry" / "sources.yaml").write_text(sources, encoding="utf-8")
    (folder / "registry" / "version.yaml").write_text('version: "2026.11.24"\n', encoding="utf-8")
    for name, text in pages.items():
        (entities / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def page(*, id: str = "acme", extra: str = "", involvement: str = "") -> str:
    """Gives a dossier with one involvement; `involvement` replaces lines of it, written `key: value`."""
    facts = {
        "id": f"{id}/trade",
        "channel": "jet_fuel",
        "counterparty": "Myanmar Air Force",
        "basis": "pre_coup_direct",
        "reported_on": '"2025-04-03"',
        "status": "active",
        "status_as_of": '"2025-04-03"',
        "confidence": "high",
        "summary": "A Newspaper reported on 3 April 2025 that it sold fuel.",
        "sources": "[s1]",
    }
    for line in filter(None, involvement.split("\n")):
        key, _, value = line.partition(": ")
        facts[key.strip()] = value
    first, *rest = [f"{key}: {value}" for key, value in facts.items() if value]
    body = "\n".join([f"  - {first}", *(f"    {line}" for line in rest)])
    return f"id: {id}\nname: Acme Fuels\nkind: company\ncountry: NO\n{extra}involvements:\n{body}\n"
