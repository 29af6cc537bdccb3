"""Counterexamples that anyone can replay: numbers as exact text, and a re-check from those numbers alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify.errors import InvalidInput
from verify.exact_text import exact

if TYPE_CHECKING:
    from verify.claim import Claim, Point
    from verify.scenes import Facts, Scene
    from verify.systems import System

SYSTEMS = ("oja", "attention", "multihead", "ellipsoid", "clusters")
KEYS = (
    *("claim", "system", "time", "step_size", "value", "query_key", "heads", "mask", "metric", "schedule"),
    *("tokens", "radius", "horizon", "parameters", "explanation", "checked_with"),
)
# What another kind of system has and this one does not read.
_NOT_READ = {
    "oja": ("query_key", "heads", "mask"),
    "attention": ("heads",),
    "multihead": ("query_key",),
    "ellipsoid": ("query_key",),
    "clusters": ("heads", "mask"),
}
_OF_A_SYSTEM = ("value", "query_key", "heads", "tokens")


@dataclass(frozen=True)
class Counterexample:
    """The contract's counterexample, parsed: a system, a state, and which claim it breaks (if it says so)."""

    data: Mapping[str, Any]

    @property
    def claim_id(self) -> str | None:
        """The claim that is said to fail."""
        return self.data.get("claim")

    def system(self) -> System:
        """The system, with exact SymPy entries."""
        from verify.systems import Attention, Clusters, Ellipsoid, MultiHead, Oja
        from verify.systems.schedules import schedule

        data = self.data
        alpha = None if data.get("step_size") is None else exact(data["step_size"])
        causal = data.get("mask") == "causal"
        if data["system"] == "oja":
            return Oja(value=exact_matrix("value", data.get("value")), step_size=alpha)
        if data["system"] == "attention":
            key = data.get("query_key")
            key = None if key is None else exact_matrix("query_key", key)
            value = exact_matrix("value", data.get("value"))
            return Attention(value=value, query_key=key, step_size=alpha, causal=causal)
        if data["system"] == "clusters":
            key = data.get("query_key")
            key = None if key is None else exact_matrix("query_key", key)
            free: Any = Clusters(value=exact_matrix("value", data.get("value")), query_key=key)
            return free  # no System: it has no sphere and no step; what reads it asks for its kind
        heads = data.get("heads")
        if not isinstance(heads, list) or not heads or not all(isinstance(head, dict) for head in heads):
            raise InvalidInput(
                "heads is missing or not a list of objects; expected a value and a query_key for each head"
            )
        values = [exact_matrix("heads.value", head.get("value")) for head in heads]
        given = [head.get("query_key") for head in heads]
        keys = [None if key is None else exact_matrix("heads.query_key", key) for key in given]
        if data["system"] == "ellipsoid":
            metric, told = exact_matrix("metric", data.get("metric")), data.get("schedule")
            moving = None if told is None else schedule(told, keys)
            return Ellipsoid(
                metric=metric, values=values, query_keys=keys, schedule=moving, step_size=alpha, causal=causal
            )
        return MultiHead(values=values, query_keys=keys, step_size=alpha, causal=causal)

    def tokens(self) -> Any:
        """The state, exact, shape ``(n, d)``; ``None`` if none is given."""
        rows = self.data.get("tokens")
        return None if rows is None else exact_matrix("tokens", rows)


def exact_matrix(name: str, rows: Any) -> Any:
    """Rows of exact text as an object array.

    Raises:
        InvalidInput: if the rows are missing or of different lengths.
    """
    import numpy as np

    if (
        not isinstance(rows, Sequence)
        or isinstance(rows, str)
        or not rows
        or not all(isinstance(r, list) for r in rows)
    ):
        raise InvalidInput(f"{name} is missing or not a list of rows; expected rows of exact numbers as text")
    if len({len(row) for row in rows}) != 1:
        raise InvalidInput(f"{name} has rows of different lengths; expected a rectangular array")
    array = np.empty((len(rows), len(rows[0])), dtype=object)
    for i, row in enumerate(rows):
        for j, entry in enumerate(row):
            array[i, j] = exact(entry)
    return array


def every(path: str | Path) -> list[tuple[str, Counterexample]]:
    """The counterexamples in the results of a run (what a whole lends from its parts once), each with its claim's id; of
    any other file the one that it is, without a name.

    Raises:
        InvalidInput: as :func:`load`, and if no claim of the results has a counterexample.
    """
    data = _json(path)
    if not isinstance(data, dict) or data.get("schema") != "verify.claims/1":
        return [("", load(path))]
    claims = data.get("claims")
    claims = [claim for claim in claims if isinstance(claim, dict)] if isinstance(claims, list) else []
    found = [claim for claim in claims if isinstance(claim.get("counterexample"), dict) and not claim.get("parts")]
    if not found:
        raise InvalidInput(f"{path}: none of these {len(claims)} results has a counterexample")
    return [
        (str(claim.get("id")), _parsed({"claim": claim.get("id")} | claim["counterexample"], path)) for claim in found
    ]


def load(path: str | Path) -> Counterexample:
    """Read a counterexample file.

    Raises:
        InvalidInput: if it cannot be read, is not JSON, or is not a counterexample.
    """
    return _parsed(_json(path), path)


def _json(path: str | Path) -> Any:
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidInput(f"cannot read {path}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{path} is not JSON text: {error}") from error


def _parsed(data: Any, path: str | Path) -> Counterexample:
    if isinstance(data, dict) and isinstance(data.get("counterexample"), dict):
        data = data["counterexample"]  # what `verify refute --json` writes
    values_alone = (
        isinstance(data, dict) and data.get("system") is None and data.get("claim") and data.get("parameters")
    )
    if not values_alone and (not isinstance(data, dict) or data.get("system") not in SYSTEMS):
        found = data.get("system") if isinstance(data, dict) else type(data).__name__
        raise InvalidInput(f"{path} is no counterexample: system is {found!r}; expected one of {', '.join(SYSTEMS)}")
    _check(data, path)
    return Counterexample(data)


def _check(data: Mapping[str, Any], path: str | Path) -> None:
    """What a reader of the file would take for granted.

    Raises:
        InvalidInput: for an entry of another type, or one that would be ignored.
    """
    unknown = [name for name in data if name not in KEYS]
    if unknown:
        raise InvalidInput(f"{path}: {unknown[0]!r:.60} is no entry of a counterexample; expected {', '.join(KEYS)}")
    kinds = {"claim": str, "parameters": dict, "time": str, "mask": str, "horizon": str, "schedule": str}
    for name, expected in kinds.items():
        if data.get(name) is not None and not isinstance(data[name], expected):
            raise InvalidInput(f"{path}: {name} is {data[name]!r:.60}; expected a {expected.__name__} or null")
    if data.get("radius") is not None and not exact(data["radius"]) > 0:
        raise InvalidInput(f"{path}: radius is {data['radius']!r:.60}; expected a positive exact number or null")
    if data.get("mask") not in (None, "causal"):
        raise InvalidInput(f"{path}: mask is {data['mask']!r:.60}; expected null or 'causal'")
    system = data.get("system")
    for name in ("metric", "schedule"):
        if data.get(name) is not None and system != "ellipsoid":
            raise InvalidInput(f"{path}: {name} is given; expected null, only the system ellipsoid reads it")
    for name in _OF_A_SYSTEM if system is None else _NOT_READ[system]:
        if data.get(name) is not None:
            why = "no system does" if system is None else f"the system {system} does not"
            raise InvalidInput(f"{path}: {name} is given; expected null, {why} read it")
    flow = data.get("step_size") is None
    if system == "clusters" and not flow:
        raise InvalidInput(f"{path}: step_size is given; expected null, the system clusters is a flow")
    if "system" in data and data.get("time") not in (None, "continuous" if flow else "discrete"):
        raise InvalidInput(
            f"{path}: time is {data['time']!r:.60} and step_size {data.get('step_size')!r:.60}; they disagree"
        )


def as_text(array: Any) -> Any:
    """Nested exact numbers as nested text."""
    if hasattr(array, "tolist"):
        array = array.tolist()
    return [as_text(row) for row in array] if isinstance(array, list) else str(array)


def describe(
    claim_id: str | None, system: Any, tokens: Any, explanation: str, checked_with: str, **more: Any
) -> dict[str, Any]:
    """The contract's JSON for a system and a state."""
    from verify.systems import Clusters, Ellipsoid, MultiHead, Oja

    kind = "oja" if isinstance(system, Oja) else "multihead" if isinstance(system, MultiHead) else "attention"
    kind = "clusters" if isinstance(system, Clusters) else kind
    kind = "ellipsoid" if isinstance(system, Ellipsoid) else kind
    heads, schedule = None, getattr(system, "schedule", None)
    if isinstance(system, (MultiHead, Ellipsoid)):
        pairs = zip(system.values, system.query_keys if schedule is None else schedule.matrices, strict=True)
        heads = [{"value": as_text(value), "query_key": None if key is None else as_text(key)} for value, key in pairs]
    key = getattr(system, "query_key", None)
    return {
        "claim": claim_id,
        "system": kind,
        "time": "continuous" if system.is_flow else "discrete",
        "step_size": None if system.is_flow else str(system.step_size),
        "value": as_text(system.layer_matrix if heads else system.value),
        "query_key": None if key is None else as_text(key),
        "heads": heads,
        "mask": "causal" if getattr(system, "causal", False) else None,
        "metric": as_text(system.metric) if isinstance(system, Ellipsoid) else None,
        "schedule": None if schedule is None else schedule.text,
        "tokens": None if tokens is None else as_text(tokens),
        "radius": None,
        "horizon": None,
        "parameters": {},
        "explanation": explanation,
        "checked_with": checked_with,
    } | more


def from_scene(claim: Claim, point: Point, scene: Scene | None, facts: Facts | None) -> dict[str, Any]:
    """The counterexample at an exact point of a claim that has been confirmed to violate it."""
    from verify.evidence.common import version
    from verify.explanation import explain
    from verify.scenes import bare_scores

    claim_id = claim.id.split("~")[0]
    parameters = {name: str(value) for name, value in point.items()}
    if scene is None or facts is None:
        text = explain(claim, point, None, None, None, None)
        return {"claim": claim_id, "parameters": parameters, "explanation": text, "checked_with": version("sympy")}
    system, tokens = scene.make_system(point, bare_scores), scene.tokens(point)
    text = explain(claim, point, scene, facts, system, tokens)
    return describe(claim_id, system, tokens, text, version("sympy"), parameters=parameters)


def recheck(counterexample: Counterexample, proofs: Path | None = None) -> tuple[bool, list[str]]:
    """See :func:`verify.recheck.recheck`."""
    from verify.recheck import recheck as from_numbers

    holds, lines = from_numbers(counterexample, proofs)
    return holds, [line for line in lines if line]
