"""Certificates of an equilibrium known in floats, against a plain Krawczyk test: the system's own Jacobian, object arrays of balls."""

from __future__ import annotations

from typing import Any

import flint
import numpy as np

from benchmarks.timing import Row, side_by_side
from verify import Attention
from verify.equilibria.certification import existence, stability
from verify.equilibria.certification.basins import certified_radius
from verify.equilibria.certification.centred import centred
from verify.equilibria.certification.certified import PRECISION
from verify.equilibria.contraction import Chart
from verify.equilibria.search.find import find_equilibria


def run(full: bool) -> list[Row]:
    """At (n, d) = (10, 3), and at (40, 3) where ``full``."""
    return [row for n, starts in [(10, 100)] + ([(40, 10)] if full else []) for row in _at(n, starts)]


def _system() -> Attention:
    """A flow with several stable equilibria: V symmetric, A dense, neither small."""
    rng = np.random.default_rng(3)
    value = rng.normal(size=(3, 3))
    return Attention(value=(value + value.T) / 2, query_key=rng.normal(size=(3, 3)))


def _plain(system: Attention, tokens: np.ndarray) -> float | None:
    """The largest box of uniqueness by Krawczyk's test as it stands in books: the system's own Jacobian, object arrays, the same radii."""
    chart = Chart.near(tokens)
    size = tokens.shape[0] * (tokens.shape[1] - 1)
    middle = chart.jacobian(system, np.zeros(size))
    linear = np.array([[float(entry.mid()) for entry in row] for row in middle])
    inverse = np.vectorize(flint.arb, otypes=[object])(np.linalg.inv(linear))
    offset = abs(inverse @ chart.velocity(system))

    def test(radius: float) -> bool | None:
        balls = chart.jacobian(system, np.full(size, radius))
        if balls is None:
            return None
        reach = offset + abs(np.eye(size, dtype=int) - inverse @ balls).sum(axis=1) * flint.arb(radius)
        return True if all(entry < radius for entry in reach) else None

    first = existence._first(test, max(float(entry.upper()) for entry in offset))
    return None if first is None else existence._grow(test, first)


def _eigenvalues(jacobian: Any) -> Any:
    """All eigenvalues enclosed, or ``None`` where clusters of them do not let them be told apart."""
    try:
        return flint.acb_mat(jacobian).eig(multiple=True, algorithm="rump")
    except ValueError:
        return None


def _at(n: int, starts: int) -> list[Row]:
    system = _system()
    tokens = max(
        find_equilibria(system, n, starts, 0, saddles=False).stable, key=lambda entry: (len(entry.sizes), entry.growth)
    ).tokens
    written = centred(system)
    with flint.ctx.workprec(PRECISION):
        place: Any = existence.exists(written, tokens)
        repeat = 3 if n <= 10 else 1
        where = f"an equilibrium, (n, d) = ({n}, 3)"

        def ours() -> Any:
            return existence.exists(written, tokens)

        peer_seconds, our_seconds, alone, found = side_by_side(lambda: _plain(system, tokens), ours, repeat=repeat)
        boxes = f"unique within {'nothing' if alone is None else f'{alone:.2g}'} and {found.radius:.2g}"
        rows = [Row(f"existence of {where}", "plain Krawczyk", "centred, arb_mat", peer_seconds, our_seconds, boxes)]
        peer_seconds, our_seconds, listed, decided = side_by_side(
            lambda: _eigenvalues(place.jacobian), lambda: stability.decide(place.jacobian, True), repeat=repeat
        )
        said = f"{'not told apart' if listed is None else f'{len(listed)} enclosed'}; {decided.verdict}"
        rows.append(Row(f"stability of {where}", "acb_mat.eig", "Lyapunov form", peer_seconds, our_seconds, said))
        peer_seconds, our_seconds, alone, radius = side_by_side(
            lambda: _plain(system, tokens), lambda: certified_radius(written, place), repeat=repeat
        )
        said = "none" if radius is None else f"{radius:.2g} rad; the peer gives a box of uniqueness, no basin"
        rows.append(Row(f"basin of {where}", "plain Krawczyk", "norms and balls", peer_seconds, our_seconds, said))
    return rows
