"""Discovery, validation, and what follows for a claim from all its ancestors."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from verify.errors import InvalidInput
from verify.graph import Theory, load
from verify.verdict import Standing, Verdict

HEAD = """
from verify.claim import Claim, Mutant, Source
def claim(name, **told):
    return Claim(id=f"p.{name}", title=name, statement=name, source=Source(name), **told)
"""


def theory(folder: Path, body: str) -> Theory:
    (folder / "p").mkdir(parents=True, exist_ok=True)
    (folder / "p" / "claims.py").write_text(HEAD + body)
    return load(folder)


def test_the_demo_in_reading_order(demo: Path) -> None:
    ids = load(demo).select(["demo.*"])
    assert ids[:3] == ["demo.lemma_1", "demo.lemma_2", "demo.lemma_2_repaired"]
    assert ids[-1] == "demo.corollary"


def test_claims_in_tuples_and_lists_and_each_only_once(tmp_path: Path) -> None:
    found = theory(tmp_path, "A = claim('a')\nMORE = (claim('b'), A, 3)\nREST = [claim('c')]\n")
    assert list(found.claims) == ["p.a", "p.b", "p.c"]


def test_a_paper_may_give_its_own_order(tmp_path: Path) -> None:
    for name in ("b_last", "a_middle", "c_first"):
        (tmp_path / "p").mkdir(exist_ok=True)
        (tmp_path / "p" / f"{name}.py").write_text(HEAD + f"X = claim('{name}')\n")
    (tmp_path / "p" / "__init__.py").write_text("CONTENTS = ('c_first',)\n")
    assert list(load(tmp_path).claims) == ["p.c_first", "p.a_middle", "p.b_last"]


def test_an_order_that_names_no_file(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_text("CONTENTS = ('gone',)\n")
    with pytest.raises(InvalidInput, match="CONTENTS names 'gone'"):
        load(tmp_path)


def test_a_copy_of_a_folder_called_proofs_finds_its_own_files(tmp_path: Path) -> None:
    first, second = tmp_path / "1" / "proofs", tmp_path / "2" / "proofs"
    theory(first, "A = claim('a')\n")
    shutil.copytree(first, second)
    (second / "p" / "more.py").write_text("from proofs.p.claims import claim\nB = claim('b')\n")
    assert list(load(second).claims) == ["p.a", "p.b"]
    assert list(load(first).claims) == ["p.a"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("A = claim('a', uses=('p.gone',))", r"p\.a: uses names no claim: 'p\.gone'"),
        ("A = claim('a', parts=('p.gone',))", r"p\.a: parts names no claim"),
        ("A = claim('a', published_uses=('p.gone',))", r"p\.a: published_uses names no claim"),
        ("A = claim('a', repairs='p.gone')", r"p\.a: repairs names no claim"),
        ("A = claim('a')\nB = claim('a')", r"'p\.a' stands twice"),
        ("A = claim('a', uses=('p.b',))\nB = claim('b', uses=('p.a',))", r"a circular proof: p\.\w <- p\.\w <- p\.\w"),
        ("A = claim('a', uses=('p.a',))", "a circular proof"),
        ("A = claim('a', parts=('p.b',))\nB = claim('b', uses=('p.a',))", "a circular proof"),
        ("A = claim('a', mutants=(Mutant('m', drop=('no',)),))", "names no hypothesis of the claim"),
        (
            "B = claim('b')\nA = claim('a', parts=('p.b',), mutants=(Mutant('m'),))",
            "its verdict is theirs",
        ),
        ("1 / 0", "cannot be imported: ZeroDivisionError"),
        ("def broken(:", "cannot be imported: SyntaxError"),
    ],
)
def test_what_is_wrong_is_one_clear_line(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as caught:
        theory(tmp_path, body)
    assert "\n" not in str(caught.value)


def test_folders_and_files_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no proofs folder"):
        load(tmp_path / "gone")
    (tmp_path / "not-a-name.py").write_text("")
    with pytest.raises(InvalidInput, match="a name that Python can import"):
        load(tmp_path)


def test_unknown_ids_and_patterns(demo: Path) -> None:
    found = load(demo)
    with pytest.raises(InvalidInput, match=r"near it: demo\.lemma_1"):
        found.require("demo.lema_1")
    with pytest.raises(InvalidInput, match="no claim 'zzz'"):
        found.select(["demo.*", "zzz"])


def test_a_run_of_a_whole_needs_its_parts(demo: Path) -> None:
    assert load(demo).with_parts(["demo.theorem_1"]) == ["demo.theorem_1", "demo.theorem_1.a", "demo.theorem_1.b"]


CHAIN = """
A = claim('a')
B = claim('b', uses=('p.a',))
C = claim('c', parts=('p.b',))
D = claim('d', uses=('p.c',))
E = claim('e', cites=('book',))
F = claim('f', uses=('p.e',))
G = claim('g', uses=('p.f', 'p.d'))
"""


def test_standing_goes_over_all_ancestors(tmp_path: Path) -> None:
    found = theory(tmp_path, CHAIN)
    fine = dict.fromkeys(found.claims, Verdict.PROVED)
    assert found.ancestors("p.g") == ["p.a", "p.b", "p.c", "p.d", "p.e", "p.f"]
    assert found.standing("p.d", fine) is Standing.UNCONDITIONAL
    assert found.standing("p.e", fine) is Standing.CONDITIONAL
    assert found.standing("p.g", fine) is Standing.CONDITIONAL
    for verdict in (Verdict.REFUTED, Verdict.CONTRADICTED):
        fallen = {**fine, "p.a": verdict}
        broken = [claim_id for claim_id in found.claims if found.standing(claim_id, fallen) is Standing.BROKEN]
        # a itself rests on nothing; b uses it, c is made of b, d uses c, g uses d.
        assert broken == ["p.b", "p.c", "p.d", "p.g"]


def test_a_refuted_part_breaks_what_uses_the_whole(tmp_path: Path) -> None:
    found = theory(tmp_path, CHAIN)
    verdicts = found.wholes_from_parts({**dict.fromkeys(found.claims, Verdict.PROVED), "p.b": Verdict.REFUTED})
    assert verdicts["p.c"] is Verdict.REFUTED
    assert found.standing("p.c", verdicts) is Standing.UNCONDITIONAL
    assert found.standing("p.d", verdicts) is Standing.BROKEN


def test_a_refutation_stands_as_firmly_as_its_firmest_refuted_part(tmp_path: Path) -> None:
    body = """
A = claim('a')
CITING = claim('citing', cites=('book',))
USING = claim('using', uses=('p.a',))
PLAIN = claim('plain')
W = claim('w', parts=('p.citing', 'p.using', 'p.plain'))
V = claim('v', parts=('p.w', 'p.citing'))
"""
    found = theory(tmp_path, body)
    fine = dict.fromkeys(found.claims, Verdict.PROVED)
    assert found.standing("p.w", fine) is Standing.CONDITIONAL

    def of_w(*fallen: str) -> Standing:
        verdicts = found.wholes_from_parts({**fine, **dict.fromkeys(fallen, Verdict.REFUTED)})
        assert found.standing("p.v", verdicts) is found.standing("p.w", verdicts)
        return found.standing("p.w", verdicts)

    # A counterexample to one part owes nothing to what the other parts cite or use.
    assert of_w("p.plain") is Standing.UNCONDITIONAL
    assert of_w("p.citing") is Standing.CONDITIONAL
    assert of_w("p.citing", "p.plain") is Standing.UNCONDITIONAL
    assert of_w("p.a", "p.using") is Standing.BROKEN
    assert of_w("p.a", "p.using", "p.plain") is Standing.UNCONDITIONAL
    # Where nothing is refuted inside, a part that uses a refuted claim breaks the whole.
    assert of_w("p.a") is Standing.BROKEN


def test_trust_is_inherited(tmp_path: Path) -> None:
    found = theory(tmp_path, CHAIN)
    engines = {"p.a": ["sympy"], "p.b": ["z3"], "p.e": []}
    assert found.trusts("p.d", engines) == ["sympy", "z3"]
    assert found.trusts("p.g", engines) == ["book", "sympy", "z3"]


def test_published_proofs_that_use_what_is_refuted(tmp_path: Path) -> None:
    body = """
A = claim('a', published_uses=('p.c',))
B = claim('b', published_uses=('p.a',))
C = claim('c', published_uses=('p.b',))
D = claim('d')
E = claim('e', published_uses=('p.d',))
F = claim('f', published_uses=('p.e',))
R = claim('r', repairs='p.d')
"""
    found = theory(tmp_path, body)
    open_ = dict.fromkeys(found.claims, Verdict.CORROBORATED)
    assert not found.published_proof_broken("p.a", open_)  # a circle of published uses is no endless loop
    fallen = {**open_, "p.d": Verdict.REFUTED}
    assert found.published_proof_broken("p.e", fallen)
    assert found.published_proof_broken("p.f", fallen)
    # Once e has a proof of its own, what cites it stands on that.
    assert not found.published_proof_broken("p.f", {**fallen, "p.e": Verdict.PROVED})
    assert found.repaired_by("p.d") == "p.r"
    assert found.repaired_by("p.a") is None
