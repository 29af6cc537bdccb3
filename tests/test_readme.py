"""The README and what is generated beside it: real examples, real outputs, verdicts that are the ledger's."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from verify.cli import app
from verify.errors import InvalidInput
from verify.graph import load
from verify.report import readme, theory
from verify.report.published import Paper, papers
from verify.verdict import Verdict

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TEXT = README.read_text("utf-8")
DOCUMENTS = [README, *sorted((ROOT / "docs").rglob("*.md")), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
DOCUMENTS.append(ROOT / "examples" / "own_theory" / "README.md")
THEORY = load()
COMMANDS = typer.main.get_command(app)


def command_lines(text: str) -> Iterator[str]:
    """Every ``verify ...`` of a document: in its shell blocks, and in its inline code."""
    for language, block in re.findall(r"```(\w+)\n(.*?)```", text, re.DOTALL):
        for line in block.splitlines():
            if language == "bash" or line.startswith("$ "):
                yield from re.findall(r"(?:^|\s)(verify [^&#]*)", line)
    for inline in re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        yield from re.findall(r"(?:^|&& )(verify [^&]*)", inline)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_line_of_the_documents_parses(path: Path) -> None:
    for line in command_lines(path.read_text("utf-8")):
        _, *words = shlex.split(line)
        if words and not words[0].startswith("-"):
            command = COMMANDS.get_command(None, words[0])
            assert command is not None, line
            if words[1:]:  # a bare name is a mention of the command
                command.make_context(words[0], words[1:])


def test_the_readme_names_every_command() -> None:
    told = {line.split()[1] for line in command_lines(TEXT) if len(line.split()) > 1}
    assert told >= set(COMMANDS.commands)


def test_the_readme_has_the_two_commands() -> None:
    fresh = "python -m venv .venv && . .venv/bin/activate && pip install -c constraints.txt"
    assert f"{fresh} . && verify run && verify report --open\n" in TEXT
    assert f"{fresh} -e '.[test]' && pytest\n" in TEXT


def test_the_claims_that_the_documents_name_exist() -> None:
    for path in DOCUMENTS:
        for name in re.findall(r"`((?:power_method|beyond|reduction)\.[a-z0-9_.]+)`", path.read_text("utf-8")):
            assert name in THEORY.claims or name == "power_method.", (path.name, name)


@pytest.mark.parametrize("paper", papers(), ids=lambda paper: paper.name)
def test_the_table_has_the_ledgers_verdicts(paper: Paper) -> None:
    """If this fails: python -m verify.report.readme."""
    rows = readme.table(THEORY, paper, readme.verdicts(THEORY))
    assert readme.replaced(TEXT, paper.name, rows) == TEXT


@pytest.mark.parametrize("paper", papers(), ids=lambda paper: paper.name)
def test_the_theory_pages_are_those_of_the_claims(paper: Paper) -> None:
    """If this fails: python -m verify.report.readme."""
    expected = theory.document(THEORY, paper, readme.verdicts(THEORY))
    assert (ROOT / paper.page).read_text("utf-8") == expected


def test_words_about_another_verdict_are_refused() -> None:
    paper = papers()[0]
    known = {claim.id: Verdict(paper.words[claim.id.partition(".")[2]][0]) for claim in readme.published(THEORY, paper)}
    assert readme.table(THEORY, paper, known).count("\n") == len(paper.words) + 2
    known["power_method.lemma_1"] = Verdict.REFUTED
    with pytest.raises(InvalidInput, match="the words for lemma_1 are about PROVED, the verdict is REFUTED"):
        readme.table(THEORY, paper, known)


def test_a_readme_without_markers_is_refused() -> None:
    with pytest.raises(InvalidInput, match="the markers"):
        readme.replaced("# A readme\n", "power_method", "")


def test_links_inside_the_project_lead_somewhere() -> None:
    for path in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#:\s]+)\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), (path.name, target)
