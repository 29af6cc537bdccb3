"""One archive for a referee: results, counterexamples, certificates, and the programs that check them without this package."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from verify.outputs import json_text
from verify.report.certificates import index
from verify.report.json import certificates, stable
from verify.report.latex import macros, table
from verify.report.markdown import markdown

SCHEMA = "verify.bundle/1"
_REFEREE = Path(__file__).parents[1] / "referee"
_POSITIVITY = Path(__file__).parents[1] / "positivity.py"
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP file can tell: it must not tell when it was made


def bundle(doc: Mapping[str, Any]) -> bytes:
    """The ZIP archive of a results document; the same bytes for the same findings.

    It holds ``README.md``, ``manifest.json`` (schema ``verify.bundle/1``: SHA-256 and size of every other file),
    ``environment.json``, ``results.json``, ``verdicts.md``, ``verdicts.tex``, ``macros.tex``, ``counterexamples/ID.json``,
    ``certificates/``, and ``check.py`` with what it needs.
    """
    files = {name: text.encode("utf-8") for name, text in contents(doc).items()}
    listed = {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)} for name, data in sorted(files.items())
    }
    files["manifest.json"] = json_text({"schema": SCHEMA, "files": listed}).encode("utf-8")
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return written.getvalue()


def contents(doc: Mapping[str, Any]) -> dict[str, str]:
    """File name to text of everything but the manifest."""
    told = stable(doc)
    found = {
        "README.md": _readme(told),
        "environment.json": json_text({"tier": told["tier"], "versions": told["versions"]}),
        "results.json": json_text(told),
        "verdicts.md": markdown(told),
        "verdicts.tex": table(told),
        "macros.tex": macros(told),
        "positivity.py": _POSITIVITY.read_text("utf-8"),
    }
    found |= {path.name: path.read_text("utf-8") for path in _REFEREE.iterdir() if path.suffix in (".py", ".json")}
    found |= {f"certificates/{name}": text for name, text in certificates(doc).items()}
    found["certificates/README.md"] = index(told)
    for claim in told["claims"]:
        if claim["counterexample"]:
            whole = {**claim["counterexample"], "claim": claim["counterexample"].get("claim") or claim["id"]}
            found[f"counterexamples/{claim['id']}.json"] = json_text(whole)
    return found


def _readme(told: Mapping[str, Any]) -> str:
    claims = told["claims"]
    refuted = sum(bool(claim["counterexample"]) for claim in claims)
    versions = ", ".join(f"{name} {version}" for name, version in told["versions"].items())
    return f"""# {len(claims)} claims about self-attention dynamics, tier {told["tier"]}

Unpack this archive, then run `python check.py` in its folder: hashes, certificates, solvers' answers and {refuted}
counterexamples, each as far as the machine has what that takes. It needs no network.

- `verdicts.md`: what holds, what fails, what is only corroborated, what is open; then every claim with its evidence.
- `results.json`: the same for programs, schema `{told["schema"]}`.
- `verdicts.tex`, `macros.tex`: the table and every number, for a referee report in LaTeX.
- `counterexamples/`: exact numbers; `verify replay FILE` or `python replay.py FILE` computes with them.
- `certificates/`: queries for any SMT solver, and identities for `python positivity.py FILE`.
- `manifest.json`: the SHA-256 of every file. `environment.json`: the versions that decided ({versions}).
"""
