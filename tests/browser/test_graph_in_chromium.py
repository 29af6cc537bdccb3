"""The graph of claims in a real browser: it is clicked, and focused views have addresses that last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from shown_pages import FOCUS, reported

from verify.report.site.graph_views import ClaimGraph


def drawn(page: Any) -> set[str]:
    """The claims in the focused view, once it is drawn."""
    page.locator("#view-graph svg .focus").wait_for()
    links = page.locator("#view-graph svg a").evaluate_all("(all) => all.map((a) => a.getAttribute('href'))")
    return {link.removeprefix("claim/").removesuffix(".html") for link in links}


def title(page: Any) -> str:
    return str(page.locator("#view-title").inner_text())


def ancestors(claim_id: str, depth: int, relations: tuple[str, ...]) -> set[str]:
    """What a view of so many steps back must show, from the committed report."""
    edges = [edge for edge in ClaimGraph(reported()["claims"]).edges if edge.relation in relations]
    found = border = {claim_id}
    for _ in range(depth):
        border = {edge.before for edge in edges if edge.after in border}
        found = found | border
    return found


def test_a_click_on_a_claim_of_an_overview_opens_its_page(site: Path, opened: Callable[..., Any]) -> None:
    page = opened(site / "graph.html")
    page.locator('.graphs svg a[href="claim/power_method.lemma_4.html"]').first.click()
    page.wait_for_url("**/claim/power_method.lemma_4.html")
    assert "power_method.lemma_4" in page.locator("main").inner_text()


def test_a_focused_view_shows_the_claims_of_its_address(site: Path, opened: Callable[..., Any]) -> None:
    page = opened(f"{site}/{FOCUS}")
    every = ("uses", "published_uses", "parts", "repairs")
    assert drawn(page) == ancestors("power_method.theorem_2", 2, every)
    assert title(page) == "What power_method.theorem_2 rests on"
    listed = page.locator("#view-list > li").count()
    assert listed == len(drawn(page))
    page.locator('#view-graph svg a[href="claim/power_method.lemma_3.html"]').click()
    page.wait_for_url("**/claim/power_method.lemma_3.html")


def test_the_back_button_and_a_reload_bring_a_view_back(site: Path, opened: Callable[..., Any]) -> None:
    page = opened(f"{site}/graph.html#claim=power_method.lemma_4&direction=both&depth=1")
    first = drawn(page)
    page.evaluate("() => { location.hash = 'claim=power_method.lemma_3&direction=descendants&depth=all' }")
    page.locator("#view-title", has_text="What rests on power_method.lemma_3").wait_for()
    second = drawn(page)
    assert second != first
    page.reload()
    assert drawn(page) == second
    page.go_back()
    page.locator("#view-title", has_text="Around power_method.lemma_4").wait_for()
    assert drawn(page) == first
    page.locator("#view-graph svg a").first.click()
    page.wait_for_url("**/claim/*.html")
    page.go_back()
    assert drawn(page) == first


def test_the_controls_write_the_address(site: Path, opened: Callable[..., Any]) -> None:
    page = opened(site / "graph.html")
    assert page.locator("#view").is_hidden()
    page.get_by_label("Claim", exact=True).fill("beyond.theorem_2_repaired")
    page.get_by_label("Claim", exact=True).press("Enter")
    page.locator("#view-title", has_text="beyond.theorem_2_repaired").wait_for()
    assert "claim=beyond.theorem_2_repaired&direction=ancestors&depth=1" in page.url
    narrow = drawn(page)
    page.get_by_label("Depth").select_option("3")
    page.wait_for_function("(few) => document.querySelectorAll('#view-graph svg a').length > few", arg=len(narrow))
    assert page.url.endswith("depth=3")
    page.get_by_label("the published proof uses").uncheck()
    page.get_by_label("repairs").uncheck()
    page.wait_for_url("**edges=uses,parts")
    assert drawn(page) == ancestors("beyond.theorem_2_repaired", 3, ("uses", "parts"))


def test_the_controls_know_every_claim_and_say_where_one_is_unknown(site: Path, opened: Callable[..., Any]) -> None:
    page = opened(f"{site}/graph.html#claim=no.such_claim")
    assert page.locator("#view-told").inner_text() == "No claim of this report is called no.such_claim."
    assert page.locator("#view-graph").is_hidden()
    page.get_by_label("Claim", exact=True).focus()
    offered = page.locator("#choose-claims option").evaluate_all("(all) => all.map((option) => option.value)")
    assert offered == [claim["id"] for claim in reported()["claims"]]


def test_addresses_that_make_no_sense_fall_back(site: Path, opened: Callable[..., Any]) -> None:
    page = opened(f"{site}/graph.html#claim=power_method.lemma_4&direction=sideways&depth=-3&edges=none")
    every = ("uses", "published_uses", "parts", "repairs")
    assert drawn(page) == ancestors("power_method.lemma_4", 2, every)
    assert page.locator("#choose-direction").input_value() == "ancestors"


def test_the_keyboard_walks_through_a_picture_and_opens_a_claim(site: Path, opened: Callable[..., Any]) -> None:
    page = opened(f"{site}/graph.html#claim=power_method.lemma_4&direction=both&depth=1")
    drawn(page)
    page.locator("#view-graph").focus()
    page.keyboard.press("Tab")
    focused = page.evaluate(
        "() => document.activeElement.closest('#view-graph svg') && document.activeElement.getAttribute('aria-label')"
    )
    assert focused
    assert "power_method.lemma_4" in focused or "REFUTED" in focused or "PROVED" in focused
    page.keyboard.press("Enter")
    page.wait_for_url("**/claim/*.html")


def test_a_picture_grows_shrinks_and_fits(site: Path, opened: Callable[..., Any]) -> None:
    page = opened(f"{site}/graph.html#claim=reduction.grouping&direction=descendants&depth=all", width=390)
    drawn(page)

    def width() -> float:
        return float(page.locator("#view-graph svg").bounding_box()["width"])

    natural = width()
    bar = page.locator("#view .zoom")
    bar.get_by_label("Larger").click()
    assert width() > natural
    bar.get_by_label("Fit the width").click()
    assert width() <= 390
    bar.get_by_label("Natural size").click()
    assert width() == natural


def test_verdicts_and_standings_differ_in_more_than_colour(site: Path, opened: Callable[..., Any]) -> None:
    page = opened(site / "graph.html", scheme="dark")
    dashes = page.locator(".graphs .s-CONDITIONAL > polygon").first.evaluate(
        "(it) => getComputedStyle(it).strokeDasharray"
    )
    solid = page.locator(".graphs .s-UNCONDITIONAL > polygon").first.evaluate(
        "(it) => getComputedStyle(it).strokeDasharray"
    )
    assert dashes != solid
    proved = page.locator(".graphs .v-PROVED text:not(.over)").first.text_content()
    refuted = page.locator(".graphs .v-REFUTED text:not(.over)").first.text_content()
    assert proved[0] != refuted[0]
    assert not (proved[0] + refuted[0]).isalpha()
