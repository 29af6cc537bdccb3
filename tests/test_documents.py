"""Every block of code in the documents does what it shows.

A comment before a block, invisible to readers, says what the test cannot know:

    <!-- in: examples/equilibria -->       copies of the files of this folder lie where the block runs
    <!-- file: V.csv -->                   the block is this file
    <!-- wheel: rxnmapper -->              skipped where these weights were not fetched
    <!-- slow -->                          in the scheduled job
    <!-- not run: a reason -->             the reason is read by reviewers, and the number of such blocks is fixed below

Blocks of one document run one after the other in one folder. In an output ``...`` stands for anything.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from verify.cli import _main
from verify.errors import InvalidInput
from verify.weights.wheels import WHEELS, locate

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples").rglob("README.md")),
]
BLOCK = re.compile(
    r"(?P<notes>(?:^ *<!--(?:(?!-->).)*-->\n+)*)^(?P<pad> *)```(?P<language>\w+)\n(?P<text>.*?)^ *```$",
    re.DOTALL | re.MULTILINE,
)
SHOWN_ONLY = ("text", "toml", "yaml", "json", "latex", "bibtex")


@dataclass(frozen=True)
class Block:
    """One fenced block, without the indentation of the list that it stands in."""

    language: str
    text: str
    notes: dict[str, str]

    def commands(self) -> Iterator[tuple[str, str]]:
        """Each command with the output that is shown after it."""
        if self.language == "bash":
            yield from ((line, "...") for line in self.text.splitlines() if line and not line.startswith("#"))
            return
        for part in re.split(r"^\$ ", self.text, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def blocks(path: Path) -> list[Block]:
    found = []
    for match in BLOCK.finditer(path.read_text("utf-8")):
        notes = dict(re.findall(r"<!-- (in|file|wheel|slow|not run)(?:: (.*?))? -->", match["notes"]))
        text = re.sub(rf"^{match['pad']}", "", match["text"], flags=re.MULTILINE)
        found.append(Block(match["language"], text, notes))
    return found


CONSOLE = [path for path in DOCUMENTS if any(block.language in ("bash", "console") for block in blocks(path))]


def test_every_block_is_run_or_says_why_not() -> None:
    languages = {block.language for path in DOCUMENTS for block in blocks(path)}
    assert languages <= {"bash", "console", "python", *SHOWN_ONLY}
    reasons = [block.notes["not run"] for path in DOCUMENTS for block in blocks(path) if "not run" in block.notes]
    assert all(len(reason) > 10 for reason in reasons)
    assert len(reasons) == NOT_RUN


NOT_RUN = 9  # installing and setting up, a paper of the reader's, SLURM


def run(command: str, capfd: pytest.CaptureFixture[str]) -> str:
    """What a command prints; parts that are not ours go to the shell. A counterexample that holds is exit code 1."""
    printed = ""
    for part in command.split(" && "):
        words = shlex.split(part)
        if words[0] == "verify":
            code = _main(words[1:])
            out, err = capfd.readouterr()
            assert code in (0, 1), (part, code, err)
            printed += err + out
        else:
            done = subprocess.run(part, shell=True, capture_output=True, text=True, check=True)
            printed += done.stdout
            forget()
    return printed


def forget() -> None:
    """A reader's next command is a new process, which imports anew what was edited."""
    here = str(Path.cwd())
    for name in [
        name for name, module in sys.modules.items() if (getattr(module, "__file__", "") or "").startswith(here)
    ]:
        del sys.modules[name]


def write(block: Block) -> None:
    target = Path(block.notes["file"])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(block.text, "utf-8")


def missing(block: Block) -> str | None:
    """The wheel that a block needs and that is not here."""
    name = block.notes.get("wheel")
    if name is None:
        return None
    try:
        locate(WHEELS[name])
    except InvalidInput:
        return name
    return None


def narrow(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n"


def run_all(path: Path, capfd: pytest.CaptureFixture[str], *, slow: bool) -> None:
    checker = OutputChecker()
    lacking = None
    for block in blocks(path):
        if "in" in block.notes:
            shutil.copytree(ROOT / block.notes["in"], ".", dirs_exist_ok=True)
        if "file" in block.notes:
            write(block)
            continue
        if "not run" in block.notes or block.language in SHOWN_ONLY:
            continue
        if block.language == "python":
            if ">>>" not in block.text:
                exec(compile(block.text, str(path), "exec"), {"__name__": "__document__"})
            continue
        if ("slow" in block.notes) is not slow:
            continue
        if name := missing(block):
            lacking = name
            continue
        for command, expected in block.commands():
            seen = narrow(run(command, capfd))
            if expected.strip():
                wanted = narrow(expected)
                same = checker.check_output(wanted, seen, ELLIPSIS | NORMALIZE_WHITESPACE)
                assert same, f"{path.name}: {command}\nexpected:\n{wanted}\nseen:\n{seen}"
    if lacking:
        pytest.skip(f"needs the weights: verify fetch {lacking}")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("path", CONSOLE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_blocks_of_a_document_do_what_they_show(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run_all(path, capfd, slow=False)


SLOW = [path for path in CONSOLE if any("slow" in block.notes for block in blocks(path))]


@pytest.mark.slow
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("path", SLOW, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_and_so_do_the_slow_ones(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run_all(path, capfd, slow=True)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_python_sessions_give_what_they_show(path: Path) -> None:
    parser = PythonCodeBlockParser(doctest_optionflags=NORMALIZE_WHITESPACE)
    document = Sybil(parsers=[parser], path=str(path.parent), patterns=[path.name]).parse(path)
    for example in document.examples():
        if hasattr(example.parsed, "want"):
            example.evaluate()
