"""``verify new``: claims scaffolded from a paper's LaTeX."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from verify.commands.options import Quiet
from verify.errors import InvalidInput


def new(
    source: Annotated[Path, typer.Option("--from", metavar="TEX", help="The paper's main LaTeX file.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The proofs folder to write into.")] = Path(
        "proofs"
    ),
    paper: Annotated[
        str | None, typer.Option("--paper", metavar="ID", help="What its claims' ids begin with; the file's name.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write one claim for each theorem environment of a paper, undecided, with what its published proof uses.

    Reads theorem, lemma, proposition, corollary, remark and whatever the paper declares with newtheorem or declaretheorem;
    definitions and assumptions become hypotheses. Numbers, titles and references are the paper's. Never overwrites a file.

    Examples: verify new --from paper.tex; verify new --from main.tex --out proofs --paper my_paper
    """
    from verify.outputs import require_folder, write_text
    from verify.scaffold.statements import slug, statements
    from verify.scaffold.tex import read
    from verify.scaffold.write import files

    document = read(source)
    for remark in document.remarks:
        typer.echo(f"note: {remark}", err=True)
    found = statements(document, source)
    name = paper if paper is not None else _default(slug(source.stem))
    texts = files(name, source.name, found, document.macros)
    folder = out / name
    known = [folder / file for file in texts if (folder / file).exists()]
    if known:
        raise InvalidInput(f"{known[0]} is there already; nothing was written: choose another --out or --paper")
    require_folder(folder)
    _check(name, texts)
    for file, text in texts.items():
        write_text(folder / file, text)
    if quiet:
        return
    for statement in found:
        what = "hypothesis" if statement.assumed else f"{name}.{statement.name}"
        title = f": {statement.title}" if statement.title else ""
        typer.echo(f"{what}: {statement.label}{title}")
    claims = sum(not statement.assumed for statement in found)
    typer.echo(
        f"{folder}: {'1 claim' if claims == 1 else f'{claims} claims'}, none of them decided; next: verify list --proofs {out}"
    )


def _default(stem: str) -> str:
    return stem if stem.isidentifier() else f"paper_{stem}".rstrip("_")


def _check(name: str, texts: dict[str, str]) -> None:
    """That what will be written loads, before anything is written."""
    from verify.graph import load

    with tempfile.TemporaryDirectory() as held:
        folder = Path(held) / name
        folder.mkdir()
        for file, text in texts.items():
            (folder / file).write_text(text, encoding="utf-8")
        load(Path(held))
