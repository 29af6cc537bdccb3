"""One equilibrium that a search found, what kind it is, and the result of a search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from verify.equilibria.search.batched import pulls
from verify.equilibria.search.distinct import clusters
from verify.systems import Attention, MultiHead, Oja, System

TOLERANCE = 1e-7
"""What counts as zero in a polished state, and how near to the boundary of stability is marginal (relative to the layer matrix)."""


@dataclass(frozen=True, eq=False)
class Found:
    """One equilibrium, modulo permutations of the tokens (unless the system is causal) and the global sign.

    Attributes:
        tokens: float64, shape ``(n, d)``, polished.
        kind: consensus | bipartite | polygonal | clustering | mixed.
        sizes: of the clusters of equal tokens, descending.
        rank: of the attention matrix; ``None`` for several heads.
        growth: intrinsic spectral radius (step) or abscissa (flow).
        verdict: stable | unstable | marginal, certified or in floats.
        hits: uniform starts whose trajectory ended here.
        landings: starts from which Newton's method, or a trajectory, got here.
        isolated: no eigenvalue of the flow's Jacobian is zero; entries that are not stand for a family, or are degenerate.
        family: dimension of the manifold of equilibria, where one was recognised exactly.
        certified: existence and verdict are proved in balls.
        radius: of proved uniqueness, in tangent coordinates.
        basin_radius: proved, in radians for each token.
        note: why something is not proved.
    """

    tokens: np.ndarray
    kind: str
    sizes: tuple[int, ...]
    rank: int | None
    growth: float
    verdict: str
    hits: int = 0
    landings: int = 0
    isolated: bool = True
    family: int | None = None
    certified: bool = False
    radius: float | None = None
    basin_radius: float | None = None
    note: str | None = None


@dataclass(frozen=True, eq=False)
class Equilibria:
    """What a search found; iterating gives :class:`Found`, the attractors first, most hits first.

    Attributes:
        system: that was searched.
        tokens: n.
        seed: of the starts.
        starts: uniform starts whose trajectories were followed.
        converged: of them, those that ended at an equilibrium that attracts.
        two_cycles: of the others, those that ended at a cycle of period two (steps).
        not_fixed: zeros of the field that Newton's method found and that are no fixed points of the step.
        found: the equilibria.
        branches: that were followed in a parameter, JSON-ready.
    """

    system: System
    tokens: int
    seed: int
    starts: int
    converged: int
    two_cycles: int
    not_fixed: int
    found: tuple[Found, ...]
    branches: tuple[dict[str, Any], ...] = ()

    def __iter__(self) -> Iterator[Found]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def _repr_html_(self) -> str:
        from verify.report.notebook import equilibria

        return equilibria(self)

    @property
    def undecided(self) -> int:
        """Starts that ended nowhere: passing slowly, cycling, or not at rest within the steps."""
        return self.starts - self.converged

    @property
    def stable(self) -> list[Found]:
        """The asymptotically stable ones."""
        return [entry for entry in self.found if entry.verdict == "stable"]

    def interval(self, entry: Found) -> tuple[float, float]:
        """Wilson's 95 % score interval of the share of uniform starts that end at ``entry``."""
        from scipy.stats import binomtest

        if not self.starts:
            return 0.0, 1.0
        interval = binomtest(entry.hits, self.starts).proportion_ci(0.95, method="wilson")
        return float(interval.low), float(interval.high)

    def to_dict(self) -> dict[str, Any]:
        """The JSON of ``verify equilibria``, schema verify.equilibria/1."""
        name = (
            "oja"
            if isinstance(self.system, Oja)
            else "multihead"
            if isinstance(self.system, MultiHead)
            else "attention"
        )
        flow = self.system.is_flow
        made: dict[str, Any] = {
            "schema": "verify.equilibria/1",
            "system": name,
            "time": "continuous" if flow else "discrete",
            "step_size": None if flow else float(self.system.step_size),
            "tokens": self.tokens,
            "dimension": self.system.dimension,
            "seed": self.seed,
            "starts": self.starts,
            "converged": self.converged,
            "undecided": self.undecided,
            "two_cycles": self.two_cycles,
            "not_fixed": self.not_fixed,
            "complete": False,
            "equilibria": [self._entry(entry, flow) for entry in self.found],
        }
        return made | ({"branches": list(self.branches)} if self.branches else {})

    def _entry(self, entry: Found, flow: bool) -> dict[str, Any]:
        growth = entry.growth if np.isfinite(entry.growth) else None
        return {
            "kind": entry.kind,
            "tokens": entry.tokens.tolist(),
            "clusters": len(entry.sizes),
            "sizes": list(entry.sizes),
            "rank": entry.rank,
            "spectral_abscissa" if flow else "spectral_radius": growth,
            "verdict": entry.verdict,
            "hits": entry.hits,
            "hits_interval": list(self.interval(entry)),
            "landings": entry.landings,
            "isolated": entry.isolated,
            "family": entry.family,
            "certified": entry.certified,
            "radius": entry.radius,
            "basin_radius": entry.basin_radius,
            "note": entry.note,
        }


def layer_matrix(system: System) -> np.ndarray:
    """V, or the sum of the heads' values, float64."""
    matrix: Any = system.layer_matrix if isinstance(system, MultiHead) else system.value  # type: ignore[attr-defined]
    return np.asarray(matrix, dtype=float)


def kind_of(system: System, tokens: np.ndarray, scale: float) -> str:
    """The kind of an equilibrium in floats; where attention is uniform a balanced pair is polygonal, not bipartite."""
    labels = clusters(tokens)
    if labels.max() == 0:
        return "consensus"
    kappas = pulls(system, tokens[None])[0]
    still = np.abs(kappas) < TOLERANCE * scale
    if still.all():
        return "polygonal"
    if still.any():
        return "mixed"
    first = tokens[0]
    image = layer_matrix(system) @ first
    aligned = np.abs(image - (first @ image) * first).max() < 10 * TOLERANCE * scale
    on_line = all(min(np.abs(x - first).max(), np.abs(x + first).max()) < 10 * TOLERANCE for x in tokens)
    return "bipartite" if aligned and on_line else "clustering"


def attention_rank(system: System, tokens: np.ndarray) -> int | None:
    """The rank of the attention matrix, in floats; 1 for the Oja system, ``None`` for several heads."""
    if isinstance(system, Oja):
        return 1
    if not isinstance(system, Attention):
        return None
    return int(np.linalg.matrix_rank(system.attention(tokens), tol=1e-9))


def described(system: System, tokens: np.ndarray, growth: float, neutral: bool, scale: float) -> Found:
    """An equilibrium with what floats say of it."""
    boundary = 0.0 if system.is_flow else 1.0
    near = TOLERANCE * (scale if system.is_flow else 1.0)
    verdict = "stable" if growth < boundary - near else "unstable" if growth > boundary + near else "marginal"
    sizes = tuple(sorted(np.bincount(clusters(tokens)).tolist(), reverse=True))
    kind = kind_of(system, tokens, scale)
    return Found(tokens, kind, sizes, attention_rank(system, tokens), growth, verdict, isolated=not neutral)


def certified(entry: Found, system: System) -> Found:
    """The same with what balls prove of it."""
    from verify.equilibria.certification import certify

    proved = certify(system, entry.tokens)
    changed = replace(entry, certified=proved.certified, radius=proved.radius, note=proved.note)
    changed = replace(changed, basin_radius=proved.basin_radius, family=proved.family)
    if proved.isolated:
        changed = replace(changed, isolated=True)
    return replace(changed, verdict=proved.verdict) if proved.certified else changed
