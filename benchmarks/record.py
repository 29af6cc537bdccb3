"""What a run printed, kept in ``benchmarks/results/``: a Markdown page and the same as JSON, named after the machine.

A record replaces that of the same comparisons on the same kind of machine with as many threads. It holds no times of day, no
paths and no names of hosts.
"""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.timing import Row, table
from verify.large.devices import processor
from verify.outputs import write_json, write_text

RESULTS = Path(__file__).parent / "results"
PACKAGES = ("numpy", "scipy", "torch", "numba", "mpmath", "python-flint")


def machine(threads: int, device: str | None = None) -> dict[str, Any]:
    """The processor, its cores, the threads that were used, the device if another one was, and the versions."""
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "threads": threads,
        "device": device or "cpu",
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
    }


def heading(told: dict[str, Any]) -> str:
    """One line about the machine."""
    versions = ", ".join(f"{name} {number}" for name, number in told["packages"].items())
    where = "" if told["device"] == "cpu" else f"{told['device']}; "
    threads = "one thread, processor time" if told["threads"] == 1 else f"{told['threads']} threads, time of the wall"
    return (
        f"{where}{told['processor']}, {told['cores']} cores; {threads}; medians. Python {told['python']}, {versions}."
    )


def write(name: str, rows: list[Row], told: dict[str, Any], note: str = "") -> Path:
    """``NAME-MACHINE-Nt.md`` and ``.json`` in :data:`RESULTS`, and where the page is.

    Raises:
        InvalidInput: if it cannot be written.
    """
    where = told["processor"] if told["device"] == "cpu" else told["device"]
    short = re.sub(r"[^a-z0-9]+", "-", where.lower()).strip("-")
    path = RESULTS / f"{name}-{short}-{told['threads']}t.md"
    write_text(path, f"# {name}\n\n{heading(told)}\n{note and f'{chr(10)}{note}{chr(10)}'}\n{table(rows)}\n")
    entries = [
        {
            "work": row.work,
            "peer": row.peer,
            "ours": row.ours,
            "peer_seconds": row.peer_seconds,
            "our_seconds": row.our_seconds,
            "ratio": row.ratio,
            "peer_percent": row.peer_percent,
            "our_percent": row.our_percent,
            "agreement": row.agreement,
        }
        for row in rows
    ]
    write_json(path.with_suffix(".json"), {"schema_version": 1, "machine": told, "note": note, "rows": entries})
    return path
