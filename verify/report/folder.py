"""The report as files, in the formats that are asked for; what an earlier report wrote and this one does not is removed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from verify.discovery import SHIPPED
from verify.errors import InvalidInput
from verify.outputs import json_text, write_text
from verify.report import latex
from verify.report.certificates import index
from verify.report.drawn import Figure, Watch, drawn
from verify.report.json import certificates, stable
from verify.report.junit import junit
from verify.report.markdown import markdown

MANIFEST = ".written"
"""Lists the files of a report with the format of each, one a line, so that a later one knows what is stale."""


@dataclass(frozen=True)
class Results:
    """One results document, prepared for all formats alike; figures are drawn when a format first asks for them.

    Attributes:
        doc: as `verify run` left it, or what an earlier report wrote as ``claims.json``.
        times: whether the site tells how long evidence took; then its bytes differ from run to run.
        watch: told how many of how many figures are drawn.
        jobs: processes that draw figures.
    """

    doc: Mapping[str, Any]
    times: bool = False
    watch: Watch | None = None
    jobs: int = 1

    @property
    def shipped(self) -> bool:
        """Whether the claims are those that ship with the suite."""
        folder = self.doc.get("proofs")
        return folder is None or Path(folder) == SHIPPED

    @cached_property
    def told(self) -> dict[str, Any]:
        """The document without times and machine data."""
        return stable(self.doc)

    @cached_property
    def certificates(self) -> dict[str, str]:
        """Paths and texts, with an index."""
        proofs = certificates(self.doc)
        proofs |= {"README.md": index(self.told)} if proofs else {}
        return {f"certificates/{name}": text for name, text in sorted(proofs.items())}

    @cached_property
    def figures(self) -> dict[str, list[Figure]]:
        """Those of each claim that has some."""
        return drawn(self.told["claims"], shipped=self.shipped, portraits=True, watch=self.watch, jobs=self.jobs)


def _html(results: Results) -> Iterator[tuple[str, str]]:
    from verify.report.site.content import Content
    from verify.report.site.pages import pages

    seconds = {}
    if results.times:
        seconds = {c["id"]: [e["seconds"] for e in c["evidence"] if "seconds" in e] for c in results.doc["claims"]}
    content = Content(results.told, shipped=results.shipped, files=frozenset(results.certificates), seconds=seconds)
    yield from pages(content, results.figures)
    yield from results.certificates.items()
    yield from _drawings(results, portraits=True)


def _markdown(results: Results) -> Iterator[tuple[str, str]]:
    shown = dict(_drawings(results, portraits=False))
    yield "claims.md", markdown(results.told, {PurePosixPath(path).name for path in shown})
    yield from shown.items()


def _json(results: Results) -> Iterator[tuple[str, str]]:
    yield "claims.json", json_text(results.told)


def _certificates(results: Results) -> Iterator[tuple[str, str]]:
    yield from results.certificates.items()


def _latex(results: Results) -> Iterator[tuple[str, str]]:
    yield "verdicts.tex", latex.table(results.told)
    yield "macros.tex", latex.macros(results.told)


def _junit(results: Results) -> Iterator[tuple[str, str]]:
    yield "claims.xml", junit(results.doc if results.times else results.told, None)


def _drawings(results: Results, *, portraits: bool) -> Iterator[tuple[str, str]]:
    for figures in results.figures.values():
        yield from ((f"figures/{f.file}", f.svg) for f in figures if portraits or not f.portrait)


FORMATS: Mapping[str, Callable[[Results], Iterator[tuple[str, str]]]] = {
    "html": _html,
    "markdown": _markdown,
    "json": _json,
    "latex": _latex,
    "junit": _junit,
    "certificates": _certificates,
}
"""By name: what gives paths, relative to the report's folder, and texts."""


def write(
    doc: Mapping[str, Any],
    folder: Path,
    formats: Sequence[str] | None = None,
    *,
    times: bool = False,
    watch: Watch | None = None,
    jobs: int = 1,
) -> list[Path]:
    """Write the report of ``doc`` into ``folder`` and return the files, the same bytes for the same findings.

    Args:
        doc: results as `verify run` leaves them, or the ``claims.json`` of an earlier report.
        folder: made if it is not there. Files in it that an earlier report did not write are left alone.
        formats: names of :data:`FORMATS`; all by default. Files of other formats stay as they are.
        times: whether the pages of claims tell how long their evidence took: a report of one run, whose bytes differ.
        watch: told how many of how many figures are drawn.
        jobs: processes that draw figures; more than one needs a main module that may be imported.

    Raises:
        InvalidInput: for a format that there is not, or if something cannot be written.
    """
    wanted = list(dict.fromkeys(FORMATS if formats is None else formats))
    for name in wanted:
        if name not in FORMATS:
            raise InvalidInput(f"no format {name!r}; expected one of {', '.join(FORMATS)}")
    for claim in doc["claims"]:
        for named in (claim["id"], (claim["counterexample"] or {}).get("claim") or ""):
            if not isinstance(named, str) or any(sign in named for sign in '/\\:\0"<>|?*') or ".." in named:
                raise InvalidInput(f"a claim is called {named!r:.60}; expected a name without signs of paths")
    results = Results(doc, times, watch, jobs)
    written = {name: dict(FORMATS[name](results)) for name in wanted}
    before = _manifest(folder)
    kept = {name: paths for name, paths in before.items() if name not in written}
    _remove(folder, before, {path for paths in (*written.values(), *kept.values()) for path in paths})
    files = {path: text for texts in written.values() for path, text in texts.items()}
    for path, text in files.items():
        write_text(folder / path, text)
    told = kept | {name: list(texts) for name, texts in written.items()}
    lines = sorted(f"{name} {path}" for name, paths in told.items() for path in paths)
    write_text(folder / MANIFEST, "\n".join(lines) + "\n")
    return [folder / path for path in files]


def _manifest(folder: Path) -> dict[str, list[str]]:
    """The files of an earlier report, by format; paths that lead out of the folder are nobody's."""
    found: dict[str, list[str]] = {}
    with contextlib.suppress(OSError, UnicodeDecodeError):
        for line in (folder / MANIFEST).read_text("utf-8").splitlines():
            name, _, path = line.partition(" ")
            parts = PurePosixPath(path).parts
            if path and not PurePosixPath(path).is_absolute() and ".." not in parts and "\\" not in path:
                found.setdefault(name, []).append(path)
    return found


def _remove(folder: Path, before: Mapping[str, Sequence[str]], kept: set[str]) -> None:
    """What an earlier report wrote and nobody wants now, and folders that are empty then."""
    for path in {path for paths in before.values() for path in paths} - kept:
        stale = folder / path
        with contextlib.suppress(OSError):
            if stale.is_file() and not stale.parent.is_symlink():
                stale.unlink()
                stale.parent.rmdir()
