"""The results document without what changes from run to run or from machine to machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Keys of a finding's ``stats`` that are clocks; their names end so.
_CLOCKS = ("seconds", "_ms", "_s")
_MACHINE = ("python",)


def stable(doc: Mapping[str, Any]) -> dict[str, Any]:
    """``doc`` without times, machine data and texts of certificates (those become names of files beside the report)."""
    kept = {key: value for key, value in doc.items() if key not in ("claims", "versions", "differences", "proofs")}
    versions = {name: _release(text) for name, text in doc["versions"].items() if name not in _MACHINE}
    return {**kept, "versions": versions, "claims": [_claim(claim) for claim in doc["claims"]]}


def certificates(doc: Mapping[str, Any]) -> dict[str, str]:
    """File name, under ``certificates/``, to text; a claim's second certificate of one kind is numbered."""
    found = {}
    for claim in doc["claims"]:
        for name, evidence in zip(_names(claim), claim["evidence"], strict=True):
            if (
                name is not None and evidence["certificate"] != f"certificates/{name}"
            ):  # the name: its text is elsewhere
                found[name] = evidence["certificate"]
    return found


def _claim(claim: Mapping[str, Any]) -> dict[str, Any]:
    evidence = [
        {
            **{key: value for key, value in told.items() if key != "seconds"},
            "engine": _release(told["engine"]),
            "certificate": None if name is None else f"certificates/{name}",
            "stats": {key: value for key, value in told["stats"].items() if not key.endswith(_CLOCKS)},
        }
        for name, told in zip(_names(claim), claim["evidence"], strict=True)
    ]
    return {**claim, "evidence": evidence}


def _names(claim: Mapping[str, Any]) -> list[str | None]:
    names: list[str | None] = []
    for evidence in claim["evidence"]:
        suffix = ".json" if evidence["kind"] == "positivity" else ".smt2"
        count = sum(name is not None and name.endswith(suffix) for name in names)
        number = f".{count + 1}" if count else ""
        names.append(f"{claim['id']}{number}{suffix}" if evidence["certificate"] else None)
    return names


def _release(version: str) -> str:
    """Without the build: ``2.13.0+cpu`` and ``2.13.0`` are one release, on different machines."""
    return " ".join(part.split("+")[0] if part[:1].isdigit() else part for part in version.split(" "))
