"""``verify stability``: every consensus and bipartite equilibrium of a value matrix, and its stability."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verify.commands.options import Json, Quiet

if TYPE_CHECKING:
    from verify.equilibria.stability import Stability


class SystemName(StrEnum):
    """The systems with closed-form spectra."""

    oja = "oja"
    attention = "attention"


_SOURCE = ".npy, .npz[:NAME], .csv, .txt, .json, FILE.safetensors:NAME or wheel:NAME:LAYER"


def stability(
    value: Annotated[str, typer.Argument(metavar="VALUE", help=f"The value matrix V: {_SOURCE}.")],
    *,
    query_key: Annotated[
        str | None, typer.Option("--query-key", metavar="A", help="The score matrix; the identity by default.")
    ] = None,
    tokens: Annotated[int, typer.Option("--tokens", metavar="N", help="Number of tokens.")] = 10,
    step_size: Annotated[
        float | None, typer.Option("--step-size", metavar="a", help="Step size, 1 by default.")
    ] = None,
    continuous: Annotated[bool, typer.Option("--continuous", help="The flow instead of discrete steps.")] = False,
    system: Annotated[SystemName, typer.Option("--system", help="Which system.")] = SystemName.attention,
    all_splits: Annotated[
        bool, typer.Option("--all-splits", help="List splits one by one above 500 tokens too (JSON).")
    ] = False,
    nonsymmetric: Annotated[
        bool, typer.Option("--nonsymmetric", help="Allow a V that is not symmetric: its real eigenpairs.")
    ] = False,
    json: Json = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="DIR", help="Write a page, figures and tables there.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Report every consensus and bipartite equilibrium of a value matrix and whether it is stable.

    Examples: verify stability V.npy --step-size 0.1; verify stability wheel:rxnmapper:0 --tokens 12 --json -
    """
    from verify.errors import InvalidInput
    from verify.outputs import require_file, require_folder, write_json

    if continuous and step_size is not None:
        raise InvalidInput("--continuous and --step-size were both given; expected one of them")
    if system is SystemName.oja and query_key is not None:
        raise InvalidInput("--system oja and --query-key were both given; its attention is uniform: leave out one")
    require_file(json)
    require_folder(report)

    from verify.equilibria.stability import stability as decide
    from verify.inputs import read_matrix
    from verify.systems import Attention, Oja

    matrix = read_matrix(value, "value")
    key = None if query_key is None else read_matrix(query_key, "query_key")
    step = None if continuous else 1.0 if step_size is None else step_size
    if system is SystemName.oja:
        model: Oja | Attention = Oja(value=matrix.array, step_size=step)
    else:
        model = Attention(value=matrix.array, query_key=None if key is None else key.array, step_size=step)
    result = decide(model, tokens, all_splits=all_splits, nonsymmetric=nonsymmetric)
    sources = [source.note for source in (matrix, key) if source is not None and source.note is not None]
    for remark in [] if quiet else [*sources, *result.notes]:
        typer.echo(remark, err=True)
    if report is not None:
        _report(result, sources, report, quiet=quiet)
    if json is not None:
        write_json(json, result.to_dict())
    if not quiet:
        _show(result, stderr=str(json) == "-")


def _report(result: Stability, sources: list[str], folder: Path, *, quiet: bool) -> None:
    """The report; interrupted, what needs no simulation is kept."""
    from contextlib import nullcontext

    from verify.report.stability.page import summary, write
    from verify.report.terminal import console

    out = console(stderr=True)
    shown = nullcontext() if quiet or not out.is_terminal else out.status("writing the report")
    try:
        with shown as status:
            write(result, sources, folder, say=lambda line: None if status is None else status.update(line))
    except KeyboardInterrupt:
        summary(result, sources, folder)
        typer.echo("interrupted: stability.md and stability.json are kept", err=True)
        raise typer.Exit(130) from None


def _show(result: Stability, *, stderr: bool) -> None:
    """The table; on standard error where JSON has standard output."""
    from rich.table import Table

    from verify.equilibria.summary import TOTAL_WORDS, conclusion, count, heading, rows, shown
    from verify.report.terminal import console

    out = console(stderr=stderr)
    found, hidden = shown(rows(result))
    measure = "abscissa" if result.problem.step_size is None else "radius"
    out.print(heading(result), markup=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("#", justify="right")
    for name in ("eigenvalue", "c"):
        table.add_column(name, justify="right", no_wrap=True)
    for name in (f"consensus ({measure})", "stable splits", "other splits"):
        table.add_column(name, overflow="fold")
    from rich.text import Text

    for row in found:
        # Text, not markup: nothing in a cell is an instruction.
        cells = [
            str(row.eigenvector),
            f"{row.eigenvalue:.6g}",
            f"{row.score:.4g}",
            row.consensus,
            row.stable,
            row.other,
        ]
        table.add_row(*map(Text, cells), style="green" if row.any_stable else None)
    out.print(table)
    if hidden:
        out.print(f"... and {hidden} more eigenvectors without a stable state (--json has all)", markup=False)
    totals = result.totals()
    parts = [f"{word} {count(totals, name, result.problem.tokens)}" for name, word in TOTAL_WORDS.items()]
    out.print("; ".join(parts), markup=False)
    out.print(conclusion(result), markup=False, style="bold")
