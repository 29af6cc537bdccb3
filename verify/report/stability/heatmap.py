"""The spectral radius (flow: abscissa) over eigenvector and split: which cells are shown, their numbers, and the picture.

Verdicts stand in the cells as marks, so that nothing is told by colour alone. Where there are too many eigenvectors or splits
the ones that matter are shown, and the caption says which.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from verify.equilibria.radii import bipartite_radii
from verify.equilibria.stability import LISTED_UP_TO, Entry, Stability
from verify.report.figures import INK
from verify.report.stability.drawing import canvas
from verify.report.stability.regions import split_at
from verify.report.tables import Column, Table

MOST_ROWS, MOST_COLUMNS = 24, 16
QUIET_ENDS = 8
"""Eigenvectors without a stable state that are shown at each end of the spectrum."""
MARKS = {"stable": "●", "marginal": "="}
TEXT = {"ha": "center", "va": "center", "fontsize": 7.5, "color": INK}
BACKED = {**TEXT, "bbox": {"facecolor": "white", "edgecolor": "none", "pad": 0.8}}
NOT_FIXED = {"period_two": "two-cycle", "collapses": "collapses", "undefined": "undefined"}


@dataclass(frozen=True)
class Cell:
    """One eigenvector and one split.

    Attributes:
        value: spectral radius or abscissa, ``None`` where there is no fixed point, or nothing that can move.
        verdict: stable | unstable | marginal | two-cycle | collapses | undefined.
        kind: consensus | bipartite | polygonal.
    """

    value: float | None
    verdict: str
    kind: str


@dataclass(frozen=True)
class Heatmap:
    """The shown part.

    Attributes:
        eigenvectors: their numbers, from above.
        minus: sizes of the smaller group, from the left; 0 is the consensus.
        cells: by eigenvector, then by split.
        hidden: how many eigenvectors are left out.
        hidden_stable: how many of them have a stable or marginal state.
        skipped: how many splits are left out.
    """

    eigenvectors: tuple[int, ...]
    minus: tuple[int, ...]
    cells: tuple[tuple[Cell, ...], ...]
    hidden: int
    hidden_stable: int
    skipped: int


def heatmap(result: Stability) -> Heatmap:
    """Choose the rows and columns and fill them."""
    n = result.problem.tokens
    groups = {k: list(found) for k, found in groupby(result, key=lambda entry: entry.eigenvector)}
    chosen = _rows(groups)
    minus = _columns(n, [entry for k in chosen for entry in groups[k]])
    cells = tuple(tuple(_cell(result, groups[k], k, s) for s in minus) for k in chosen)
    left = sum(_interesting(found) for k, found in groups.items() if k not in chosen)
    return Heatmap(tuple(chosen), minus, cells, len(groups) - len(chosen), left, n // 2 + 1 - len(minus))


def _interesting(entries: list[Entry]) -> bool:
    return any(entry.outcome.verdict in ("stable", "marginal") for entry in entries)


def _rows(groups: dict[int, list[Entry]]) -> list[int]:
    """All with a stable or marginal state, and of the others those at both ends and where the verdicts change."""
    if len(groups) <= MOST_ROWS:
        return list(groups)
    stable = [k for k, found in groups.items() if any(entry.outcome.verdict == "stable" for entry in found)]
    interesting = stable + [k for k, found in groups.items() if _interesting(found) and k not in stable]
    kept = set(interesting[:MOST_ROWS])
    last, previous = max(groups), None
    for k, found in groups.items():
        told = [(e.outcome.kind == "consensus", e.outcome.verdict, e.outcome.note) for e in found]
        signature = sorted(set(told), key=str)
        if previous is not None and signature != previous and len(kept) + 2 <= MOST_ROWS - QUIET_ENDS:
            kept |= {k - 1, k}
        previous = signature
    for distance in range(last):
        for k in (distance, last - distance):
            if len(kept) < MOST_ROWS:
                kept.add(k)
    return sorted(kept)


def _columns(n: int, entries: list[Entry]) -> tuple[int, ...]:
    """All splits, or: the consensus, one token, half, a few between on a scale of powers, and where verdicts change."""
    half = n // 2
    if half + 1 <= MOST_COLUMNS:
        return tuple(range(half + 1))
    kept = {0, 1, half}
    changes = {
        place
        for entry in entries
        if entry.low
        for place in (entry.low, entry.high)
        if entry.outcome.verdict == "stable"
    }
    for place in sorted(changes, reverse=True)[:1] + sorted(changes)[:3]:
        kept.add(place)
    parts = MOST_COLUMNS
    while len(kept) < MOST_COLUMNS and parts < 64:
        for i in range(1, parts):
            place = round(half ** (i / parts)) if half > 64 else round(half * i / parts)
            if len(kept) < MOST_COLUMNS and 1 <= place <= half:
                kept.add(place)
        parts *= 2
    return tuple(sorted(kept))


def _cell(result: Stability, entries: list[Entry], k: int, minus: int) -> Cell:
    entry = next(e for e in entries if e.low <= minus <= e.high and (minus == 0) == (e.low == 0))
    outcome = entry.outcome
    if outcome.verdict is None:
        return Cell(None, NOT_FIXED[outcome.note or "undefined"], outcome.kind)
    value = entry.radius
    if minus and entry.low != entry.high and result.problem.tokens > LISTED_UP_TO:
        value = _radius(result, k, minus, outcome.verdict)
    return Cell(value, outcome.verdict, outcome.kind)


def _radius(result: Stability, k: int, minus: int, verdict: str) -> float | None:
    """Of one split of a range, on the side of the boundary that is proved."""
    split, step = split_at(result, k, minus), result.problem.step_size
    others = [a if step is None else step * a for a in split.others]
    if not others:
        return None if step is None else 0.0
    own = split.own if step is None else step * split.own
    value = float(
        bipartite_radii(own, others, result.scores[k], [minus], n=result.problem.tokens, flow=step is None)[0]
    )
    boundary = 1.0 if step is not None else 0.0
    if verdict == "stable":
        return min(value, math.nextafter(boundary, -math.inf))
    return max(value, math.nextafter(boundary, math.inf)) if verdict == "unstable" else boundary


def table(result: Stability, shown: Heatmap) -> Table:
    """The numbers of the picture, a cell without a fixed point as words."""
    n = result.problem.tokens
    columns = [Column("eigenvector", "vector $k$"), *(Column(f"{n - s}+{s}", f"{n - s}+{s}", 4) for s in shown.minus)]
    rows = []
    for k, cells in zip(shown.eigenvectors, shown.cells, strict=True):
        rows.append(
            [k, *(cell.value if cell.verdict in ("stable", "unstable", "marginal") else cell.verdict for cell in cells)]
        )
    name = "Spectral abscissa" if result.problem.step_size is None else "Spectral radius"
    boundary = "0" if result.problem.step_size is None else "1"
    about = f"{name} by eigenvector and split, on the tangent space: stable below {boundary}. {left_out(shown)}".strip()
    return Table("heatmap", about, columns, rows)


def left_out(shown: Heatmap) -> str:
    """What is not in the picture, in a sentence, or nothing."""
    parts = []
    if shown.hidden:
        which = str(shown.hidden_stable) if shown.hidden_stable else "none"
        parts.append(
            f"{shown.hidden} eigenvectors between the shown ones ({which} of them with a stable or marginal state)"
        )
    if shown.skipped:
        parts.append(f"{shown.skipped} splits between the shown ones")
    return f"Left out: {' and '.join(parts)}." if parts else ""


def draw(result: Stability, shown: Heatmap) -> Any:
    """The picture."""
    from matplotlib.colors import TwoSlopeNorm
    from matplotlib.patches import Rectangle

    flow = result.problem.step_size is None
    boundary, n = 0.0 if flow else 1.0, result.problem.tokens
    numbers = [c.value for row in shown.cells for c in row if c.value is not None and math.isfinite(c.value)]
    reach = max([abs(x - boundary) for x in numbers], default=0.0) or 1.0
    if not flow:
        reach = min(reach, 1.0)
    norm = TwoSlopeNorm(boundary, boundary - reach, boundary + reach)
    height, width = len(shown.eigenvectors), len(shown.minus)
    figure = canvas((1.6 if n > 99 else 1.05) + 0.27 * height)
    axes = figure.subplots()
    palette = _palette()
    for y, row in enumerate(shown.cells):
        for x, cell in enumerate(row):
            box = (x - 0.5, y - 0.5)
            if cell.verdict in NOT_FIXED.values():
                axes.add_patch(Rectangle(box, 1, 1, facecolor="white", edgecolor="#8a94a3", hatch="////", lw=0))
                axes.text(x, y, cell.verdict[0] if width > 11 else cell.verdict, **BACKED)
                continue
            color = (
                "#ffffff"
                if cell.value is None
                else palette(norm(max(boundary - reach, min(boundary + reach, cell.value))))
            )
            axes.add_patch(Rectangle(box, 1, 1, facecolor=color, lw=0))
            number = "" if cell.value is None or width > 11 else _number(cell.value, boundary)
            axes.text(x, y, " ".join(s for s in (MARKS.get(cell.verdict, ""), number) if s), **TEXT)
            if cell.verdict == "stable":
                axes.add_patch(Rectangle((x - 0.46, y - 0.42), 0.92, 0.84, fill=False, edgecolor=INK, lw=1.6))
            elif cell.verdict == "marginal":
                axes.add_patch(Rectangle((x - 0.46, y - 0.42), 0.92, 0.84, fill=False, edgecolor=INK, lw=1.1, ls=":"))
    for y, (above, below) in enumerate(zip(shown.eigenvectors, shown.eigenvectors[1:], strict=False)):
        if below - above > 1:
            axes.axhline(y + 0.5, color=INK, lw=1.4, ls=(0, (4, 2)))
    axes.set(xlim=(-0.5, width - 0.5), ylim=(height - 0.5, -0.5), xlabel="tokens at the two ends (smaller group last)")
    axes.set_xticks(
        range(width),
        [_end(n, s) for s in shown.minus],
        rotation=45 if n > 99 else 0,
        ha="right" if n > 99 else "center",
    )
    axes.set_yticks(range(height), [rf"$\lambda_{{{k}}}=${result.eigenvalues[k]:.3g}" for k in shown.eigenvectors])
    axes.set_title("● stable,  = on the boundary,  hatched: no fixed point", loc="left")
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return figure


def _end(n: int, minus: int) -> str:
    if minus == 0:
        return "consensus"
    return f"{n - minus}+{minus}" if n < 10_000 else f"n−{minus:,}+{minus:,}".replace(",", " ")


def _palette() -> Any:
    """Blue below the boundary, orange above, both light enough for dark letters."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("stability", ["#6aa5dd", "#e9f1f8", "#fbeee0", "#e08a3c"], N=255)


def _number(value: float, boundary: float) -> str:
    """Three digits; where they would hide the side of the boundary, the side."""
    text = f"{value:.3g}"
    if float(text) != boundary or value == boundary:
        return text
    return f"{'<' if value < boundary else '>'} {boundary:.0f}"
