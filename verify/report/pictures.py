"""A figure of a report page: drawn with one style, with an alternative text and its size."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_SIZE = re.compile(
    r'<svg[^>]*? height="([\d.]+)pt"[^>]*? width="([\d.]+)pt"|<svg[^>]*? width="([\d.]+)pt"[^>]*? height="([\d.]+)pt"',
    re.S,
)


@dataclass(frozen=True)
class Picture:
    """One figure.

    Attributes:
        file: path beside the page.
        title: a few words.
        alt: what a reader who does not see it is told.
        caption: prose with ``$...$``.
        svg: its text.
        csv: path of its numbers, where they are no table of the page.
    """

    file: str
    title: str
    alt: str
    caption: str
    svg: str
    csv: str | None = None

    @property
    def width(self) -> int:
        """In pixels of the page."""
        return self._size()[0]

    @property
    def height(self) -> int:
        """In pixels of the page."""
        return self._size()[1]

    def _size(self) -> tuple[int, int]:
        found = _SIZE.search(self.svg)
        if found is None:
            raise ValueError(f"{self.file} tells no size")
        height, width = (found[1], found[2]) if found[1] else (found[4], found[3])
        return round(float(width) * 4 / 3), round(float(height) * 4 / 3)


def drawn(draw: Callable[[], Any], style: dict[str, Any] | None = None) -> str:
    """The SVG of a figure, the same bytes every time."""
    from matplotlib import rc_context

    from verify.report.figures import svg

    with rc_context(style or {}):
        return svg(draw())
