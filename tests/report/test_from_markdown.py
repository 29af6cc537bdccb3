"""Pages from Markdown: formulas, tables, verdicts, and nothing that gets through as HTML."""

import csv
import io

from verify.report.from_markdown import html, tables

TEXT = r"""# A <title>

Of `a|b` the value $\kappa \le 1$, 5 $ and 6 $ <script>alert(1)</script>.

## Layers

| name | \|λ\| | found |
|---|---:|---|
| `x` a | −1 | **REFUTED** |
| $|\alpha_1|$\|b | 2 | 50 % |

## Layers

| a |
|---|
| 1 |

![Figure 2(a)](figures/a.svg)
"""
TEXT = TEXT.replace(r"$|\alpha_1|$", r"$\vert{}\alpha_1\vert{}$")


def test_formulas_tables_and_verdicts():
    made = html(TEXT)
    assert made.count("<math") == 2
    assert "untypeset" not in made
    assert made.count('<div class="scroll" role="region" aria-label="Table') == made.count("</table>\n</div>") == 2
    assert '<span class="badge v-REFUTED">' in made
    assert "<script>" not in made
    assert "&lt;script&gt;" in made
    assert '<img src="figures/a.svg" alt="Figure 2(a)"' in made
    assert "5 $ and 6 $" in made


def test_a_formula_that_cannot_be_typeset_stays_and_says_so():
    made = html(r"$\nosuchcommand{x}$")
    assert "untypeset" in made
    assert "nosuchcommand" in made


def test_tables_have_the_cells_without_markdown():
    first, second = tables(TEXT)
    assert (first.name, second.name) == ("layers", "layers_2")
    assert list(csv.reader(io.StringIO(first.csv()))) == [
        ["name", "|λ|", "found"],
        ["x a", "−1", "REFUTED"],
        [r"$\vert{}\alpha_1\vert{}$|b", "2", "50 %"],
    ]
    assert r"50 \%" in first.latex()
    assert r"$\vert{}\alpha_1\vert{}$" in first.latex()
    assert second.rows == [["1"]]


def test_no_table():
    assert tables("# A\n\ntext") == []
