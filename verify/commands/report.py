"""``verify report``: the report of the last results."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verify.commands.options import Quiet


def report(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write into.")] = Path("reports"),
    quiet: Quiet = False,
) -> None:
    """Write claims.md, claims.json and the certificates from the last results, the same bytes every time.

    Example: verify run && verify report --out reports
    """
    from verify import results
    from verify.outputs import require_folder
    from verify.report.folder import write

    doc = results.last()
    require_folder(out)
    written = write(doc, out)
    if not quiet:
        typer.echo("\n".join(map(str, written)))
