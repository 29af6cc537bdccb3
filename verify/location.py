"""Where a claim is written: the file and the line that a reader, an editor or an annotation should open."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path


def locate(folder: Path, claim_id: str) -> tuple[Path, int] | None:
    """File and line (from 1) of the claim in a proofs folder.

    That is the call that has the id as its keyword ``id``; for a claim that a function makes, the line that gives the id to
    that function. Of a claim that is gone, the line of its ledger entry. ``None`` where the id stands nowhere.
    """
    mentioned: tuple[Path, int] | None = None
    for path in sorted(folder.rglob("*.py")):
        try:
            text = path.read_text("utf-8")
            tree = ast.parse(text) if claim_id in text else None
        except (OSError, ValueError, SyntaxError):
            continue
        if tree is None:
            continue
        line = _first(_written(tree, claim_id))
        if line is not None:
            return path, line
        given = _first(_given(tree, claim_id))
        if given is not None and mentioned is None:
            mentioned = path, given
    return mentioned or _in_ledger(folder, claim_id)


def _first(lines: Iterable[int]) -> int | None:
    return min(lines, default=None)


def _written(tree: ast.AST, claim_id: str) -> Iterable[int]:
    """Calls with ``id="..."``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and any(k.arg == "id" and _is(k.value, claim_id) for k in node.keywords):
            yield node.lineno


def _given(tree: ast.AST, claim_id: str) -> Iterable[int]:
    """Calls with the id as a positional argument: ``principal_stable("paper.theorem_1", ...)``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and any(_is(argument, claim_id) for argument in node.args):
            yield node.lineno


def _is(node: ast.expr, text: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == text


def _in_ledger(folder: Path, claim_id: str) -> tuple[Path, int] | None:
    path = folder / "ledger.toml"
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return None
    heads = (f'["{claim_id}"]', f"[{claim_id}]")
    return next(((path, number) for number, line in enumerate(lines, 1) if line.strip() in heads), None)
