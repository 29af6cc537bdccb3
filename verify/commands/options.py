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


def _ids(incomplete: str) -> list[str]:
    """For the shell's completion: the ids of the claims that ship, from their ledger, which is read without an import of theirs."""
    import tomllib

    from verify.discovery import SHIPPED

    entries = tomllib.loads((SHIPPED / "ledger.toml").read_text("utf-8"))
    return [claim_id for claim_id in entries if claim_id.startswith(incomplete)]


Patterns = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATTERN]...", help="Claim ids with * and ?; all claims by default.", autocompletion=_ids),
]
ClaimId = Annotated[
    str, typer.Argument(metavar="ID", help="A claim id, as `verify list` shows it.", autocompletion=_ids)
]
ClaimIds = Annotated[
    list[str] | None, typer.Argument(metavar="[ID]...", help="The claims to bless.", autocompletion=_ids)
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
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="The workers of this Dask scheduler in place of processes of this machine.",
    ),
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
