"""``verify report``: the report of the last results, as a site and in other formats."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verify.commands.options import Quiet

if TYPE_CHECKING:
    from verify.report.drawn import Watch


def report(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write into.")] = Path("site"),
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="Only this format, may be repeated: html, markdown, json, latex, junit, certificates.",
        ),
    ] = None,
    *,
    bundle: Annotated[
        Path | None,
        typer.Option(
            "--bundle", metavar="FILE", help="Instead, one ZIP archive for a referee, with a program that checks it."
        ),
    ] = None,
    times: Annotated[bool, typer.Option("--times", help="Tell how long the evidence of this run took.")] = False,
    show: Annotated[bool, typer.Option("--open", help="Open the site in the browser.")] = False,
    quiet: Quiet = False,
) -> None:
    """Write the last results as a site that opens from disk, as Markdown, JSON, LaTeX and JUnit, with certificates and figures.

    The same findings give the same bytes, except with --times. Start reading at index.html.

    Examples: verify report --open; verify report --out reports --format markdown --format json;
    verify report --bundle referee.zip
    """
    from verify import results
    from verify.errors import InvalidInput
    from verify.outputs import require_file, require_folder, write_bytes
    from verify.report.folder import FORMATS, write

    wanted = list(FORMATS) if not formats else [name for told in formats for name in told.split(",") if name]
    if show and "html" not in wanted:
        raise InvalidInput(f"--open needs the format html; expected it among {', '.join(wanted)}")
    if bundle is not None and (formats or show or times):
        raise InvalidInput(
            "--bundle was given with --format, --open or --times: an archive holds everything, without times"
        )
    doc = results.last()
    if bundle is not None:
        from verify.report import bundle as bundles

        require_file(bundle)
        data = bundles.bundle(doc)
        write_bytes(bundle, data)
        if not quiet:
            typer.echo(f"{bundle}: {len(data) / 1e6:.1f} MB; unpack it, then: python check.py")
        return
    require_folder(out)
    with progress(quiet) as watch:
        written = write(doc, out, wanted, times=times, watch=watch, jobs=os.cpu_count() or 1)
    index = out / "index.html"
    if not quiet:
        pages = sum(path.suffix == ".html" for path in written)
        told = f"{index}: {pages} pages" if pages else f"{out}: {', '.join(wanted)}"
        typer.echo(f"{told}, {len(written)} files")
    if show:
        import webbrowser

        webbrowser.open(index.resolve().as_uri())


@contextmanager
def progress(quiet: bool) -> Iterator[Watch | None]:
    """A bar on standard error while figures are drawn; nothing where that is no terminal, or when quiet."""
    from verify.report.terminal import console

    out = console(stderr=True)
    if quiet or not out.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(
        TextColumn("figures"), BarColumn(bar_width=24), MofNCompleteColumn(), TextColumn("{task.description}"),
        console=out, transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task("")
        yield lambda done, of, name: bar.update(task, completed=done, total=of, description=name)
