"""``python -m benchmarks [NAME ...] [--full] [--threads N] [--record]``: comparisons, as a Markdown table."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

NAMES = (
    "bipartite",
    "jacobian",
    "balls",
    "trajectories",
    "integrators",
    "equilibria",
    "certification",
    "steps",
    "small_dimension",
    "spectra",
    "sweeps",
)
# Those whose work is done on several threads where that is asked for.
THREADED = ("steps", "small_dimension")


def main() -> None:
    """Run the comparisons one after the other, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; by default all of them")
    parser.add_argument(
        "--full", action="store_true", help="the large sizes too: (200, 20), 50 x 50 and 40 tokens, some minutes"
    )
    parser.add_argument(
        "--threads", type=int, default=1, metavar="N", help=f"for {', '.join(THREADED)}; by default one"
    )
    parser.add_argument(
        "--record", action="store_true", help="keep the tables in benchmarks/results/ too, one for each NAME"
    )
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in NAMES]
    if unknown:
        parser.error(f"no comparison is named {unknown[0]!r}; expected some of {', '.join(NAMES)}")
    if asked.threads < 1:
        parser.error(f"--threads is {asked.threads}; expected at least 1")
    names = asked.names or NAMES
    if asked.threads > 1 and not set(names) <= set(THREADED):
        parser.error(f"--threads is for {', '.join(THREADED)}; expected their names alone beside it")
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(asked.threads)  # before NumPy is imported
    import torch

    from benchmarks import record
    from benchmarks.timing import table

    torch.set_num_threads(asked.threads)
    told, rows = record.machine(asked.threads), []
    for name in names:
        print(f"benchmarks.{name} ...", file=sys.stderr, flush=True)
        module = import_module(f"benchmarks.{name}")
        found = module.run(asked.full, threads=asked.threads) if name in THREADED else module.run(asked.full)
        rows += found
        if asked.record:
            print(f"wrote {record.write(name + '-full' * asked.full, found, told)}", file=sys.stderr)
    print(record.heading(told) + "\n")
    print(table(rows))


if __name__ == "__main__":
    main()
