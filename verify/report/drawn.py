"""All figures of a report, and their words. What was drawn once is kept in ``.verify/figures`` until numbers or code change."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import os
import re
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from verify.errors import InvalidInput
from verify.outputs import write_text

KEPT = Path(".verify") / "figures"
MOST = 600
"""Drawings that are kept at most: those of a few sets of results."""
Watch = Callable[[int, int, str], None]
Claim = Mapping[str, Any]
Job = tuple[Claim, str]


@dataclass(frozen=True)
class Figure:
    """One figure of a claim.

    Attributes:
        file: its name, in ``figures/``.
        svg: its text.
        caption: in plain text; of what stands for a published figure or a theorem, nothing.
    """

    file: str
    svg: str
    caption: str

    @property
    def portrait(self) -> bool:
        """Whether it is the general picture of a counterexample, which the pages of the site show and Markdown does not."""
        return self.file.startswith("portrait.")

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height in pixels of the page, as the file says them in points."""
        lengths = [re.search(rf'<svg[^>]* {side}="([\d.]+)pt"', self.svg) for side in ("width", "height")]
        width, height = (round(float(found[1]) * 4 / 3) if found else None for found in lengths)
        return None if width is None or height is None else (width, height)


def drawn(
    claims: Sequence[Claim],
    *,
    shipped: bool,
    portraits: bool,
    folder: Path | None = None,
    watch: Watch | None = None,
    jobs: int = 1,
) -> dict[str, list[Figure]]:
    """The figures of each claim that has some, by its id.

    Args:
        claims: of a results document.
        shipped: whether they are the claims of the suite, which have figures of their own beside their counterexamples.
        portraits: whether counterexamples in two and three dimensions are drawn too.
        folder: where drawings are kept; by default :data:`KEPT` in the current folder.
        watch: told how many of how many figures are done, and which claim is next.
        jobs: processes that draw; more than one only where many drawings are missing.
    """
    wanted = list(_jobs(claims, shipped, portraits))
    kept = folder or Path.cwd() / KEPT
    paths = [kept / f"{_key(claim, what)}.json" for claim, what in wanted]
    found = [_read(path) for path in paths]
    missing = [k for k, figures in enumerate(found) if figures is None]
    for k, made in _draw([wanted[k] for k in missing], jobs, watch):
        found[missing[k]] = made
        _keep(paths[missing[k]], made)
    _forget(kept, {path.name for path in paths})
    told: dict[str, list[Figure]] = {}
    for (claim, _), figures in zip(wanted, found, strict=True):
        if figures:
            told.setdefault(claim["id"], []).extend(figures)
    return told


def _draw(wanted: Sequence[Job], jobs: int, watch: Watch | None) -> Iterator[tuple[int, list[Figure]]]:
    """The figures of each job, with its number, as they are done."""
    tell = watch or (lambda *_: None)
    jobs = min(jobs, len(wanted) // 4)
    if jobs <= 1:
        for k, job in enumerate(wanted):
            tell(k, len(wanted), job[0]["id"])
            yield k, _figures(job)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    left = dict(enumerate(wanted))
    # Spawned, not forked: libraries that compute have threads.
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=spawn, initializer=_settle) as pool:
        waiting = {pool.submit(_figures, job): k for k, job in enumerate(wanted)}
        try:
            for future in as_completed(waiting):
                k = waiting[future]
                made = future.result()
                del left[k]
                tell(len(wanted) - len(left), len(wanted), wanted[k][0]["id"])
                yield k, made
        except BrokenProcessPool:  # a worker died, of too little memory for instance: the rest is drawn here
            pass
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    for k, job in left.items():
        yield k, _figures(job)


def _settle() -> None:
    """Set up a worker: one thread, so that rounding is the same everywhere; Ctrl-C is the parent's."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _jobs(claims: Sequence[Claim], shipped: bool, portraits: bool) -> Iterator[Job]:
    """What is to be drawn, and by what."""
    from verify.report.counterexample_figures import has_figure
    from verify.report.figures import drawings

    own = set(drawings()) if shipped else set()
    for claim in claims:
        if claim["id"] in own:
            yield claim, "drawing"
        data = claim["counterexample"]
        if not data:
            continue
        if has_figure(claim["id"]):
            yield claim, "counterexample"
        elif portraits and data.get("claim", claim["id"]) == claim["id"]:
            yield claim, "portrait"


def _figures(job: Job) -> list[Figure]:
    """Draw: in this process or in a worker."""
    claim, what = job
    draw = {"drawing": _drawing, "counterexample": _counterexample, "portrait": _portrait}
    return draw[what](claim)


def _drawing(claim: Claim) -> list[Figure]:
    from verify.report.figures import figures

    return [Figure(name, text, "") for name, text in figures([claim["id"]]).items()]


def _counterexample(claim: Claim) -> list[Figure]:
    from verify.report.counterexample_figures import counterexample_figures

    return [Figure(name, text, "") for name, text in counterexample_figures([claim]).items()]


def _portrait(claim: Claim) -> list[Figure]:
    from verify.report.site.portrait import portrait

    made = portrait(claim["counterexample"])
    return [] if made is None else [Figure(f"portrait.{claim['id']}.svg", made.svg, made.caption)]


# ---------------------------------------------------------------- what is kept


def _key(claim: Claim, what: str) -> str:
    """Everything that a drawing depends on: the claim's id and numbers, and the code."""
    told = [what, claim["id"], claim["counterexample"] if what != "drawing" else None, _code()]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]


@cache
def _code() -> str:
    """A digest of the suite's sources and of the libraries that draw and compute."""
    import proofs
    import verify

    told = hashlib.sha256()
    for module in (verify, proofs):
        home = Path(str(module.__file__)).parent
        for path in sorted(home.rglob("*.py")):
            told.update(f"{path.relative_to(home)}\n".encode() + path.read_bytes())
    for name in ("matplotlib", "numpy", "scipy", "sympy"):
        told.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    return told.hexdigest()


def _read(path: Path) -> list[Figure] | None:
    try:
        return [Figure(**entry) for entry in json.loads(path.read_text("utf-8"))]
    except (OSError, ValueError, TypeError):
        return None


def _keep(path: Path, figures: list[Figure]) -> None:
    with contextlib.suppress(InvalidInput):  # a folder that cannot be written: drawn again next time
        write_text(path, json.dumps([figure.__dict__ for figure in figures]))


def _forget(folder: Path, used: set[str]) -> None:
    kept = sorted(folder.glob("*.json"))
    if len(kept) > MOST:
        for path in kept:
            if path.name not in used:
                path.unlink(missing_ok=True)
