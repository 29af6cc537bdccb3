"""``verify new``: a paper's theorem environments as claims that load at once and decide nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from verify.claim import Budget, Claim, Hypothesis, Parameter, Source, unwritten
from verify.cli import _main
from verify.conclusions import Formula
from verify.evidence import Decide, Falsify
from verify.examine import examine
from verify.graph import Theory, load
from verify.verdict import Verdict

TEX = Path(__file__).parent.parent / "data" / "tex"


def new(*arguments: str | Path) -> int:
    return _main(["new", *map(str, arguments)])


@pytest.fixture
def swarm(here: Path) -> Theory:
    """The claims of a paper in several files, with macros, shared counters, an appendix and what is switched off."""
    assert new("--from", TEX / "swarm.tex", "-q") == 0
    return load(here / "proofs")


def test_every_environment_is_a_claim_with_the_papers_number(swarm: Theory) -> None:
    # thm, lem, prop and obs share a counter within the section; a starred section has no number; sections of an
    # appendix are letters; what is commented out, switched off, verbatim or behind the end is none.
    assert {claim.id: claim.source.label for claim in swarm.claims.values()} == {
        "swarm.theorem_main": "Theorem 1.1",
        "swarm.lemma_step": "Lemma 2.1",
        "swarm.proposition_graph": "Proposition 2.2",
        "swarm.lemma_restated": "Lemma A.1",
        "swarm.claim": "Claim",
        "swarm.observation_a_2": "Observation A.2",
        "swarm.example": "Example",
        "swarm.example_2": "Example",
    }
    assert all(claim.source.origin == "verbatim" for claim in swarm.claims.values())


def test_statements_keep_their_latex_without_labels_and_comments(swarm: Theory) -> None:
    main = swarm.claims["swarm.theorem_main"]
    assert main.title == r"Main result, for $\alpha < 2$"
    assert main.statement == (
        r"Under \Cref{ass:step,ass:graph} every swarm contracts: "
        r"\beq \norm{x_{t+1}} \le q \norm{x_t}, \eeq where $q = |1 - \alpha|$."
    )
    assert swarm.claims["swarm.lemma_step"].statement == (
        r"Let \cref{ass:step} hold. Then \begin{enumerate} \item $1 - \alpha < 1$, and "
        r"\item $\set{x : \norm{x} \le 1}$ is mapped into itself. \end{enumerate}"
    )
    assert swarm.claims["swarm.proposition_graph"].title == "Graphs"
    assert swarm.claims["swarm.example_2"].statement == "Two, in ``quotes'' and \"straight\" ones."


def test_published_proofs_say_what_they_use(swarm: Theory) -> None:
    uses = {
        claim.id.removeprefix("swarm."): claim.published_uses for claim in swarm.claims.values() if claim.published_uses
    }
    assert uses == {
        # The heading of the proof names the theorem; its own equation is no dependency.
        "theorem_main": ("swarm.lemma_step", "swarm.proposition_graph"),
        # An item of a lemma is the lemma.
        "proposition_graph": ("swarm.lemma_step", "swarm.theorem_main"),
        "lemma_restated": ("swarm.lemma_step",),
    }
    assert swarm.claims["swarm.theorem_main"].note == "No evidence yet. The published proof cites jury1964, schur1917."
    assert swarm.claims["swarm.lemma_restated"].note == "No evidence yet. The statement refers to Theorem 1.1."


def test_assumptions_are_hypotheses_of_the_statements_that_name_them(swarm: Theory) -> None:
    main = swarm.claims["swarm.theorem_main"]
    assert [(h.name, h.latex) for h in main.hypotheses] == [
        ("assumption_step", r"The step satisfies $0 < \alpha < 2$."),
        ("assumption_graph", "The graph is connected."),
    ]
    assert [h.name for h in swarm.claims["swarm.lemma_step"].hypotheses] == ["assumption_step"]
    assert swarm.claims["swarm.example"].hypotheses == ()


def test_nothing_is_decided_and_everything_loads(swarm: Theory, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert all(examine(c, Budget()).verdict is Verdict.SKIPPED for c in swarm.claims.values())
    assert _main(["list", "--proofs", "proofs", "--json", "-"]) == 0
    assert len(json.loads(capsys.readouterr().out)["claims"]) == 8
    assert _main(["run", "swarm.example*", "--proofs", "proofs", "--jobs", "1"]) == 0
    assert "no evidence yet" in capsys.readouterr().out
    assert _main(["bless", "swarm.example", "--proofs", "proofs"]) == 0
    # The folder is called as the shipped one is, and the report is still written.
    assert _main(["report", "--out", "report", "-q"]) == 0
    assert "no evidence of this tier" in (here / "report" / "claims.md").read_text()
    assert _main(["show", "swarm.theorem_main", "--proofs", "proofs"]) == 0
    assert "assumption_step: The step satisfies" in capsys.readouterr().out
    guide = (here / "proofs" / "swarm" / "__init__.py").read_text()
    assert r"\newcommand{\R}{\mathbb{R}}" in guide
    assert "every claim is SKIPPED" in guide


def test_a_file_is_never_overwritten(swarm: Theory, here: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ARG001
    mine = here / "proofs" / "swarm" / "statements.py"
    mine.write_text("# mine now\n")
    assert new("--from", TEX / "swarm.tex") == 2
    told = capsys.readouterr()
    assert told.err.splitlines()[-1] == (
        "error: proofs/swarm/__init__.py is there already; nothing was written: choose another --out or --paper"
    )
    assert mine.read_text() == "# mine now\n"
    assert new("--from", TEX / "swarm.tex", "--paper", "again") == 0
    assert "again.lemma_step" in load(here / "proofs").claims


def test_a_paper_of_another_class_and_with_a_fault(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new("--from", TEX / "plain.tex", "--out", "theory", "--paper", "notes") == 0
    told = capsys.readouterr()
    assert "plain.tex, line 14: " in told.err
    assert "compare the claims with the paper" in told.err
    assert told.out.splitlines()[-1] == (
        "theory/notes: 7 claims, none of them decided; next: verify list --proofs theory"
    )
    assert {c.id: c.source.label for c in load(here / "theory").claims.values()} == {
        "notes.lemma_1": "Lemma 1",
        "notes.fact_1_1_1": "Fact 1.1.1",
        "notes.fact_1_1_2": "Fact 1.1.2",
        "notes.fact_same": "Fact 1.2.1",
        "notes.fact_same_2": "Fact 1.2.2",
        "notes.theorem_1": "Theorem 1",
        "notes.corollary_1": "Corollary 1",
    }
    assert "A word." in (here / "theory" / "notes" / "assumptions.py").read_text()


@pytest.mark.parametrize(
    ("tex", "options", "told"),
    [
        (
            r"\begin{document}Words.\end{document}",
            [],
            "no theorem environments found; looked for assumption, conjecture",
        ),
        (r"\begin{definition}A word.\end{definition}", [], "nothing is stated, only assumed or defined"),
        (r"\input{gone}", [], r"\input{gone}: there is no such file"),
        (r"\input{paper}", [], "paper.tex: inputs itself"),
        (r"\begin{lemma}x\end{lemma}", ["--paper", "My Paper"], "'My Paper': expected a Python name in lower case"),
        (r"\begin{lemma}x\end{lemma}", ["--paper", "class"], "'class': expected a Python name"),
        (b"\\begin{lemma}\xff\\end{lemma}", [], "it is not UTF-8 text"),
        (None, [], "cannot be read: No such file or directory"),
    ],
)
def test_what_is_wrong_is_one_line_and_nothing_is_written(
    here: Path, tex: str | bytes | None, options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if tex is not None:
        (here / "paper.tex").write_bytes(tex if isinstance(tex, bytes) else tex.encode())
    assert new("--from", "paper.tex", *options) == 2
    error = capsys.readouterr().err.splitlines()
    assert len(error) == 1
    assert told in error[0]
    assert not (here / "proofs").exists()


def test_a_proofs_folder_that_has_claims_gets_another_paper(here: Path, demo: Path) -> None:
    shutil.copytree(demo, here / "theory", ignore=shutil.ignore_patterns("__pycache__"))
    (here / "2024 swarm.tex").write_text(r"\begin{lemma}[A \emph{short} one]x\end{lemma}")
    assert new("--from", "2024 swarm.tex", "--out", "theory", "-q") == 0
    claims = load(here / "theory").claims
    assert claims["paper_2024_swarm.lemma_1"].title == "A short one"
    assert "demo.lemma_1" in claims


def test_an_unwritten_hypothesis_lets_no_engine_decide_with_it() -> None:
    # False without its hypothesis, and the hypothesis is words: neither proved nor refuted, by any engine.
    alpha = Parameter("alpha", "positive")
    words = Hypothesis("words", "the step is small", unwritten("words"))
    holds = Formula(lambda p: p.alpha < 1)
    claim = Claim(
        id="p.a",
        title="t",
        statement="s",
        source=Source("Lemma 1"),
        parameters=(alpha,),
        hypotheses=(words,),
        conclusion=holds,
        witness={"alpha": "1/2"},
        evidence=(Decide(), Falsify()),
    )
    outcome = examine(claim, Budget())
    assert outcome.verdict is Verdict.INCONCLUSIVE
    assert [f.verdict for f in outcome.findings] == [Verdict.INCONCLUSIVE] * 3
    assert outcome.findings[-1].detail == "the witness cannot be shown to satisfy the hypotheses"
    assert outcome.digest is not None


def test_what_is_hidden_in_macros_and_unknown_labels_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "p.tex").write_text(
        r"""\newtheorem{lem}{Lemma}
\newcommand{\bl}{\begin{lem}}
\newcommand{\el}{\end{lem}}
\begin{document}
\begin{lem}\label{a} True. \end{lem}
\bl Hidden. \el
\begin{proof} By \ref{a}, % \ref{commented}
and \cref{a,gone}. \end{proof}
\end{document} \ref{behind}
"""
    )
    assert new("--from", "p.tex") == 0
    told = capsys.readouterr().err.splitlines()
    assert told == [
        r"note: p.tex, line 2: a definition hides \begin{lem}: what is written with it is not read; write it out",
        r"note: p.tex, line 8: no \label{gone}",
    ]
