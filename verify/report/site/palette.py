"""The colours and marks of verdicts, once: style sheet, graph and figures all take them from here.

A verdict is never told by colour alone: each has a mark of its own, and its name stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """How a verdict looks: a mark, and text on a tint in the light and in the dark scheme (``#rrggbb``).

    Attributes:
        mark: one character that stands before the name.
        ink: the text, also bars and outlines, in the light scheme; at least 4.5:1 on ``tint`` and on the page.
        tint: the surface under it.
        dark_ink: the same for the dark scheme.
        dark_tint: the same for the dark scheme.
    """

    mark: str
    ink: str
    tint: str
    dark_ink: str
    dark_tint: str


LOOKS: Mapping[str, Look] = {
    "PROVED": Look("■", "#17653a", "#e3f3e8", "#7ed6a1", "#14301f"),
    "CERTIFIED": Look("◆", "#0b5a69", "#dff2f5", "#75cfdf", "#0f2c33"),
    "CORROBORATED": Look("◇", "#7a4b00", "#fcf0d6", "#f0c069", "#33270e"),
    "REFUTED": Look("✕", "#a3201a", "#fce7e5", "#ff9f97", "#3e1816"),
    "INCONCLUSIVE": Look("?", "#57468a", "#eeeafa", "#c5b8f6", "#282142"),
    "SKIPPED": Look("–", "#4b5460", "#e9edf1", "#b4bdc8", "#272d35"),
    "CONTRADICTED": Look("!", "#8a0b52", "#fbe2ef", "#ff97ca", "#3d122b"),
}
"""By verdict, in the order in which counts are told."""

# The surfaces of both schemes, and the text on them.
LIGHT: Mapping[str, str] = {
    "page": "#fbfbf9",
    "card": "#ffffff",
    "sunk": "#f3f4f2",
    "ink": "#1c2430",
    "muted": "#55606f",
    "line": "#dde1e6",
    "accent": "#1a5aa0",
    "focus": "#1a5aa0",
    "mark": "#fff0b8",
}
DARK: Mapping[str, str] = {
    "page": "#11151a",
    "card": "#181d24",
    "sunk": "#1e242c",
    "ink": "#e5e9ef",
    "muted": "#a5afbd",
    "line": "#2e3641",
    "accent": "#8bbcf7",
    "focus": "#8bbcf7",
    "mark": "#57460b",
}


def style() -> str:
    """The custom properties of the style sheet: ``--ink``, ``--proved``, ``--proved-tint`` and so on."""
    light = [*LIGHT.items(), *_of_verdicts(dark=False)]
    dark = [*DARK.items(), *_of_verdicts(dark=True)]
    rules = [
        _rule(f".v-{name}", [("v", f"var(--{name.lower()})"), ("vt", f"var(--{name.lower()}-tint)")]) for name in LOOKS
    ]
    return "\n".join(
        [
            _rule(":root", [("scheme", "light"), *light]),
            "@media screen and (prefers-color-scheme: dark) {",
            _rule(':root:not([data-theme="light"])', [("scheme", "dark"), *dark]),
            "}",
            "@media screen {",
            _rule(':root[data-theme="dark"]', [("scheme", "dark"), *dark]),
            "}",
            *rules,
        ]
    )


def _of_verdicts(*, dark: bool) -> list[tuple[str, str]]:
    told = []
    for name, look in LOOKS.items():
        told.append((name.lower(), look.dark_ink if dark else look.ink))
        told.append((f"{name.lower()}-tint", look.dark_tint if dark else look.tint))
    return told


def _rule(selector: str, properties: list[tuple[str, str]]) -> str:
    return f"{selector} {{ {' '.join(f'--{name}: {value};' for name, value in properties)} }}"
