"""``verify sweep``: random systems by the hundred thousand against the closed forms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verify.commands.options import Jobs, Json, Quiet, Scheduler, Seconds
from verify.commands.stability import SystemName

if TYPE_CHECKING:
    from verify.sweeps.plan import Plan
    from verify.sweeps.store import Store

_CODES = {"interrupt": 130, "budget": 4}


def sweep(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="With --merge: files of slices of one sweep.")
    ] = None,
    *,
    instances: Annotated[
        int | None, typer.Option("--instances", metavar="K", help="How many systems; 1000 by default.")
    ] = None,
    tokens: Annotated[int, typer.Option("--tokens", metavar="N", help="Number of tokens.")] = 10,
    dimension: Annotated[int, typer.Option("--dimension", metavar="D", help="Length of a token.")] = 3,
    step_size: Annotated[
        str | None,
        typer.Option("--step-size", metavar="a", help="Step size, 1 by default; LOW:HIGH draws it log-uniformly."),
    ] = None,
    continuous: Annotated[bool, typer.Option("--continuous", help="The flow instead of discrete steps.")] = False,
    system: Annotated[SystemName, typer.Option("--system", help="Which system.")] = SystemName.attention,
    shape: Annotated[
        str, typer.Option("--shape", help="Of V: symmetric, general, orthogonal, positive or skew.")
    ] = "symmetric",
    scores: Annotated[str, typer.Option("--scores", help="Of A: the same, or identity.")] = "general",
    scale: Annotated[float, typer.Option("--scale", metavar="C", help="A is multiplied by it.")] = 1.0,
    starts: Annotated[int, typer.Option("--starts", metavar="K", help="Uniform starts of each system.")] = 10,
    steps: Annotated[int, typer.Option("--steps", metavar="T", help="After so many a start is undecided.")] = 1500,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="Of everything that is drawn.")] = 0,
    portion: Annotated[
        str,
        typer.Option("--slice", metavar="I/N", help="Every N-th system only, from the I-th on: one job of an array."),
    ] = "1/1",
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    budget: Seconds = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="SQLite file of the rows; what it holds is not done again."),
    ] = None,
    merge: Annotated[bool, typer.Option("--merge", help="Join the given files (into --out), and summarise.")] = False,
    counterexamples: Annotated[
        Path | None, typer.Option("--counterexamples", metavar="DIR", help="Contradictions that hold, one file each.")
    ] = None,
    json: Json = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="The shares as CSV; - for standard output.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Draw random systems, follow random starts, and compare where they end with the closed forms.

    A start that ends where the closed forms say that nothing stays, or a Jacobian that disagrees with them, is looked at again in ball
    arithmetic. Exit 1 if a contradiction holds, else 0; 3 if an instance failed, 4 if the budget was spent, 130 on Ctrl-C.
    The same rows and summary for any number of workers; with --out a sweep that was stopped or killed goes on where it was.

    Examples: verify sweep --instances 10000 --step-size 0.05:2 --out sweep.sqlite; verify sweep --slice 3/8 --out part-3.sqlite;
    verify sweep part-*.sqlite --merge --out whole.sqlite
    """
    from verify.errors import InvalidInput
    from verify.outputs import emit, json_text, require_file, require_folder

    if str(json) == str(csv) == "-":
        raise InvalidInput("--json - and --csv - both want standard output; give one of them a file")
    for file in (json, csv, out):
        require_file(file)
    folder = counterexamples or (None if out is None else out.with_name(f"{out.stem}.counterexamples"))
    require_folder(folder)
    if scheduler is not None and jobs is not None:
        raise InvalidInput(
            "--scheduler and --jobs were both given; expected one: a cluster has the workers that it has"
        )
    if files and not merge:
        raise InvalidInput(f"{files[0]} was given without --merge; expected --out for the file that is written")

    from verify.sweeps.plan import numbers, parse_slice
    from verify.sweeps.summary import summary, table

    part = parse_slice(portion)
    if merge:
        from verify.sweeps.merge import merge as joined

        store, stopped = joined(files or [], out), None
        wanted = numbers(instances or max(store.done(), default=0) + 1, part)
    else:
        wanted = numbers(1000 if instances is None else instances, part)
        plan = _plan(tokens, dimension, step_size, continuous, system.value, shape, scores, scale, starts, steps, seed)
        store, stopped = _conducted(plan, out, wanted, jobs, scheduler, budget, quiet)
    with store:
        made = summary(store, wanted)
        written = 0 if folder is None else _write(store, wanted, folder)
    emit(json, json_text(made))
    emit(csv, table(made))
    if not quiet:
        _show(made, stderr="-" in (str(json), str(csv)))
        if written:
            typer.echo(f"counterexamples: {folder} (verify replay FILE)", err=True)
    if stopped is not None:
        typer.echo(f"stopped: {_REASONS.get(stopped, stopped)}; the rows that are done are {_kept(out)}", err=True)
    raise typer.Exit(_code(made, stopped))


_REASONS = {"interrupt": "interrupted", "budget": "the budget was spent"}


def _kept(out: Path | None) -> str:
    return "not kept, since no --out was given" if out is None else f"kept in {out}"


def _plan(
    tokens: int,
    dimension: int,
    step_size: str | None,
    continuous: bool,
    system: str,
    shape: str,
    scores: str,
    scale: float,
    starts: int,
    steps: int,
    seed: int,
) -> Plan:
    from verify.errors import InvalidInput
    from verify.sweeps.plan import Plan, parse_step

    if continuous and step_size is not None:
        raise InvalidInput("--continuous and --step-size were both given; expected one of them")
    step = None if continuous else parse_step("1" if step_size is None else step_size)
    return Plan(
        tokens=tokens,
        dimension=dimension,
        step_size=step,
        system=system,
        shape=shape,
        scores=scores,
        scale=scale,
        starts=starts,
        steps=steps,
        seed=seed,
    )


def _conducted(
    plan: Plan,
    out: Path | None,
    wanted: range,
    jobs: int | None,
    scheduler: str | None,
    budget: float | None,
    quiet: bool,
) -> tuple[Store, str | None]:
    """The open file with what could be done, and why it was stopped (a word, or what happened to the cluster)."""
    from verify.errors import EngineMissing
    from verify.executors import workers
    from verify.runner import default_jobs
    from verify.sweeps.conduct import conduct
    from verify.sweeps.store import Store

    store = Store(out, plan)
    try:
        with workers(jobs or default_jobs(), scheduler) as hands, _progress(quiet) as watch:
            try:
                return store, conduct(store, wanted, hands, budget, watch)
            except EngineMissing as error:  # the cluster went away
                return store, str(error)
    except BaseException:
        store.close()
        raise


def _progress(quiet: bool) -> Any:
    """A bar on standard error, or nothing."""
    from contextlib import contextmanager

    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    from verify.report.terminal import console

    @contextmanager
    def shown() -> Any:
        out = console(stderr=True)
        columns = (
            TextColumn("instances"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=out, transient=True, disable=quiet or not out.is_terminal) as bars:
            bar = bars.add_task("instances", total=None)
            yield lambda done, total: bars.update(bar, completed=done, total=total)

    return shown()


def _write(store: Store, wanted: range, folder: Path) -> int:
    """Each contradiction that holds as a file of its own."""
    from verify.outputs import json_text, write_text

    count = 0
    for one in store.contradictions(wanted.stop):
        if one["holds"] and one["instance"] in wanted:
            write_text(folder / f"{one['instance']}-{one['number']}.json", json_text(one["document"]))
            count += 1
    return count


def _show(made: dict[str, Any], *, stderr: bool) -> None:
    from rich.table import Table

    from verify.report.terminal import console
    from verify.sweeps.summary import lines

    out = console(stderr=stderr)
    grid = Table(box=None, pad_edge=False, header_style="bold")
    grid.add_column("of the instances", overflow="fold")
    for name in ("count", "share", "95 %"):
        grid.add_column(name, justify="right", overflow="fold")
    for one in made["shares"]:
        share = "-" if one["share"] is None else f"{one['share']:.4f}"
        grid.add_row(one["name"], str(one["count"]), share, f"{one['low']:.4f}-{one['high']:.4f}")
    out.print(grid)
    for line in lines(made):
        out.print(line, markup=False, soft_wrap=True)


def _code(made: dict[str, Any], stopped: str | None) -> int:
    if stopped == "interrupt":
        return 130
    if made["contradictions"]["hold"]:
        return 1
    if stopped is not None:
        return _CODES.get(stopped, 3)
    return 3 if made["instances"]["failed"] else 0
