"""The stability report of the rxnmapper matrix in ``reports/stability/``: ``python -m verify.report.stability.example``.

V is the symmetric part of the layer matrix and A the mean of the heads' score matrices, with ten tokens and the model's step
size 1. `verify fetch rxnmapper` brings the weights. The states of eigenvectors that
no figure shows are left out, and the page: `verify stability` writes both.
"""

from __future__ import annotations

import sys
from pathlib import Path

SOURCE, TOKENS, STEP = "wheel:rxnmapper:0", 10, 1.0
FOLDER = Path("reports/stability/rxnmapper")


def texts() -> dict[str, str]:
    """The files by path below the folder.

    Raises:
        WeightsMissing: if the wheel was not fetched.
    """
    from verify.equilibria.stability import stability
    from verify.inputs import read_matrix
    from verify.report.stability.page import report
    from verify.systems import Attention

    value, key = read_matrix(SOURCE, "value"), read_matrix(SOURCE, "query_key")
    result = stability(Attention(value=value.array, query_key=key.array, step_size=STEP), TOKENS)
    made = report(result, [source.note for source in (value, key) if source.note is not None], whole=False)
    # The page carries its style sheet: here it would change with that, and no reader of the repository sees HTML.
    return {name: text for name, text in made.items() if name != "index.html"}


def main() -> int:
    """Write them anew, relative to the current folder; files that are no longer written go."""
    from verify.errors import WeightsMissing
    from verify.outputs import write_text

    try:
        made = texts()
    except WeightsMissing as error:
        print(error, file=sys.stderr)
        return 3
    for path in FOLDER.rglob("*.*"):
        if path.relative_to(FOLDER).as_posix() not in made:
            path.unlink()
    for name, text in made.items():
        write_text(FOLDER / name, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
