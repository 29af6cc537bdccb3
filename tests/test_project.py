"""What the project's own documents and files promise."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement

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
    for text in (*project["dependencies"], *project["optional-dependencies"]["test"]):
        needed = Requirement(text)
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
