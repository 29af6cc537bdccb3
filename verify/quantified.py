"""Claims about every system of an ensemble: where its trajectories end, and what its states are like.

The other conclusions speak of numbers; these speak of systems, states and trajectories themselves, and their predicates
run on actual ones, in float64 while a search looks for trouble and exactly or in balls when it has found some.

* :class:`States`: every state of a family, in every system of the ensemble, has a property.
* :class:`Limits`: in every system of the ensemble almost all (or all) starts converge to one of the allowed ends.

Rotating the tokens, V and A together changes nothing, so that a search may take V diagonal (symmetric V) or upper
triangular with the principal eigenvector first; the predicates do not assume it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from verify.claim import Claim, Point, Truth

if TYPE_CHECKING:
    from verify.counterexample import Counterexample
    from verify.evidence.enclose import Certificate
    from verify.search.state import State


@dataclass(frozen=True)
class Quantities:
    """What a condition on a system may read, in floats, balls or symbols; comparisons of balls are true only if certain.

    Attributes:
        alpha: the step size; ``None`` for a flow.
        eigenvalues: of the layer matrix where it is symmetric, descending; else their real parts.
        symmetric: whether the layer matrix is symmetric.
        asymmetric: whether it is not.
        dominant: whether one eigenvalue is real, positive and larger in modulus than all others.
        scores: eigenvalues of the symmetric part of A, descending; empty without one score matrix.
        symmetric_scores: whether A is symmetric.
        heads_differ: whether there are two heads that differ.
    """

    alpha: Any
    eigenvalues: Sequence[Any]
    symmetric: Truth
    dominant: Truth
    asymmetric: Truth = False
    scores: Sequence[Any] = ()
    symmetric_scores: Truth = False
    heads_differ: Truth = False

    @staticmethod
    def symbols() -> Quantities:
        """Three eigenvalues as symbols: what a condition says of them identifies it in a digest."""
        import sympy

        real = {
            name: sympy.Symbol(name, real=True) for name in ("alpha", *(f"{e}_{i}" for e in "lc" for i in (1, 2, 3)))
        }
        words = ("symmetric", "dominant", "asymmetric", "symmetric_scores", "heads_differ")
        truths = {name: sympy.Symbol(name) for name in words}
        eigenvalues, scores = [real[f"l_{i}"] for i in (1, 2, 3)], [real[f"c_{i}"] for i in (1, 2, 3)]
        return Quantities(real["alpha"], eigenvalues, scores=scores, **truths)


@dataclass(frozen=True)
class Condition:
    """A named hypothesis on a system; write ``&`` and ``|`` between comparisons, and neither ``~`` nor ``==``."""

    name: str
    latex: str
    holds: Callable[[Quantities], Truth]


def _all(truths: Any) -> Any:
    result = None
    for truth in truths:
        result = truth if result is None else result & truth
    return result


SYMMETRIC = Condition("symmetric", "V = V^T", lambda q: q.symmetric)
NOT_SYMMETRIC = Condition("not symmetric", r"V \neq V^T", lambda q: q.asymmetric)
NONSINGULAR = Condition("nonsingular", r"\det V \neq 0", lambda q: _all((e > 0) | (e < 0) for e in q.eigenvalues))
PRINCIPAL = Condition(
    "principal",
    r"\lambda_1 > 0 \text{ simple}",
    lambda q: _all((q.eigenvalues[0] > max_of) for max_of in (0, *q.eigenvalues[1:])),
)
STEP_SIZE = Condition(
    "step size",
    r"\alpha < 2/(|\lambda_d| - \lambda_1) \text{ if } |\lambda_d| > \lambda_1",
    lambda q: q.alpha * (-q.eigenvalues[-1] - q.eigenvalues[0]) < 2,
)
SMALL_STEP = Condition(
    "small step",
    r"\alpha < 1/\rho(V)",
    lambda q: _all((q.alpha * e < 1) & (-q.alpha * e < 1) for e in q.eigenvalues),
)
DOMINANT = Condition("dominant", r"\lambda_1 > |\lambda_j|,\ j \neq 1", lambda q: q.dominant)
HEADS_DIFFER = Condition("heads differ", r"(H_1, A_1) \neq (H_2, A_2)", lambda q: q.heads_differ)
ASSUMPTION_1 = (SYMMETRIC, NONSINGULAR, PRINCIPAL)


@dataclass(frozen=True)
class Ensemble:
    """All systems of a kind that satisfy the conditions, in every dimension d >= 2, with n >= ``fewest`` tokens.

    Attributes:
        system: ``oja``, ``attention`` (one head) or ``multihead`` (two heads or more).
        conditions: named; all must hold.
        fewest: tokens.
    """

    system: str
    conditions: tuple[Condition, ...] = ()
    fewest: int = 2

    def without(self, *names: str) -> Ensemble:
        """The larger ensemble with these conditions dropped: for mutants.

        Raises:
            ValueError: for a name that is not there.
        """
        unknown = set(names) - {condition.name for condition in self.conditions}
        if unknown:
            raise ValueError(f"the ensemble has no condition {sorted(unknown)}")
        return replace(self, conditions=tuple(c for c in self.conditions if c.name not in names))

    def holds(self, quantities: Quantities) -> bool:
        """Whether all conditions hold; in balls: whether they certainly do."""
        return all(bool(condition.holds(quantities)) for condition in self.conditions)

    @property
    def text(self) -> str:
        """For digests: the conditions as the formulas that they are."""
        import sympy

        symbols = Quantities.symbols()
        told = [f"{c.name}: {sympy.srepr(sympy.sympify(c.holds(symbols)))}" for c in self.conditions]
        return f"{self.system} with n >= {self.fewest} and {told}"


@dataclass(frozen=True)
class Family:
    """States of a system, by a predicate that runs on a float64 state and on an exact one."""

    name: str
    contains: Callable[[State], bool]


CONSENSUS = Family("consensus equilibrium", lambda s: s.equilibrium and s.equal)
PRINCIPAL_CONSENSUS = Family("consensus equilibrium at v_1", lambda s: s.equilibrium and s.equal and s.principal)
OTHER_CONSENSUS = Family("consensus equilibrium not at v_1", lambda s: s.equilibrium and s.equal and not s.principal)
BIPARTITE = Family("bipartite equilibrium", lambda s: s.equilibrium and s.bipartite)
PRINCIPAL_BIPARTITE = Family("bipartite equilibrium at v_1", lambda s: s.equilibrium and s.bipartite and s.principal)
STABLE_BIPARTITE = Family(
    "asymptotically stable bipartite equilibrium", lambda s: s.equilibrium and s.bipartite and s.attracting
)
POLYGONAL = Family("polygonal equilibrium", lambda s: s.polygonal)
LINE_POLYGON = Family("polygonal equilibrium on a line", lambda s: s.polygonal and s.on_a_line)
SPREAD_POLYGON = Family("polygonal equilibrium not on a line", lambda s: s.polygonal and not s.on_a_line)
EQUILIBRIUM = Family("clustering equilibrium, of any class", lambda s: s.equilibrium)
CLUSTERING = Family(
    "clustering equilibrium that is neither consensus, bipartite nor polygonal",
    lambda s: s.equilibrium and not s.equal and not s.bipartite and not s.polygonal,
)
ANY_STATE = Family("state", lambda s: s.unit)


@dataclass(frozen=True)
class Property:
    """Something that a state of a system has or lacks.

    Attributes:
        name: as in "every ... is ``name``".
        lacking: how far a float64 state is from having it: positive means that it seems to lack it, and the larger the
            clearer; zero or less that nothing speaks against it.
        refute: shows, exactly or in balls, that a state lacks it.
    """

    name: str
    lacking: Callable[[State], float]
    refute: Callable[[Counterexample], Certificate]


@dataclass(frozen=True)
class States:
    """Every state of ``family`` in every system of ``ensemble`` has the property ``says``."""

    ensemble: Ensemble
    family: Family
    says: Property

    def fingerprint(self, point: Point) -> str:  # noqa: ARG002
        """The sentence, with the conditions as formulas."""
        return f"every {self.family.name} of {self.ensemble.text} is {self.says.name}"

    def recheck(self, example: Counterexample) -> tuple[bool, list[str]]:
        """Whether anyone's numbers refute this, and lines for a reader."""
        from verify.search.states import recheck

        return recheck(self, example)


ENDS = ("consensus at v_1", "consensus", "bipartite", "polygonal", "equilibrium")


@dataclass(frozen=True)
class Limits:
    """In every system of ``ensemble`` almost all starts converge to an end in ``allowed``.

    Attributes:
        ensemble: the systems.
        allowed: of :data:`ENDS`; a consensus at ``-v_1`` counts as one at ``v_1``.
        starts: ``almost all``, which an open set of others refutes, or ``all``, which a single start does.
    """

    ensemble: Ensemble
    allowed: tuple[str, ...]
    starts: str = "almost all"

    def __post_init__(self) -> None:
        """Check the words.

        Raises:
            ValueError: for an end or a quantifier that is not known.
        """
        if not self.allowed or set(self.allowed) - set(ENDS) or self.starts not in ("almost all", "all"):
            raise ValueError(f"allowed ends {self.allowed}, starts {self.starts!r}; expected some of {ENDS}")

    def fingerprint(self, point: Point) -> str:  # noqa: ARG002
        """The sentence, with the conditions as formulas."""
        return f"{self.starts} starts of {self.ensemble.text} converge to: {', '.join(self.allowed)}"

    def recheck(self, example: Counterexample) -> tuple[bool, list[str]]:
        """Whether anyone's numbers refute this, and lines for a reader."""
        from verify.search.trajectories import recheck

        return recheck(self, example)


def hypotheses_of(claim: Claim) -> list[tuple[str, str]]:
    """Names and LaTeX of the hypotheses of a claim: its own, and the conditions on the systems that it speaks of."""
    own = [(hypothesis.name, hypothesis.latex) for hypothesis in claim.hypotheses]
    conclusion = claim.conclusion
    conditions = conclusion.ensemble.conditions if isinstance(conclusion, (States, Limits)) else ()
    return own + [(condition.name, condition.latex) for condition in conditions]
