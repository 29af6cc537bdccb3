"""The options that several commands share, typed and explained once."""

from __future__ import annotations

import math
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Tier(StrEnum):
    """How much the evidence may spend."""

    quick = "quick"
    full = "full"


Patterns = Annotated[
    list[str] | None, typer.Argument(metavar="[PATTERN]...", help="Claim ids with * and ?; all claims by default.")
]
TierOption = Annotated[Tier, typer.Option("--tier", help="How much the evidence may spend.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Worker processes; as many as processors.")]


def _finite(seconds: float | None) -> float | None:
    """Bounds of a typer option let infinity through."""
    if seconds is not None and not math.isfinite(seconds):
        raise typer.BadParameter(f"a number of seconds is expected, not {seconds}")
    return seconds


Seconds = Annotated[
    float | None,
    typer.Option("--budget", min=0.0, metavar="S", callback=_finite, help="After S seconds keep what is done, exit 4."),
]
SearchSeconds = Annotated[
    float, typer.Option("--seconds", min=0.0, metavar="S", callback=_finite, help="How long to search.")
]
Proofs = Annotated[
    Path | None, typer.Option("--proofs", metavar="DIR", help="Another proofs folder than the one that ships.")
]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Results as JSON; - for standard output.")]
Junit = Annotated[Path | None, typer.Option("--junit", metavar="FILE", help="Results as JUnit XML.")]
Report = Annotated[
    Path | None, typer.Option("--report", metavar="DIR", help="Write the report there: the site, Markdown, JSON.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors and differences only.")]
