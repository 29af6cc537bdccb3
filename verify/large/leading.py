"""Leading eigenvalues of the tangent Jacobian by the best way that a state allows: ``verify.large.leading_eigenvalues``."""

from __future__ import annotations

import cmath
from typing import Any

import numpy as np

from verify.equilibria import closed_form
from verify.equilibria.prepare import LARGEST_ENTRY
from verify.errors import InvalidInput
from verify.large.arnoldi import arnoldi
from verify.large.grouped import EQUAL, checked_sphere, grouped_blocks, groups_of, inside_blocks, ungrouped
from verify.large.heads import heads_of, is_causal
from verify.large.products import MEMORY, Products, checked_state
from verify.large.spectrum import Found, Leading, backward_error, batch_eigenpairs, eigenpairs, leading
from verify.large.tangent import Frame
from verify.systems import Attention, Ellipsoid, Oja, System

DENSE = 600
"""Rows up to which the Jacobian (of the groups) is assembled and all its eigenvalues are computed."""
AT_REST = 1e-9
"""Displacement, relative to the size of the layer matrix, up to which a closed form of an equilibrium applies."""


def leading_eigenvalues(
    system: System,
    tokens: Any,
    k: int = 6,
    *,
    how: str | None = None,
    equal: float | None = EQUAL,
    accuracy: float = 1e-12,
    most_products: int = 5000,
    memory: int = MEMORY,
) -> Leading:
    """The k leading eigenvalues of the Jacobian of a step (largest modulus) or a flow (largest real part).

    The Jacobian is that of perturbations on the product of spheres. The way is chosen by the state:

    - ``closed form`` at a consensus or a bipartite consensus of one head at an eigenvector of V;
    - ``triangular`` for a causal system, whose Jacobian is block triangular: its diagonal blocks have all the eigenvalues;
    - ``assembled`` up to :data:`DENSE` rows: the whole matrix and all its eigenvalues;
    - ``grouped`` where tokens are equal: the Jacobian of the groups, and one block inside each, with multiplicities;
    - ``matrix-free`` otherwise: ARPACK on products with the Jacobian. Eigenvalues that it returns have small residuals; that no larger
      one was missed is not proved, and copies of a repeated eigenvalue are seen once or not at all.

    Args:
        system: :class:`verify.Oja`, :class:`verify.Attention`, :class:`verify.MultiHead`, or :class:`verify.Ellipsoid`
            (through the system on the sphere that it is the same as).
        tokens: one state of unit rows, shape ``(n, d)``, an equilibrium or not.
        k: how many, at least 1; one more is returned where a conjugate pair would be split.
        how: one of the ways above instead of the choice.
        equal: distance up to which tokens count as equal; ``None`` counts all as different.
        accuracy: relative accuracy that ARPACK is asked for.
        most_products: when ARPACK gives up: what has converged is returned, with ``converged=False``.
        memory: bytes that attention weights may take to be kept.

    Raises:
        InvalidInput: with what was found and what was expected, also where ``how`` does not apply.

    Source: power-method paper, Lemmas 3, 10 and 14; claims ``reduction.grouping`` and
    ``reduction.group_spectrum``.
    """
    if isinstance(k, bool) or not isinstance(k, (int, np.integer)) or k < 1:
        raise InvalidInput(f"k is {k!r}; expected a whole number of at least 1")
    ways = ("closed form", "triangular", "assembled", "grouped", "matrix-free")
    if how is not None and how not in ways:
        raise InvalidInput(f"how is {how!r}; expected one of {', '.join(ways)}")
    state = checked_state(tokens, system.dimension)
    if isinstance(system, Ellipsoid):
        root = np.asarray(system.root(), dtype=float)
        system, state = system.to_sphere(), state @ root.T
    search = _Search(system, checked_sphere(state), int(k), equal, memory)
    with np.errstate(over="ignore", invalid="ignore"):  # what overflows is refused
        chosen = how or search.chosen()
        if chosen == "matrix-free":
            return search.matrix_free(accuracy, most_products)
        return {
            "closed form": search.closed_form,
            "triangular": search.triangular,
            "assembled": search.assembled,
            "grouped": search.grouped,
        }[chosen]()


class _Search:
    """One question: a system, a state on the spheres, and how many eigenvalues are wanted."""

    def __init__(self, system: System, state: np.ndarray, k: int, equal: float | None, memory: int) -> None:
        step = _step_size(system)
        for head in heads_of(system):  # refuses what is no system of heads
            reach = float(np.abs(head.value).max()) * max(1.0, step or 1.0)
            for name, size in (
                ("step size times value", reach),
                ("query_key", 0.0 if head.query_key is None else float(np.abs(head.query_key).max())),
            ):
                if not size <= LARGEST_ENTRY:
                    raise InvalidInput(
                        f"{name} reaches {size:.3g}, and would overflow; expected at most {LARGEST_ENTRY:g}"
                    )
        self.system, self.state, self.k, self.memory = system, state, k, memory
        self.n, self.d = state.shape
        self.groups = ungrouped(state) if equal is None else groups_of(state, equal)
        self.repeated = len(self.groups.counts) < self.n and not is_causal(system)

    def chosen(self) -> str:
        """The way that the state allows."""
        rows = len(self.groups.counts) * (self.d - 1)
        if is_causal(self.system):
            return "triangular"
        if self._at_eigenvector() is not None:
            return "closed form"
        if self.n * (self.d - 1) <= DENSE:
            return "assembled"
        return "grouped" if self.repeated and rows <= DENSE else "matrix-free"

    def closed_form(self) -> Leading:
        """Lemmas 3 and 14, compared with the matrices of the groups."""
        place = self._at_eigenvector()
        if place is None:
            raise InvalidInput(
                "the state has no closed form; expected an equilibrium with all tokens at w or -w, w an eigenvector of V, and one head"
            )
        values, own, score = place
        step, counts = _step_size(self.system), [int(count) for count in self.groups.counts]
        if len(counts) == 1:
            spectrum = closed_form.consensus_spectrum(values, own, self.n, step)
        else:
            gammas = closed_form.logistic_gammas(score, *counts)[0]
            listed = closed_form.Gammas(*(float(gamma) for gamma in gammas))
            spectrum = closed_form.bipartite_spectrum(values, own, listed, *counts, step_size=step, sqrt=cmath.sqrt)
        found = leading([Found(complex(z), times, None) for z, times in spectrum], self.k, self.system.is_flow)
        if len(counts) * (self.d - 1) <= DENSE:
            quotient, inside, _ = grouped_blocks(self.system, self.groups.points, self.groups.counts)
            found = tuple(one._replace(residual=backward_error(one.value, [quotient, *inside])) for one in found)
        return self._told(found, "closed form", self._group_products())

    def triangular(self) -> Leading:
        """The diagonal blocks of a causal system: ``d x_i / d x_j = 0`` for j > i."""
        if not is_causal(self.system):
            raise InvalidInput("the system is not causal; expected a causal mask for the way 'triangular'")
        products = Products(self.system, self.state, memory=0)
        found: tuple[Found, ...] = ()
        if self.d > 1:
            for _, blocks in inside_blocks(products, Frame(self.state), own_weight=True):
                found = leading(
                    [*found, *batch_eigenpairs(blocks, np.ones(len(blocks), dtype=int))], self.k, self.system.is_flow
                )
        return self._told(found, "triangular", products)

    def assembled(self) -> Leading:
        """All eigenvalues of the whole matrix."""
        rows = self.n * (self.d - 1)
        if rows > 10 * DENSE:
            raise InvalidInput(f"the Jacobian has {rows} rows; expected at most {10 * DENSE} for the way 'assembled'")
        products = Products(self.system, self.state, memory=self.memory)
        found: list[Found] = []
        if rows:
            bases = Frame(self.state).bases()
            blocks = self.system.jacobian(self.state).reshape(self.n, self.d, self.n, self.d)
            found = eigenpairs(np.einsum("iak,iajb,jbl->ikjl", bases, blocks, bases, optimize=True).reshape(rows, rows))
        return self._told(leading(found, self.k, self.system.is_flow), "assembled", products)

    def grouped(self) -> Leading:
        """The matrix of the groups, and the blocks inside them."""
        quotient, inside, counts = grouped_blocks(self.system, self.groups.points, self.groups.counts)
        large = counts > 1
        found = eigenpairs(quotient)
        if self.d > 1 and large.any():
            found += batch_eigenpairs(inside[large], counts[large] - 1)
        return self._told(leading(found, self.k, self.system.is_flow), "grouped", self._group_products())

    def matrix_free(self, accuracy: float, most_products: int) -> Leading:
        """ARPACK on the Jacobian, or where tokens are equal on that of the groups, and the blocks inside them."""
        products = self._group_products() if self.repeated else Products(self.system, self.state, memory=self.memory)
        rows = products.shape[0] * (self.d - 1)
        if rows < self.k + 3:
            raise InvalidInput(f"the Jacobian has {rows} rows; expected at least {self.k + 3} for {self.k} eigenvalues")
        frame = Frame(products.tokens)
        run = arnoldi(products, frame, self.k, accuracy, most_products)
        found = list(run.found)
        if self.repeated:
            for rows_, blocks in inside_blocks(products, frame):
                large = self.groups.counts[rows_] > 1
                if large.any():
                    found += batch_eigenpairs(blocks[large], self.groups.counts[rows_][large] - 1)
        shown = leading(found, self.k, self.system.is_flow)
        return self._told(shown, "matrix-free", products, run.converged, run.products, run.notes)

    def _told(
        self,
        found: tuple[Found, ...],
        how: str,
        products: Products,
        converged: bool = True,
        count: int = 0,
        notes: tuple[str, ...] = (),
    ) -> Leading:
        moved = products.moved if self.system.is_flow else products.moved - products.tokens
        grouped = how in ("closed form", "grouped") or (how == "matrix-free" and self.repeated)
        return Leading(
            found=found,
            how=how,
            converged=converged,
            flow=self.system.is_flow,
            tokens=self.n,
            dimension=self.d,
            displacement=float(np.abs(moved).max()),
            groups=len(self.groups.counts) if grouped else None,
            spread=self.groups.spread if grouped else 0.0,
            products=count,
            notes=notes,
        )

    def _group_products(self) -> Products:
        return Products(self.system, self.groups.points, self.groups.counts, memory=self.memory)

    def _at_eigenvector(self) -> tuple[list[complex], int, float] | None:
        """The eigenvalues of V, the number of the one that the state sits at, and its score; ``None`` elsewhere."""
        if not isinstance(self.system, (Oja, Attention)) or is_causal(self.system) or len(self.groups.counts) > 2:
            return None
        points = self.groups.points
        w = points[0] / np.linalg.norm(points[0])
        if len(points) == 2 and np.linalg.norm(points[1] + points[0]) > max(EQUAL, self.groups.spread):
            return None
        (head,) = heads_of(self.system)
        size = float(np.linalg.norm(head.value, 2))
        own = float(w @ head.value @ w)
        if np.linalg.norm(head.value @ w - own * w) > EQUAL * size:
            return None
        products = self._group_products()
        moved = products.moved if self.system.is_flow else products.moved - products.tokens
        if np.abs(moved).max() > AT_REST * max(1.0, size):
            return None
        values = [complex(z) if z.imag else float(z.real) for z in np.linalg.eigvals(head.value)]
        place = int(np.argmin(np.abs(np.asarray(values) - own)))
        values[place] = own
        return values, place, float(w @ w) if head.query_key is None else float(w @ head.query_key @ w)


def _step_size(system: System) -> float | None:
    return None if system.step_size is None else float(system.step_size)
