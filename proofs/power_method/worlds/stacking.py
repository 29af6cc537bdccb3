"""Worlds of appendix A: any number of heads of any size, as sums in symbols or as arrays that are really stacked."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def symbolic_heads() -> Any:
    """H heads of size k, n tokens in R^d; ``W_O^h``, ``W_V^h``, attention weights ``a^h_ij``, all symbols."""
    import sympy

    heads, size, n, d = sympy.symbols("H k n d", integer=True, positive=True)
    i, j = sympy.symbols("i j", integer=True, positive=True)
    output, value, weight, token = (sympy.IndexedBase(name, real=True) for name in ("O", "V", "a", "x"))
    h, g, k, t, p = (sympy.Dummy(name, integer=True, positive=True) for name in "hgktp")
    over_heads, stacked = (h, 1, heads), ((g, 1, heads), (k, 1, size))

    def per_head() -> Any:
        return sympy.Sum(output[h, i, k] * value[h, k, j], over_heads, (k, 1, size))

    def padded() -> Any:
        # Row (g, k) of the embedding of head h is W_V^h in its own rows, else zero.
        row = sympy.Sum(sympy.KroneckerDelta(g, h) * value[h, k, j], over_heads)
        return sympy.Sum(output[g, i, k] * row, *stacked)

    def unpadded() -> Any:
        row = sympy.Sum(value[h, k, j], over_heads)
        return sympy.Sum(output[g, i, k] * row, *stacked)

    def by_head() -> Any:
        layer = sympy.Sum(output[h, i, k] * value[h, k, p], (k, 1, size))
        return sympy.Sum(weight[h, j, t] * layer * token[t, p], over_heads, (t, 1, n), (p, 1, d))

    def concatenated(*, own: bool = True) -> Any:
        mixed = sympy.Sum(weight[g if own else 1, j, t] * value[g, k, p] * token[t, p], (t, 1, n), (p, 1, d))
        return sympy.Sum(output[g, i, k] * mixed, *stacked)

    return SimpleNamespace(
        per_head=per_head, padded=padded, unpadded=unpadded, by_head=by_head, concatenated=concatenated
    )


def random_heads(rng: Any) -> Any:
    """Random heads; the value matrices are stacked, the output matrices laid side by side."""
    import numpy as np

    heads, size, d, n = (int(v) for v in rng.integers(2, 4, size=4))
    output, value = rng.normal(size=(heads, d, size)), rng.normal(size=(heads, size, d))
    weights, tokens = rng.normal(size=(heads, n, n)), rng.normal(size=(n, d))
    side_by_side = np.concatenate(list(output), axis=1)

    def embedded(h: int) -> Any:
        above, below = value[h] * 0, value[h] * 0
        return np.concatenate([above] * h + [value[h]] + [below] * (heads - 1 - h), axis=0)

    def total(matrices: list[Any]) -> Any:
        return sum(matrices[1:], matrices[0])

    def concatenated(*, own: bool = True) -> Any:
        mixed = [weights[h if own else 0] @ tokens @ value[h].T for h in range(heads)]
        return (np.concatenate(mixed, axis=1) @ side_by_side.T).T

    return SimpleNamespace(
        per_head=lambda: total([output[h] @ value[h] for h in range(heads)]),
        padded=lambda: side_by_side @ total([embedded(h) for h in range(heads)]),
        unpadded=lambda: side_by_side @ np.concatenate([total(list(value))] * heads, axis=0),
        by_head=lambda: total([output[h] @ value[h] @ tokens.T @ weights[h].T for h in range(heads)]),
        concatenated=concatenated,
    )


def stacked(w: Any) -> tuple[Any, Any]:
    """``sum_h W_O^h W_V^h`` and ``W_O`` times the sum of the zero-padded value matrices."""
    return w.per_head(), w.padded()


def stacked_without_padding(w: Any) -> tuple[Any, Any]:
    """Every block holds the sum of all value matrices: false."""
    return w.per_head(), w.unpadded()


def attention_output(w: Any) -> tuple[Any, Any]:
    """Column j of ``sum_h W_O^h W_V^h X A_h^T``, and ``W_O`` times the concatenated heads."""
    return w.by_head(), w.concatenated()


def attention_output_one_weight(w: Any) -> tuple[Any, Any]:
    """With the first head's weights for all: false."""
    return w.by_head(), w.concatenated(own=False)


def free_rows() -> Any:
    """Two heads in columns; tokens X in columns, weights A and B (row i attends), and a right eigenvector v of H."""
    from proofs.power_method.worlds.steering import _free

    return _free("O P V W X A B v l H", ("H v", "v l"))


def random_rows(rng: Any) -> Any:
    """Random ones."""
    from proofs.power_method.worlds.steering import _with_transposes, random_eigenvectors

    eigen = random_eigenvectors(rng)
    d = eigen.H.shape[0]
    n, k = int(rng.integers(1, 4)), int(rng.integers(1, 4))
    made = {name: rng.normal(size=(d, k)) for name in "OP"} | {name: rng.normal(size=(k, d)) for name in "VW"}
    made |= {name: rng.normal(size=(n, n)) for name in "AB"} | {"X": rng.normal(size=(d, n))}
    return SimpleNamespace(**_with_transposes(**made, H=eigen.H, v=eigen.u, l=eigen.l))


def rows(w: Any) -> tuple[Any, Any]:
    """The output of two heads in columns, transposed, and in rows with the parameters of the row convention, which are the
    transposes; the layer matrix of rows; and the left eigenvector that v becomes."""
    from proofs.power_method.worlds.steering import _transposed

    columns = w.O @ w.V @ w.X @ w.At + w.P @ w.W @ w.X @ w.Bt
    in_rows = w.A @ w.Xt @ w.Vt @ w.Ot + w.B @ w.Xt @ w.Wt @ w.Pt
    layer = w.O @ w.V + w.P @ w.W
    pairs = (
        (_transposed(columns), in_rows),
        (_transposed(layer), w.Vt @ w.Ot + w.Wt @ w.Pt),
        (w.vt @ w.Ht, _transposed(w.l) @ w.vt),
    )
    return _flat(pairs, 0), _flat(pairs, 1)


def rows_in_the_same_order(w: Any) -> tuple[Any, Any]:
    """The layer matrix of rows as if it were that of columns: false."""
    from proofs.power_method.worlds.steering import _transposed

    return _transposed(w.O @ w.V), w.O @ w.V


def _flat(pairs: Any, side: int) -> list[Any]:
    """Letters as they are; entries of arrays of several shapes in one list."""
    chosen = [pair[side] for pair in pairs]
    return chosen if hasattr(chosen[0], "terms") else [entry for matrix in chosen for entry in matrix.ravel()]
