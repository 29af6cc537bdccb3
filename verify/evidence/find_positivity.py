"""Find positivity certificates: ``python -m verify.evidence.find_positivity [PATTERN...] [--proofs DIR]``.

Writes ``certificates/<claim id>.json`` beside the claims, for each claim that :class:`Decide` is evidence of and that no
certificate fits yet, and removes files that fit no claim. For authors: a run only checks what is there.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from verify.claim import Budget, Claim
from verify.conclusions import Exists, Formula, exact_point, hypotheses_hold, truth
from verify.errors import InvalidInput
from verify.evidence.literals import NotPolynomial
from verify.evidence.positivity import FOLDER, Positivity, listed
from verify.evidence.positivity_search import Open, dumps, find
from verify.outputs import write_text
from verify.verdict import Verdict


def main(arguments: list[str]) -> int:
    """Search for the claims that match; exit 0 if each that solvers do not refute has a certificate, else 1."""
    from verify.discovery import SHIPPED
    from verify.graph import load

    parser = argparse.ArgumentParser(prog="python -m verify.evidence.find_positivity", description=__doc__)
    parser.add_argument("patterns", nargs="*", help="ids or fnmatch patterns; all claims without any")
    parser.add_argument("--proofs", type=Path, default=SHIPPED, help="a folder of claims (the shipped one)")
    parser.add_argument("--seconds", type=float, default=120.0, help="for one claim (120)")
    parser.add_argument("--again", action="store_true", help="also where a certificate fits the claim already")
    told = parser.parse_args(arguments)
    try:
        theory = load(told.proofs)
        chosen = [theory.claims[claim_id] for claim_id in theory.select(told.patterns)]
    except InvalidInput as error:
        print(error, file=sys.stderr)
        return 2
    missing = 0
    for claim in chosen:
        path = told.proofs / FOLDER / f"{claim.id}.json"
        fits = path.is_file() and claim.conclusion is not None and _fits(Positivity(path), claim)
        if (fits and not told.again) or (not path.is_file() and not _open(claim)):
            continue
        began = time.monotonic()
        try:
            found = find(claim, told.seconds)
        except (Open, NotPolynomial) as error:
            print(f"{claim.id}: none found ({type(error).__name__}, {time.monotonic() - began:.0f} s)", flush=True)
            missing += 1
            if path.is_file() and not fits:
                path.unlink()
                print(f"{path}: removed, it does not fit the claim")
            continue
        write_text(path, dumps(found))
        print(f"{claim.id}: found, {len(found['cases'])} identities, {time.monotonic() - began:.0f} s", flush=True)
    if not told.patterns:
        for name in sorted(listed(told.proofs) - {f"{claim.id}.json" for claim in chosen}):
            (told.proofs / FOLDER / name).unlink()
            print(f"{name}: removed, there is no such claim")
    return 1 if missing else 0


def _fits(method: Positivity, claim: Claim) -> bool:
    try:
        return method.run(claim, Budget()).verdict in (Verdict.PROVED, Verdict.REFUTED)
    except NotPolynomial:
        return False


def _open(claim: Claim) -> bool:
    """Whether there may be something to find: a relation that :class:`Decide` is asked and that no model refutes."""
    from verify.evidence.smt import build, solve

    conclusion = claim.conclusion
    if not isinstance(conclusion, (Formula, Exists)) or all(method.kind != "decide" for method in claim.evidence):
        return False
    if isinstance(conclusion, Exists) and claim.witness:
        point = exact_point(claim, dict(claim.witness))
        if hypotheses_hold(claim, point) and truth(conclusion.holds(point)):
            return False
    query = build(claim, conclusion.holds, negate=isinstance(conclusion, Formula))
    return solve(query, 100_000)[0] != "sat"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
