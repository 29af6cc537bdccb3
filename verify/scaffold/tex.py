"""LaTeX as nodes: the source with everything that it inputs, parsed with the theorem environments that it declares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pylatexenc.latexwalker import (
    LatexCommentNode,
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexWalker,
    LatexWalkerParseError,
    get_default_latex_context_db,
)
from pylatexenc.macrospec import EnvironmentSpec, MacroSpec, MacroStandardArgsParser, ParsedMacroArgs, std_macro

from verify.errors import InvalidInput

REFERENCES = ("ref", "cref", "Cref", "autoref", "eqref", "labelcref", "nameref", "thmref", "hyperref")
CITATIONS = ("cite", "citep", "citet", "citealp", "citealt", "parencite", "textcite", "autocite")
SECTIONS = ("chapter", "section", "subsection", "subsubsection")
_INPUTS = ("input", "include", "subfile")
_DEFINING = (
    "newcommand",
    "renewcommand",
    "providecommand",
    "DeclareMathOperator",
    "def",
    "newenvironment",
    "renewenvironment",
)


_COMMENT = re.compile(r"(?<!\\)%.*")
_LABEL = re.compile(r"\\label\s*\{([^}]*)\}|label\s*=\s*\{?([^},\]]+)")
_REFERENCE = re.compile(r"\\(?:" + "|".join(name for name in REFERENCES if name != "hyperref") + r")\*?\s*\{([^}]*)\}")


class _Opaque(MacroStandardArgsParser):  # type: ignore[misc]
    """The arguments of a definition, read by their braces alone: half an environment may stand there."""

    def __init__(self, environment: bool = False) -> None:
        super().__init__("")
        self.environment = environment

    def parse_args(self, w: Any, pos: int, parsing_state: Any = None) -> tuple[Any, int, int]:  # noqa: ARG002
        """Everything up to the end of the last group: ``\\def\\x{..}`` has one, ``\\newcommand{\\x}{..}`` two."""
        groups = 3 if self.environment else 2 if w.s[pos:].lstrip(" *\n").startswith("{") else 1
        end = pos
        for _ in range(groups):
            end = _after_group(w.s, end)
        return ParsedMacroArgs(argnlist=[]), pos, end - pos


def _after_group(text: str, pos: int) -> int:
    """Just behind the next ``{...}``."""
    depth = 0
    while pos < len(text):
        if text[pos] == "\\":
            pos += 2
            continue
        if text[pos] == "%":
            pos = text.find("\n", pos) + 1 or len(text)
            continue
        depth += (text[pos] == "{") - (text[pos] == "}")
        pos += 1
        if depth <= 0 and text[pos - 1] == "}":
            return pos
    return len(text)


_MACROS = [
    *(std_macro(name, "*[{" if name == "hyperref" else "*{") for name in REFERENCES),
    *(std_macro(name, "*[[{") for name in CITATIONS),
    *(std_macro(name, "*[{") for name in SECTIONS),
    *(std_macro(name, "{") for name in (*_INPUTS, "label")),
    std_macro("newtheorem", "*{[{["),
    std_macro("spnewtheorem", "*{[{[{{"),
    std_macro("declaretheorem", "[{["),
    std_macro("numberwithin", "[{{"),
    *(MacroSpec(name, args_parser=_Opaque(name.endswith("environment"))) for name in _DEFINING),
]


@dataclass(frozen=True)
class Kind:
    """A theorem environment.

    Attributes:
        printed: what stands before the number, such as ``Lemma``.
        counter: the environment whose counter it shares, itself by default.
        within: the section level, or counter, that sets the counter back to zero.
        numbered: whether it has a number at all.
    """

    printed: str
    counter: str
    within: str | None = None
    numbered: bool = True


# What classes and packages declare for their users.
DEFAULTS = {
    name: Kind(name.capitalize(), name)
    for name in ("theorem", "lemma", "proposition", "corollary", "remark", "definition", "assumption", "conjecture")
}


@dataclass
class Source:
    """A document: its nodes in reading order, what was declared, and remarks about what could not be read.

    ``hidden`` are remarks about macros that stand for theorem environments; ``references`` are file, line and label.
    """

    nodes: list[Any]
    kinds: dict[str, Kind]
    macros: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    references: list[tuple[Path, int, str]] = field(default_factory=list)


def read(path: Path) -> Source:
    """The document at ``path``, with what it inputs in place.

    Raises:
        InvalidInput: if a file cannot be read, is nested too deeply or inputs itself.
    """
    declared = Source([], dict(DEFAULTS))
    for node in walk(_nodes(path, (), declared, {})):
        if isinstance(node, LatexMacroNode):
            _declare(node, declared)
    found = Source([], declared.kinds, declared.macros)
    nodes = _nodes(path, (), found, declared.kinds)
    document = next((n for n in nodes if isinstance(n, LatexEnvironmentNode) and n.environmentname == "document"), None)
    found.nodes = nodes if document is None or found.remarks else list(document.nodelist)
    unknown = {label: (file, line) for file, line, label in reversed(found.references) if label not in found.labels}
    found.remarks += found.hidden
    found.remarks += [f"{file}, line {line}: no \\label{{{name}}}" for name, (file, line) in reversed(unknown.items())]
    return found


def _nodes(path: Path, above: tuple[Path, ...], source: Source, kinds: Mapping[str, Kind]) -> list[Any]:
    if path.resolve() in above:
        raise InvalidInput(f"{path}: inputs itself")
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InvalidInput(f"{path}: cannot be read: {told}") from error
    try:
        return _with_inputs(_parsed(path, text, source, kinds), path, (*above, path.resolve()), source, kinds)
    except RecursionError as error:
        raise InvalidInput(f"{path}: cannot be read: its braces or environments are nested too deeply") from error


def _parsed(path: Path, text: str, source: Source, kinds: Mapping[str, Kind]) -> list[Any]:
    context = get_default_latex_context_db()
    environments = [EnvironmentSpec(name, "[") for name in (*kinds, "proof")]
    environments += [EnvironmentSpec("restatable", "[{{")]
    context.add_context_category("verify", prepend=True, macros=_MACROS, environments=environments)
    try:
        walker = LatexWalker(text, latex_context=context, tolerant_parsing=False)
        found = list(walker.get_latex_nodes()[0])
        _look(path, text, found, source, kinds)
        return found
    except LatexWalkerParseError as error:
        told = " ".join(str(error.msg).split())
        line = text.count("\n", 0, error.pos or 0) + 1
        source.remarks.append(f"{path}, line {line}: {told}; read on behind it: compare the claims with the paper")
    walker = LatexWalker(text, latex_context=context, tolerant_parsing=True)
    found = []
    at = 0
    while at < len(text):
        nodes, begin, length = walker.get_latex_nodes(pos=at)
        found += nodes
        at = max(begin + length, at) + 1  # what stopped the parser is one brace, or one \\end without its \\begin
    _look(path, text, found, source, kinds)
    return found


def _look(path: Path, text: str, nodes: Sequence[Any], source: Source, kinds: Mapping[str, Kind]) -> None:
    """Take in labels and references of one file, and macros that stand for theorem environments, which nobody reads."""
    for node in walk(nodes):
        if isinstance(node, LatexMacroNode) and node.macroname in _DEFINING:
            begun = [name for name in re.findall(r"\\begin\s*\{([^}]*)\}", node.latex_verbatim()) if name in kinds]
            if begun:
                line = text.count("\n", 0, node.pos) + 1
                told = f"a definition hides \\begin{{{begun[0]}}}: what is written with it is not read; write it out"
                source.hidden.append(f"{path}, line {line}: {told}")
    source.labels.update(label.strip() for pair in _LABEL.findall(text) for label in pair)
    seen = _COMMENT.sub("", text).split("\\end{document}")[0]
    for match in _REFERENCE.finditer(seen):
        for label in match[1].split(","):
            if label.strip() and not set("#\\") & set(label):
                source.references.append((path, seen.count("\n", 0, match.start()) + 1, label.strip()))


def _with_inputs(
    nodes: Sequence[Any], path: Path, above: tuple[Path, ...], source: Source, kinds: Mapping[str, Kind]
) -> list[Any]:
    """``nodes`` with the nodes of other files in place of the macro that inputs them, without what is switched off."""
    found: list[Any] = []
    off = 0
    for node in nodes:
        if isinstance(node, LatexMacroNode):
            off += node.macroname == "iffalse" or (off > 0 and node.macroname.startswith("if"))
            if node.macroname == "fi" and off > 0:
                off -= 1
                continue
        if off or isinstance(node, LatexCommentNode):
            continue
        if isinstance(node, LatexEnvironmentNode) and node.environmentname == "comment":
            continue
        if isinstance(node, LatexMacroNode) and node.macroname in _INPUTS:
            named = argument(node, 0).strip()
            found += _nodes(_file(path, above[0].parent, named, node.macroname), above, source, kinds)
            continue
        if isinstance(node, LatexEnvironmentNode | LatexGroupNode | LatexMathNode):
            node.nodelist = _with_inputs(node.nodelist, path, above, source, kinds)
        found.append(node)
    return found


def _file(path: Path, root: Path, named: str, macro: str) -> Path:
    """TeX looks from the folder of the main file; packages for subfiles from that of the file itself."""
    for folder in (root, path.parent):
        for name in (named if named.endswith(".tex") else f"{named}.tex", named):
            if (folder / name).is_file():
                return folder / name
    raise InvalidInput(f"{path}: \\{macro}{{{named}}}: there is no such file")


def walk(nodes: Sequence[Any]) -> Iterator[Any]:
    """All nodes, each before those inside it; groups that are arguments are part of their macro."""
    for node in nodes:
        yield node
        if isinstance(node, LatexEnvironmentNode | LatexGroupNode | LatexMathNode):
            yield from walk(node.nodelist)


def argument(node: Any, index: int) -> str:
    """The LaTeX inside an argument of a macro or environment; nothing for one that is not given."""
    found = node.nodeargd.argnlist[index] if node.nodeargd is not None else None
    if found is None:
        return ""
    return latex(found.nodelist) if isinstance(found, LatexGroupNode) else latex([found])


def latex(nodes: Sequence[Any]) -> str:
    """The nodes as LaTeX on one line, without comments and labels."""
    return " ".join("".join(map(_text, nodes)).split())


def _text(node: Any) -> str:
    if isinstance(node, LatexCommentNode) or (isinstance(node, LatexMacroNode) and node.macroname == "label"):
        return ""
    if isinstance(node, LatexEnvironmentNode):
        given = [n for n in (node.nodeargd.argnlist if node.nodeargd is not None else None) or () if n is not None]
        name = f"{{{node.environmentname}}}"
        return f"\\begin{name}{''.join(map(_text, given))}{''.join(map(_text, node.nodelist))}\\end{name}"
    if isinstance(node, LatexGroupNode | LatexMathNode):
        before, after = node.delimiters
        return f"{before}{''.join(map(_text, node.nodelist))}{after}"
    return str(node.latex_verbatim())


def _declare(node: Any, source: Source) -> None:
    """Take in a declaration of a theorem environment, of a counter's parent, or of a macro."""
    if node.macroname in ("newtheorem", "spnewtheorem"):
        name, shared = argument(node, 1), argument(node, 2)
        starred = node.nodeargd.argnlist[0] is not None
        source.kinds[name] = Kind(argument(node, 3), shared or name, argument(node, 4) or None, not starred)
    elif node.macroname == "declaretheorem":
        name = argument(node, 1)
        keys = _keys(argument(node, 0) or argument(node, 2))
        shared = keys.get("sibling") or keys.get("numberlike") or keys.get("sharenumber") or name
        within = keys.get("numberwithin") or keys.get("within") or keys.get("parent")
        printed = keys.get("name") or keys.get("title") or name.capitalize()
        source.kinds[name] = Kind(printed, shared, within, keys.get("numbered", "yes") != "no")
    elif node.macroname == "numberwithin":
        name = argument(node, 1)
        known = source.kinds.get(name)
        if known is not None:
            source.kinds[name] = Kind(known.printed, known.counter, argument(node, 2), known.numbered)
    elif node.macroname in _DEFINING and not node.macroname.endswith("environment"):
        source.macros.append(" ".join(node.latex_verbatim().split()))


def _keys(text: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in text.split(","))
    return {key.strip(): value.strip().strip("{}") for key, _, value in pairs if key.strip()}
