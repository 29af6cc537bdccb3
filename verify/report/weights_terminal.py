"""What ``verify weights`` prints: a row for each layer, the papers' sentences with their verdicts, steering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from verify.report.terminal import console, word

SHOWN = 24
"""Rows of layers."""


def show(doc: Mapping[str, Any], *, stderr: bool) -> None:
    """Print the document of :func:`verify.weights.document.document`; on standard error where JSON has standard output."""
    out = console(stderr=stderr)
    out.print(heading(doc), markup=False)
    out.print(_layers(doc))
    left = len(doc["layers"]) - SHOWN
    if not doc["shared"] and left > 0:
        out.print(f"... and {left} more layers (--json has all)", markup=False)
    end = doc["path"][doc["depth"]]
    share = end["distance"]["mean"] / doc["path"][0]["distance"]["mean"]
    out.print(f"distance of tokens after {doc['depth']} layers: {share:.3g} of that of the starts", markup=False)
    if doc["conventions"]:
        out.print(_conventions(doc["conventions"]))
    out.print(_sentences(doc["claims"], out.width))
    out.print(_counts(doc["claims"]), markup=False)
    if doc["steering"] is not None:
        _steering(out, doc["steering"])


def heading(doc: Mapping[str, Any]) -> str:
    """Model, sizes and protocol in a line."""
    layers = f"{doc['depth']} layers" + (" that share their weights" if doc["shared"] else "")
    mask = "causal" if doc["causal"] else "full"
    biases = "with biases" if doc["convention"]["biases"] else "without biases"
    return (
        f"{doc['model']}: {doc['family']}, {layers}, dimension {doc['dimension']}, {doc['heads']} heads, {mask} attention; "
        f"{doc['sequences']} sequences of {doc['tokens']} random tokens, seed {doc['seed']}, {biases}"
    )


def _layers(doc: Mapping[str, Any]) -> Table:
    """lambda_1 by real part and by |1 + lambda|; of the first rho, Delta rho and P, beside the averages over all eigenvectors."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    heads = ("layer", "lambda_1", "largest |1 + lambda|", "gap", "rho", "average", "Delta rho", "average", "P", "rank")
    for head in heads:
        table.add_column(head, justify="right", overflow="fold")
    for layer in doc["layers"][:SHOWN]:
        spectral = [str(layer["index"]), number(layer["leading"]["real_part"]), number(layer["leading"]["one_plus"])]
        if doc["shared"] and layer["index"]:
            spectral = [str(layer["index"]), "", ""]
        gap = "-" if layer["gap"] is None else f"{layer['gap']:.3g}"
        measured = [f"{layer['rho']:.3g}", f"{layer['means']['rho']:.3g}"]
        measured += [f"{layer['delta_rho']:.2g}", f"{layer['means']['delta_rho']:.2g}", f"{layer['p']:.2f}"]
        place = f"{layer['rank']['place']}/{layer['rank']['of']}"
        table.add_row(*spectral, gap, *measured, place)
    return table


def number(pair: Sequence[float]) -> str:
    """A real or complex eigenvalue; of a pair the one with positive imaginary part."""
    real, imaginary = pair
    return f"{real:.3g}" if imaginary == 0 else f"{real:.3g} ± {abs(imaginary):.3g}i"


def _conventions(rows: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("convention")
    for head in ("rho", "Delta rho", "P", "distance"):
        table.add_column(head, justify="right")
    for row in rows:
        distance = "-" if row["distance"] is None else f"{row['distance']:.3g}"
        table.add_row(row["name"], f"{row['rho']:.3g}", f"{row['delta_rho']:.2g}", f"{row['p']:.2f}", distance)
    return table


def _sentences(claims: Sequence[Mapping[str, Any]], width: int) -> Table:
    """The sentences that apply; the numbers behind them where there is room."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("sentence", overflow="fold")
    table.add_column("verdict", no_wrap=True)
    if width >= 90:
        table.add_column("numbers", overflow="fold")
    for claim in claims:
        if claim["verdict"] is not None:
            row: list[str | Text] = [claim["id"], word(claim["verdict"])]
            table.add_row(*row, *([Text(claim["explanation"])] if width >= 90 else []))
    return table


def _counts(claims: Sequence[Mapping[str, Any]]) -> str:
    applying = [claim["verdict"] for claim in claims if claim["verdict"] is not None]
    names = ("CORROBORATED", "REFUTED", "INCONCLUSIVE")
    told = ", ".join(f"{applying.count(name)} {name}" for name in names)
    return f"{len(applying)} sentences about this model: {told}; {len(claims) - len(applying)} do not apply to it"


def _steering(out: Console, told: Mapping[str, Any]) -> None:
    where = "every layer (shared weights)" if told["all_layers"] else f"layer {told['layer']}"
    before, after = told["before"], told["after"]
    lines = [
        f"steering: W_O of {where} changed with kappa = {told['kappa']:.4g}, {told['output_change']:.3g} of its norm",
        f"principal eigenvalue {number(told['principal_before'])} before, {number(told['leading'])} after; "
        f"{'simple, real and strictly dominant' if told['dominant'] else 'not strictly dominant'}",
        f"|cos(token, u)|: {before['mean']:.3f} before, {after['mean']:.3f} after (least {after['least']:.3f}); "
        f"{after['plus']:.0%} of the tokens at +u, the others at -u",
    ]
    if told["residual"] > 1e-9:
        lines.append(f"the value matrices have rank {told['rank']}: {told['residual']:.2g} of w cannot be had")
    if told.get("full"):
        lines += _full(told["full"])
    if told.get("saved"):
        lines.append(
            f"written: {', '.join(told['saved']['tensors'])}, rounding {told['saved']['rounding']:.1e} of the change"
        )
    for line in lines:
        out.print(line, markup=False)


def _full(told: Mapping[str, Any]) -> list[str]:
    """The full model, with the rest of the last layer inverted."""
    after, plain, found = told["after"], told["uncompensated"], told["preimage"]
    return [
        f"full model, precompensated: kappa = {told['kappa']:.4g}; the preimage reaches the target with cosine {found['cosine']:.4f} "
        f"(residual {found['residual']:.2g}; without, {found['uncompensated']:.3f})",
        f"|cos(output, target)|: {told['before']['mean']:.3f} before, {after['mean']:.4f} after (least {after['least']:.3f}), "
        f"{plain['mean']:.3f} without precompensation; {told['positive']:.0%} of the tokens on the right side",
    ]
