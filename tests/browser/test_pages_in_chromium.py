"""Every kind of page in a real browser: it fits, is accessible, prints, and reads without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from shown_pages import KINDS, Kind, chosen_claims

PHONE, DESK = 390, 1280
# Of a screenshot: longer pages go on in the same way, and Chromium cannot take pictures without end.
TALLEST = 2400
# The accessibility checker looks at each of a thousand equal rows: a few stand for all.
SHORTENED = """() => document.querySelectorAll(
    "tbody tr:nth-child(n+12), ul > li:nth-child(n+12), article ~ article, .node:nth-child(n+12), .edges > *"
  ).forEach((more) => more.remove())"""
# Rules that the checker calls moderate, and that are kept all the same.
BASIC = ("document-title", "html-has-lang", "landmark-one-main", "page-has-heading-one", "heading-order", "region")

kinds = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@pytest.fixture
def visit(opened: Callable[..., Any], request: pytest.FixtureRequest) -> Callable[..., Any]:
    """``visit(kind, ...)`` opens a page of this kind and waits for what scripts draw on it."""

    def open_kind(kind: Kind, **how: Any) -> Any:
        page = opened(f"{request.getfixturevalue(kind.made_by)}/{kind.path}", **how)
        if "#claim=" in kind.path and how.get("scripts", True):
            page.locator("#view-graph svg").wait_for()
        return page

    return open_kind


def fits(page: Any) -> None:
    """Nothing makes the page itself scroll sideways; wide tables and pictures scroll in frames of their own."""
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
          .filter((part) => part.getBoundingClientRect().right > innerWidth + 1 && !part.closest(".scroll, .graph, pre"))
          .map((part) => part.outerHTML.slice(0, 100)).slice(0, 5)"""
    )
    width, inner = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    assert width <= inner, wide


def picture(page: Any, path: Path, width: int) -> None:
    """A screenshot of the page, or of its beginning: the window is made so tall, which is cheaper than scrolling it."""
    height = min(TALLEST, page.evaluate("() => document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": width, "height": height})
    page.screenshot(path=path)
    assert path.stat().st_size > 5_000  # an empty page of this size has fewer bytes


@kinds
def test_a_page_fits_both_widths_and_has_no_serious_accessibility_fault(
    kind: Kind, visit: Callable[..., Any], screenshots: Path
) -> None:
    page = visit(kind, width=DESK)
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        fits(page)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            picture(page, screenshots / f"{kind.name}-{scheme}-{width}.png", width)
    page.set_viewport_size({"width": DESK, "height": 900})
    page.evaluate(SHORTENED)
    page.emulate_media(color_scheme="dark")
    accessible(page, runOnly=["color-contrast"])  # the other rules see no colours
    page.emulate_media(color_scheme="light")
    accessible(page)


def accessible(page: Any, **options: Any) -> None:
    """No serious or critical violation, and none of a basic rule."""
    from axe_playwright_python.sync_playwright import Axe

    # preload: the style sheets cannot be fetched from disk, and no rule that counts here needs them
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False, **options}).response
    assert {rule["id"] for rule in found["passes"]} >= set(options.get("runOnly", ("color-contrast", *BASIC)))
    grave = [v for v in found["violations"] if v["impact"] in ("serious", "critical") or v["id"] in BASIC]
    assert [(v["id"], v["help"], [n["html"][:200] for n in v["nodes"][:3]]) for v in grave] == []


@kinds
def test_on_paper_nothing_is_folded_and_nothing_is_cut_off(kind: Kind, visit: Callable[..., Any]) -> None:
    page = visit(kind, width=794)  # A4 at 96 pixels per inch
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    fits(page)
    hidden = page.evaluate(
        """() => [...document.querySelectorAll("main details > :not(summary)")]
          .filter((part) => part.textContent.trim() && !part.closest("[hidden]") && part.getClientRects().length === 0)
          .map((part) => part.outerHTML.slice(0, 100))"""
    )
    assert hidden == []
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    cut = page.evaluate(
        """() => [...document.querySelectorAll("main .scroll, main .graph, main pre")]
          .filter((frame) => frame.scrollWidth > frame.clientWidth + 1 && getComputedStyle(frame).overflowX !== "visible")
          .map((frame) => frame.outerHTML.slice(0, 100))"""
    )
    assert cut == []


@kinds
def test_a_page_reads_without_scripts(kind: Kind, visit: Callable[..., Any]) -> None:
    page = visit(kind, scripts=False)
    fits(page)
    assert kind.says in page.locator("main").inner_text()
    assert page.locator("#theme").is_hidden()
    for script_only in page.locator("form.filters, #choose, #view").all():
        assert script_only.is_hidden()


@pytest.mark.parametrize("claim", list(chosen_claims()), ids=lambda claim: claim["id"])
def test_the_page_of_a_claim_tells_what_was_found(
    claim: dict[str, Any], site: Path, opened: Callable[..., Any]
) -> None:
    page = opened(site / "claim" / f"{claim['id']}.html")
    text = page.locator("main").inner_text()
    assert claim["id"] in text
    assert claim["verdict"] in text
    for other in (*claim["parts"], *claim["uses"], claim["repaired_by"], claim["repairs"]):
        if other is not None:
            assert page.locator(f'main a[href="{other}.html"]').count() >= 1, other
    if claim["counterexample"]:
        assert "verify replay" in text
    if "$" in claim["statement"]:
        assert page.locator("main math").count() >= 1
    assert "$" not in page.locator(".statement").first.inner_text()


def test_at_least_ten_claims_of_every_verdict_and_paper_are_opened() -> None:
    chosen = list(chosen_claims())
    assert len(chosen) >= 10
    assert len({claim["paper"] for claim in chosen}) >= 5
    assert {"PROVED", "REFUTED", "CERTIFIED", "CORROBORATED"} <= {claim["verdict"] for claim in chosen}


def test_the_chosen_colours_are_kept_from_page_to_page(site: Path, opened: Callable[..., Any]) -> None:
    def background() -> str:
        return str(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))

    page = opened(site / "index.html", scheme="light", alone=True)
    light = background()
    page.locator("#theme").click()
    dark = background()
    assert dark != light
    page.goto((site / "claims.html").as_uri())
    assert background() == dark
    page.locator("#theme").click()
    assert background() == light
    page.reload()
    assert background() == light


def test_the_keyboard_reaches_the_content_first_and_sees_where_it_is(site: Path, opened: Callable[..., Any]) -> None:
    page = opened(site / "index.html")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert skip.evaluate("(link) => link === document.activeElement")
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
