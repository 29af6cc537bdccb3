"""What the project's own documents and files promise."""

from __future__ import annotations

import importlib
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement

from proofs import beyond
from verify import search
from verify.claim import Claim
from verify.graph import load
from verify.runner import run
from verify.verdict import Verdict

ROOT = Path(__file__).parent.parent


def test_the_claim_of_the_contributing_guide_is_proved_and_its_mutants_fall(tmp_path: Path) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text()
    match = re.search(r"```python\n(.*?)```", guide, re.DOTALL)
    assert match is not None
    lines = [line.removeprefix("   ") for line in match.group(1).splitlines()]
    (tmp_path / "my_paper").mkdir()
    (tmp_path / "my_paper" / "section.py").write_text("\n".join(lines))
    outcome = run(load(tmp_path), ["my_paper.lemma_1"], jobs=1).outcomes["my_paper.lemma_1"]
    assert outcome.verdict is Verdict.PROVED
    assert [fall.verdict for fall in outcome.mutants] == [Verdict.REFUTED, Verdict.REFUTED]


def test_the_constraints_cover_every_dependency() -> None:
    pinned = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text().splitlines()[1:])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    for text in (*project["dependencies"], *extras["test"], *extras["weights"]):
        needed = Requirement(text)
        if needed.name == project["name"]:
            continue  # one extra that names another
        assert needed.specifier.contains(pinned[needed.name]), text
    assert not any("+" in release for release in pinned.values())


def test_one_release_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    cited = re.search(r"^version: (.*)$", (ROOT / "CITATION.cff").read_text(), re.MULTILINE)
    assert cited is not None
    assert cited.group(1) == project["version"] == version(project["name"])


def test_the_licence_is_the_apache_licence() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert "Apache License" in text.splitlines()[1]
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_index_of_the_repairs_names_every_file_in_order_and_what_it_repairs() -> None:
    load()  # another test may have put another folder called proofs in its place
    rows = re.findall(r"^``([a-z]\w*)`` +(.*)$", beyond.__doc__ or "", re.MULTILINE)
    assert tuple(name for name, _ in rows) == beyond.CONTENTS
    seen: set[str] = set()
    for name, told in rows:
        for value in vars(importlib.import_module(f"proofs.beyond.{name}")).values():
            for claim in value if isinstance(value, tuple) else (value,):
                if isinstance(claim, Claim) and claim.id not in seen:  # others are imported from a file before
                    seen.add(claim.id)
                    assert claim.repairs is None or claim.source.label in told, (name, claim.id)
    assert len(seen) > 100


def test_the_index_of_the_search_names_every_file() -> None:
    named = re.findall(r"^``(\w+)`` ", search.__doc__ or "", re.MULTILINE)
    files = {path.stem for path in (ROOT / "verify" / "search").glob("*.py")} - {"__init__"}
    assert sorted(named) == sorted(files)
