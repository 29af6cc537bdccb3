"""``verify simulate``: many tokens, and what the closed forms predict of them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verify.commands.options import Json, Quiet
from verify.commands.stability import _SOURCE, SystemName

if TYPE_CHECKING:
    from verify.large.simulate.run import Simulation, Watch


class Device(StrEnum):
    """Where steps are computed."""

    cpu = "cpu"
    cuda = "cuda"


class Dtype(StrEnum):
    """Of the tokens."""

    float32 = "float32"
    float64 = "float64"


def simulate(
    *,
    system: Annotated[SystemName, typer.Option("--system", help="Which system.")] = SystemName.attention,
    tokens: Annotated[int, typer.Option("--tokens", metavar="N", help="Number of tokens.")] = 10,
    dimension: Annotated[
        int | None, typer.Option("--dimension", metavar="D", help="Of the tokens; 3, or that of --value.")
    ] = None,
    steps: Annotated[
        int | None,
        typer.Option("--steps", metavar="T", help="Of the random starts; by default 200, fewer if they are long."),
    ] = None,
    device: Annotated[Device, typer.Option("--device", help="Where steps are computed.")] = Device.cpu,
    dtype: Annotated[
        Dtype | None, typer.Option("--dtype", help="Of the tokens; by default float64, float32 if steps are long.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="Of the system and of all states.")] = 0,
    value: Annotated[
        str | None,
        typer.Option("--value", metavar="V", help=f"A symmetric value matrix: {_SOURCE}; else a random one."),
    ] = None,
    query_key: Annotated[
        str | None, typer.Option("--query-key", metavar="A", help="The score matrix; the identity by default.")
    ] = None,
    step_size: Annotated[float, typer.Option("--step-size", metavar="a", help="Step size.")] = 1.0,
    starts: Annotated[
        int | None,
        typer.Option("--starts", metavar="K", help="Random starts; by default 1000, fewer if tokens are many."),
    ] = None,
    checkpoint: Annotated[
        Path | None,
        typer.Option("--checkpoint", metavar="FILE", help="Kept up to date; a stopped run goes on from it."),
    ] = None,
    json: Json = None,
    quiet: Quiet = False,
) -> None:
    """Simulate many tokens and compare with what was predicted from closed forms before.

    Consensus and bipartite states are disturbed and released: do they return or leave at the rate of their leading
    eigenvalue? Random starts are followed: where do they end, and were those states predicted to attract? What is too
    much work is told, not left out silently. Exit code 1: a check failed.

    Examples: verify simulate --tokens 1000000 --dimension 2; verify simulate --tokens 100000 --dimension 64 --steps 5
    """
    from verify.errors import InvalidInput
    from verify.outputs import require_file, write_json

    if system is SystemName.oja and query_key is not None:
        raise InvalidInput("--system oja and --query-key were both given; its attention is uniform: leave out one")
    if checkpoint is not None and str(checkpoint) == "-":
        raise InvalidInput("--checkpoint is -; expected a file")
    require_file(json)
    require_file(checkpoint)

    from verify.inputs import read_matrix
    from verify.large.simulate import Simulation, settings

    matrix = None if value is None else read_matrix(value, "value")
    key = None if query_key is None else read_matrix(query_key, "query_key")
    for source in (matrix, key):
        if source is not None and source.note is not None and not quiet:
            typer.echo(source.note, err=True)
    chosen = settings(
        system=system.value,
        tokens=tokens,
        dimension=dimension,
        steps=steps,
        device=device.value,
        dtype=None if dtype is None else dtype.value,
        seed=seed,
        value=None if matrix is None else matrix.array,
        query_key=None if key is None else key.array,
        step_size=step_size,
        starts=starts,
        source=None if matrix is None else matrix.source,
    )
    simulation = Simulation(chosen, checkpoint)
    stopped = False
    with _progress(quiet) as watch:
        try:
            simulation.run(watch)
        except KeyboardInterrupt:
            stopped = True
    found = simulation.to_dict()
    if json is not None:
        write_json(json, found)
    if not quiet:
        _show(simulation, found, stderr=str(json) == "-")
    if stopped:
        kept = f"; go on with the same command and --checkpoint {checkpoint}" if checkpoint is not None else ""
        typer.echo(f"interrupted: what was found so far is kept{kept}", err=True)
        raise typer.Exit(130)
    if found["failed"]:
        raise typer.Exit(1)


def _progress(quiet: bool) -> AbstractContextManager[Watch | None]:
    """A bar on standard error with what runs now and the time left; nothing where it is no terminal, or quiet."""
    from contextlib import contextmanager

    from verify.report.terminal import console

    @contextmanager
    def shown() -> Any:
        out = console(stderr=True)
        if quiet or not out.is_terminal:
            yield None
            return
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.table import Column

        running = TextColumn("{task.description}", table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1))
        columns = (running, BarColumn(bar_width=24), TimeElapsedColumn(), TextColumn("at most"), TimeRemainingColumn())
        with Progress(*columns, console=out, transient=True, expand=True) as bar:
            task = bar.add_task("starting", total=1.0)

            def watch(what: str, done: float, total: float) -> None:
                bar.update(task, completed=done, total=total, description=what)

            yield watch

    return shown()


def _show(simulation: Simulation, found: dict[str, Any], *, stderr: bool) -> None:
    """The tables; on standard error where JSON has standard output."""
    from rich.table import Table
    from rich.text import Text

    from verify.report.terminal import console

    out = console(stderr=stderr)
    system = "Oja system" if found["system"] == "oja" else "attention"
    out.print(
        f"{system}, {found['tokens']} tokens, dimension {found['dimension']}, step size {found['step_size']:g}, "
        f"{found['dtype']} on {found['device']}, V {found['value']}",
        markup=False,
    )
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("check", overflow="fold")
    for name in ("predicted", "measured", "tolerance"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    signs = {"equal": "", "at most": "<= ", "at least": ">= "}
    for check in simulation.checks():
        cells = [
            check.name,
            f"{signs[check.sense]}{check.predicted:.8g}",
            f"{check.measured:.8g}",
            f"{check.tolerance:.2g}",
        ]
        verdict = Text("pass", style="green") if check.passed else Text("FAIL", style="bold red")
        table.add_row(*map(Text, cells), verdict)
    out.print(table)
    for end in found["ends"]:
        out.print(_end(end, found["starts"]), markup=False)
    for one in simulation.skipped():
        out.print(f"not compared: {one.name}: {one.reason}", markup=False)
    for name in found["unfinished"]:
        out.print(f"not finished: {name}", markup=False)
    failed, count = found["failed"], len(found["checks"])
    told = f"all {count} checks agree with what was predicted" if not failed else f"{failed} of {count} checks FAIL"
    out.print(told, markup=False, style="bold" if not failed else "bold red")


def _end(end: dict[str, Any], starts: int) -> str:
    low, high = end["interval"]
    share = f"{end['starts']} of {starts} starts, share in [{low:.4f}, {high:.4f}] (95 %)"
    if end["kind"] in ("open", "other"):
        told = "have not arrived" if end["kind"] == "open" else "rest at an equilibrium of another kind"
        return f"{share}: {told}"
    minus = end["minus"]
    split = "" if minus is None else f", {minus[0]} to {minus[1]} tokens on the smaller side"
    return (
        f"{share}: {end['kind']} at v_{end['eigenvector'] + 1}{split}, predicted {end['verdict'] or 'no fixed point'}"
    )
