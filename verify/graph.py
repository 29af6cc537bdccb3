"""What rests on what: the claims of a proofs folder with their dependencies, and what follows for each of them.

Verdicts of wholes, standing, trust and broken proofs are computed here over *all* ancestors; no author types them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

from verify.claim import Claim, by_id
from verify.discovery import SHIPPED, discover
from verify.errors import InvalidInput
from verify.evidence.positivity import attached, listed
from verify.verdict import Standing, Verdict

if TYPE_CHECKING:
    import networkx as nx

Known = Mapping[str, Verdict]
_FALLEN = (Verdict.REFUTED, Verdict.CONTRADICTED)
_SETTLED = (Verdict.PROVED, Verdict.CERTIFIED)


@dataclass(frozen=True)
class Theory:
    """The claims of one proofs folder, in reading order; build it with :func:`load`."""

    folder: Path
    claims: Mapping[str, Claim]

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """Edges from a claim to what it names; the key is ``uses``, ``parts``, ``repairs`` or ``published_uses``."""
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from(self.claims)
        for claim in self.claims.values():
            for relation, other in _named(claim):
                graph.add_edge(claim.id, other, key=relation)
        return graph

    @cached_property
    def _proof(self) -> nx.DiGraph[str]:
        """What our proofs rest on: ``uses`` and ``parts``."""
        import networkx as nx

        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self.claims)
        graph.add_edges_from((a, b) for a, b, key in self.graph.edges(keys=True) if key in ("uses", "parts"))
        return graph

    def ancestors(self, claim_id: str) -> list[str]:
        """Every claim that the proof of this one rests on, in reading order."""
        import networkx as nx

        found = nx.descendants(self._proof, claim_id)
        return [other for other in self.claims if other in found]

    def used_by(self, claim_id: str) -> list[str]:
        """The claims whose proof names this one, in reading order."""
        return [c.id for c in self.claims.values() if claim_id in c.uses]

    def repaired_by(self, claim_id: str) -> str | None:
        """The first claim that repairs this one, if there is one."""
        return next((c.id for c in self.claims.values() if c.repairs == claim_id), None)

    def require(self, claim_id: str) -> Claim:
        """The claim of this id.

        Raises:
            InvalidInput: if there is none; the message names near ones.
        """
        if claim_id not in self.claims:
            near = get_close_matches(claim_id, self.claims, n=3, cutoff=0.5)
            hint = f"; near it: {', '.join(near)}" if near else "; `verify list` shows the claims"
            raise InvalidInput(f"no claim {claim_id!r}{hint}")
        return self.claims[claim_id]

    def select(self, patterns: Iterable[str]) -> list[str]:
        """Ids that match one of the fnmatch patterns (all, without patterns), in reading order.

        Raises:
            InvalidInput: if a pattern matches nothing.
        """
        wanted = list(patterns)
        for pattern in wanted:
            if not any(fnmatchcase(claim_id, pattern) for claim_id in self.claims):
                self.require(pattern)
        return [c for c in self.claims if not wanted or any(fnmatchcase(c, pattern) for pattern in wanted)]

    def with_parts(self, ids: Iterable[str]) -> list[str]:
        """``ids`` and the parts of each, all the way down, in reading order: what a run must decide."""
        found: set[str] = set()
        waiting = list(ids)
        while waiting:
            claim_id = waiting.pop()
            if claim_id not in found:
                found.add(claim_id)
                waiting += self.claims[claim_id].parts
        return [claim_id for claim_id in self.claims if claim_id in found]

    def wholes_from_parts(self, own: Known) -> dict[str, Verdict]:
        """``own`` with the verdict of every statement that has parts computed from theirs."""
        found = dict(own)

        def of(claim_id: str) -> Verdict:
            parts = self.claims[claim_id].parts
            if parts:
                found[claim_id] = Verdict.of_parts(of(part) for part in parts)
            return found.get(claim_id, Verdict.SKIPPED)

        for claim_id in own:
            of(claim_id)
        return found

    def standing(self, claim_id: str, verdicts: Known) -> Standing:
        """What the claim rests on. A refuted part refutes its whole; what *uses* a refuted claim is broken.

        One refuted part is enough to refute a whole: its refutation stands as firmly as that of its firmest refuted part,
        whatever the other parts rest on.
        """
        if verdicts.get(claim_id) is Verdict.REFUTED:
            fallen = [part for part in self.claims[claim_id].parts if verdicts.get(part) is Verdict.REFUTED]
            if fallen:
                return min((self.standing(part, verdicts) for part in fallen), key=list(Standing).index)
        conditional = False
        for other in (claim_id, *self.ancestors(claim_id)):
            claim = self.claims[other]
            if any(verdicts.get(used) in _FALLEN for used in claim.uses):
                return Standing.BROKEN
            conditional |= bool(claim.cites)
        return Standing.CONDITIONAL if conditional else Standing.UNCONDITIONAL

    def trusts(self, claim_id: str, engines: Mapping[str, Iterable[str]]) -> list[str]:
        """Engines and cited results that the claim and all its ancestors rest on, sorted."""
        told: set[str] = set()
        for other in (claim_id, *self.ancestors(claim_id)):
            told.update(engines.get(other, ()), self.claims[other].cites)
        return sorted(told)

    def published_proof_broken_by(self, claim_id: str, verdicts: Known) -> list[str]:
        """The refuted claims that the published proof uses, itself or in the only known proof of what it uses."""
        seen: set[str] = set()
        found: set[str] = set()
        waiting = [claim_id]
        while waiting:
            other = waiting.pop()
            if other in seen:
                continue
            seen.add(other)
            for used in self.claims[other].published_uses:
                if verdicts.get(used) in _FALLEN:
                    found.add(used)
                elif verdicts.get(used) not in _SETTLED:
                    waiting.append(used)
        return [other for other in self.claims if other in found]

    def published_proof_broken(self, claim_id: str, verdicts: Known) -> bool:
        """Whether the published proof uses a refuted claim, or one whose only known proof is itself broken."""
        return bool(self.published_proof_broken_by(claim_id, verdicts))

    def broken_by(self, claim_id: str, verdicts: Known) -> list[str]:
        """The refuted claims that our proof of this one, or of one that it rests on, uses: why it is BROKEN."""
        if self.standing(claim_id, verdicts) is not Standing.BROKEN:
            return []
        resting = (claim_id, *self.ancestors(claim_id))
        found = {used for other in resting for used in self.claims[other].uses if verdicts.get(used) in _FALLEN}
        return [other for other in self.claims if other in found]

    def repairs_of(self, claim_id: str) -> list[str]:
        """The claims that repair this one or one of its parts, in reading order."""
        below, waiting = set(), [claim_id]
        while waiting:
            other = waiting.pop()
            below.add(other)
            waiting += self.claims[other].parts
        return [c.id for c in self.claims.values() if c.repairs in below]


def load(folder: Path | None = None) -> Theory:
    """The claims of a proofs folder (the shipped one by default), checked: every id known, nothing circular.

    A positivity certificate beside them, ``certificates/<claim id>.json``, becomes evidence of its claim.

    Raises:
        InvalidInput: naming the first thing that is wrong.
    """
    home = (folder or SHIPPED).resolve()
    files = listed(home)
    found = by_id(discover(folder))
    theory = Theory(home, {i: replace(c, evidence=(*attached(c, home, files), *c.evidence)) for i, c in found.items()})
    for claim in theory.claims.values():
        _check_claim(claim, theory.claims)
    _check_cycles(theory)
    return theory


def _named(claim: Claim) -> Iterator[tuple[str, str]]:
    repairs = (claim.repairs,) if claim.repairs else ()
    relations = (("uses", claim.uses), ("parts", claim.parts), ("published_uses", claim.published_uses))
    for relation, ids in (*relations, ("repairs", repairs)):
        for other in ids:
            yield relation, other


def _check_claim(claim: Claim, claims: Mapping[str, Claim]) -> None:
    for relation, other in _named(claim):
        if other not in claims:
            raise InvalidInput(f"{claim.id}: {relation} names no claim: {other!r}")
    if claim.parts and (claim.evidence or claim.mutants or claim.conclusion is not None):
        raise InvalidInput(
            f"{claim.id}: has parts, so its verdict is theirs; conclusion, evidence and mutants go to a part"
        )
    try:
        for mutant in claim.mutants:
            claim.mutated(mutant)
    except ValueError as error:
        raise InvalidInput(str(error)) from error


def _check_cycles(theory: Theory) -> None:
    rests_on = {claim.id: (*claim.uses, *claim.parts) for claim in theory.claims.values()}
    try:
        TopologicalSorter(rests_on).prepare()
    except CycleError as error:
        raise InvalidInput(f"a circular proof: {' <- '.join(error.args[1])}") from error
