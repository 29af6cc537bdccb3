"""Figures are drawn once: kept while numbers and code are the same, drawn again where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_pages import entry, example

from verify.report import drawn as figures
from verify.report.drawn import Figure, drawn


def told(claim_id: str = "mine.lemma_2", **changes: str) -> dict[str, object]:
    return entry(claim_id, "REFUTED", counterexample=example(claim=claim_id, **changes))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The claims whose counterexample was drawn."""
    calls: list[str] = []

    def draw(claim: dict[str, str]) -> list[Figure]:
        calls.append(claim["id"])
        return [Figure(f"portrait.{claim['id']}.svg", '<svg height="90pt" width="180pt"/>', "what there is to see")]

    monkeypatch.setattr(figures, "_portrait", draw)
    return calls


def test_a_drawing_is_kept(counted: list[str], tmp_path: Path) -> None:
    first = drawn([told()], shipped=False, portraits=True, folder=tmp_path)
    assert drawn([told()], shipped=False, portraits=True, folder=tmp_path) == first
    assert counted == ["mine.lemma_2"]
    assert first["mine.lemma_2"][0].size == (240, 120)
    assert first["mine.lemma_2"][0].portrait


def test_other_numbers_or_other_code_are_drawn_again(
    counted: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn([told()], shipped=False, portraits=True, folder=tmp_path)
    drawn([told(step_size="2")], shipped=False, portraits=True, folder=tmp_path)
    assert len(counted) == 2
    monkeypatch.setattr(figures, "_code", lambda: "changed")
    drawn([told()], shipped=False, portraits=True, folder=tmp_path)
    assert len(counted) == 3


def test_what_was_damaged_is_drawn_again(counted: list[str], tmp_path: Path) -> None:
    drawn([told()], shipped=False, portraits=True, folder=tmp_path)
    (kept,) = tmp_path.iterdir()
    for damage in ("{", '[{"file": 1}]', "[]x"):
        kept.write_text(damage)
        assert drawn([told()], shipped=False, portraits=True, folder=tmp_path)["mine.lemma_2"]
    assert len(counted) == 4


@pytest.mark.usefixtures("counted")
def test_where_nothing_can_be_kept_it_is_drawn_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = drawn([told()], shipped=False, portraits=True, folder=tmp_path / "file" / "below")
    assert found["mine.lemma_2"]


@pytest.mark.usefixtures("counted")
def test_only_some_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "MOST", 2)
    claims = [told(f"mine.lemma_{k}") for k in range(3)]
    drawn(claims[:2], shipped=False, portraits=True, folder=tmp_path)
    drawn(claims[2:], shipped=False, portraits=True, folder=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_lent_counterexample_is_not_drawn_twice(counted: list[str], tmp_path: Path) -> None:
    whole = entry("mine.theorem_1", "REFUTED", counterexample=example(), parts=["mine.lemma_2"])
    drawn([whole, told()], shipped=False, portraits=True, folder=tmp_path)
    assert counted == ["mine.lemma_2"]


def test_progress_is_told(counted: list[str], tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    drawn([told()], shipped=False, portraits=True, folder=tmp_path, watch=lambda *step: seen.append(step))
    assert seen == [(0, 1, "mine.lemma_2")]
    assert counted


@pytest.mark.slow
def test_several_processes_draw_the_same(tmp_path: Path) -> None:
    claims = [told(f"mine.lemma_{k}", step_size=f"{k}/7") for k in range(1, 9)]
    seen: list[int] = []
    several = drawn(
        claims, shipped=False, portraits=True, folder=tmp_path / "2", jobs=2, watch=lambda k, *_: seen.append(k)
    )
    assert several == drawn(claims, shipped=False, portraits=True, folder=tmp_path / "1")
    assert list(several) == [claim["id"] for claim in claims]
    assert seen == list(range(1, 9))
