"""What a claim may assert. Evidence reads these; none of them carries a verdict.

* :class:`Formula`: a relation between the parameters, as a predicate that runs on symbols, floats and balls alike.
* :class:`Exists`: some point satisfies hypotheses and relation.
* :class:`SpectrumIs`: the eigenvalues of the Jacobian at a state, with multiplicities.
* :class:`Identity`: two sides that are equal, in symbols for all n and d and in numbers.
* :class:`Behaviour`: a sentence about one example, for certificates and simulations.

Claims about all systems of an ensemble, their states and trajectories, are in :mod:`verify.quantified`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verify.claim import Claim, Point, Predicate

if TYPE_CHECKING:
    from verify.scenes import Facts, Scene

Sides = Callable[[Any], tuple[Any, Any]]


@dataclass(frozen=True)
class Formula:
    """For every point that satisfies the hypotheses, ``holds`` is true.

    Attributes:
        holds: the relation; write ``&``, ``|`` and ``~`` between comparisons, in parentheses.
        scene: how a point becomes a system and a state, if it does.
        observed: what must then be seen of that state, from ``step`` and its Jacobian alone: the second route.
        fails: what is enough for the claim to be false, where that is more than ``holds`` being false: an eigenvalue on
            the unit circle makes a state neither stable nor unstable by linearisation.
        margin: a number that is positive where ``holds`` is true, if there is one.
    """

    holds: Predicate
    scene: Scene | None = None
    observed: Callable[[Facts], bool] | None = None
    fails: Predicate | None = None
    margin: Callable[[Point], Any] | None = None

    def fingerprint(self, point: Point) -> str:
        """The formula in SymPy's own notation."""
        import sympy

        return "for all: " + sympy.srepr(sympy.sympify(self.holds(point)))


@dataclass(frozen=True)
class Instance:
    """A state at which what is said to exist is tried and fails: for a reader of a refutation that no state is alone.

    Attributes:
        example: system and state in the contract's JSON, with an explanation.
        fails: checks exactly, of these or of anyone's numbers, that it is such a state.
    """

    example: Callable[[], dict[str, Any]]
    fails: Callable[[Any], Any]


@dataclass(frozen=True)
class Exists:
    """At some point hypotheses and ``holds`` are true; the claim's witness may be that point.

    Attributes:
        holds: the relation.
        scene: how a point becomes a system and a state, if it does.
        observed: what is then seen of that state.
        instance: a state to show where nothing exists; without one it is made from a point and the scene.
    """

    holds: Predicate
    scene: Scene | None = None
    observed: Callable[[Facts], bool] | None = None
    instance: Instance | None = None

    def fingerprint(self, point: Point) -> str:
        """The formula in SymPy's own notation."""
        import sympy

        return "exists: " + sympy.srepr(sympy.sympify(self.holds(point)))


@dataclass(frozen=True)
class SpectrumIs:
    """The eigenvalues of the Jacobian of the step (or field) at a state, one direction of perturbation at a time.

    Attributes:
        scene: the state.
        direction: ``tangent`` (tokens move along an eigenvector v_j, j != k) or ``radial`` (along v_k itself).
        eigenvalues: ``point -> [(eigenvalue or 2 x 2 block, multiplicity), ...]`` for one direction; the multiplicities
            add up to n where ``complete``.
        complete: whether these are all eigenvalues of the direction, or only some of them.
    """

    scene: Scene
    direction: str
    eigenvalues: Callable[[Point], list[tuple[Any, Any]]]
    complete: bool = True

    def fingerprint(self, point: Point) -> str:
        """The list in SymPy's own notation."""
        import sympy

        listed = [(sympy.srepr(sympy.sympify(value)), str(times)) for value, times in self.eigenvalues(point)]
        return f"{self.direction} spectrum at {self.scene.name}: {listed}, complete={self.complete}"


@dataclass(frozen=True)
class Identity:
    """Both sides are equal in every world.

    Attributes:
        sides: ``world -> (left, right)``; runs on symbols and on numbers.
        symbolic: makes the world in which the identity is shown for all n and d.
        numeric: makes a random world from a NumPy generator: the second route.
        text: the identity in one line, for the digest.
    """

    sides: Sides
    symbolic: Callable[[], Any]
    numeric: Callable[[Any], Any] | None
    text: str

    def fingerprint(self, point: Point) -> str:  # noqa: ARG002
        """The text of the identity."""
        return "identity: " + self.text


@dataclass(frozen=True)
class Behaviour:
    """A sentence about trajectories or about one example, decided by certificates and seen in simulations.

    Attributes:
        text: the sentence, for the digest.
    """

    text: str

    def fingerprint(self, point: Point) -> str:  # noqa: ARG002
        """The sentence."""
        return "behaviour: " + self.text


def exact_point(claim: Claim, values: dict[str, Any]) -> Point:
    """Values (numbers or strings that SymPy reads) as exact SymPy numbers, in the order of the claim's parameters."""
    import sympy

    from verify.arithmetic.numeric import to_exact

    made = {}
    for parameter in claim.parameters:
        value = values[parameter.name]
        made[parameter.name] = sympy.sympify(value, rational=True) if isinstance(value, str) else to_exact(value)
    return Point(made)


def truth(value: Any) -> bool | None:
    """A SymPy or Python truth value as a bool; ``None`` where SymPy cannot decide it."""
    import sympy

    if isinstance(value, bool):
        return value
    value = sympy.simplify(value) if value not in (sympy.true, sympy.false) else value
    if value in (sympy.true, sympy.false):
        return bool(value)
    return None


def hypotheses_hold(claim: Claim, point: Point) -> bool | None:
    """Whether the domains and all hypotheses hold at an exact point."""
    verdicts: list[bool | None] = [
        in_domain(parameter.domain, parameter.low, point[parameter.name]) for parameter in claim.parameters
    ]
    verdicts += [truth(hypothesis.holds(point)) for hypothesis in claim.hypotheses]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def in_domain(domain: str, low: int | None, value: Any) -> bool:
    """Whether a value is one that a parameter of this domain may have."""
    if domain == "integer" and not value.is_integer:
        return False
    return not (domain == "positive" and not value > 0) and not (low is not None and not value >= low)


def witness_holds(claim: Claim) -> bool | None:
    """Whether the claim's witness satisfies its hypotheses exactly; ``True`` for a claim without parameters."""
    if not claim.parameters:
        return True
    if set(claim.witness) != {parameter.name for parameter in claim.parameters}:
        return False
    return hypotheses_hold(claim, exact_point(claim, dict(claim.witness)))
