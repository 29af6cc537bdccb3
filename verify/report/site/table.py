"""``claims.html``, a table of all claims that filters narrow down, and ``search.js``, the index of the search."""

from __future__ import annotations

import json

from verify.report.site.content import FATES, Claim, Content, counts
from verify.report.site.environment import render


def page(content: Content) -> str:
    """``claims.html``."""
    standings = list(dict.fromkeys(claim["standing"] for claim in content.claims))
    return render(
        "claims.html",
        title="All claims",
        page="claims",
        rows=[(claim, searched(claim)) for claim in content.claims],
        counts=counts(content.claims),
        fates=FATES,
        standings=standings,
        origins=list(dict.fromkeys(claim["origin"] for claim in content.claims)),
        **content.common(),
    )


def searched(claim: Claim) -> str:
    """The text in which words are looked for, in lower case: id, label, title and statement without the signs of LaTeX."""
    text = " ".join(
        (claim["id"], plain_latex(claim["label"]), plain_latex(claim["title"]), plain_latex(claim["statement"]))
    )
    return " ".join(text.lower().split())


def plain_latex(text: str) -> str:
    r"""LaTeX as words: ``\lambda_1 > 0`` is ``lambda_1 > 0``."""
    for sign in ("\\", "$", "{", "}"):
        text = text.replace(sign, " " if sign == "\\" else "")
    return " ".join(text.split())


def index(content: Content) -> str:
    """``search.js``: a constant, because a page on disk may not fetch a file but may load a script."""
    entries = [
        [
            claim["id"],
            plain_latex(claim["label"]),
            plain_latex(claim["title"]),
            plain_latex(claim["statement"]),
            claim["verdict"],
        ]
        for claim in content.claims
    ]
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False).replace("<", "\\u003c") for entry in entries)
    return f'"use strict";\nwindow.VERIFY_SEARCH = [\n{lines}\n];\n'
