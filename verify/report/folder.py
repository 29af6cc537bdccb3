"""The report as files: ``claims.md``, ``claims.json``, ``certificates/`` and ``figures/``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from verify.outputs import json_text, write_text
from verify.report.certificates import index
from verify.report.counterexample_figures import counterexample_figures
from verify.report.figures import figures
from verify.report.json import certificates, stable
from verify.report.markdown import markdown


def write(doc: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write the report of ``doc`` into ``folder`` and return the files, the same bytes for the same findings.

    Raises:
        InvalidInput: if something cannot be written.
    """
    told = stable(doc)
    proofs = certificates(doc)
    proofs |= {"README.md": index(told)} if proofs else {}
    for stale in (folder / "certificates").glob("*.*"):
        if stale.suffix in (".smt2", ".json") and stale.name not in proofs:
            stale.unlink()
    drawn = {**figures(claim["id"] for claim in told["claims"]), **counterexample_figures(told["claims"])}
    written = {folder / "claims.md": markdown(told, drawn), folder / "claims.json": json_text(told)}
    written |= {folder / "certificates" / name: text for name, text in sorted(proofs.items())}
    written |= {folder / "figures" / name: text for name, text in drawn.items()}
    for path, text in written.items():
        write_text(path, text)
    return list(written)
