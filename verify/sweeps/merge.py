"""The files of several jobs as one: each job of an array writes its own, since a file has one writer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from verify.errors import InvalidInput
from verify.sweeps.store import Store


def merge(files: Sequence[Path], out: Path | None) -> Store:
    """All rows of ``files`` in ``out`` (in memory where that is ``None``), open.

    Args:
        files: of slices of one sweep.
        out: may exist already, as a file of the same sweep, and is then added to.

    Raises:
        InvalidInput: without files, for files of different sweeps, or where two files differ in the same instance.
    """
    if not files:
        raise InvalidInput("--merge was given without files; expected the files of a sweep")
    if out is not None and any(out.resolve() == file.resolve() for file in files):
        raise InvalidInput(f"{out} is both read and written; expected another --out")
    with Store(files[0], None) as first:
        plan = first.plan
    whole = Store(out, plan)
    try:
        for file in files:
            with Store(file, None) as part:
                if part.plan != plan:
                    changed = next(n for n, v in plan.to_dict().items() if part.plan.to_dict()[n] != v)
                    here, there = plan.to_dict()[changed], part.plan.to_dict()[changed]
                    raise InvalidInput(
                        f"{file} is of another sweep than {files[0]}: its {changed.replace('_', ' ')} is {there}, expected {here}"
                    )
                whole.copy_from(part)
    except BaseException:
        whole.close()
        raise
    return whole
