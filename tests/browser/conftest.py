"""A real browser for the pages: Chromium without a window, driven by Playwright, on pages that are opened from disk.

Where Playwright or Chromium is missing the tests are skipped, and say what to install. ``VERIFY_CHROMIUM`` names a
program to use, which must then work; ``VERIFY_SCREENSHOTS`` a folder for the screenshots.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from shown_pages import KINDS, reported

# Milliseconds; a machine that does other things at the same time is slow, and nothing is measured here.
PATIENCE = 60_000
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Nothing but the page: no first-run tabs, no updates, no network of the browser's own.
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)


def chromium() -> str:
    """The program, or a skip that says what is missing."""
    named = os.environ.get("VERIFY_CHROMIUM")
    if named:
        return shutil.which(named) or named
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium): the pages are not tried in a browser")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of a worker."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip("Playwright is not installed (pip install '.[test]'): the pages are not tried in a browser")
    program = chromium()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(OPTIONS))
        yield running
        running.close()


@dataclass
class Watched:
    """What a page did that no page of ours may do: it is looked at when the test ends."""

    faults: list[str] = field(default_factory=list)

    def watch(self, page: Any) -> Any:
        page.on("console", lambda message: message.type in ("error", "warning") and self._add("console", message.text))
        page.on("pageerror", lambda error: self._add("script", str(error)))
        page.on("requestfailed", self._failed)
        page.on("request", lambda request: self._outside(request.url))
        return page

    def _failed(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # the next page was opened while this one still loaded
            self._add("failed", f"{request.url} ({request.failure})")

    def _outside(self, url: str) -> None:
        if not url.startswith(("file://", "data:", "blob:")):
            self._add("network", url)

    def _add(self, kind: str, what: str) -> None:
        self.faults.append(f"{kind}: {what}")


def address(path: str | Path) -> str:
    """The ``file://`` address of a path, which may end in ``#...``."""
    name, mark, rest = str(path).partition("#")
    return Path(name).absolute().as_uri() + mark + rest


@pytest.fixture(scope="session")
def contexts(browser: Any) -> Iterator[Callable[..., Any]]:
    """``contexts(scheme, scripts, alone)``: profiles of the browser, shared by all tests that do not ask for their own."""
    made: dict[tuple[str, bool], Any] = {}

    def context(scheme: str, scripts: bool, alone: bool) -> Any:
        key = (scheme, scripts)
        if alone or key not in made:
            about = {"color_scheme": scheme, "java_script_enabled": scripts, "reduced_motion": "reduce"}
            new = browser.new_context(**about)
            new.set_default_timeout(PATIENCE)
            if alone:
                return new
            made[key] = new
        return made[key]

    yield context
    for used in made.values():
        used.close()


@pytest.fixture
def opened(contexts: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """``opened(path, width=..., scheme=...)`` opens a page from disk; the test fails if one of them complains.

    ``scripts=False`` switches scripts off; ``alone=True`` is for what the browser remembers.
    """
    watched = Watched()
    pages = []
    own = []

    def open_page(
        path: str | Path, *, width: int = 1280, scheme: str = "light", scripts: bool = True, alone: bool = False
    ) -> Any:
        context = contexts(scheme, scripts, alone)
        if alone:
            own.append(context)
        page = watched.watch(context.new_page())
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900 if width > 500 else 844})
        page.goto(address(path))
        return page

    yield open_page
    for page in pages:
        page.close()
    for context in own:
        context.close()
    assert watched.faults == []


def build(folder: Path) -> None:
    """The site of the committed report, with the figures of the pages that the tests look at."""
    from verify.outputs import write_text
    from verify.report.drawn import drawn
    from verify.report.site.content import Content
    from verify.report.site.pages import pages

    doc = reported()
    looked_at = [claim for claim in doc["claims"] if f"claim/{claim['id']}.html" in {kind.path for kind in KINDS}]
    figures = drawn(looked_at, shipped=True, portraits=True, folder=folder.with_name("drawn-for-a-browser"))
    assert figures
    for name, text in pages(Content(doc), figures):
        write_text(folder / name, text)
    for figure in (figure for found in figures.values() for figure in found):
        write_text(folder / "figures" / figure.file, figure.svg)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site of the committed report, built once for all workers."""
    from filelock import FileLock

    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "site-in-a-browser"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            build(folder)
    return folder


@pytest.fixture(scope="session")
def own_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `verify stability` and `verify equilibria` write with ``--report``, of a small system in the plane."""
    from verify.cli import _main

    folder = tmp_path_factory.mktemp("own-reports")
    (folder / "V.csv").write_text("2, 0\n0, -0.5\n")
    for command, extra in (("stability", []), ("equilibria", ["--starts", "20"])):
        told = [command, str(folder / "V.csv"), "--tokens", "4", "--step-size", "0.1", "--quiet", *extra]
        assert _main([*told, "--report", str(folder / command)]) == 0
    return folder


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """Where the pictures go."""
    named = os.environ.get("VERIFY_SCREENSHOTS")
    folder = pytestconfig.invocation_params.dir / named if named else tmp_path_factory.getbasetemp() / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
