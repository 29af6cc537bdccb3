"""``python -m benchmarks.ensemble``: is every isolated stable equilibrium that the search finds certified? A table of the others."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from dataclasses import dataclass

TOKENS, DIMENSION, EACH, STARTS, STEPS = 10, 3, 5, 60, 1500
SHAPES = ("symmetric", "general")
STEP_SIZES = (None, 0.5)


@dataclass(frozen=True)
class Outcome:
    """One stable isolated equilibrium of one random instance.

    Attributes:
        instance: its number, and the shapes of V and A.
        time: ``flow`` or the step size.
        kind: of the equilibrium, with the sizes of its clusters.
        growth: spectral abscissa or radius in floats.
        certified: existence and stability.
        basin_radius: radians; ``None`` where none is proved.
        note: why something is not proved.
    """

    instance: str
    time: str
    kind: str
    growth: float
    certified: bool
    basin_radius: float | None
    note: str | None


def outcomes() -> Iterator[Outcome]:
    """Of 40 instances with Gaussian V and A: both symmetric or not, flows and steps, five of each."""
    import numpy as np

    from verify import Attention
    from verify.equilibria.certification import certify
    from verify.equilibria.search.find import find_equilibria

    for number, (value_shape, key_shape, step_size, _) in enumerate(
        itertools.product(SHAPES, SHAPES, STEP_SIZES, range(EACH))
    ):
        value, key = np.random.default_rng([17, number]).normal(size=(2, DIMENSION, DIMENSION))
        value = (value + value.T) / 2 if value_shape == "symmetric" else value
        key = (key + key.T) / 2 if key_shape == "symmetric" else key
        system = Attention(value=value, query_key=key, step_size=step_size)
        result = find_equilibria(system, TOKENS, STARTS, number, saddles=False, steps=STEPS)
        for entry in result.stable:
            if not entry.isolated:
                continue
            proved = certify(system, entry.tokens)
            yield Outcome(
                f"{number}: V {value_shape}, A {key_shape}",
                "flow" if step_size is None else f"step {step_size}",
                f"{entry.kind} {'+'.join(map(str, entry.sizes))}",
                entry.growth,
                proved.certified and proved.verdict == "stable",
                proved.basin_radius,
                proved.note,
            )


def failures(found: list[Outcome]) -> str:
    """Those without a certificate, or without a basin, as a Markdown table."""
    lines = ["| instance | time | equilibrium | growth | certified | why not |", "|---|---|---|---|---|---|"]
    for one in found:
        if not one.certified or one.basin_radius is None:
            told = "stability only" if one.certified else "no"
            lines.append(f"| {one.instance} | {one.time} | {one.kind} | {one.growth:.6g} | {told} | {one.note} |")
    return "\n".join(lines)


def main() -> None:
    """Run the ensemble and print what is not certified."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # before NumPy is imported
    found = list(outcomes())
    basins = [one.basin_radius for one in found if one.basin_radius is not None]
    instances = len({one.instance for one in found})
    print(
        f"{len(found)} stable isolated equilibria of {instances} instances out of {8 * EACH}, (n, d) = ({TOKENS}, {DIMENSION}):"
    )
    print(f"{sum(one.certified for one in found)} certified, {len(basins)} with a basin", end="")
    print(f" ({min(basins):.2g} to {max(basins):.2g} rad)." if basins else ".")
    print(f"\n{failures(found)}")


if __name__ == "__main__":
    main()
