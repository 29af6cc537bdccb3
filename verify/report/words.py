"""Sentences that ``verify show`` and the report say alike."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence


def restored(origin: str, restoration: str, verdict: str | None) -> str:
    """Of a refuted statement whose formula was restored: that the restoration may be what is false. Else nothing."""
    if origin != "restored" or verdict != "REFUTED":
        return ""
    how = f" ({' '.join(restoration.split())})" if restoration else ""
    return (
        f"The formula of this statement was restored{how}: the refutation is of the restored text, and it may be the "
        "restoration that is false and not what was published."
    )


def published_proof(broken_by: Sequence[str]) -> str:
    """That the published proof uses what is refuted; nothing if it does not."""
    if not broken_by:
        return ""
    return f"The published proof is broken: it uses {listed(broken_by)}, REFUTED here."


def broken(broken_by: Sequence[str]) -> str:
    """That our proof uses what is refuted; nothing if it does not."""
    if not broken_by:
        return ""
    return f"BROKEN: our proof uses {listed(broken_by)}, REFUTED here; it has to use what is left of that."


def cannot_be_dropped(mutants: Sequence[Mapping[str, str]]) -> list[str]:
    """Of a repaired claim: what refutes it without one of its hypotheses, one line for each mutant that drops some."""
    told = []
    for mutant in mutants:
        if mutant["name"].startswith("drop ") and mutant["verdict"] == "REFUTED":
            what = mutant["name"].removeprefix("drop ")
            detail = f": {' '.join(mutant['detail'].split())}" if mutant.get("detail") else ""
            told.append(f'without "{what}" it is REFUTED by {mutant["by"]}{detail}')
    return told


def listed(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def option(proofs: object) -> str:
    """What a command needs after its arguments to read the same claims: `` --proofs DIR``, or nothing."""
    return "" if proofs is None else f" --proofs {shlex.quote(str(proofs))}"
