"""``python -m benchmarks [--full]``: every comparison, as a Markdown table."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from importlib.metadata import version

PACKAGES = ("numpy", "scipy", "torch", "mpmath", "python-flint")


def main() -> None:
    """Run all comparisons one after the other, one thread each, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--full", action="store_true", help="the large sizes too: (200, 20), 50 x 50 and 40 tokens, some minutes"
    )
    full = parser.parse_args().full
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # before NumPy is imported
    import torch

    from benchmarks import balls, bipartite, certification, equilibria, integrators, jacobian, trajectories
    from benchmarks.timing import table

    torch.set_num_threads(1)
    rows = []
    for module in (bipartite, jacobian, balls, trajectories, integrators, equilibria, certification):
        print(f"{module.__name__} ...", file=sys.stderr, flush=True)
        rows += module.run(full)
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    print(f"Python {platform.python_version()}, {versions}; {os.cpu_count()} cores, one thread; medians.\n")
    print(table(rows))


if __name__ == "__main__":
    main()
