"""``verify equilibria``: a search for equilibria of every kind of a given value matrix, and what is certified of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verify.commands.options import Json, Quiet
from verify.commands.stability import _SOURCE, SystemName

if TYPE_CHECKING:
    from verify.equilibria.search.found import Equilibria
    from verify.systems import System

SHOWN = 24
"""Rows of the table."""


def equilibria(
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
    starts: Annotated[int, typer.Option("--starts", metavar="K", help="Uniform random starts.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="Of the starts.")] = 0,
    certify: Annotated[
        bool, typer.Option("--certify", help="Prove existence, stability and a part of the basin in ball arithmetic.")
    ] = False,
    system: Annotated[SystemName, typer.Option("--system", help="Which system.")] = SystemName.attention,
    follow: Annotated[
        str | None,
        typer.Option(
            "--follow",
            metavar="PARAM=a:b",
            help="Follow each stable equilibrium in score, value, step-size or eigenvalue:K from a to b.",
        ),
    ] = None,
    json: Json = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="DIR", help="Write a page, figures and tables there.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Search for equilibria of every kind: consensus, bipartite, clustering, polygonal; stable ones and saddles.

    The search never is complete. Hits are uniform starts whose trajectory ended there, with a 95 % interval.

    Examples: verify equilibria V.npy --continuous --certify; verify equilibria V.json --query-key A.json --follow score=0:4
    """
    from verify.errors import InvalidInput
    from verify.outputs import require_file, require_folder

    if continuous and step_size is not None:
        raise InvalidInput("--continuous and --step-size were both given; expected one of them")
    if system is SystemName.oja and query_key is not None:
        raise InvalidInput("--system oja and --query-key were both given; its attention is uniform: leave out one")
    require_file(json)
    require_folder(report)

    from verify.equilibria.search.find import Search
    from verify.inputs import read_matrix
    from verify.systems import Attention, Oja

    matrix = read_matrix(value, "value")
    key = None if query_key is None else read_matrix(query_key, "query_key")
    step = None if continuous else 1.0 if step_size is None else step_size
    model: System = (
        Oja(value=matrix.array, step_size=step)
        if system is SystemName.oja
        else Attention(value=matrix.array, query_key=None if key is None else key.array, step_size=step)
    )
    sources = [source.note for source in (matrix, key) if source is not None and source.note is not None]
    for remark in [] if quiet else sources:
        typer.echo(remark, err=True)
    parameter = None
    if follow is not None:
        from verify.equilibria.continuation import parse

        parameter = parse(follow, model)
    stopped = False
    search = Search(model, tokens, starts, seed)  # complains, if it must, before a bar is on the screen
    with _progress(quiet) as search.watch:
        try:
            search.run(certify=certify)
        except KeyboardInterrupt:
            stopped = True
    result = search.result()
    branches: list[Any] = []
    if parameter is not None and not stopped:
        result, branches = _followed(result, parameter)
    _write(result, branches, sources, json, report)
    if not quiet:
        _show(result, stderr=str(json) == "-")
    if stopped:
        typer.echo("interrupted: what was found so far is kept", err=True)
        raise typer.Exit(130)


def _progress(quiet: bool) -> Any:
    """A context that gives what the search tells its progress to: a bar on standard error, or nothing."""
    from contextlib import contextmanager

    @contextmanager
    def shown() -> Any:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        from verify.report.terminal import console

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console(stderr=True), transient=True, disable=quiet) as bars:
            tasks: dict[str, Any] = {}

            def watch(what: str, done: int, of: int) -> None:
                task = tasks.get(what)
                if task is None:
                    task = tasks[what] = bars.add_task(what, total=of)
                bars.update(task, completed=done, total=of)

            yield watch

    return shown()


def _followed(result: Equilibria, parameter: Any) -> tuple[Equilibria, list[Any]]:
    """Each stable equilibrium followed through the parameter; a branch that cannot be is told, not lost."""
    from dataclasses import replace

    from verify.equilibria.continuation import follow
    from verify.errors import InvalidInput

    branches: list[Any] = []
    for entry in result.stable:
        try:
            branches.append(follow(result.system, entry.tokens, parameter))
        except InvalidInput as error:
            typer.echo(f"{entry.kind} {entry.sizes}: not followed: {error}", err=True)
    return replace(result, branches=tuple(branch.to_dict() for branch in branches)), branches


def _write(result: Equilibria, branches: list[Any], sources: list[str], json: Path | None, report: Path | None) -> None:
    from verify.outputs import write_json

    if report is not None:
        from verify.report.equilibria.page import write

        write(result, branches, sources, report)
    if json is not None:
        write_json(json, result.to_dict())


def _show(result: Equilibria, *, stderr: bool) -> None:
    """The table; on standard error where JSON has standard output."""
    from rich.table import Table
    from rich.text import Text

    from verify.equilibria.search.document import HEADINGS, cells, conclusion, events, heading
    from verify.report.terminal import console

    out = console(stderr=stderr)
    out.print(heading(result), markup=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in HEADINGS:
        table.add_column(name, overflow="fold", justify="left" if name in ("kind", "sizes", "verdict") else "right")
    for entry in list(result)[:SHOWN]:
        style = "green" if entry.verdict == "stable" else None
        table.add_row(*map(Text, cells(result, entry)), style=style)
    out.print(table)
    if len(result) > SHOWN:
        out.print(f"... and {len(result) - SHOWN} more (--json has all)", markup=False)
    for line in events(result):
        out.print(line, markup=False)
    out.print(conclusion(result), markup=False, style="bold")
