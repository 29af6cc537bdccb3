"""A claim is data: a statement with named, executable hypotheses, its conclusion, and what must carry it.

Nothing here imports a heavy library: predicates are functions of a :class:`Point` and are only called by evidence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from verify.verdict import Finding

Truth = Any  # bool in a numeric arithmetic, a SymPy Boolean in the symbolic one
Predicate = Callable[["Point"], Truth]


class Point(Mapping[str, Any]):
    """Values of a claim's parameters, in one arithmetic: ``p.alpha``, ``p.lambda_1``."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(f"no parameter {name!r}; there are {', '.join(self._values)}") from None

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return "Point(" + ", ".join(f"{k}={v}" for k, v in self._values.items()) + ")"

    def __str__(self) -> str:
        """For readers: ``alpha = 1/2, lambda_1 = 2``."""
        return ", ".join(f"{name} = {value}" for name, value in self._values.items())


@dataclass(frozen=True)
class Source:
    """Where a statement comes from, and how faithful our text is.

    Attributes:
        label: the paper's, such as ``Lemma 3``.
        origin: ``verbatim``, ``restored`` (its formula was missing from the source text) or ``ours``.
        restoration: how a missing formula was recovered.
        arxiv: identifier with version.
    """

    label: str
    origin: str = "restored"
    restoration: str = ""
    arxiv: str | None = None


@dataclass(frozen=True)
class Parameter:
    """A scalar parameter: ``domain`` is ``real``, ``positive`` or ``integer`` (with ``low <= value``)."""

    name: str
    domain: str = "real"
    low: int | None = None
    latex: str = ""


@dataclass(frozen=True)
class Hypothesis:
    """A named hypothesis: how the paper writes it (LaTeX) and the predicate that decides it at a point."""

    name: str
    latex: str
    holds: Predicate


@dataclass(frozen=True)
class Mutant:
    """A changed claim that must be refuted: hypotheses dropped by name or replaced, or another conclusion.

    For a claim that is established by one example it is a spoiled ``example``, which lacks the property that is claimed:
    evidence that takes an example must reject it.
    """

    name: str
    drop: tuple[str, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    conclusion: Any = None
    example: Callable[[], dict[str, Any]] | None = None


class Conclusion(Protocol):
    """What a claim asserts; :mod:`verify.conclusions` has the kinds there are."""

    def fingerprint(self, point: Point) -> str:
        """What identifies the assertion in a digest; ``point`` holds the claim's symbols."""
        ...


class Evidence(Protocol):
    """A method of deciding a claim.

    Attributes:
        kind: ``identity``, ``decide``, ``enclose``, ``precise``, ``falsify``, ``simulate``, ``statistics``, ``cited``,
            ``positivity``.
        tier: ``quick`` or ``full``: the tier from which on it runs.
        refutes: whether it can refute a mutant of a claim that it is evidence for.
    """

    # Properties, because the methods are frozen dataclasses: nobody may set these.
    @property
    def kind(self) -> str: ...

    @property
    def tier(self) -> str: ...

    @property
    def refutes(self) -> bool: ...

    def run(self, claim: Claim, budget: Budget) -> Finding:
        """Decide ``claim`` from its own predicates."""
        ...


@dataclass(frozen=True)
class Budget:
    """What a piece of evidence may spend: the tier sets it, so that verdicts do not depend on the machine."""

    tier: str = "quick"
    seed: int = 0
    samples: int = 60
    digits: tuple[int, ...] = (50,)
    rlimit: int = 1_000_000
    second_opinion: int = 200_000
    steps: int = 2_000
    second_opinion_s: int = 15  # only cvc5 knows operations in which it counts no steps

    @staticmethod
    def of_tier(tier: str, seed: int = 0) -> Budget:
        """The budget of ``quick`` or ``full``."""
        if tier == "full":
            return Budget("full", seed, 600, (50, 100), 4_000_000, 2_000_000, 20_000, 60)
        return Budget("quick", seed)


@dataclass(frozen=True)
class Claim:
    """One statement.

    Attributes:
        id: ``paper.label`` or ``paper.label.part``.
        title: a few words.
        statement: LaTeX with inline ``$...$``.
        source: see :class:`Source`.
        parameters: the scalar parameters that the predicates read.
        hypotheses: named; all must hold.
        conclusion: what is asserted; see :mod:`verify.conclusions`. ``None`` for a statement that is its parts.
        witness: exact values (strings that SymPy reads) that satisfy the hypotheses: the claim is not vacuous.
        evidence: methods, run in order.
        mutants: changed claims that must fall.
        parts: ids of the parts; then the verdict is computed from theirs.
        uses: claims that our proof rests on.
        published_uses: claims that the published proof rests on.
        repairs: the claim that this one mends.
        cites: keys of ``proofs/cited.py``; the claim is then CONDITIONAL.
        note: what a reader should know: what fails and why the published argument misses it.
    """

    id: str
    title: str
    statement: str
    source: Source
    parameters: tuple[Parameter, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    conclusion: Conclusion | None = None
    witness: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    mutants: tuple[Mutant, ...] = ()
    parts: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    published_uses: tuple[str, ...] = ()
    repairs: str | None = None
    cites: tuple[str, ...] = ()
    note: str = ""

    @property
    def paper(self) -> str:
        """The folder of ``proofs/`` that the claim stands in."""
        return self.id.split(".", 1)[0]

    def symbols(self) -> Point:
        """The parameters as real SymPy symbols; their domains are hypotheses, not assumptions."""
        import sympy

        return Point({p.name: sympy.Symbol(p.name, real=True) for p in self.parameters})

    @property
    def digest(self) -> str:
        """SHA-256 (16 hex digits) of what is asserted: text, predicates, witness and parts, not of the evidence.

        Predicates count by the formula that they are, so that rewriting one without changing it keeps the digest.
        """
        import sympy

        point = self.symbols()
        told = {
            "id": self.id,
            "statement": self.statement,
            "hypotheses": [[h.name, h.latex, sympy.srepr(sympy.sympify(h.holds(point)))] for h in self.hypotheses],
            "conclusion": None if self.conclusion is None else self.conclusion.fingerprint(point),
            "parameters": [[p.name, p.domain, p.low] for p in self.parameters],
            "witness": dict(self.witness),
            "parts": list(self.parts),
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]

    def mutated(self, mutant: Mutant) -> Claim:
        """The changed claim."""
        replaced = {h.name: h for h in mutant.hypotheses}
        unknown = (set(mutant.drop) | set(replaced)) - {h.name for h in self.hypotheses}
        if unknown:
            raise ValueError(f"{self.id}: mutant {mutant.name!r} names no hypothesis of the claim: {sorted(unknown)}")
        kept = tuple(replaced.get(h.name, h) for h in self.hypotheses if h.name not in mutant.drop)
        conclusion = self.conclusion if mutant.conclusion is None else mutant.conclusion
        return replace(self, id=f"{self.id}~{mutant.name}", hypotheses=kept, conclusion=conclusion, mutants=())


def unwritten(name: str) -> Predicate:
    """The predicate of a hypothesis that is known in words only: a truth value that no engine can find out.

    Whatever rests on it stays open: no point can be shown to satisfy it, so that no witness and no counterexample holds.
    """

    def holds(_: Point) -> Truth:
        import sympy

        return sympy.Symbol(name)

    return holds


def drop(*names: str) -> Mutant:
    """The mutant without these hypotheses."""
    return Mutant("drop " + ", ".join(names), drop=names)


def by_id(claims: Iterable[Claim]) -> dict[str, Claim]:
    """Claims by their id.

    Raises:
        ValueError: if an id stands twice.
    """
    found: dict[str, Claim] = {}
    for claim in claims:
        if claim.id in found:
            raise ValueError(f"claim id {claim.id!r} stands twice")
        found[claim.id] = claim
    return found
