"""Jinja2 as all pages use it: everything escaped, undefined names refused, mathematics and verdicts as filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from verify.report.site import math
from verify.report.site.palette import LOOKS, style

SITE = "verify.report.site"


def render(template: str, *, title: str, root: str = "", page: str = "", **values: Any) -> str:
    """A page from ``templates/``, with a final newline.

    Args:
        template: its file name; it extends ``base.html``, whose blocks are ``head``, ``main`` and ``scripts``.
        title: of the page, unlike that of any other page.
        root: the way from the page to the folder of the site: ``""``, or ``"../"`` for a page one folder down.
        page: which entry of the navigation is the current one.
        values: what the template reads. ``navigation``, a list of ``(page, text, href)``; ``brand``, what stands first
            in the header, with ``brand_href``; ``search``, whether there is an index to search; ``alone``, whether
            style and script go into the page, which is then one file; ``known``, ids of the claims that have a page.
    """
    given: dict[str, Any] = {
        "navigation": (),
        "brand": "attention-verify",
        "brand_href": None,
        "search": False,
        "alone": False,
        "known": frozenset(),
        "description": "",
    }
    text = environment().get_template(template).render({**given, "title": title, "root": root, "page": page, **values})
    return text.rstrip("\n") + "\n"


@cache
def environment() -> Environment:
    """The environment, made once.

    Filters: ``prose``, ``typeset`` (prose without links), ``hypothesis``, ``formula``, ``badge``, ``number``.
    Globals: ``LOOKS``, ``css()``, ``script()``.
    """
    made = Environment(
        loader=PackageLoader(SITE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    made.filters.update(
        prose=_prose, typeset=math.prose, hypothesis=_hypothesis, formula=math.formula, badge=badge, number=number
    )
    made.globals.update(LOOKS=LOOKS, css=_css, script=lambda: Markup(static("site.js")))
    return made


def assets() -> dict[str, str]:
    """The style sheet and the script, by the paths that ``base.html`` asks for, relative to the site's folder."""
    return {"static/site.css": str(_css()), "static/site.js": static("site.js")}


def static(name: str) -> str:
    """The text of a file of ``static/``."""
    return (resources.files(SITE) / "static" / name).read_text("utf-8")


def badge(verdict: str) -> Markup:
    """A verdict as a label: its mark, its name, its colour."""
    look = LOOKS.get(verdict)
    if look is None:
        return Markup('<span class="badge">{}</span>').format(verdict)
    return Markup('<span class="badge v-{0}"><span aria-hidden="true">{1}</span> {0}</span>').format(verdict, look.mark)


def number(count: int, one: str, many: str | None = None) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def claim_href(root: str, known: Mapping[str, Any] | frozenset[str]) -> Callable[[str], str | None]:
    """Where the page of a claim is, seen from a page with this ``root``; ``None`` for a claim without one."""

    def href(claim_id: str) -> str | None:
        return f"{root}claim/{claim_id}.html" if claim_id in known else None

    return href


def _css() -> Markup:
    return Markup(f"{style()}\n{static('site.css')}")


@pass_context
def _prose(context: Context, text: str) -> Markup:
    return math.prose(text, claim_href(context["root"], context["known"]))


@pass_context
def _hypothesis(context: Context, text: str) -> Markup:
    return math.hypothesis(text, claim_href(context["root"], context["known"]))
