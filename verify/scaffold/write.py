"""Statements as Python: a folder of claims that loads at once and in which nothing is decided yet."""

from __future__ import annotations

import keyword
import textwrap
from collections.abc import Iterator, Sequence

from verify.errors import InvalidInput
from verify.scaffold.statements import Statement

_WIDTH = 112
_HOW = """\
Written once by `verify new` from {source}; yours from here on. Nothing is decided: every claim is SKIPPED, because it has
no evidence yet. To decide one:

1. Compare its statement with the paper. A statement that says two things becomes two claims, the parts of a third.
2. Give it parameters, hypotheses and a conclusion that can be evaluated, a witness, evidence, and a mutant that must fall.
   `verify show` of any claim that ships with the suite is an example; its guide is "Add a claim in five steps".
3. `verify run 'ID' --proofs DIR`, look at it with `verify show ID --proofs DIR`, then `verify bless ID --proofs DIR`.

`published_uses` holds what the published proof refers to: where one of those is refuted, the suite says whose proof breaks.
"""


def files(paper: str, source: str, found: Sequence[Statement], macros: Sequence[str]) -> dict[str, str]:
    """File names and their text, for the folder of the paper.

    Args:
        paper: the id of the paper: a Python name in lower case.
        source: the name of the LaTeX file.
        found: from :func:`verify.scaffold.statements.statements`.
        macros: definitions of the paper's own macros, for the reader.

    Raises:
        InvalidInput: if ``paper`` is no such name, or if the paper only defines and asserts nothing.
    """
    if not paper.isidentifier() or keyword.iskeyword(paper) or paper != paper.lower():
        raise InvalidInput(f"--paper {paper!r}: expected a Python name in lower case, such as my_paper")
    assumed = [statement for statement in found if statement.assumed]
    claims = [statement for statement in found if not statement.assumed]
    if not claims:
        raise InvalidInput(
            f"{source}: nothing is stated, only assumed or defined; expected theorems, lemmas or the like"
        )
    contents = ["assumptions"] * bool(assumed) + ["statements"]
    told = {"__init__.py": _package(source, macros, contents)}
    if assumed:
        told["assumptions.py"] = _assumptions(source, assumed)
    told["statements.py"] = _claims(paper, source, found)
    return told


def _package(source: str, macros: Sequence[str], contents: Sequence[str]) -> str:
    lines = _HOW.format(source=source).splitlines()
    if macros:
        lines += ["", "Macros of the paper that its statements may use::", "", *(f"    {macro}" for macro in macros)]
    head = "\n".join([f"The claims of {source}.", "", *lines])
    listed = ", ".join(f'"{name}"' for name in contents)
    return f"{_docstring(head)}\n\nCONTENTS = ({listed},)\n"


def _docstring(text: str) -> str:
    """A raw docstring, whatever LaTeX is in it."""
    safe = text.replace('"""', "'''")
    return f'r"""{safe}\n"""' if safe.endswith(("\\", '"')) or "\n" in safe else f'r"""{safe}"""'


def _assumptions(source: str, assumed: Sequence[Statement]) -> str:
    about = (
        f"What {source} assumes and defines. The predicates are not written yet: `unwritten` is a truth value that no engine "
        "can find out, so that nothing can be shown to satisfy a hypothesis before someone says what it asks of a point."
    )
    lines = [
        _docstring("\n".join(textwrap.wrap(about, _WIDTH))),
        "",
        "from verify.claim import Hypothesis, unwritten",
        "",
    ]
    for statement in assumed:
        lines += [f"{statement.name.upper()} = Hypothesis("]
        lines += [f'    "{statement.name}",', *_text(statement.body, 4), f'    unwritten("{statement.name}"),', ")"]
    return "\n".join(lines) + "\n"


def _claims(paper: str, source: str, found: Sequence[Statement]) -> str:
    owners = {label: statement for statement in found for label in statement.labels}
    assumed = [statement.name.upper() for statement in found if statement.assumed and _needed(statement, found, owners)]
    lines = [_docstring(f"The statements of {source}, in its order."), "", "from verify.claim import Claim, Source"]
    if assumed:
        lines += ["", "from .assumptions import (", *(f"    {name}," for name in assumed), ")"]
    for statement in found:
        if not statement.assumed:
            lines += ["", *_claim(paper, statement, owners)]
    return "\n".join(lines) + "\n"


def _needed(assumed: Statement, found: Sequence[Statement], owners: dict[str, Statement]) -> bool:
    return any(assumed in _named(s.refers, owners) for s in found if not s.assumed)


def _claim(paper: str, statement: Statement, owners: dict[str, Statement]) -> Iterator[str]:
    named = _named(statement.refers, owners)
    hypotheses = [other.name.upper() for other in named if other.assumed]
    uses = [f"{paper}.{o.name}" for o in _named(statement.proof_refers, owners) if not o.assumed and o is not statement]
    yield f"{statement.name.upper()} = Claim("
    yield f'    id="{paper}.{statement.name}",'
    yield from _keyword("title", statement.title or statement.label)
    yield from _keyword("statement", statement.body)
    yield f'    source=Source({_literal(statement.label)}, origin="verbatim"),'
    if hypotheses:
        yield f"    hypotheses=({', '.join(hypotheses)},),"
    if uses:
        yield "    published_uses=("
        yield from (f'        "{claim_id}",' for claim_id in uses)
        yield "    ),"
    yield from _keyword("note", _note(statement, [o.label for o in named if not o.assumed and o is not statement]))
    yield ")"


def _note(statement: Statement, named: Sequence[str]) -> str:
    told = ["No evidence yet."]
    if named:
        told.append(f"The statement refers to {', '.join(named)}.")
    if statement.proof_cites:
        told.append(f"The published proof cites {', '.join(dict.fromkeys(statement.proof_cites))}.")
    return " ".join(told)


def _named(labels: Sequence[str], owners: dict[str, Statement]) -> list[Statement]:
    found: list[Statement] = []
    for label in labels:
        other = owners.get(label)
        if other is not None and not any(other is known for known in found):
            found.append(other)
    return found


def _keyword(name: str, text: str) -> Iterator[str]:
    short = f"    {name}={_literal(text)},"
    if len(short) <= _WIDTH:
        yield short
        return
    yield f"    {name}=("
    yield from (line.removesuffix(",") for line in _text(text, 8))
    yield "    ),"


def _text(text: str, indent: int) -> Iterator[str]:
    """A long text as adjacent literals, one a line, a comma behind the last."""
    chunks = textwrap.wrap(text, _WIDTH - indent - 6, break_long_words=False, break_on_hyphens=False) or [""]
    for number, chunk in enumerate(chunks):
        last = number == len(chunks) - 1
        yield f"{' ' * indent}{_literal(chunk if last else chunk + ' ')}{',' if last else ''}"


def _literal(text: str) -> str:
    """A Python literal, raw where that is readable."""
    if "\\" in text and '"' not in text and not text.endswith("\\"):
        return f'r"{text}"'
    if "\\" not in text and '"' not in text and text.isprintable():
        return f'"{text}"'
    return repr(text)
