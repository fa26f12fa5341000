"""Data flows one way: a module imports only what stands below it. The ranks are those of docs/architecture.md."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import khabar

ROOT = Path(khabar.__file__).parent
RANKS = [
    ["errors"],
    ["model"],
    ["text"],
    ["times"],
    ["pages"],
    ["names"],
    ["statements"],
    ["events"],
    ["stories"],
    ["pipeline"],
    ["corpus"],
    ["record"],
    ["dossier", "demo"],
    ["cli"],
    ["__init__", "__main__"],
]
RANK = {name: i for i, names in enumerate(RANKS) for name in names}


def room(module: str) -> str:
    """The room a dotted module name of ours belongs to (``khabar.text.folding`` → ``text``)."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports(path: Path) -> set[str]:
    """The rooms that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found |= {f"{node.module}.{a.name}" if node.module == "khabar" else node.module for a in node.names}
    return {room(m) for m in found if m.split(".")[0] == "khabar"}


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_go_only_downwards(path: Path) -> None:
    relative = path.relative_to(ROOT)
    own = relative.parts[0].removesuffix(".py")
    assert own in RANK, f"{own} has no rank: say in docs/architecture.md and here where it stands"
    upward = {r for r in imports(path) if r != own and RANK[r] >= RANK[own]}
    assert not upward, f"{relative} imports upwards or sideways: {sorted(upward)}"
