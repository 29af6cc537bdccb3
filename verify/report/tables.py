"""A table once, as CSV, LaTeX (booktabs) and the cells of a page: the same numbers in each."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from verify.outputs import write_text

LONG = 40
"""Rows from which on a LaTeX table breaks over pages."""

MOST_DIGITS = 10**15
"""From here on integers are told in powers of ten; the CSV has all digits."""


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        key: its name in the CSV.
        head: what stands above it: words, with formulas between dollars.
        digits: significant digits of floats outside the CSV, which has all.
    """

    key: str
    head: str
    digits: int = 6


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes:
        name: of its files.
        caption: what it tells, in words, with formulas between dollars.
        columns: from the left.
        rows: in each a cell for each column: a number, words, a truth value, or ``None`` where there is none.
    """

    name: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]

    def numeric(self, index: int) -> bool:
        """Whether a column holds numbers only."""
        cells = [row[index] for row in self.rows if row[index] is not None]
        return bool(cells) and all(isinstance(cell, (int, float)) and not isinstance(cell, bool) for cell in cells)

    def shown(self, row: Sequence[Any]) -> list[str]:
        """A row as a page shows it."""
        return [shown(cell, column.digits) for cell, column in zip(row, self.columns, strict=True)]

    def csv(self) -> str:
        """RFC 4180 but for its line ends; floats to the last digit, empty where there is nothing."""
        held = io.StringIO()
        writer = csv.writer(held, lineterminator="\n")
        writer.writerow([column.key for column in self.columns])
        writer.writerows([[_exact(cell) for cell in row] for row in self.rows])
        return held.getvalue()

    def latex(self) -> str:
        """A ``tabular`` with the rules of booktabs, or a ``longtable``; to be read by ``\\input``."""
        spec = "".join("r" if self.numeric(i) else "l" for i in range(len(self.columns)))
        head = " & ".join(latex_prose(column.head) for column in self.columns) + r" \\"
        body = [
            " & ".join(latex_cell(c, x) for c, x in zip(row, self.columns, strict=True)) + r" \\" for row in self.rows
        ]
        about = f"% {' '.join(self.caption.split())}"
        if len(self.rows) < LONG:
            lines = [
                about,
                "% needs \\usepackage{booktabs}",
                rf"\begin{{tabular}}{{{spec}}}",
                r"\toprule",
                head,
                r"\midrule",
            ]
            return "\n".join([*lines, *body, r"\bottomrule", r"\end{tabular}"]) + "\n"
        lines = [
            about,
            "% needs \\usepackage{booktabs,longtable}",
            rf"\begin{{longtable}}{{{spec}}}",
            r"\toprule",
            head,
        ]
        lines += [r"\midrule", r"\endhead", r"\bottomrule", r"\endfoot"]
        return "\n".join([*lines, *body, r"\end{longtable}"]) + "\n"


def files(tables: Sequence[Table], folder: str = "tables") -> dict[str, str]:
    """The CSV and LaTeX of tables by path."""
    made = {}
    for table in tables:
        made[f"{folder}/{table.name}.csv"] = table.csv()
        made[f"{folder}/{table.name}.tex"] = table.latex()
    return made


def write_files(texts: Mapping[str, str], folder: Any) -> None:
    """Write texts by path below a folder, each whole or not at all.

    Raises:
        InvalidInput: if one cannot be written.
    """
    for name, text in texts.items():
        write_text(folder / name, text)


def shown(cell: Any, digits: int) -> str:
    """A cell as a page shows it: with a minus sign, thousands as they are."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.{digits}g}".replace("-", "−")
    return _whole(cell).replace("-", "−") if isinstance(cell, int) else str(cell)


def _whole(number: int) -> str:
    """An integer, in powers of ten where it is long."""
    return str(number) if abs(number) < MOST_DIGITS else f"{Decimal(number):.3e}".replace("e+", "e")


def latex_cell(cell: Any, column: Column) -> str:
    """A cell as LaTeX."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        text = f"{cell:.{column.digits}g}" if isinstance(cell, float) else _whole(cell)
        mantissa, _, exponent = text.partition("e")
        return f"${mantissa}$" if not exponent else rf"${mantissa} \times 10^{{{int(exponent)}}}$"
    return latex_prose(shown(cell, column.digits))


def latex_prose(text: str) -> str:
    """Words escaped, formulas between dollars as they are."""
    from pylatexenc.latexencode import unicode_to_latex

    parts = re.split(r"(\$[^$]*\$)", text)
    return "".join(part if i % 2 else unicode_to_latex(part) for i, part in enumerate(parts))


def _exact(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return repr(float(cell)) if isinstance(cell, float) else str(cell)
