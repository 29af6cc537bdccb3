"""Where a claim is written: the file and the line that a reader, an editor or an annotation should open."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path


def locate(folder: Path, claim_id: str) -> tuple[Path, int] | None:
    """File and line (from 1) of the claim in a proofs folder.

    That is the call that has the id as its keyword ``id``; for a claim that a function makes, the line that gives the id, or
    the part of it that differs, to that function. Of a claim that is gone, the line of its ledger entry. ``None`` where the
    id stands nowhere.
    """
    calls = dict(_files(folder, claim_id))
    for looked_for in (_written, _given, _formatted):
        for path, found in calls.items():
            line = min(looked_for(found, claim_id), default=None)
            if line is not None:
                return path, line
    return _in_ledger(folder, claim_id)


def _files(folder: Path, claim_id: str) -> Iterator[tuple[Path, tuple[ast.Call, ...]]]:
    """The files that may have the claim: those in which the first word of its id stands."""
    for path in sorted(folder.rglob("*.py")):
        try:
            text = path.read_text("utf-8")
            if claim_id.partition(".")[0] in text:
                yield path, _calls(text)
        except (OSError, ValueError, SyntaxError):
            continue


@functools.cache
def _calls(text: str) -> tuple[ast.Call, ...]:
    return tuple(node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))


def _written(calls: Iterable[ast.Call], claim_id: str) -> Iterable[int]:
    """Calls with ``id="..."``."""
    for call in calls:
        if any(k.arg == "id" and _is(k.value, claim_id) for k in call.keywords):
            yield call.lineno


def _given(calls: Iterable[ast.Call], claim_id: str) -> Iterable[int]:
    """Calls with the id as a positional argument: ``principal_stable("paper.theorem_1", ...)``."""
    for call in calls:
        if any(_is(argument, claim_id) for argument in call.args):
            yield call.lineno


def _formatted(calls: Iterable[ast.Call], claim_id: str) -> Iterable[int]:
    """Calls that give what stands in the place of ``{part}`` in ``id=f"paper.lemma.{part}"``; failing that, the id itself."""
    for call in calls:
        for keyword in call.keywords:
            if keyword.arg == "id" and isinstance(keyword.value, ast.JoinedStr):
                pieces = (
                    re.escape(str(v.value)) if isinstance(v, ast.Constant) else "(.+)" for v in keyword.value.values
                )
                match = re.fullmatch("".join(pieces), claim_id)
                if match is not None:
                    given = [c.lineno for c in calls for part in match.groups() if any(_is(a, part) for a in c.args)]
                    yield from given or [call.lineno]


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
