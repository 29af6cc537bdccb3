"""Every consensus and bipartite equilibrium of a system, and its stability: ``verify.stability``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from verify.equilibria.certify import PRECISION, Enclosure, enclose_symmetric
from verify.equilibria.certify_general import enclose_general
from verify.equilibria.counts import EXACT_UP_TO, log2_sum, states, states_log2
from verify.equilibria.prepare import Problem, prepare
from verify.equilibria.radii import bipartite_radii, consensus_radius, largest_in_range
from verify.equilibria.splits import Eigenstate, Outcome
from verify.errors import InvalidInput
from verify.systems import System

LISTED_UP_TO = 500
"""Tokens up to which every split is an entry of its own."""
MOST_ENTRIES = 1_000_000
TOTALS = ("stable_consensus", "stable_bipartite", "consensus", "bipartite", "polygonal", "not_fixed")


@dataclass(frozen=True, slots=True)
class Entry:
    """One equilibrium up to permutation and sign, or a range of splits with the same verdict.

    Attributes:
        outcome: kind, verdict and whether it is certified.
        eigenvector: its number, from 0 in descending order of eigenvalue.
        low: smallest size of the smaller group; 0 at consensus.
        high: largest size of the smaller group.
        radius: spectral radius (flow: abscissa), the largest over the range; ``None`` if not a fixed point.
    """

    outcome: Outcome
    eigenvector: int
    low: int
    high: int
    radius: float | None

    def counted_as(self) -> list[str]:
        """The totals that its states count in."""
        kind, verdict = self.outcome.kind, self.outcome.verdict
        if not self.outcome.fixed_point:
            return ["not_fixed"]
        return [f"stable_{kind}", kind] if verdict == "stable" and kind != "polygonal" else [kind]


@dataclass(frozen=True, eq=False)
class Stability:
    """The stability of all consensus and bipartite states; iterate for the entries.

    Attributes:
        problem: the system as it was read.
        eigenvalues: of V, real, descending (correctly rounded where certified).
        scores: ``c_k = v_k^T A v_k`` beside each.
        complex_eigenvalues: of a nonsymmetric V; no equilibrium of these kinds belongs to them.
        entries: by eigenvector, then by the size of the smaller group.
        enclosure: the balls that decided.
        notes: remarks on the whole, in words.
    """

    problem: Problem
    eigenvalues: tuple[float, ...]
    scores: tuple[float, ...]
    complex_eigenvalues: tuple[complex, ...]
    entries: tuple[Entry, ...]
    enclosure: Enclosure
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        """The entries."""
        return iter(self.entries)

    def _repr_html_(self) -> str:
        from verify.report.notebook import stability

        return stability(self)

    @property
    def certified(self) -> bool:
        """Whether every entry is certified."""
        return all(entry.outcome.certified for entry in self.entries)

    def totals(self) -> dict[str, Any]:
        """Numbers of states: strings up to 1000 tokens, else ``None`` with ``..._log2`` (``None`` there: no state)."""
        n = self.problem.tokens
        if n <= EXACT_UP_TO:
            exact = dict.fromkeys(TOTALS, 0)
            for entry in self.entries:
                for name in entry.counted_as():
                    exact[name] += states(n, entry.low, entry.high)
            return {name: str(count) for name, count in exact.items()}
        logs: dict[str, list[float]] = {name: [] for name in TOTALS}
        for entry in self.entries:
            for name in entry.counted_as():
                logs[name].append(states_log2(n, entry.low, entry.high))
        found: dict[str, Any] = {}
        for name, values in logs.items():
            found[name] = None
            found[f"{name}_log2"] = log2_sum(values) if values else None
        return found

    def to_dict(self) -> dict[str, Any]:
        """The JSON of schema ``verify.stability/1``."""
        problem = self.problem
        result: dict[str, Any] = {
            "schema": "verify.stability/1",
            "system": problem.system,
            "time": "continuous" if problem.step_size is None else "discrete",
            "step_size": problem.step_size,
            "tokens": problem.tokens,
            "dimension": problem.dimension,
            "eigenvalues": list(self.eigenvalues),
        }
        if self.complex_eigenvalues:
            result["complex_eigenvalues"] = [[z.real, z.imag] for z in self.complex_eigenvalues]
        if self.notes:
            result["notes"] = list(self.notes)
        result["equilibria"] = [self.entry_dict(entry) for entry in self.entries]
        result["totals"] = self.totals()
        return result

    def entry_dict(self, entry: Entry) -> dict[str, Any]:
        """One entry of ``equilibria``."""
        n, outcome = self.problem.tokens, entry.outcome
        consensus = outcome.kind == "consensus"
        ranged = n > LISTED_UP_TO and not consensus
        result: dict[str, Any] = {
            "kind": outcome.kind,
            "eigenvector": entry.eigenvector,
            "eigenvalue": self.eigenvalues[entry.eigenvector],
            "plus": [n - entry.high, n - entry.low] if ranged else n - entry.low,
            "minus": [entry.low, entry.high] if ranged else entry.low,
        }
        if n <= EXACT_UP_TO:
            result["states"] = str(states(n, entry.low, entry.high))
        else:
            result |= {"states": None, "states_log2": states_log2(n, entry.low, entry.high)}
        result["fixed_point"] = outcome.fixed_point
        result["spectral_abscissa" if self.problem.step_size is None else "spectral_radius"] = entry.radius
        return result | {"verdict": outcome.verdict, "certified": outcome.certified, "note": outcome.note}


def stability(system: System, tokens: int = 6, *, all_splits: bool = False, nonsymmetric: bool = False) -> Stability:
    """Every consensus and bipartite equilibrium of a value matrix and its stability, in closed form.

    Verdicts come from ball arithmetic about the exact binary values of V, A and the step size: ``stable`` is a proved
    spectral radius below 1 (flow: abscissa below 0), ``unstable`` above, ``marginal`` neither.

    Args:
        system: :class:`verify.Oja` or :class:`verify.Attention`, full attention; V symmetric up to 1e-12 of its
            largest entry, with distinct eigenvalues (relative gaps above 1e-12).
        tokens: n, from 1 to 10^9.
        all_splits: list every split one by one above 500 tokens too.
        nonsymmetric: allow a V that is not symmetric; the real eigenpairs are listed.

    Returns:
        An iterable of entries with ``.to_dict()``.

    Raises:
        InvalidInput: for any other system or matrix, with what was found and what was expected.

    Source: power-method paper, Lemmas 3, 13 and 14; multistability paper, consensus and bipartite spectra.
    """
    problem = prepare(system, tokens, nonsymmetric)
    oja = problem.system == "oja"
    enclose = enclose_symmetric if problem.symmetric else enclose_general
    enclosure = enclose(problem.value, problem.query_key, oja)
    listed = all_splits or problem.tokens <= LISTED_UP_TO
    if listed and len(enclosure.values) * (problem.tokens // 2 + 1) > MOST_ENTRIES:
        raise InvalidInput(
            f"{len(enclosure.values)} eigenvectors with {problem.tokens // 2} splits each; "
            f"expected at most {MOST_ENTRIES} entries: leave out the wish to list all splits"
        )
    return decided(problem, enclosure, listed=listed)


def decided(problem: Problem, enclosure: Enclosure, *, listed: bool) -> Stability:
    """The same from balls that are there already: they do not depend on the number of tokens, nor on the step size.

    Args:
        problem: what was read.
        enclosure: of its matrices.
        listed: every split is an entry of its own.
    """
    from flint import ctx

    entries: list[Entry] = []
    with ctx.workprec(PRECISION):
        for k in range(len(enclosure.values)):
            entries += _entries(problem, enclosure, k, listed)
    return Stability(
        problem,
        tuple(float(ball.mid()) for ball in enclosure.values),
        tuple(float(ball.mid()) for ball in enclosure.scores),
        tuple(w for z in enclosure.complex_values for w in (_complex(z), _complex(z).conjugate())),
        tuple(entries),
        enclosure,
        problem.notes + ((f"not certified: {enclosure.note}",) if enclosure.note else ()),
    )


def _complex(ball: Any) -> complex:
    return complex(float(ball.real.mid()), float(ball.imag.mid()))


def _entries(problem: Problem, enclosure: Enclosure, k: int, listed: bool) -> Iterator[Entry]:
    n, flow = problem.tokens, problem.step_size is None
    state = Eigenstate(enclosure, k, n, problem.step_size)
    own, c = float(state.own.mid()), float(enclosure.scores[k].mid())
    others: list[complex] = [float(a.mid()) for a in state.real] + [_complex(a) for a in state.complex]
    outcome = state.consensus()
    radius = consensus_radius(own, others, n > 1, flow) if outcome.fixed_point else None
    yield _entry(outcome, k, (0, 0), radius, flow)
    for low, high, outcome in state.splits():
        if not others:
            radii = [None if flow or not outcome.fixed_point else 0.0] * (high - low + 1)
        elif not outcome.fixed_point:
            radii = [None] * (high - low + 1) if listed else [None]
        elif listed:
            radii = bipartite_radii(own, others, c, range(low, high + 1), n=n, flow=flow).tolist()
        else:
            radii = [largest_in_range(own, others, c, (low, high), n=n, flow=flow)]
        if listed:
            for s, radius in zip(range(low, high + 1), radii, strict=True):
                yield _entry(outcome, k, (s, s), radius, flow)
        else:
            yield _entry(outcome, k, (low, high), radii[0], flow)


def _entry(outcome: Outcome, k: int, ends: tuple[int, int], radius: float | None, flow: bool) -> Entry:
    """The radius is rounded to the proved side of the boundary."""
    import math

    boundary = 0.0 if flow else 1.0
    if radius is not None and outcome.certified:
        if outcome.verdict == "stable" and radius >= boundary:
            radius = math.nextafter(boundary, -math.inf)
        elif outcome.verdict == "unstable" and radius <= boundary:
            radius = math.nextafter(boundary, math.inf)
        elif outcome.verdict == "marginal":
            radius = boundary
    if radius is not None and not math.isfinite(radius):
        radius = math.copysign(math.nextafter(math.inf, 0), radius)
    return Entry(outcome, k, *ends, radius)
