"""The site as files: identical bytes, links that lead somewhere, nothing from a network, hostile text, every verdict."""

from __future__ import annotations

import copy
import json
import posixpath
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from site_pages import Page, document, entry, example, found

from verify import results
from verify.errors import InvalidInput
from verify.graph import load
from verify.report import words
from verify.report.folder import write
from verify.report.site import front
from verify.report.site.content import Content
from verify.report.site.palette import DARK, LIGHT, LOOKS, style
from verify.runner import run

ATTACK = '<script>alert("x")</script><img src=y onerror=z>'


def theory() -> dict[str, Any]:
    """Claims of a user's own, one of each verdict, with a repair, parts, a lent counterexample and what did not run."""
    ids = {
        "PROVED": "1",
        "CERTIFIED": "3",
        "CORROBORATED": "4",
        "INCONCLUSIVE": "5",
        "SKIPPED": "6",
        "CONTRADICTED": "7",
    }
    plain = {v: entry(f"mine.lemma_{k}", v) for v, k in ids.items()}
    plain["INCONCLUSIVE"]["evidence"] = [found("decide", "INCONCLUSIVE", reason="TIMEOUT", detail="no answer in time")]
    plain["SKIPPED"] |= {"evidence": [], "full_only": True, "reached_by": None}
    plain["PROVED"]["evidence"] += [found("decide", "PROVED", certificate="(check-sat)\n", stats={"z3": "unsat"})]
    plain["PROVED"]["mutants"] = [{"name": "drop positive", "verdict": "REFUTED", "by": "decide", "detail": "at n = 2"}]
    refuted = entry(
        "mine.lemma_2", "REFUTED", counterexample=example(), note="Where lambda_k < 0 it turns: mine.lemma_1."
    )
    whole = entry(
        "mine.theorem_1", "REFUTED", parts=["mine.lemma_2", "mine.lemma_1"], counterexample=example(), evidence=[],
        reached_by="parts", origin="restored", source={"arxiv": "2511.11553", "label": "Theorem 1", "restoration": "put back"},
    )  # fmt: skip
    plain["CERTIFIED"]["title"] = "sharper than mine.lemma_1, where lambda_1 > 0"
    repair = entry("mine.lemma_8", repairs="mine.lemma_2", origin="ours", uses=["mine.lemma_1", "mine.not_run"])
    broken = entry(
        "mine.lemma_9", standing="BROKEN", broken_by=["mine.lemma_2"], uses=["mine.lemma_2"],
        published_uses=["mine.lemma_2"], published_proof_broken=True, published_proof_broken_by=["mine.lemma_2"],
    )  # fmt: skip
    return document(whole, refuted, *plain.values(), repair, broken)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write(theory(), folder / "site")
    return folder / "site"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def every_page(folder: Path) -> dict[str, Page]:
    return {
        path.relative_to(folder).as_posix(): Page(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))
    }


def broken_links(folder: Path) -> list[str]:
    """Links of pages that lead to no file, or to no place in their page."""
    pages, wrong = every_page(folder), []
    for name, page in pages.items():
        for link in (*page.links, *page.loads):
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = name
            if parts.path:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path))
            place = "" if "=" in parts.fragment else parts.fragment
            if not (folder / target).is_file() or (place and place not in pages[target].ids):
                wrong.append(f"{name}: {link}")
    return wrong


def test_identical_findings_give_identical_bytes(site: Path, tmp_path: Path) -> None:
    again = theory()
    again["versions"]["python"] = "3.99"
    for claim in again["claims"]:
        for evidence in claim["evidence"]:
            evidence["seconds"] += 1.0
            evidence["stats"]["solver_seconds"] = 2.0
    write(again, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(site)


def test_what_an_earlier_report_wrote_as_json_gives_the_same_pages(site: Path, tmp_path: Path) -> None:
    told = json.loads((site / "claims.json").read_text()) | {"proofs": "theory"}
    write(told, tmp_path / "again", ["html"])
    now, before = contents(tmp_path / "again"), contents(site)
    # Without the texts of the certificates there are no files to link to.
    assert now["index.html"] == before["index.html"]
    assert now["claim/mine.lemma_2.html"] == before["claim/mine.lemma_2.html"]
    assert broken_links(tmp_path / "again") == []


def test_every_link_leads_somewhere(site: Path) -> None:
    assert broken_links(site) == []
    assert len(every_page(site)) > 10


def test_the_check_of_links_finds_a_broken_one(tmp_path: Path) -> None:
    write(theory(), tmp_path / "site", ["html"])
    (tmp_path / "site" / "claim" / "mine.lemma_1.html").unlink()
    assert any("mine.lemma_1.html" in line for line in broken_links(tmp_path / "site"))


def test_nothing_is_loaded_from_a_network(site: Path) -> None:
    for name, page in every_page(site).items():
        for load_ in page.loads:
            assert urlsplit(load_).scheme in ("", "data"), f"{name}: {load_}"
        assert "@import" not in page.text
    for path in site.rglob("*.css"):
        assert "url(" not in path.read_text("utf-8").replace('url("data:', "")


def test_pages_are_whole(site: Path) -> None:
    titles = []
    for name, page in every_page(site).items():
        assert page.named("html") == [{"lang": "en"}], name
        assert len(page.ids) == len(set(page.ids)), f"{name}: an id stands twice"
        headings = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3", "h4")]
        assert headings[:1] == [1], name
        assert headings.count(1) == 1, name
        assert all(b <= a + 1 for a, b in pairwise(headings)), f"{name}: {headings}"
        assert all("alt" in image for image in page.named("img")), name
        assert all(cell.get("scope") in ("row", "col") for cell in page.named("th")), name
        titles.append(page.text.partition("<title>")[2].partition("</title>")[0])
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("verdict", list(LOOKS))
def test_each_verdict_is_told_in_words(site: Path, verdict: str) -> None:
    claim = next(c for c in theory()["claims"] if c["verdict"] == verdict and not c["parts"])
    page = Page((site / "claim" / f"{claim['id']}.html").read_text("utf-8"))
    first = words.VERDICTS[verdict].split(";")[0].split(":")[0]
    assert f"{LOOKS[verdict].mark} {verdict}" in page.said
    assert words.capital(first) in page.said
    assert 'class="statement"' in page.text


def test_open_claims_say_why(site: Path) -> None:
    assert "decide: no answer in time" in Page((site / "claim/mine.lemma_5.html").read_text("utf-8")).said
    assert "belongs to the tier full" in Page((site / "claim/mine.lemma_6.html").read_text("utf-8")).said


def test_a_refuted_claim_shows_its_numbers_its_picture_and_how_to_check_them(site: Path) -> None:
    page = Page((site / "claim/mine.lemma_2.html").read_text("utf-8"))
    assert "What fails" in page.said
    assert "multiagent Oja system" in page.said
    assert "verify replay mine.lemma_2.json --proofs PROOFS" in page.said
    assert "from numpy import array" in page.said
    assert any(image["src"].endswith("portrait.mine.lemma_2.svg") for image in page.named("img"))
    kept = json.loads((site / "counterexample/mine.lemma_2.json").read_text())
    assert kept == example()


def test_a_whole_shows_the_counterexample_of_its_part(site: Path) -> None:
    page = Page((site / "claim/mine.theorem_1.html").read_text("utf-8"))
    assert "It is that of the part mine.lemma_2" in page.said
    assert any(image["src"].endswith("portrait.mine.lemma_2.svg") for image in page.named("img"))
    assert "it may be the restoration that is false" in page.said
    assert not (site / "counterexample/mine.theorem_1.json").exists()


def test_neighbours_are_told_both_ways(site: Path) -> None:
    repaired = Page((site / "claim/mine.lemma_2.html").read_text("utf-8"))
    assert "mine.lemma_8.html" in repaired.links
    repair = Page((site / "claim/mine.lemma_8.html").read_text("utf-8"))
    assert "mine.lemma_2.html" in repair.links
    assert "mine.not_run (not in this run)" in repair.said
    used = Page((site / "claim/mine.lemma_1.html").read_text("utf-8"))
    assert {"mine.lemma_8.html", "mine.theorem_1.html"} <= set(used.links)
    assert words.broken(["mine.lemma_2"]) in Page((site / "claim/mine.lemma_9.html").read_text("utf-8")).said


def test_the_front_page_counts(site: Path) -> None:
    page = Page((site / "index.html").read_text("utf-8"))
    assert "10 claims" in page.said
    for told in (
        "4 hold ",
        "2 fail among them 1 published statement, below with what repairs it",
        "3 are open",
        "Two engines disagree",
        "title of lemma_8",
    ):
        assert told in page.said


def test_the_front_page_lists_every_refuted_statement_that_words_are_about() -> None:
    # A statement that is a part of another one, such as one of a table, is a statement of its own where words are about it.
    table = entry("asymptotic.assumptions_table", "REFUTED", parts=["asymptotic.theorem_gradient"], origin="restored")
    refuted = entry("asymptotic.theorem_gradient", "REFUTED", title="a gradient", origin="restored")
    step = entry("asymptotic.theorem_gradient.step", "REFUTED", title="a step")
    ours = entry("asymptotic.hope", "REFUTED", title="a hope", origin="ours")
    page = Page(front.page(Content(document(table, refuted, step, ours, proofs=None))))
    published, _, others = page.said.partition("What else is false")
    assert "a gradient" in published
    assert "a hope" in others
    assert "a step" not in page.said
    assert "2 published statements" in published


def test_certificates_are_linked(site: Path) -> None:
    page = Page((site / "claim/mine.lemma_1.html").read_text("utf-8"))
    assert "../certificates/mine.lemma_1.smt2" in page.links
    assert (site / "certificates/mine.lemma_1.smt2").read_text() == "(check-sat)\n"


def test_times_are_told_only_where_they_are_wanted(site: Path, tmp_path: Path) -> None:
    assert "0.25 s" not in (site / "claim/mine.lemma_1.html").read_text()
    write(theory(), tmp_path / "timed", ["html"], times=True)
    assert "0.25 s" in (tmp_path / "timed/claim/mine.lemma_1.html").read_text()


def test_hostile_text_is_text(tmp_path: Path) -> None:
    claim = entry(
        "mine.lemma_2", "REFUTED", title=ATTACK, statement=f"{ATTACK} ${ATTACK}$", hypotheses=[ATTACK, "</math>" + ATTACK],
        note=ATTACK, label=ATTACK, source={"arxiv": ATTACK, "label": ATTACK, "restoration": ATTACK}, origin=ATTACK,
        counterexample=example(explanation=ATTACK, checked_with=ATTACK, parameters={ATTACK: ATTACK}, step_size=ATTACK),
        evidence=[found("identity", "REFUTED", detail=ATTACK, engine=ATTACK, stats={ATTACK: ATTACK})],
        mutants=[{"name": ATTACK, "verdict": "REFUTED", "by": ATTACK, "detail": ATTACK}], trusts=[ATTACK],
    )  # fmt: skip
    clean = entry("mine.lemma_2", "REFUTED", counterexample=example())
    write(document(claim), tmp_path / "hostile", ["html"])
    write(document(clean), tmp_path / "clean", ["html"])
    for name, page in every_page(tmp_path / "hostile").items():
        like = Page((tmp_path / "clean" / name).read_text("utf-8"))
        assert len(page.named("script")) == len(like.named("script")), name
        assert all("onerror" not in attributes for _, attributes in page.elements), name
        assert not any(image["src"] == "y" for image in page.named("img")), name
    assert "</script" not in (tmp_path / "hostile" / "search.js").read_text("utf-8")


@pytest.mark.parametrize("name", ["mine.../../../outside", "/tmp/outside", "mine.a\\b", "mine.a/b"])
def test_a_claim_whose_name_is_a_path_writes_nothing(name: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="expected a name without"):
        write(document(entry("mine.lemma_1", id=name)), tmp_path / "site", ["html"])
    assert not (tmp_path / "site").exists()


def test_an_unknown_command_of_latex_does_not_stop_the_report(tmp_path: Path) -> None:
    write(document(entry("mine.lemma_1", statement=r"Let $\frobnicate < 1$.")), tmp_path / "site", ["html"])
    assert 'class="untypeset"' in (tmp_path / "site/claim/mine.lemma_1.html").read_text("utf-8")


def test_pages_of_claims_that_are_gone_go_and_nothing_else_does(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write(theory(), folder)
    (folder / "claim" / "theirs.html").write_text("somebody's own")
    (folder / ".written").write_text((folder / ".written").read_text() + "html ../outside.html\nhtml /etc/nothing\n")
    (tmp_path / "outside.html").write_text("outside")
    fewer = theory()
    fewer["claims"] = [claim for claim in fewer["claims"] if claim["id"] == "mine.lemma_1"]
    write(fewer, folder, ["html"])
    assert sorted(path.name for path in (folder / "claim").iterdir()) == ["mine.lemma_1.html", "theirs.html"]
    assert not (folder / "counterexample").exists()
    assert (tmp_path / "outside.html").read_text() == "outside"
    assert (folder / "claims.md").exists()  # of a format that was not asked for


def test_a_real_theory_that_was_run(demo: Path, tmp_path: Path) -> None:
    claims = load(demo)
    doc = results.document(claims, run(claims, claims.select(["demo.*"]), jobs=1))
    write(copy.deepcopy(doc) | {"proofs": str(demo)}, tmp_path / "site")
    assert broken_links(tmp_path / "site") == []
    assert len(list((tmp_path / "site" / "claim").iterdir())) == len(doc["claims"])


def luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2's ratio: black on white has 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_has_the_contrast_of_wcag_aa_in_both_schemes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    for scheme in (LIGHT, DARK):
        for surface in ("page", "card", "sunk"):
            for ink in ("ink", "muted", "accent"):
                assert contrast(scheme[ink], scheme[surface]) >= 4.5, (ink, surface)
    for name, look in LOOKS.items():
        for ink, surfaces in ((look.ink, (look.tint, LIGHT["card"], LIGHT["page"])),
                              (look.dark_ink, (look.dark_tint, DARK["card"], DARK["page"]))):  # fmt: skip
            assert min(contrast(ink, surface) for surface in surfaces) >= 4.5, name


def test_colours_of_verdicts_stand_in_one_place(site: Path) -> None:
    assert (site / "static/site.css").read_text().startswith(style())
    sources = Path(words.__file__).parent / "site"
    own = {look.ink for look in LOOKS.values()} | {look.dark_ink for look in LOOKS.values()}
    for path in (*(sources / "static").iterdir(), *(sources / "templates").iterdir()):
        assert not own & set(path.read_text("utf-8").split('"')), path.name
    assert {"PROVED", *LOOKS} == set(LOOKS) == set(words.VERDICTS)
    assert len({look.mark for look in LOOKS.values()}) == len(LOOKS)
