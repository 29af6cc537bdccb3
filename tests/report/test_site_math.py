"""Mathematics on pages: every text of every claim is typeset, what cannot be is told, plain notation becomes formulas."""

from __future__ import annotations

import pytest

from verify.errors import InvalidInput
from verify.graph import load
from verify.quantified import hypotheses_of
from verify.report.site import notation
from verify.report.site.math import formula, hypothesis, plain, prose


def test_every_statement_hypothesis_title_and_label_of_every_claim_is_typeset() -> None:
    claims = load().claims.values()
    assert len(claims) > 800
    for claim in claims:
        source = claim.source
        for text in (claim.statement, claim.title, source.label, source.restoration, claim.note):
            assert text.count("$") % 2 == 0, f"{claim.id}: a dollar without partner in {text!r}"
            assert "untypeset" not in prose(text), f"{claim.id}: {text!r}"
            for latex in text.split("$")[1::2]:
                assert "<math" in formula(latex)
        for _, latex in hypotheses_of(claim):
            assert "untypeset" not in hypothesis(latex), f"{claim.id}: {latex!r}"


def test_an_unknown_command_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"cannot typeset .*frobnicate"):
        formula(r"x + \frobnicate{y}")
    with pytest.raises(InvalidInput, match="cannot typeset"):
        formula("{x")


def test_in_prose_what_cannot_be_typeset_is_shown_as_its_source_and_says_why() -> None:
    told = prose(r"Let $\frobnicate < 1$ hold.")
    assert r'<code class="untypeset"' in told
    assert r"\frobnicate &lt; 1</code> hold." in told
    assert "title=" in told


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("1 + alpha lambda_k < 0", r"1 + \alpha \lambda_{k} < 0"),
        ("v_k^T A v_k", r"v_{k}^{T} A v_{k}"),
        ("t**2*(t + 1)", r"t^{2}\,(t + 1)"),
        ("+-v_1", r"\pm v_{1}"),
        ("e^{x_i A x_j}", r"e^{x_{i} A x_{j}}"),
        ("a_21 = 6.5e-03", r"a_{21} = 6.5 \cdot 10^{-3}"),
        ("|1 + alpha lambda_1| >= 1", r"|1 + \alpha \lambda_{1}| \ge 1"),
        ("U^perp", r"U^{\perp}"),
        ("(x, -x)", "(x, -x)"),
        ("A = diag(1, 1/4)", r"A = \operatorname{diag}(1, 1/4)"),
    ],
)
def test_plain_notation_is_a_formula(text: str, latex: str) -> None:
    found = notation.latex(text)
    assert found is not None
    assert found.replace(" ", "") == latex.replace(" ", "")
    assert "<math" in formula(found)


@pytest.mark.parametrize(
    "text",
    [
        "a two-cycle, not an equilibrium",
        "I think that a state is stable",
        "eqs (8), (9) and (21)",
        "Fig. 6(a) and Lemma 4's count",
        "sympy 1.14.0",
        "starts 3-4 of 10",
        "python-flint 0.9.0, 128 bits",
    ],
)
def test_words_stay_words(text: str) -> None:
    assert plain(text) == text.replace("'", "&#39;")


def test_formulas_end_where_words_begin() -> None:
    pieces = list(notation.runs("For n = 2 and lambda_2 < 0 the pair (v_1, -v_1) is stable"))
    assert [piece for piece, latex in pieces if latex] == ["n = 2", "lambda_2 < 0", "(v_1, -v_1)"]
    assert "".join(piece for piece, _ in pieces) == "For n = 2 and lambda_2 < 0 the pair (v_1, -v_1) is stable"


def test_unbalanced_brackets_stay_text() -> None:
    assert notation.latex("(1 + alpha") is None
    assert "".join(piece for piece, _ in notation.runs("see (1 + alpha of it")) == "see (1 + alpha of it"


def test_ids_of_claims_are_links_and_other_names_are_code() -> None:
    told = plain("see mine.lemma_1 and other_name", lambda name: "there.html" if name == "mine.lemma_1" else None)
    assert told == 'see <a href="there.html"><code>mine.lemma_1</code></a> and <code>other_name</code>'


def test_hypotheses_in_words_are_words() -> None:
    assert hypothesis("uniformly continuous") == "uniformly continuous"
    assert "<math" in hypothesis(r"\det V \neq 0")
    assert "<math" in hypothesis("nEb_{ij} \\ge H")


def test_what_looks_like_markup_is_escaped() -> None:
    for text in ("<script>x</script>", "$a < b$ <b>", "`<i>`", "x_1 <img src=y>"):
        assert "<script" not in prose(text)
        assert "<b>" not in prose(text)
        assert "<img" not in prose(text)
