"""``verify report``: what it writes, says, opens and refuses."""

from __future__ import annotations

import json
import webbrowser
from pathlib import Path

import pytest
from site_pages import document, entry, example

from verify.cli import _main
from verify.outputs import json_text


@pytest.fixture
def ran(here: Path) -> Path:
    """A folder in which a run left results."""
    doc = document(entry("mine.lemma_1"), entry("mine.lemma_2", "REFUTED", counterexample=example()))
    (here / ".verify").mkdir()
    (here / ".verify" / "results.json").write_text(json_text(doc))
    return here


def test_by_default_everything_goes_to_site_and_one_line_says_where(
    ran: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main(["report"]) == 0
    told = capsys.readouterr()
    count = len(list((ran / "site").rglob("*.html")))
    assert told.out.startswith(f"{Path('site/index.html')}: {count} pages, ")
    assert told.out.count("\n") == 1
    assert told.err == ""
    for name in (
        "index.html",
        "claims.md",
        "claims.json",
        "claim/mine.lemma_1.html",
        "counterexample/mine.lemma_2.json",
    ):
        assert (ran / "site" / name).is_file()


def test_formats_can_be_chosen(ran: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _main(["report", "--out", "told", "--format", "markdown", "--format", "json"]) == 0
    assert capsys.readouterr().out == "told: markdown, json, 2 files\n"
    assert sorted(path.name for path in (ran / "told").iterdir()) == [".written", "claims.json", "claims.md"]
    assert _main(["report", "--out", "told", "--format", "html,json", "-q"]) == 0
    assert capsys.readouterr().out == ""
    assert (ran / "told" / "index.html").is_file()
    assert (ran / "told" / "claims.md").is_file()


def test_an_unknown_format_is_one_line(ran: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _main(["report", "--format", "pdf"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("error: no format 'pdf'; expected one of html, ")
    assert told.count("\n") == 1
    assert not (ran / "site").exists()


def test_open_shows_the_first_page(
    ran: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    assert _main(["report", "--open", "-q"]) == 0
    assert opened == [(ran / "site" / "index.html").resolve().as_uri()]
    assert _main(["report", "--open", "--format", "json"]) == 2
    assert "--open needs the format html" in capsys.readouterr().err


def test_results_that_a_report_wrote_can_be_reported_again(ran: Path) -> None:
    assert _main(["report", "-q", "--out", "first"]) == 0
    told = json.loads((ran / "first" / "claims.json").read_text())
    (ran / ".verify" / "results.json").write_text(json_text(told | {"proofs": "theory"}))
    assert _main(["report", "-q", "--out", "second"]) == 0
    first, second = ((ran / name / "claim" / "mine.lemma_2.html").read_bytes() for name in ("first", "second"))
    assert first == second


def test_a_folder_that_is_a_file_is_one_line(ran: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ran / "taken").write_text("")
    assert _main(["report", "--out", "taken"]) == 2
    assert capsys.readouterr().err.startswith("error: cannot write taken")


def test_without_results_it_says_what_to_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _main(["report"]) == 2
    assert "run `verify run` first" in capsys.readouterr().err
    assert list(here.iterdir()) == []
