"""Sentences that ``verify show`` and the report say alike."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

VERDICTS = {
    "PROVED": "decided exactly: it holds at every point that its hypotheses allow",
    "CERTIFIED": "shown in ball arithmetic, which encloses every rounding error",
    "CORROBORATED": "tested and never contradicted; not proved here",
    "REFUTED": "false as stated: there is a counterexample, or a proof of the opposite",
    "INCONCLUSIVE": "no evidence decided it; the reason is given",
    "SKIPPED": "nothing was asked in this run; the reason is given",
    "CONTRADICTED": "two engines disagree: a fault of the suite, not of a paper",
}
STANDINGS = {
    "UNCONDITIONAL": "rests on nothing that is not decided here",
    "CONDITIONAL": "rests on a cited theorem or a written argument",
    "BROKEN": "its proof uses a refuted claim",
}
KINDS = {
    "identity": "symbolic computation: normal forms are compared, or an example is checked exactly",
    "decide": "real arithmetic: z3 is asked for a violation, and cvc5 the same",
    "positivity": "polynomial identities over the rationals that exclude a violation",
    "enclose": "ball arithmetic over a box of states",
    "precise": "50 or 100 digits, also close to a boundary of stability",
    "falsify": "a search for a counterexample",
    "simulate": "trajectories of tokens",
    "statistics": "a sample of a stated ensemble, with a threshold fixed before",
    "parts": "the verdicts of its parts",
}


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


def sentence(text: str) -> str:
    """One line that ends like a sentence."""
    line = " ".join(text.split())
    return line if not line or line.endswith((".", "!", "?")) else f"{line}."


def capital(text: str) -> str:
    """With a capital letter where it begins with a word; a symbol such as ``lambda_1`` keeps its letter."""
    first = text.split(" ", 1)[0]
    symbol = (
        len(first) < 2 or not first.strip(",;:.").isalpha() or first in ("alpha", "beta", "gamma", "kappa", "lambda")
    )
    return text if symbol else text[:1].upper() + text[1:]


def reason(name: str) -> str:
    """Why a verdict is not stronger, from the name of a :class:`verify.verdict.Reason`."""
    from verify.verdict import Reason

    return Reason[name].value if name in Reason.__members__ else name.lower().replace("_", " ")


def reasons(claim: Mapping[str, Any]) -> str:
    """Why a claim of a results document is open."""
    found = dict.fromkeys(
        f"{e['kind']}: {e['detail'] or e['reason'].lower().replace('_', ' ')}" for e in claim["evidence"] if e["reason"]
    )
    if not found and claim.get("full_only"):
        return "its evidence belongs to the tier full"
    return "; ".join(found) or "no evidence of this tier"


def why_refuted(claim: Mapping[str, Any]) -> str:
    """What fails, of a refuted claim of a results document: the counterexample's explanation, else its note."""
    return sentence((claim["counterexample"] or {}).get("explanation") or claim["note"] or "see its evidence")


def paper_name(name: str) -> str:
    """A folder of claims as a title: ``power_method`` is ``Power method``."""
    return name.replace("_", " ").strip().capitalize() or name
