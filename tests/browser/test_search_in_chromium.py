"""The search and the filters in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from shown_pages import reported


def test_the_search_is_used_by_keyboard_alone(site: Path, opened: Callable[..., Any]) -> None:
    page = opened(site / "index.html")
    page.keyboard.press("/")
    assert page.evaluate("() => document.activeElement.id") == "search"
    page.keyboard.type("lemma_9 clustering")
    page.locator("#found [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#found [role=option][aria-selected=true]")
    assert chosen.count() == 1
    assert page.locator("#search").get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert "power_method.lemma_9.clustering" in chosen.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/claim/power_method.lemma_9.clustering.html")


def test_the_search_works_from_the_page_of_a_claim_and_escape_closes_it(site: Path, opened: Callable[..., Any]) -> None:
    page = opened(site / "claim" / "power_method.lemma_3.html")
    page.locator("#search").fill("theorem_2")
    page.locator("#found [role=option]").first.wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#found").is_hidden()
    page.locator("#search").fill("no claim has these words")
    page.locator("#found", has_text="No claim").wait_for()
    page.locator("#search").fill("theorem_2")
    page.locator("#found [role=option]").first.click()
    page.wait_for_url("**/claim/*theorem_2*.html")


def test_enter_without_a_choice_lists_every_claim_that_fits(site: Path, opened: Callable[..., Any]) -> None:
    page = opened(site / "index.html")
    page.locator("#search").fill("rxnmapper")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims.html?text=rxnmapper")
    rows = page.locator("main tbody tr:visible")
    every = page.locator("main tbody tr").count()
    assert every == len(reported()["claims"])
    assert 0 < rows.count() < every


def test_the_filters_leave_the_claims_of_one_verdict(site: Path, opened: Callable[..., Any]) -> None:
    page = opened(site / "claims.html")
    page.locator("form.filters select[name=verdict]").select_option("REFUTED")
    refuted = [claim["id"] for claim in reported()["claims"] if claim["verdict"] == "REFUTED"]
    assert page.locator("main tbody tr:visible").count() == len(refuted)
    assert f"{len(refuted)} of " in page.locator("form.filters [role=status]").inner_text()
