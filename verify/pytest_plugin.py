"""Claims as tests: ``pytest --verify-proofs DIR`` compares every claim of a proofs folder with its ledger.

The options can stand in the configuration of pytest, so that authors who keep their claims beside their code say it once::

    [tool.pytest.ini_options]
    verify_proofs = "proofs"   # relative to the file that says so
    verify_tier = "quick"

Without one of them the plugin does nothing and imports nothing. Files named on the command line are asked for alone: then
the configured folder is left out, and only ``--verify-proofs`` adds it. The claims run once, before the first of these
tests, in as many processes as ``--verify-jobs`` says; with pytest-xdist each worker runs the claims that it is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from verify.comparison import Difference
    from verify.graph import Theory

_RUN = pytest.StashKey["_Examined"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options, and what they are called in a configuration file."""
    group = parser.getgroup("verify", "claims of a proofs folder, as tests")
    group.addoption("--verify-proofs", metavar="DIR", help="compare the claims of this folder with their ledger")
    group.addoption("--verify-tier", choices=("quick", "full"), help="how much evidence may spend (default: quick)")
    group.addoption(
        "--verify-jobs", type=int, metavar="N", help="processes for the claims (default: as many as processors)"
    )
    parser.addini("verify_proofs", "the proofs folder whose claims are tests, relative to this file", default="")
    parser.addini("verify_tier", "how much the evidence may spend: quick or full", default="quick")


def pytest_collection(session: pytest.Session) -> None:
    """Collect the claims beside whatever else is collected."""
    folder = _folder(session.config)
    if folder is not None:
        session.config.pluginmanager.register(_Claims(folder), "verify-claims")


def _folder(config: pytest.Config) -> Path | None:
    given = config.getoption("--verify-proofs")
    if given:
        return Path(config.invocation_params.dir, given)
    written = config.getini("verify_proofs")
    if config.args_source is pytest.Config.ArgsSource.ARGS:
        return None
    home = config.inipath.parent if config.inipath is not None else config.rootpath
    return home / written if written else None


def _tier(config: pytest.Config) -> str:
    tier = config.getoption("--verify-tier") or config.getini("verify_tier")
    if tier not in ("quick", "full"):
        raise pytest.UsageError(f"verify_tier is {tier!r}; expected quick or full")
    return str(tier)


class _Claims:
    """Adds the items when all files are collected; registered only if a proofs folder was named."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(
        self, session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """One item for each claim, and one for the ledger; ``-k`` and ``-m`` then choose among them as among all tests."""
        from verify.errors import VerifyError
        from verify.graph import load

        tier = _tier(config)
        try:
            theory = load(self.folder)
        except VerifyError as error:
            raise pytest.UsageError(f"--verify-proofs: {error}") from error
        here, root = theory.folder, config.rootpath
        name = (here.relative_to(root) if here.is_relative_to(root) else here).as_posix()
        folder = ClaimFolder.from_parent(session, name=name, path=here, nodeid=name, theory=theory, tier=tier)
        found: list[pytest.Item | pytest.Collector] = list(folder.collect())
        items.extend(item for item in found if isinstance(item, pytest.Item))
        # What --collect-only counts are the reports of what was collected.
        session.ihook.pytest_collectreport(report=pytest.CollectReport(name, "passed", None, found))


class ClaimFolder(pytest.Collector):
    """The claims of one proofs folder."""

    def __init__(self, *, theory: Theory, tier: str, path: Path, **more: Any) -> None:
        super().__init__(path=path, **more)
        self.theory, self.tier = theory, tier

    def collect(self) -> Iterator[pytest.Item]:
        """The claims in reading order, then the ledger."""
        for claim_id in self.theory.claims:
            yield ClaimItem.from_parent(self, name=claim_id)
        yield LedgerItem.from_parent(self, name="ledger")

    def differences(self, claim_id: str) -> list[Difference]:
        """What ``verify check`` would say of this claim; all claims that this session wants run when the first is asked."""
        if hasattr(self.config, "workerinput"):  # pytest-xdist: which of the items this worker gets is not known
            return _Examined(self.theory, self.tier, [claim_id], 1).of(claim_id)
        examined = self.config.stash.get(_RUN, None)
        if examined is None:
            wanted = [i.name for i in self.session.items if isinstance(i, ClaimItem) and i.parent is self]
            examined = _Examined(self.theory, self.tier, wanted, self.config.getoption("--verify-jobs"))
            self.config.stash[_RUN] = examined
        return examined.of(claim_id)


class _Examined:
    """One run of the claims, compared with the ledger."""

    def __init__(self, theory: Theory, tier: str, wanted: list[str], jobs: int | None) -> None:
        from verify import ledger, results, runner
        from verify.comparison import compare

        known = ledger.read(theory)
        done = runner.run(theory, theory.with_parts(wanted), tier=tier, jobs=jobs)
        if done.stopped == "interrupt":
            raise KeyboardInterrupt
        self.found = compare(known, results.document(theory, done, known.remembered(tier)))

    def of(self, claim_id: str) -> list[Difference]:
        """The differences of one claim."""
        return [difference for difference in self.found if difference.claim_id == claim_id]


class DiffersError(Exception):
    """A claim, or the ledger, is not as expected; the message is all that a reader needs."""


class _Item(pytest.Item):
    """Fails with what :meth:`told` has to say, in its words alone."""

    parent: ClaimFolder

    def told(self) -> list[str]:
        """One line for each difference."""
        raise NotImplementedError

    def runtest(self) -> None:
        """Compare with the ledger."""
        from verify.errors import VerifyError

        try:
            found = self.told()
        except VerifyError as error:
            raise DiffersError(str(error)) from error
        if found:
            raise DiffersError("\n".join(found))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The message alone for a difference, the traceback for anything else."""
        if isinstance(excinfo.value, DiffersError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)


class ClaimItem(_Item):
    """One claim: it fails with what ``verify check`` says of it."""

    def told(self) -> list[str]:
        """The differences of the claim."""
        return list(map(str, self.parent.differences(self.name)))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the claim is written: what an editor opens."""
        from verify.location import locate

        path, line = locate(self.parent.theory.folder, self.name) or (self.parent.path, 1)
        return path, line - 1, f"claim {self.name}"  # an id alone would be shown with :: for its dots


class LedgerItem(_Item):
    """The ledger: it fails for every entry whose claim is gone."""

    def told(self) -> list[str]:
        """The entries without a claim."""
        from verify import ledger
        from verify.comparison import Difference, Kind

        theory = self.parent.theory
        gone = [i for i in ledger.read(theory).entries if i not in theory.claims]
        return [str(Difference(i, Kind.MISSING, Kind.MISSING.value)) for i in gone]

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file of the ledger."""
        from verify.ledger import NAME

        return self.parent.path / NAME, 0, "the ledger"
