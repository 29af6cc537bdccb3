"""What a counterexample shows, as a sentence with its numbers: made from the state, never from the name of a claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from verify.claim import Claim, Point
from verify.scenes import Facts

if TYPE_CHECKING:
    from verify.scenes import Scene
    from verify.systems import System

MOST_ATOMS = 4
# What a claim may ask of a state, with facts that satisfy it and facts that do not.
_STABLE, _UNSTABLE = Facts(True, 0.5, 1e-7, 2), Facts(True, 2.0, 1e-7, 2)
_MOVES, _CYCLE = Facts(False, 2.0, 1e-7, 2), Facts(False, 0.5, 1e-7, 2)


def explain(claim: Claim, point: Point, scene: Scene | None, facts: Facts | None, system: Any, tokens: Any) -> str:
    """One or two sentences: the setting, what the state does, and what the claim asks instead."""
    values = ", ".join(f"{name} = {value}" for name, value in point.items())
    if scene is None or facts is None:
        told = assertion(claim, point)
        return f"at {values} all hypotheses hold" + (f", and {told}" if told else " and the conclusion is false")
    observed = getattr(claim.conclusion, "observed", None)
    asked = requirement(observed) if observed else None
    last = f"the claim asks for {asked}" if asked else assertion(claim, point)
    said = f"at {values}: {behaviour(system, tokens, facts, scene.at, with_rank=bool(asked and 'rank' in asked))}"
    return f"{said}; {last}" if last else said


def behaviour(system: System, tokens: Any, facts: Facts, at: str = "lambda", *, with_rank: bool = False) -> str:
    """What one step does to a state on the first eigenvector, and what its Jacobian says; its numbers are exact."""
    v = at.replace("lambda", "v")
    pulled, alpha = system.influence(tokens), system.step_size
    kappas = [_simple(sum(a * b for a, b in zip(x, s, strict=True))) for x, s in zip(tokens, pulled, strict=True)]
    straight = all(
        _is_zero(s_p - kappa * x_p)
        for x, s, kappa in zip(tokens, pulled, kappas, strict=True)
        for x_p, s_p in zip(x, s, strict=True)
    )
    if not straight:
        moved = "the flow moves" if system.is_flow else "one step moves"
        return f"some s_i is not parallel to x_i, so that {moved} the state, which is no equilibrium"
    if system.is_flow:
        return f"the field vanishes, {stability(facts)}{f', rank(Aatt) = {facts.rank}' if with_rank else ''}"
    factors = [_simple(1 + alpha * kappa) for kappa in kappas]
    one_group = len({tuple(token) for token in tokens}) == 1
    listed = f"1 + alpha {at if one_group else 'kappa'} = " + ", ".join(_groups(tokens, factors, v))
    if any(factor == 0 for factor in factors):
        return f"{listed}: where this factor of x_i + alpha s_i is 0 the step is undefined"
    if all(factor < 0 for factor in factors):
        contracts = facts.radius < 1 - facts.tolerance
        attracts = (
            f", which attracts an open set of starts: the spectral radius of its Jacobian is {facts.radius:.6g} < 1"
        )
        state = f"consensus at {v}" if one_group else "state"
        return (
            f"{listed}: one step sends {v} to -{v} and the next one back, so that the {state} is a cycle of period two and "
            f"no equilibrium{attracts if contracts else ''}"
        )
    if any(factor < 0 for factor in factors):
        return f"{listed}: one step collapses the two groups to one consensus, so that the state is no equilibrium"
    return f"step(X) = X ({listed}), {stability(facts)}{f', rank(Aatt) = {facts.rank}' if with_rank else ''}"


def stability(facts: Facts) -> str:
    """What the spectral radius (abscissa, for a flow) of an equilibrium says."""
    told = f"the spectral {'abscissa' if facts.flow else 'radius'} of the tangent Jacobian is {facts.radius:.6g}"
    if facts.stable:
        return f"{told} < {facts.boundary:g}: an asymptotically stable equilibrium"
    if facts.unstable:
        return f"{told} > {facts.boundary:g}: an unstable equilibrium"
    return f"{told}, from which linearisation decides nothing"


def requirement(observed: Callable[[Facts], bool]) -> str | None:
    """What a claim asks of its state, found by asking it about states of each kind."""
    answers = tuple(bool(observed(facts)) for facts in (_STABLE, _UNSTABLE, _MOVES, _CYCLE))
    named = {
        (True, False, False, False): "an asymptotically stable equilibrium",
        (False, True, False, False): "an unstable equilibrium",
        (True, True, False, False): "an equilibrium",
        (True, True, True, False): "a state on no attracting cycle",
    }
    if answers in named:
        return named[answers]
    ranks = [rank for rank in range(1, 5) if observed(replace(_STABLE, rank=rank))]
    return f"an attention matrix of rank {ranks[0]}" if len(ranks) == 1 else None


def assertion(claim: Claim, point: Point) -> str | None:
    """The asserted relation with the point's numbers in it, if it is short: ``7/6 <= 1 or 7/6 <= 1 is asserted``."""
    import sympy

    holds = getattr(claim.conclusion, "holds", None)
    if holds is None:
        return None
    expression = sympy.sympify(holds(claim.symbols()))
    if len(expression.atoms(sympy.core.relational.Relational)) > MOST_ATOMS:
        return None
    values = {sympy.Symbol(name, real=True): value for name, value in point.items()}
    return f"asserted is {_shown(expression, values)}, which is false"


def _shown(expression: Any, values: dict[Any, Any]) -> str:
    import sympy

    if isinstance(expression, sympy.core.relational.Relational):
        left, right = (_simple(side.subs(values)) for side in (expression.lhs, expression.rhs))
        return f"{left} {expression.rel_op} {right}"
    joint = {sympy.Or: " or ", sympy.And: " and "}.get(expression.func)
    if joint is None:
        return str(expression.subs(values))
    # Sorted, because the arguments of a SymPy Boolean have no order that stays.
    return joint.join(sorted({_shown(part, values) for part in expression.args}))


def _groups(tokens: Any, factors: list[Any], v: str) -> Iterator[str]:
    """``-1/3 < 0 for 1 token at v_k``, ``7/3 > 0 for 2 tokens at -v_k``: one entry for each group of equal tokens."""
    counted: dict[tuple[Any, Any], int] = {}
    for token, factor in zip(tokens, factors, strict=True):
        key = (tuple(token), factor)
        counted[key] = counted.get(key, 0) + 1
    for (token, factor), count in counted.items():
        sign = ">" if factor > 0 else "<" if factor < 0 else "="
        shown = "0" if factor == 0 else f"{factor} {sign} 0"
        place = f"{'-' if token[0] < 0 else ''}{v}"
        yield shown if len(counted) == 1 else f"{shown} for {count} token{'s' if count > 1 else ''} at {place}"


def _simple(value: Any) -> Any:
    import sympy

    return sympy.simplify(value)


def _is_zero(value: Any) -> bool:
    return bool(value == 0 or _simple(value) == 0)
